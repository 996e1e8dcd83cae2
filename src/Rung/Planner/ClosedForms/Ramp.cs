namespace Rung.Planner.ClosedForms;

/// <summary>
/// How a new hire becomes productive, from 0 to 1 of what a ramped colleague does, and the productive months that come of it:
/// ∫₀ᵐ r(t) dt; V49.
/// </summary>
public abstract record Ramp
{
    /// <summary>Productivity after so many months.</summary>
    public abstract double At(double months);

    /// <summary>Productive months within the first <paramref name="months"/>.</summary>
    public abstract double Area(double months);

    /// <summary>A straight line that reaches 1 after so many months; 0 for productive at once.</summary>
    public static Outcome<Ramp> Linear(double months) => Given.NotNegative(months) is { } no ? no : new Straight(months);

    /// <summary>1 − e^{−t/τ}.</summary>
    public static Outcome<Ramp> Exponential(double tau) => Given.Positive(tau) is { } no ? no : new Saturating(tau);

    /// <summary>1/(1 + e^{−k(t − t₀)}): half productive at t₀.</summary>
    public static Outcome<Ramp> Logistic(double steepness, double halfAt) =>
        (Given.Positive(steepness) ?? Given.NotNegative(halfAt)) is { } no ? no : new SShaped(steepness, halfAt);

    sealed record Straight(double Months) : Ramp
    {
        public override double At(double months) => months <= 0 ? 0 : months >= Months ? 1 : months / Months;

        public override double Area(double months) => months <= 0 ? 0 : months >= Months ? months - Months / 2 : months * months / (2 * Months);
    }

    sealed record Saturating(double Tau) : Ramp
    {
        public override double At(double months) => months <= 0 ? 0 : -Small.ExpMinusOne(-months / Tau);

        public override double Area(double months) => months <= 0 ? 0 : months + Tau * Small.ExpMinusOne(-months / Tau);
    }

    sealed record SShaped(double Steepness, double HalfAt) : Ramp
    {
        public override double At(double months) => months < 0 ? 0 : 1 / (1 + Math.Exp(-Steepness * (months - HalfAt)));

        public override double Area(double months) => months <= 0 ? 0 : (Softened(Steepness * (months - HalfAt)) - Softened(-Steepness * HalfAt)) / Steepness;

        /// <summary>ln(1 + eˣ).</summary>
        static double Softened(double x) => Math.Max(x, 0) + Small.LogOnePlus(Math.Exp(-Math.Abs(x)));
    }
}

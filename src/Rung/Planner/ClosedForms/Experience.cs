namespace Rung.Planner.ClosedForms;

/// <summary>
/// Learning by doing (R18; 5.2 item 9; Wright, Journal of the Aeronautical Sciences 3, 1936): each doubling of what was done
/// leaves the same share of the time it takes, so the n-th repetition takes n^{−b} of the first, b = −log₂ of that share.
/// </summary>
public sealed record Experience
{
    const int Counted = 1_000;

    Experience(double exponent) => Exponent = exponent;

    /// <summary>b; 0.234465 for an 85% curve.</summary>
    public double Exponent { get; }

    /// <param name="perDoubling">Share of the time left when twice as many were done, above 0.5.</param>
    public static Outcome<Experience> Of(double perDoubling) => Given.Between(perDoubling, 0.5, 1) is { } no ? no : new Experience(-Math.Log2(perDoubling));

    /// <summary>Time of the n-th over that of the first; 0.339680 for the hundredth on an 85% curve.</summary>
    public double TimeOf(long repetition) => Math.Pow(Math.Max(1, repetition), -Exponent);

    /// <summary>Mean time of the first n over that of the first; 0.437539 for a hundred on an 85% curve. By Euler and Maclaurin beyond a thousand.</summary>
    public double MeanTimeOfFirst(long repetitions)
    {
        if (repetitions < 1) return 1;
        var counted = (int)Math.Min(repetitions, Counted);
        var sum = 0.0;
        for (var n = counted; n >= 1; n--) sum += Math.Pow(n, -Exponent);
        if (repetitions > counted)
        {
            double from = counted, to = repetitions;
            var area = Exponent == 1 ? Math.Log(to / from) : (Math.Pow(to, 1 - Exponent) - Math.Pow(from, 1 - Exponent)) / (1 - Exponent);
            sum += area + (Math.Pow(to, -Exponent) - Math.Pow(from, -Exponent)) / 2 - Exponent * (Math.Pow(to, -Exponent - 1) - Math.Pow(from, -Exponent - 1)) / 12;
        }
        return sum / repetitions;
    }

    /// <summary>r(n) = 1 − (1 − r₀)·n^{−b}: how productive one is after n deals who began at r₀.</summary>
    public double Productivity(double atFirst, long deals) => 1 - (1 - atFirst) * TimeOf(deals);
}

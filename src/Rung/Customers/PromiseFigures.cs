namespace Rung.Customers;

/// <summary>The figures of a promise at one time, and what follows from them.</summary>
/// <param name="Baseline">Where the measure stood before.</param>
/// <param name="Target">What was promised.</param>
/// <param name="Measured">Where it stands.</param>
/// <param name="UnitValue">What one unit of it is worth to the customer.</param>
public readonly record struct PromiseFigures(double? Baseline, double? Target, double? Measured, Money? UnitValue)
{
    const decimal MostWorth = 1_000_000_000_000_000m;

    /// <summary>Whether the measure reached the target; a target below the baseline wants it down. Unknown until measured.</summary>
    public bool? IsMet => (Measured, Target) is ({ } measured, { } target) ? Target < Baseline ? measured <= target : measured >= target : null;

    /// <summary>How far it came of the way promised: 0 at the baseline, 1 at the target; null where a figure is missing or the two are the same.</summary>
    public double? Progress => (Baseline, Target, Measured) is ({ } from, { } to, { } now) && to != from ? (now - from) / (to - from) : null;

    /// <summary>
    /// What the customer has gained: the change towards the target at the worth of one unit (X0.3), below zero where it went
    /// the wrong way. Unknown without baseline, measure and worth, or where it would be absurd.
    /// </summary>
    public Money? Worth
    {
        get
        {
            if ((Baseline, Measured, UnitValue) is not ({ } from, { } now, { } unit)) return null;
            var gained = Target < from ? from - now : now - from;
            return Math.Abs(gained) < (double)decimal.MaxValue / 1e16 && Math.Abs((decimal)gained * unit.Minor) < MostWorth ? unit.Times((decimal)gained) : null;
        }
    }
}

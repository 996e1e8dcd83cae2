namespace Rung.Ladder;

/// <summary>
/// X0.3 (R35): of the customers live for two months, those with an outcome that reached its target, or is worth what was paid,
/// and that the customer confirmed. Who left without it counts: they never got it.
/// </summary>
public sealed class X03ValueForMoney() : Criterion("X0.3", MaturityStage.S0)
{
    static readonly YardstickRow Share = new("x0.3.share", 0.7, 0.05, 0.99, YardstickUnit.Share, "X0.3 [design]");
    static readonly YardstickRow LiveDays = new("x0.3.live-days", 60, 1, 365, YardstickUnit.Days, "X0.3 [design]");
    static readonly YardstickRow Fewest = new("x0.3.n", 5, 1, 1_000, YardstickUnit.Number, "X0.3 [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Share, LiveDays, Fewest];

    protected override Reading Judged(Evidence evidence)
    {
        if (!evidence.Each(Id + " promised", evidence.Customers, 0, static (_, _, part) => Array.Exists(part, c => c.Row.Outcomes.Any(o => o.PromisedOn <= c.Day))).Contains(true)) return Reading.Lacking(Id, LackKind.NoOutcomes);
        var rows = evidence.Sorted(Id, evidence.Customers, evidence.Whole(LiveDays), static c => c.Id, static (_, days, c) => Why(c, days), static (_, _, c) => GotItsWorth(c));
        return Judge.Share(Id, rows, evidence[Share], Certainty(evidence), evidence.Whole(Fewest));
    }

    static LeftWhy? Why(CustomerThen customer, int days)
    {
        if (!customer.IsExternal) return LeftWhy.NotAProspect;
        if (customer.LiveDays is not { } live) return LeftWhy.NotLive;
        return live < days ? LeftWhy.NotLiveLongEnough : null;
    }

    internal static bool GotItsWorth(CustomerThen customer) => customer.Row.Outcomes.Any(o => IsWorth(o, customer));

    static bool IsWorth(OutcomeRow outcome, CustomerThen customer)
    {
        if (LastConfirmed(outcome, customer.Day) is not { } measured) return false;
        if (outcome.Target is { } target && (target < outcome.Baseline ? measured <= target : measured >= target)) return true;
        return outcome.UnitValue is { } unit && outcome.Baseline is { } baseline && Math.Abs(measured - baseline) * unit.Minor >= customer.Paid.GetValueOrDefault(unit.Currency)
            && customer.Paid.GetValueOrDefault(unit.Currency) > 0 && IsBetter(outcome, measured, baseline);
    }

    static bool IsBetter(OutcomeRow outcome, double measured, double baseline) => outcome.Target < baseline ? measured < baseline : measured > baseline;

    /// <summary>The last measure that was confirmed before another took its place.</summary>
    static double? LastConfirmed(OutcomeRow outcome, DateOnly day)
    {
        double? confirmed = null;
        for (var i = 0; i < outcome.Measures.Count && outcome.Measures[i].On <= day; i++)
        {
            var next = i + 1 < outcome.Measures.Count ? outcome.Measures[i + 1].On : DateOnly.MaxValue;
            if (outcome.ConfirmedOn.Any(on => on >= outcome.Measures[i].On && (on < next || next == outcome.Measures[i].On) && on <= day)) confirmed = outcome.Measures[i].Value;
        }

        return confirmed;
    }
}

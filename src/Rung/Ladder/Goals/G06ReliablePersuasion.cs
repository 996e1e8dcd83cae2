namespace Rung.Ladder;

/// <summary>G0.6 (R32): the founder's own funnel: what later sellers are compared with. Kept, not judged.</summary>
public sealed class G06ReliablePersuasion() : Goal("G0.6", MaturityStage.S0)
{
    public override IReadOnlyList<YardstickRow> Yardsticks => [];

    protected override IReadOnlyList<Reading> Told(Evidence evidence)
    {
        var own = evidence.FoundersOwn;
        var rate = CohortRate.Of(own, evidence.Horizon);
        var least = evidence.Whole(Common.BaselineLeast);
        var (cycles, prices) = (own.Cycles, own.Prices);
        return
        [
            new(Id, Verdict.Insufficient)
            {
                N = (int)rate.Resolved, Numerator = rate.Won, Denominator = rate.Resolved, Estimate = rate.Estimate, Interval = rate.Trials < 1 ? null : Statistics.Binomial.ClopperPearson(rate.Rounded), Fewest = least,
                NeededMore = rate.Resolved < least ? least - rate.Resolved : null, Lack = rate.Resolved < least ? new(LackKind.TooFew, least, rate.Resolved) : null, Counted = own.Ids, Hits = own.Won,
                Beside = new Dictionary<string, double?> { ["horizonDays"] = rate.Horizon, ["longRun"] = CohortRate.LongRun(own).Estimate, ["cycleDays"] = cycles.Count == 0 ? null : X23AsEffective.Median(cycles), ["price"] = prices.Count == 0 ? null : prices.Average() },
            },
        ];
    }
}

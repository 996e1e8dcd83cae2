namespace Rung.Ladder;

/// <summary>X0.2 (R34): of the customers live long enough, those whose use was acceptable in most of the last periods.</summary>
public sealed class X02ContinuedUse() : Criterion("X0.2", MaturityStage.S0)
{
    static readonly YardstickRow Share = new("x0.2.share", 0.7, 0.05, 0.99, YardstickUnit.Share, "X0.2: P% of customers achieve E events every T time [RO1]", SourceGrade.B);
    static readonly YardstickRow LiveDays = new("x0.2.live-days", 30, 1, 365, YardstickUnit.Days, "X0.2 [design]");
    static readonly YardstickRow Fewest = new("x0.2.n", 5, 1, 1_000, YardstickUnit.Number, "X0.2 [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Share, LiveDays, Fewest];

    protected override Reading Judged(Evidence evidence)
    {
        if (!evidence.Customers.Any(c => c.LiveOn is not null)) return Reading.Lacking(Id, LackKind.NoUsage);
        var rows = evidence.Sorted(Id, evidence.Customers, evidence.Whole(LiveDays), static c => c.Id, static (evidence, days, c) => evidence.NotLive(c, days), static (_, _, c) => c.Uses);
        return Judge.Share(Id, rows, evidence[Share], Certainty(evidence), evidence.Whole(Fewest));
    }
}

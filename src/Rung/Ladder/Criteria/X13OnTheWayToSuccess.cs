namespace Rung.Ladder;

/// <summary>X1.3 (R48): of the customers live for a month, those with acceptable use, a first value, and no red health; V8.</summary>
public sealed class X13OnTheWayToSuccess() : Criterion("X1.3", MaturityStage.S1)
{
    static readonly YardstickRow Share = new("x1.3.share", 0.7, 0.05, 0.99, YardstickUnit.Share, "X1.3 [design]");
    static readonly YardstickRow Fewest = new("x1.3.n", 15, 1, 1_000, YardstickUnit.Number, "X1.3 [design]");

    /// <summary>How long a customer must have been live to be judged; A1.2 and X2.2 ask the same.</summary>
    internal static readonly YardstickRow LiveDays = new("x1.3.live-days", 30, 1, 365, YardstickUnit.Days, "X1.3 [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Share, Fewest, LiveDays];

    protected override Reading Judged(Evidence evidence) =>
        evidence.Customers.Any(c => c.LiveOn is not null) ? Judge.Share(Id, Successful(evidence), evidence[Share], Certainty(evidence), evidence.Whole(Fewest)) : Reading.Lacking(Id, LackKind.NoUsage);

    internal static Judge.Rows Successful(Evidence evidence) => evidence.Kept("successful", () =>
        evidence.Sorted("successful", evidence.Customers, evidence.Whole(LiveDays), static c => c.Id, static (evidence, days, c) => evidence.NotLive(c, days), static (_, _, c) => c.Succeeds));
}

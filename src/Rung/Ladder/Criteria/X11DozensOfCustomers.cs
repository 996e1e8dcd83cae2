namespace Rung.Ladder;

/// <summary>X1.1 (R46): accounts that have paid and have an active, priced subscription.</summary>
public sealed class X11DozensOfCustomers() : Criterion("X1.1", MaturityStage.S1)
{
    static readonly YardstickRow Customers = new("x1.1.customers", 24, 1, 10_000, YardstickUnit.Number, "several dozen is two times twelve; 20–50 [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Customers];

    protected override Reading Judged(Evidence evidence) => Judge.Count(Id, evidence.Sorted(Id, evidence.Customers, 0, static c => c.Id,
        static (_, _, c) => !c.IsExternal ? LeftWhy.NotAProspect : !c.IsActive ? LeftWhy.LeftBefore : !c.IsPriced ? LeftWhy.Unpriced : !c.HasPaid ? LeftWhy.NotMeasured : null, static (_, _, _) => true), evidence.Whole(Customers));
}

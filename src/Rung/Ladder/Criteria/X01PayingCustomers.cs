namespace Rung.Ladder;

/// <summary>X0.1 (R33): accounts that paid, net of refunds, on a priced contract, and that have no other tie to us.</summary>
public sealed class X01PayingCustomers() : Criterion("X0.1", MaturityStage.S0)
{
    static readonly YardstickRow Customers = new("x0.1.customers", 5, 1, 1_000, YardstickUnit.Number, "[design]; founders close the first 10 themselves [P2, P3]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Customers];

    protected override Reading Judged(Evidence evidence) => Judge.Count(Id, evidence.Sorted(Id, evidence.Customers, 0, static c => c.Id, static (_, _, c) => Why(c), static (_, _, _) => true), evidence.Whole(Customers));

    static LeftWhy? Why(CustomerThen customer)
    {
        if (!customer.IsExternal) return LeftWhy.NotAProspect;
        if (!customer.WasPriced) return LeftWhy.Unpriced;
        return customer.HasPaid ? null : customer.Row.Payments.Any(p => p.IsRefund && p.On <= customer.Day) ? LeftWhy.Refunded : LeftWhy.NotMeasured;
    }
}

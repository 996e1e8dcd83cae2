namespace Rung.Ladder;

/// <summary>A0.2 (R39): customers use the product and pay nothing, so no exchange of value is proven.</summary>
public sealed class A02NotCharging() : AntiPattern("A0.2", MaturityStage.S0)
{
    static readonly YardstickRow Unpaid = new("a0.2.unpaid", 0.3, 0, 1, YardstickUnit.Share, "A0.2 [design]");
    static readonly YardstickRow Fewest = new("a0.2.n", 3, 1, 1_000, YardstickUnit.Number, "A0.2 [design]");
    static readonly YardstickRow Days = new("a0.2.days", 60, 7, 365, YardstickUnit.Days, "A0.2 [design]");
    static readonly YardstickRow Discount = new("a0.2.discount", 0.8, 0.1, 1, YardstickUnit.Share, "A0.2 [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Unpaid, Fewest, Days, Discount];

    protected override Finding Seen(Evidence evidence)
    {
        var days = evidence.Whole(Days);
        var live = evidence.Customers.Where(c => c.IsExternal && c.IsActive && c.LiveDays > days).ToList();
        var free = live.Where(c => c.Paid.Count == 0).ToList();
        var share = live.Count == 0 ? (double?)null : free.Count / (double)live.Count;
        var tooMany = live.Count >= evidence.Whole(Fewest) && share > evidence[Unpaid];
        var pilots = (from c in evidence.Customers
            where c.IsExternal
            from s in c.Subscriptions
            where s.Row.StartsOn.AddDays(days) < evidence.Day && s.IsActiveOn(evidence.Day) && !s.IsPriced
            select (c.Id, s.Row.StartsOn)).ToList();
        var discounts = evidence.Customers.Where(c => c.IsExternal && c.IsActive).SelectMany(c => c.Subscriptions).Select(s => s.Row.Discount).OfType<double>().Order().ToList();
        var median = discounts.Count == 0 ? (double?)null : X23AsEffective.Median(discounts);
        var given = median >= evidence[Discount];
        return Found(Severity.Block, tooMany || pilots.Count > 0 || given,
            new Sign("A0.2.a", tooMany, share, evidence[Unpaid], live.Count, live.Count < evidence.Whole(Fewest) ? new(LackKind.TooFew, evidence.Whole(Fewest), live.Count) : null),
            new Sign("A0.2.b", pilots.Count > 0, pilots.Count, 0, pilots.Count), new Sign("A0.2.c", given, median, evidence[Discount], discounts.Count)) with
        {
            Since = pilots.Count > 0 ? pilots.Min(p => p.StartsOn).AddDays(days + 1) : null, Rows = [.. free.Select(c => c.Id).Concat(pilots.Select(p => p.Id)).Distinct()],
        };
    }
}

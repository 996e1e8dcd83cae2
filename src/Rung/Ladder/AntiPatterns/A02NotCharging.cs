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
        var each = evidence.Each(Id, evidence.Customers, days, static (_, days, part) => Signs(part, days));
        var (live, free, pilots) = (each.Sum(e => e.Live), Parts.Joined(each.Select(e => e.Free)), Parts.Joined(each.Select(e => e.Pilots)));
        var share = live == 0 ? (double?)null : free.Length / (double)live;
        var tooMany = live >= evidence.Whole(Fewest) && share > evidence[Unpaid];
        var discounts = each.SelectMany(e => e.Discounts).Order().ToList();
        var median = discounts.Count == 0 ? (double?)null : X23AsEffective.Median(discounts);
        var given = median >= evidence[Discount];
        return Found(Severity.Block, tooMany || pilots.Length > 0 || given,
            new Sign("A0.2.a", tooMany, share, evidence[Unpaid], live, live < evidence.Whole(Fewest) ? new(LackKind.TooFew, evidence.Whole(Fewest), live) : null),
            new Sign("A0.2.b", pilots.Length > 0, pilots.Length, 0, pilots.Length), new Sign("A0.2.c", given, median, evidence[Discount], discounts.Count)) with
        {
            Since = pilots.Length > 0 ? pilots.Min(p => p.StartsOn).AddDays(days + 1) : null, Rows = [.. free.Concat(pilots.Select(p => p.Id)).Distinct()],
        };
    }

    static (int Live, Guid[] Free, (Guid Id, DateOnly StartsOn)[] Pilots, double[] Discounts) Signs(CustomerThen[] customers, int days)
    {
        var live = Array.FindAll(customers, c => c.IsExternal && c.IsActive && c.LiveDays > days);
        var pilots = from c in customers
            where c.IsExternal
            from s in c.Subscriptions
            where s.Row.StartsOn.AddDays(days) < c.Day && s.IsActiveOn(c.Day) && !s.IsPriced
            select (c.Id, s.Row.StartsOn);
        var discounts = customers.Where(c => c.IsExternal && c.IsActive).SelectMany(c => c.Subscriptions).Select(s => s.Row.Discount).OfType<double>();
        return (live.Length, [.. live.Where(c => c.Paid.Count == 0).Select(c => c.Id)], [.. pilots], [.. discounts]);
    }
}

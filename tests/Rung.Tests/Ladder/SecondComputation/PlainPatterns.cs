using Rung.Accounts;
using Rung.Ladder;
using Rung.Meetings;
using Rung.People;
using Rung.Playbook;

namespace Rung.Tests.Ladder.SecondComputation;

/// <summary>A0.1–A2.2 by loops over the rows, in a company that stands on S0 and has proven nothing.</summary>
static class PlainPatterns
{
    static IEnumerable<RoleRow> Now(PlainCompany c, params Role[] roles) => c.Rows.Roles.Where(r => roles.Contains(r.Role) && r.StartsOn <= c.Day && !(r.EndsOn <= c.Day) && !c.Founders.Contains(r.PersonId));

    public static bool A01(PlainCompany c)
    {
        var held = c.Held.Where(m => PlainCompany.Selling(m) && m.HeldOn > c.Day.AddDays(-60)).ToList();
        return Now(c, Role.Ae, Role.ClosingSdr, Role.VpSales, Role.SalesManager).Any() || (held.Count >= 10 && held.Count(c.FounderIn) < .8 * held.Count);
    }

    static IEnumerable<CustomerRow> Customers(PlainCompany c) => c.Rows.Customers.Where(x => x.Relation == Relation.Prospect && x.Subscriptions.Any(s => s.StartsOn <= c.Day));

    static T? As<T>(IEnumerable<Dated<T>> values, SubscriptionRow s, DateOnly day) => values.Where(v => v.On <= day || v.On <= s.CreatedOn).Select(v => v.Value).LastOrDefault();

    static bool Runs(SubscriptionRow s, DateOnly day) => s.StartsOn <= day && !(As(s.Ends, s, day) <= day);

    static int? Live(CustomerRow x, DateOnly day) => (x.WentLiveOn <= day ? x.WentLiveOn : x.Usage.Where(u => u.CoreEvents > 0).Select(u => (DateOnly?)u.On).FirstOrDefault() is { } first && first <= day ? first : null) is { } on ? day.DayNumber - on.DayNumber : null;

    public static bool A02(PlainCompany c)
    {
        var live = Customers(c).Where(x => x.Subscriptions.Any(s => Runs(s, c.Day)) && Live(x, c.Day) > 60).ToList();
        var free = live.Count(x => !x.Payments.Any(p => p.On <= c.Day));
        var pilot = Customers(c).SelectMany(x => x.Subscriptions).Any(s => s.StartsOn <= c.Day && c.Day.DayNumber - s.StartsOn.DayNumber > 60 && Runs(s, c.Day) && !(!As(s.Trials, s, c.Day) && As(s.Prices, s, c.Day) is { Minor: > 0 }));
        var discounts = Customers(c).Where(x => x.Subscriptions.Any(s => Runs(s, c.Day))).SelectMany(x => x.Subscriptions.Where(s => s.StartsOn <= c.Day)).Select(s => s.Discount).OfType<double>().ToList();
        return (live.Count >= 3 && free > .3 * live.Count) || pilot || (discounts.Count > 0 && Plain.Median(discounts) >= .8);
    }

    public static bool A03(PlainCompany c)
    {
        var paid = Customers(c).Where(x => x.Payments.Where(p => p.On <= c.Day).Sum(p => p.IsRefund ? -p.Amount.Minor : p.Amount.Minor) > 0 && Live(x, c.Day) >= 60).ToList();
        var without = paid.Count(x => !x.Outcomes.SelectMany(o => o.Measures).Any(m => m.On <= c.Day));
        return paid.Count > 0 && without > .3 * paid.Count && Plain.AtLeast(without, paid.Count, .3) >= .8;
    }

    public static bool A11(PlainCompany c) => Now(c, Role.Ae, Role.ClosingSdr, Role.VpSales).Any();

    public static bool A12(PlainCompany c)
    {
        var (hits, n) = PlainCustomers.Successful(c);
        if (n >= 20 && Plain.AtLeast(hits, n, .5) <= .2) return true;

        var fresh = c.Counted.Where(s => s.Won && s.Closed > c.Day.AddDays(-90) && c.Known(s)).ToList();
        long Touches(int from, int to) => c.Rows.Touches.Where(t => t.On > c.Day.AddDays(-from) && t.On <= c.Day.AddDays(-to)).Sum(t => (long)t.N);
        (int Hits, int N) Leads(int from, int to) => c.Rows.Leads.Where(l => l.On > c.Day.AddDays(-from) && l.On <= c.Day.AddDays(-to)).ToList() is var l ? (l.Count(x => x.QualifiedOn <= c.Day && x.QualifiedOn.Value.DayNumber - x.On.DayNumber <= 30), l.Count) : default;
        var (before, now) = (Leads(210, 120), Leads(120, 30));
        if (fresh.Count < 5 || fresh.Count(c.Ideal) >= .6 * fresh.Count || Touches(180, 90) == 0 || Touches(90, 0) < 1.5 * Touches(180, 90)) return false;
        if (before.N == 0 || now.N == 0 || before.Hits == 0) return false;

        // The bound of the ratio of rates lies below 1 where, at equal rates, so few of all events on the later side are rarer than one in five.
        var (all, share, tail) = (before.Hits + now.Hits, now.N / (double)(before.N + now.N), 0.0);
        for (var k = 0; k <= now.Hits; k++) tail += Plain.Choose(all, k) * Math.Pow(share, k) * Math.Pow(1 - share, all - k);
        return tail < .2;
    }

    public static bool A21(PlainCompany c)
    {
        var sellers = c.SellingNow;
        if (sellers.Count(s => s.Started > c.Day.AddDays(-90)) > 2) return true;

        var from = c.Day.AddDays(-90);
        var ramped = sellers.Where(s => s.Ramped <= c.Day).ToList();
        var months = ramped.Sum(s => (c.Day.DayNumber - (s.Ramped > from ? s.Ramped : from).DayNumber) / 30.4375);
        var hungry = months >= 1 && ramped.Sum(s => c.Counted.Count(d => d.Seller == s.Id && d.Accepted > from && d.Accepted > s.Ramped)) / months < 6;

        var learning = sellers.Where(s => s.Ramped > c.Day && s.Started <= c.Day.AddDays(-28)).ToList();
        var coached = c.Rows.Coaching.Where(x => x.On > c.Day.AddDays(-28) && x.On <= c.Day && learning.Any(s => s.Id == x.PersonId)).Sum(x => x.Minutes);
        var span = c.Rows.Roles.Where(r => r.ManagerId is not null && r.StartsOn <= c.Day && !(r.EndsOn <= c.Day)).GroupBy(r => r.ManagerId).Select(g => g.Select(r => r.PersonId).Distinct().Count()).DefaultIfEmpty(0).Max();
        var alone = (learning.Count > 0 && coached < 180 * 4 * learning.Count) || span > 8;

        double? Bank(int ago) => c.Rows.Balances.Where(b => b.On <= c.Day.AddMonths(-ago) && b.On > c.Day.AddMonths(-ago - 2)).OrderBy(b => b.On).Select(b => (double?)b.Amount.Minor).LastOrDefault();
        var (spent, earlier) = (Bank(3) - Bank(0), Bank(6) - Bank(3));
        var sold = Customers(c).Where(x => c.Sales.Where(s => s.Won && s.Row.AccountId == x.AccountId).OrderBy(s => s.Closed).FirstOrDefault()?.Seller is { } by && c.Sellers.Any(s => s.Id == by)).ToList();
        var (hits, n) = PlainCustomers.Successful(new(c.Rows with { Customers = sold }, c.Day));
        var burning = c.Sellers.Count > 0 && spent > 0 && earlier > 0 && spent >= 1.25 * earlier && (n < 5 || Plain.AtLeast(hits, n, .5) < .5);

        var ramping = sellers.Count(s => s.Ramped > c.Day);
        return new[] { hungry, alone, burning, ramping > sellers.Count - ramping + 1 }.Count(on => on) >= 2;
    }

    public static bool A22(PlainCompany c)
    {
        if (c.SellingNow.Count == 0) return false;
        var from = c.Day.AddDays(-60);
        // Only after somebody was ramped can the founder let go.
        var ramped = c.SellingNow.Where(s => s.Ramped <= c.Day).Select(s => (DateOnly?)s.Ramped).Min();
        var held = c.Held.Where(m => PlainCompany.Led(m) && m.HeldOn > from && m.HeldOn >= ramped).ToList();
        if (held.Count < 20) return false;
        long Minutes(params WorkClass[] of) => c.Rows.Time.Where(t => c.Founders.Contains(t.PersonId) && t.On > from && t.On <= c.Day && of.Contains(t.Class)).Sum(t => (long)t.Minutes);
        var (all, coached) = (Minutes(WorkClass.Prospect, WorkClass.Sell, WorkClass.Success, WorkClass.Coach, WorkClass.Manage), Minutes(WorkClass.Coach, WorkClass.Manage));
        return held.Count(c.FounderIn) > .4 * held.Count || (all > 0 && coached < .3 * all && c.SellingNow.All(s => s.Started <= from));
    }
}

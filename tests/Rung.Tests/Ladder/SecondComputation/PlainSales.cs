using Rung.Ladder;
using Rung.People;
using Rung.Playbook;

namespace Rung.Tests.Ladder.SecondComputation;

/// <summary>X1.4, X1.5, X2.1, X2.3 and X2.4 by loops over the sales.</summary>
static class PlainSales
{
    public static Said X14(PlainCompany c)
    {
        if (!c.Rows.Approvals.Any(a => a.On <= c.Day)) return new(Verdict.Insufficient);
        var sections = c.Rows.Approvals.Where(a => a.On <= c.Day && c.Day.DayNumber - a.On.DayNumber < 90).Select(a => a.Topic).Distinct().Count() == 12 ? Verdict.Pass : Verdict.Fail;
        var byAnother = c.Rows.Steps.Any(s => s.On <= c.Day && s.Degree >= .5 && s.PersonId is { } by && !c.Founders.Contains(by)
            && c.Rows.Roles.Any(r => r.PersonId == by && r.Role is Role.Sdr or Role.Csm or Role.Am or Role.Ae or Role.ClosingSdr && r.PersonId == by && r.StartsOn <= s.On && !(r.EndsOn <= s.On))) ? Verdict.Pass : Verdict.Fail;
        var last = c.Counted.Where(s => s.Over && c.IsFounder(s.Seller)).OrderByDescending(s => s.Closed).ThenBy(s => s.Row.Id).Take(20).ToList();
        if (c.HistoryBroken) return new(Verdict.Insufficient);
        if (last.Count < 20) return new(Plain.All(sections, byAnother, Verdict.Insufficient));

        var (due, taken) = (0, 0);
        foreach (var sale in last)
            foreach (var (topic, asked) in new[] { (Topic.DiscoveryQuestions, true), (Topic.Demo, sale.Demo is not null), (Topic.Pricing, sale.Offer is not null), (Topic.Contracting, sale.Won) })
            {
                if (!asked) continue;
                due++;
                if (c.Rows.Steps.Any(s => s.SaleId == sale.Row.Id && s.Topic == topic && s.On <= c.Day && s.Degree >= .5)) taken++;
            }

        var (later, before) = (last[..10], last[10..]);
        double? Differ(Func<PlainSale, bool> from, Func<PlainSale, bool> to) => Plain.Fisher(before.Count(s => from(s) && to(s)), before.Count(from), later.Count(s => from(s) && to(s)), later.Count(from));
        var (higher, lower) = Plain.MannWhitney([.. before.Select(Days)], [.. later.Select(Days)]);
        var ps = new[] { Differ(_ => true, s => s.Demo is not null), Differ(s => s.Demo is not null, s => s.Offer is not null), Differ(s => s.Offer is not null, s => s.Won), Math.Min(1, 2 * Math.Min(higher, lower)) }.OfType<double>().ToList();
        Verdict[] parts = [sections, taken >= .8 * due - 1e-9 ? Verdict.Pass : Verdict.Fail, Math.Min(1, ps.Min() * ps.Count) > .1 ? Verdict.Pass : Verdict.Fail, byAnother];
        return new(Plain.All(parts)) { Parts = parts };
    }

    static double Days(PlainSale sale) => sale.Closed!.Value.DayNumber - sale.Began.DayNumber;

    public static Said X15(PlainCompany c)
    {
        var since = c.Rows.Roles.Where(r => r.Role is Role.Sdr or Role.Csm or Role.Am && r.StartsOn <= c.Day && !c.Founders.Contains(r.PersonId)).Select(r => (DateOnly?)r.StartsOn).Min();
        if (since is not { } helped || c.HistoryBroken || c.CurrencyBroken) return new(Verdict.Insufficient);
        List<PlainSale> before = [.. c.Counted.Where(s => s.Began < helped)], recent = [.. c.Counted.Where(s => s.Began >= helped)];
        Verdict[] parts = [Rate(c, before, recent, 1, .1, 20).Verdict, Value(c), Price(c.Prices(before), c.Prices(recent))];
        return new(Plain.All(parts)) { Parts = parts };
    }

    static Verdict Value(PlainCompany c)
    {
        var won = c.Counted.Where(s => s.Won && c.Value(s) is not null).ToList();
        if (won.Count == 0) return Verdict.Insufficient;
        var months = new List<double>();
        var first = won.Min(s => s.Closed!.Value);
        var end = c.Day.Month != c.Day.AddDays(1).Month ? c.Day : new DateOnly(c.Day.Year, c.Day.Month, 1).AddDays(-1);
        for (var month = new DateOnly(end.Year, end.Month, 1); months.Count < 12 && (month.Year, month.Month).CompareTo((first.Year, first.Month)) >= 0; month = month.AddMonths(-1))
            months.Insert(0, won.Where(s => s.Closed!.Value.Year == month.Year && s.Closed.Value.Month == month.Month).Sum(s => (double)c.Value(s)!.Value));
        if (months.Count < 6) return Verdict.Insufficient;
        double last = months.TakeLast(3).Sum(), before = months.SkipLast(3).TakeLast(3).Sum();
        if (before <= 0) return Verdict.Insufficient;
        return Down(months) ? Verdict.Fail : last / before >= .9 ? Verdict.Pass : Verdict.Insufficient;
    }

    /// <summary>A signal downwards of an individuals chart in the last three months: beyond the limit, eight below the mean, three of four nearer the limit, a jump down.</summary>
    static bool Down(List<double> months)
    {
        var mean = months.Average();
        var range = Enumerable.Range(1, months.Count - 1).Average(i => Math.Abs(months[i] - months[i - 1]));
        for (var i = months.Count - 3; i < months.Count; i++)
        {
            if (months[i] < mean - 2.66 * range) return true;
            if (i >= 1 && months[i - 1] - months[i] > 3.267 * range) return true;
            if (i >= 7 && months.Skip(i - 7).Take(8).All(m => m < mean)) return true;
            if (i >= 3 && months[i] < mean - 1.33 * range && months.Skip(i - 3).Take(4).Count(m => m < mean - 1.33 * range) >= 3) return true;
        }

        return false;
    }

    static Verdict Price(List<double> before, List<double> after)
    {
        if (Plain.Welch(before, after) is not var (ratio, error, degrees)) return Verdict.Insufficient;
        var spread = Math.Exp(Plain.T(.8, degrees) * error);
        return ratio / spread >= .85 ? Verdict.Pass : ratio * spread < .85 ? Verdict.Fail : Verdict.Insufficient;
    }

    /// <summary>Pr(p ≥ r·p₀ − m) of two cohorts, both at the time the shorter of them was watched.</summary>
    static Said Rate(PlainCompany c, List<PlainSale> baseline, List<PlainSale> other, double ratio, double margin, int fewest)
    {
        var (was, now) = (c.Watched(baseline), c.Watched(other));
        if (baseline.Count(s => s.Over) < 20) return new(Verdict.Insufficient);
        var resolved = other.Count(s => s.Over);
        if (resolved == 0) return new(Verdict.Insufficient);
        var until = Math.Min(Plain.Last(was), Plain.Last(now));
        var p = Plain.AllAbove(Plain.Cohort(was, until), [Plain.Cohort(now, until)], ratio, margin);
        return new(Plain.Of(p, .8, resolved, fewest), p, other.Count(s => s.Won), resolved);
    }

    public static Said X21(PlainCompany c)
    {
        if (c.SellingNow.Count < 2 || c.HistoryBroken || c.MeetingsBroken || c.FitsBroken) return new(Verdict.Insufficient);
        var alone = c.SellingNow.Take(2).Select(s => c.Of(s).Where(d => d.Won && Alone(c, d, s.Id)).ToList()).ToList();
        var known = alone.SelectMany(a => a).Where(c.Known).ToList();
        Verdict[] parts = [alone[0].Count >= 5 ? Verdict.Pass : Verdict.Fail, alone[1].Count >= 5 ? Verdict.Pass : Verdict.Fail, Plain.Share(known.Count(c.Ideal), known.Count, .8, .8, 1).Verdict];
        return new(Plain.All(parts)) { Parts = parts, Counts = [alone[0].Count, alone[1].Count, known.Count(c.Ideal)] };
    }

    static bool Alone(PlainCompany c, PlainSale sale, Guid seller)
    {
        foreach (var owner in sale.Row.Owners) if (owner.On > sale.Accepted && owner.On <= sale.Closed && owner.Value != seller) return false;
        var met = c.Held.Where(m => m.SaleId == sale.Row.Id).ToList();
        bool There(MeetingRow m) => m.Attendees.Any(a => a.PersonId == seller);
        if (!met.Any(m => PlainCompany.Selling(m) && There(m))) return false;
        if (met.Any(m => PlainCompany.Led(m) && !There(m))) return false;
        return !met.Any(m => PlainCompany.Selling(m) && m.HeldOn >= (sale.Offer ?? sale.Closed) && m.HeldOn <= sale.Closed && c.FounderIn(m));
    }

    public static Said X23(PlainCompany c)
    {
        if (c.SellingNow.Count == 0 || c.HistoryBroken || c.CurrencyBroken || c.FitsBroken) return new(Verdict.Insufficient);
        var each = c.SellingNow.Select(s => c.Of(s).Where(c.Ideal).ToList()).ToList();
        List<PlainSale> pooled = [.. each.SelectMany(s => s)], founders = [.. c.Baseline().Where(c.Ideal)];
        var enough = each.All(s => s.Count(d => d.Over) >= 25) || pooled.Count(d => d.Over) >= 40;
        var win = Rate(c, founders, pooled, .8, 0, enough ? 1 : 40);

        List<double> before = c.Prices(founders), after = c.Prices(pooled);
        var price = Plain.Welch(before, after) is not var (ratio, error, degrees) ? Verdict.Insufficient : ratio >= .85 && ratio / Math.Exp(Plain.T(.8, degrees) * error) >= .85 ? Verdict.Pass : ratio * Math.Exp(Plain.T(.8, degrees) * error) < .85 ? Verdict.Fail : Verdict.Insufficient;

        List<double> slow = [.. founders.Where(s => s.Won).Select(Days)], fast = [.. pooled.Where(s => s.Won).Select(Days)];
        var cycle = slow.Count == 0 || fast.Count == 0 ? Verdict.Insufficient : Plain.Median(fast) / Math.Max(1, Plain.Median(slow)) <= 1.25 && Plain.MannWhitney([.. slow.Select(d => 1.25 * d)], fast).Lower <= .2 + 1e-9 ? Verdict.Pass : Plain.MannWhitney(slow, fast).Higher <= .1 ? Verdict.Fail : Verdict.Insufficient;
        Verdict[] parts = [win.Verdict, price, cycle, Velocity(c, founders, pooled)];
        return new(Plain.All(parts)) { Parts = parts };
    }

    /// <summary>Accepted × win × price for each hour of selling, or for each seller and month where hours are missing.</summary>
    static Verdict Velocity(PlainCompany c, List<PlainSale> founders, List<PlainSale> pooled)
    {
        if (founders.Count == 0 || pooled.Count == 0 || c.Prices(founders).Count == 0 || c.Prices(pooled).Count == 0) return Verdict.Insufficient;
        var (was, now) = (c.Watched(founders), c.Watched(pooled));
        var until = Math.Min(Plain.Last(was), Plain.Last(now));
        var (win0, win1) = (Plain.Incidence(was, until).Share, Plain.Incidence(now, until).Share);
        if (win0 <= 0) return Verdict.Insufficient;
        var (first, last) = (founders.Min(s => s.Accepted!.Value), founders.Max(s => s.Accepted!.Value));
        double h0 = c.Rows.Time.Where(t => t.Class == WorkClass.Sell && c.Founders.Contains(t.PersonId) && t.On >= first && t.On <= last).Sum(t => t.Minutes), h1 = c.SellingNow.Sum(s => c.Rows.Time.Where(t => t.Class == WorkClass.Sell && t.PersonId == s.Id && t.On >= s.CountsFrom && t.On <= c.Day).Sum(t => (double)t.Minutes));
        if (h0 == 0 || h1 == 0) (h0, h1) = (Math.Max(1, last.DayNumber - first.DayNumber), c.SellingNow.Sum(s => Math.Max(1, c.Day.DayNumber - s.CountsFrom.DayNumber)));
        return pooled.Count * win1 * c.Prices(pooled).Average() / h1 >= .9 * (founders.Count * win0 * c.Prices(founders).Average() / h0) ? Verdict.Pass : Verdict.Insufficient;
    }

    public static Said X24(PlainCompany c)
    {
        if (c.SellingNow.Count < 2 || c.HistoryBroken || c.FitsBroken) return new(Verdict.Insufficient);
        var founders = c.Baseline().Where(c.Ideal).ToList();
        var each = c.SellingNow.Take(2).Select(s => c.Of(s).Where(c.Ideal).ToList()).ToList();
        if (founders.Count(s => s.Over) < 20 || each.Any(s => !s.Any(d => d.Over))) return new(Verdict.Insufficient);
        var (was, all) = (c.Watched(founders), c.Watched(each.SelectMany(s => s)));
        var until = Math.Min(Plain.Last(was), Plain.Last(all));
        var p = Plain.AllAbove(Plain.Cohort(was, until), [.. each.Select(s => Plain.Cohort(c.Watched(s), until))], .8, 0);
        var n = each.Sum(s => s.Count(d => d.Over));
        return new(Plain.Of(p, .6, n, each.All(s => s.Count(d => d.Over) >= 25) ? 1 : 40), p, each.Sum(s => s.Count(d => d.Won)), n);
    }
}

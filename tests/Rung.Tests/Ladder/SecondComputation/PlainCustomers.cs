using Rung.Accounts;
using Rung.Customers;
using Rung.Ladder;

namespace Rung.Tests.Ladder.SecondComputation;

/// <summary>X0.1–X0.5, X1.1–X1.3 and X2.2 by loops over the customers.</summary>
static class PlainCustomers
{
    static List<CustomerRow> Customers(PlainCompany c) => [.. c.Rows.Customers.Where(x => x.Relation == Relation.Prospect && x.Subscriptions.Any(s => s.StartsOn <= c.Day))];

    static IEnumerable<SubscriptionRow> Begun(CustomerRow x, DateOnly day) => x.Subscriptions.Where(s => s.StartsOn <= day);

    /// <summary>A kept value as of a day; what was entered with the subscription holds from its start.</summary>
    static T? As<T>(IEnumerable<Dated<T>> values, SubscriptionRow s, DateOnly day) => values.Where(v => v.On <= day || v.On <= s.CreatedOn).Select(v => v.Value).LastOrDefault();

    static bool Priced(SubscriptionRow s, DateOnly day) => !As(s.Trials, s, day) && As(s.Prices, s, day) is { Minor: > 0 };

    static bool Runs(SubscriptionRow s, DateOnly known, DateOnly day) => s.StartsOn <= day && s.StartsOn <= known && !(As(s.Ends, s, known) <= day);

    static bool Paid(CustomerRow x, DateOnly day) => x.Payments.Where(p => p.On <= day).Sum(p => p.IsRefund ? -p.Amount.Minor : p.Amount.Minor) > 0;

    static DateOnly? Live(CustomerRow x, DateOnly day)
    {
        if (x.WentLiveOn <= day) return x.WentLiveOn;
        foreach (var u in x.Usage) if (u.CoreEvents > 0) return u.On <= day ? u.On : null;
        return null;
    }

    /// <summary>Five days, three at least with an event, in three of the last four weeks.</summary>
    static bool Uses(CustomerRow x, DateOnly day)
    {
        var good = 0;
        for (var week = 0; week < 4; week++)
            if (x.Usage.Count(u => u.On > day.AddDays(-7 * (week + 1)) && u.On <= day.AddDays(-7 * week) && u.CoreEvents >= 1) >= 3) good++;
        return good >= 3;
    }

    /// <summary>Live so long, and a customer now or within the window of use.</summary>
    static bool Judged(CustomerRow x, DateOnly day, int live) => Live(x, day) is { } on && day.DayNumber - on.DayNumber >= live
        && (Begun(x, day).Any(s => Runs(s, day, day)) || Begun(x, day).Any(s => Runs(s, day, day.AddDays(-28))));

    static bool Succeeds(PlainCompany c, CustomerRow x, DateOnly day) => Uses(x, day) && x.Onboardings.Any(o => o.FirstValueOn <= day) && !PlainHealth.IsRed(c.Rows.Health!, x, day);

    public static Said X01(PlainCompany c) => Customers(c).Count(x => Begun(x, c.Day).Any(s => Priced(s, c.Day)) && Paid(x, c.Day)) is var n && n >= 5 ? new(Verdict.Pass, null, n, n) : new(Verdict.Fail, null, n, n);

    public static Said X02(PlainCompany c) => Customers(c).Where(x => Judged(x, c.Day, 30)).ToList() is var own ? Plain.Share(own.Count(x => Uses(x, c.Day)), own.Count, .7, .8, 5) : throw new InvalidOperationException();

    public static Said X03(PlainCompany c)
    {
        if (!c.Rows.Customers.Any(x => x.Outcomes.Any(o => o.PromisedOn <= c.Day))) return new(Verdict.Insufficient);
        var (hits, n) = (0, 0);
        foreach (var x in Customers(c))
        {
            if (Live(x, c.Day) is not { } on || c.Day.DayNumber - on.DayNumber < 60) continue;
            n++;
            var got = false;
            foreach (var o in x.Outcomes)
            {
                double? confirmed = null;
                for (var i = 0; i < o.Measures.Count; i++)
                {
                    var (from, until) = (o.Measures[i].On, i + 1 < o.Measures.Count ? o.Measures[i + 1].On : DateOnly.MaxValue);
                    if (from <= c.Day && o.ConfirmedOn.Any(d => d >= from && d < until && d <= c.Day)) confirmed = o.Measures[i].Value;
                }

                if (confirmed is not { } m) continue;
                var falls = o.Target < o.Baseline;
                if (o.Target is { } target && (falls ? m <= target : m >= target)) got = true;
                var paid = x.Payments.Where(p => p.On <= c.Day).Sum(p => p.IsRefund ? -p.Amount.Minor : p.Amount.Minor);
                if (o is { UnitValue: { } unit, Baseline: { } b } && paid > 0 && (falls ? b - m : m - b) > 0 && Math.Abs(m - b) * unit.Minor >= paid) got = true;
            }

            if (got) hits++;
        }

        return Plain.Share(hits, n, .7, .8, 5);
    }

    public static Said X04(PlainCompany c)
    {
        var (asked, answered, vouch) = (0, 0, 0);
        var any = false;
        foreach (var x in c.Rows.Customers.Where(x => x.Subscriptions.Any(s => s.StartsOn <= c.Day)))
        {
            var sent = x.Surveys.Where(s => s.Type is SurveyType.WorthIt or SurveyType.RelationshipNps && s.SentOn <= c.Day && s.SentOn > c.Day.AddDays(-180)).ToList();
            any |= sent.Count > 0;
            if (x.Relation != Relation.Prospect || sent.Count == 0) continue;
            var back = sent.Where(s => s.AnsweredOn <= c.Day && s.Score is not null).ToList();
            if (back.Count == 0 && sent.All(s => (s.OpenUntil ?? s.SentOn.AddDays(14)) >= c.Day)) continue;
            asked++;
            if (back.Count == 0) continue;
            answered++;
            var worth = back.Where(s => s.Type == SurveyType.WorthIt).OrderBy(s => s.SentOn).LastOrDefault();
            var nps = back.Where(s => s.Type == SurveyType.RelationshipNps).OrderBy(s => s.SentOn).LastOrDefault();
            var yes = worth is not null ? worth.Score >= 7 : nps?.Score >= 9;
            if (yes && x.References.Where(r => r.On <= c.Day).Select(r => r.Value).LastOrDefault() == ReferenceStatus.Consented) vouch++;
        }

        if (!any) return new(Verdict.Insufficient);
        var said = Plain.Share(vouch, answered, .7, .8, 5);
        if (asked >= 5 && answered < .6 * asked) return said with { Verdict = Verdict.Insufficient };
        return said.Verdict == Verdict.Pass && Plain.Share(vouch, asked, .7, .8, 5).Verdict == Verdict.Fail ? said with { Verdict = Verdict.Insufficient } : said;
    }

    /// <summary>Terms of whole months from the start: each that came to its end, and whether another followed.</summary>
    public static Said X05(PlainCompany c)
    {
        var (due, kept) = (0, 0);
        foreach (var x in Customers(c))
        {
            // Before anybody pays there is no contract to renew.
            foreach (var s in Begun(x, c.Day).Where(s => !As(s.Trials, s, c.Day)))
            {
                var end = As(s.Ends, s, c.Day)!.Value;
                for (var term = s.StartsOn.AddMonths(s.TermMonths!.Value); term <= c.Day && term <= end; term = term.AddMonths(s.TermMonths!.Value))
                {
                    due++;
                    if (term < end) kept++;
                }
            }
        }

        if (due >= 3) return Plain.Share(kept, due, .8, .8, 3);
        var answers = Customers(c).Select(x => x.Surveys.Where(s => s.Type == SurveyType.RenewalIntent && s.SentOn > c.Day.AddDays(-180) && s.SentOn <= c.Day && s.AnsweredOn <= c.Day && s.Score is not null).OrderBy(s => s.SentOn).LastOrDefault()?.Score).Where(a => a is not null).ToList();
        return answers.Count == 0 ? Plain.Share(kept, due, .8, .8, 3) : Plain.Share(answers.Count(a => a >= 7), answers.Count, .8, .8, 5);
    }

    public static Said X11(PlainCompany c) => Customers(c).Count(x => Begun(x, c.Day).Any(s => Runs(s, c.Day, c.Day) && Priced(s, c.Day)) && Paid(x, c.Day)) is var n && n >= 24 ? new(Verdict.Pass, null, n, n) : new(Verdict.Fail, null, n, n);

    public static Said X12(PlainCompany c)
    {
        if (!c.Rows.Customers.Any(x => x.Subscriptions.Any(s => s.StartsOn <= c.Day) && x.Onboardings.Any(o => o.BeganOn <= c.Day))) return new(Verdict.Insufficient);
        var own = Customers(c).SelectMany(x => x.Onboardings).Where(o => o.BeganOn <= c.Day && o.TargetOn <= c.Day && o.TargetOn > c.Day.AddMonths(-6)).ToList();
        var (done, onTime) = (Plain.Share(own.Count(o => o.CompletedOn <= c.Day), own.Count, .9, .8, 12), Plain.Share(own.Count(o => o.CompletedOn <= o.TargetOn), own.Count, .8, .8, 12));
        return new(Plain.All(done.Verdict, onTime.Verdict)) { Parts = [done.Verdict, onTime.Verdict], Counts = [done.Hits!.Value, onTime.Hits!.Value] };
    }

    public static Said X13(PlainCompany c) => Successful(c) is var (hits, n) ? Plain.Share(hits, n, .7, .8, 15) : throw new InvalidOperationException();

    public static (int Hits, int N) Successful(PlainCompany c) => Customers(c).Where(x => Judged(x, c.Day, 30)).ToList() is var own ? (own.Count(x => Succeeds(c, x, c.Day)), own.Count) : default;

    /// <summary>Of two hands the success at sixty days live, and who leaves sooner.</summary>
    public static Said X22(PlainCompany c)
    {
        if (c.Sellers.Count == 0) return new(Verdict.Insufficient);
        bool Sold(CustomerRow x, bool byFounder) => c.Sales.Where(s => s.Won && s.Row.AccountId == x.AccountId).OrderBy(s => s.Closed).FirstOrDefault()?.Seller is { } by && (byFounder ? c.IsFounder(by) : c.Sellers.Any(s => s.Id == by));
        (int Hits, int N) Of(bool founder) => Customers(c).Where(x => Sold(x, founder) && Live(x, c.Day) is { } on && c.Day.DayNumber - on.DayNumber >= 60).ToList() is var own ? (own.Count(x => Succeeds(c, x, Live(x, c.Day)!.Value.AddDays(60))), own.Count) : default;
        var (was, now) = (Of(true), Of(false));
        var churn = Churn(c, Customers(c).Where(x => Sold(x, true)), Customers(c).Where(x => Sold(x, false)));
        if (was.N < 10) return new(Plain.All(Verdict.Insufficient, churn));
        if (now.N == 0) return new(Plain.All(Verdict.Insufficient, churn));
        var p = Plain.AllAbove((was.Hits, was.N), [(now.Hits, now.N)], 1, .15);
        return new(Plain.All(Plain.Of(p, .8, now.N, 10), churn), p, now.Hits, now.N);
    }

    static double Months(DateOnly from, DateOnly to)
    {
        var whole = 0;
        while (from.AddMonths(whole + 1) <= to) whole++;
        DateOnly begun = from.AddMonths(whole), next = from.AddMonths(whole + 1);
        return whole + (to.DayNumber - begun.DayNumber) / (double)(next.DayNumber - begun.DayNumber);
    }

    static Verdict Churn(PlainCompany c, IEnumerable<CustomerRow> founders, IEnumerable<CustomerRow> sellers)
    {
        // Who was sold to is a customer, whatever its price (product.md): contract months (3.1 item 6) from the first start to the end of the last term, or to the end of the day while it runs.
        List<(double Months, bool Left)> Lives(IEnumerable<CustomerRow> all) => [.. all.Select(x => Begun(x, c.Day).ToList()).Where(s => s.Count > 0).Select(s =>
        {
            var (from, end) = (s.Min(y => y.StartsOn), s.Max(y => As(y.Ends, y, c.Day)!.Value));
            return end <= c.Day ? (Months(from, end), true) : (Months(from, c.Day.AddDays(1)), false);
        })];
        var (a, b) = (Lives(founders), Lives(sellers));
        var (seen, expected, variance) = (0.0, 0.0, 0.0);
        foreach (var t in a.Concat(b).Where(l => l.Left).Select(l => l.Months).Distinct())
        {
            double ra = a.Count(l => l.Months >= t), rb = b.Count(l => l.Months >= t), d = a.Concat(b).Count(l => l.Left && l.Months == t), r = ra + rb;
            seen += b.Count(l => l.Left && l.Months == t);
            expected += d * rb / r;
            if (r > 1) variance += d * (ra / r) * (rb / r) * (r - d) / (r - 1);
        }

        if (variance <= 0) return Verdict.Pass;
        var z = (seen - expected) / Math.Sqrt(variance);
        var (tail, cells) = (0.0, 20_000);
        for (var i = 0; i < cells; i++) { var x = z + (12 - z) * (i + .5) / cells; tail += Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * (12 - z) / cells; }
        return tail <= .05 ? Verdict.Fail : tail <= .1 ? Verdict.Insufficient : Verdict.Pass;
    }
}

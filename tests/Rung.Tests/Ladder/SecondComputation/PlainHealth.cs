using Rung.Customers;
using Rung.Ladder;
using static Rung.Tests.Ladder.Written;

namespace Rung.Tests.Ladder.SecondComputation;

/// <summary>Whether a customer's health is red, by loops over its rows: six parts from 0 to 100, weighted where they are known.</summary>
static class PlainHealth
{
    public static bool IsRed(HealthBooks books, CustomerRow x, DateOnly day)
    {
        if (x.Health is not { } rows) return false;
        var late = day >= On(300);
        var (known, points) = (0, 0.0);
        foreach (var (weight, part) in new[] { (30, Use(books, x, day)), (20, Promises(x, day)), (15, Answers(x, day)), (15, Contact(rows, day)), (late ? 30 : 10, Tickets(rows, day)), (10, Money(x, rows, day)) })
            if (part is { } p) (known, points) = (known + weight, points + weight * p);
        return known > 0 && known * 100.0 / (late ? 120 : 100) >= 50 && points / known < (late ? 65 : 55);
    }

    /// <summary>Days with an event of the three wanted, in each of the four weeks that began with the customer or later.</summary>
    static double? Use(HealthBooks books, CustomerRow x, DateOnly day)
    {
        if (!x.Usage.Any(u => u.On <= day) || !books.FeedDays.Any(f => f <= day && day.DayNumber - f.DayNumber < 7)) return null;
        List<double> weeks = [];
        for (var week = 0; week < 4; week++)
        {
            var (after, until) = (day.AddDays(-7 * (week + 1)), day.AddDays(-7 * week));
            if (x.Subscriptions.Min(s => s.StartsOn) > after.AddDays(1)) continue;
            weeks.Add(Math.Min(100, 100.0 * x.Usage.Count(u => u.On > after && u.On <= until && u.CoreEvents >= 1) / 3));
        }

        return weeks.Count == 0 ? null : weeks.Average();
    }

    static double? Promises(CustomerRow x, DateOnly day)
    {
        List<double> all = [];
        foreach (var o in x.Outcomes)
        {
            var measures = o.Measures.Where(m => m.On <= day).ToList();
            if (measures.Count == 0 || o.Target is not { } target) continue;
            var (at, from) = (measures[^1].Value, o.Baseline!.Value);
            all.Add(target < from ? at <= target ? 100 : 100 * Math.Clamp((from - at) / (from - target), 0, 1) : at >= target ? 100 : 100 * Math.Clamp((at - from) / (target - from), 0, 1));
        }

        return all.Count == 0 ? null : all.Average();
    }

    static double? Answers(CustomerRow x, DateOnly day)
    {
        var last = new Dictionary<SurveyType, (DateOnly On, Guid Id, int Score)>();
        foreach (var s in x.Surveys)
            if (s.AnsweredOn is { } on && s.Score is { } score && on <= day && day.DayNumber - on.DayNumber < 180 && !(last.TryGetValue(s.Type, out var before) && (before.On, before.Id).CompareTo((on, s.Id)) > 0)) last[s.Type] = (on, s.Id, score);
        return last.Count == 0 ? null : last.Values.Average(l => 10.0 * l.Score);
    }

    static double? Contact(HealthRows rows, DateOnly day)
    {
        var checks = rows.CheckIns.Where(c => c.CreatedOn <= day && c.Sign.DueOn < day && day.DayNumber - c.Sign.DueOn.DayNumber < 180).Select(c => c.Sign.DoneOn is not { } done || done > day ? 0.0 : done <= c.Sign.DueOn ? 100 : 50).ToList();
        var ago = rows.Contacts.Where(c => c <= day).Select(c => (int?)(day.DayNumber - c.DayNumber)).Min();
        double? near = ago is { } days ? days <= 30 ? 100 : days >= 90 ? 0 : 100 * (90.0 - days) / 60 : null;
        return checks.Count == 0 ? near : near is null ? checks.Average() : (near + checks.Average()) / 2;
    }

    static double? Tickets(HealthRows rows, DateOnly day) => day < On(50) ? null
        : Math.Max(0, 100.0 - rows.Tickets.Where(t => t.Sign.OpenedOn <= day && !(t.ClosedOn <= day)).Sum(t => t.Sign.Severity switch { Rung.Customers.Severity.Low => 5, Rung.Customers.Severity.Normal => 10, Rung.Customers.Severity.High => 25, _ => 50 }));

    /// <summary>What came in pays the oldest first; the one overdue the longest counts, nothing after sixty days.</summary>
    static double? Money(CustomerRow x, HealthRows rows, DateOnly day)
    {
        var issued = rows.Invoices.Where(i => i.IssuedOn <= day).OrderBy(i => i.Sign.DueOn).ToList();
        if (issued.Count == 0) return null;
        var purse = x.Payments.Where(p => p.On <= day).Sum(p => p.IsRefund ? -p.Amount.Minor : p.Amount.Minor);
        var worst = 100.0;
        foreach (var i in issued)
        {
            var pays = Math.Clamp(purse, 0, i.Sign.Open.Minor);
            purse -= pays;
            if (pays < i.Sign.Open.Minor && i.Sign.DueOn < day) worst = Math.Min(worst, 100 * Math.Max(0, 1 - (day.DayNumber - i.Sign.DueOn.DayNumber) / 60.0));
        }

        return worst;
    }
}

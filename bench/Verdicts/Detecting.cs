using System.Globalization;
using DiscreteEvents;
using Rung.Ladder;
using Rung.Meetings;
using Rung.People;
using Rung.Playbook;

namespace Rung.Bench.Verdicts;

/// <summary>Something goes wrong from a day on: at how many month-ends later it shows, and how often it shows where nothing is wrong.</summary>
static class Detecting
{
    /// <param name="Window">Days that the detector looks back, or that must pass before it may speak.</param>
    /// <param name="Wrong">The rows with the pattern in them, and the day it is there from; null where it did not come about.</param>
    sealed record Case(string Id, string What, Age Age, int Window, Func<CompanyRows, DateOnly, (CompanyRows Rows, DateOnly From)?> Wrong);

    static readonly Guid stranger = new("00000001-0000-0000-0000-0000000000ff");

    static readonly Case[] cases =
    [
        new("A0.1", "vice president of sales", Age.Young, 0, (rows, on) => (rows with { Roles = [.. rows.Roles, new(stranger, Role.VpSales, on)] }, on)),
        new("A0.1", "founder away from meetings", Age.Young, 60, (rows, on) => (rows with { Meetings = [.. rows.Meetings.Select(m => m.HeldOn >= on ? m with { Attendees = [new(Drawn.Sdr, Role.Sdr)] } : m)] }, on)),
        new("A0.2", "pilots without a price", Age.Young, 60, (rows, on) => rows.Customers.Where(c => c.SinceOn >= on).Min(c => c.SinceOn) is { } first ? (rows with { Customers = [.. rows.Customers.Select(c => c.SinceOn >= on ? c with { Payments = [], Subscriptions = [.. c.Subscriptions.Select(s => s with { Prices = [] })] } : c)] }, first) : null),
        new("A0.3", "nothing measured", Age.Young, 60, (rows, _) => rows.Customers.Where(c => c.Payments.Count > 0).Min(c => c.WentLiveOn) is { } live ? (rows with { Customers = [.. rows.Customers.Select(c => c with { Outcomes = [.. c.Outcomes.Select(o => o with { Measures = [], ConfirmedOn = [] })] })] }, live) : null),
        new("A1.1", "seller before the playbook", Age.Young, 0, (rows, on) => (rows with { Roles = [.. rows.Roles, new(stranger, Role.Ae, on)] }, on)),
        new("A1.2", "few of many succeed", Age.Young, 58, (rows, _) => rows.Customers.Select(c => c.WentLiveOn!.Value).Order().Skip(19).Select(d => (DateOnly?)d).FirstOrDefault() is { } twentieth
            ? (rows with { Customers = [.. rows.Customers.Select((c, i) => i % 4 == 0 ? c : c with { Usage = [.. c.Usage.Where(u => u.On.DayNumber % 7 == 0)] })] }, twentieth) : null),
        new("A1.2", "anybody is sold to, louder", Age.Young, 120, (rows, on) => (rows with
        {
            Sales = [.. rows.Sales.Select((s, i) => s.BeganOn >= on && i % 5 != 0 ? s with { Fit = new(s.BeganOn!.Value, false, false) } : s)],
            Touches = [.. rows.Touches.Select(t => t.On >= on ? t with { N = 2 * t.N } : t)], Leads = [.. rows.Leads.Select((l, i) => l.On >= on && i % 3 != 0 ? l with { QualifiedOn = null } : l)],
        }, on)),
        new("A2.1", "a third seller in a quarter", Age.WithSellers, 0, (rows, _) => (rows with { Roles = [.. rows.Roles, new(stranger, Role.Ae, Drawn.SellersFrom.AddDays(60))] }, Drawn.SellersFrom.AddDays(60))),
        new("A2.2", "founder in every meeting", Age.WithSellers, 60, (rows, _) => (rows with { Meetings = [.. rows.Meetings.Select(m => m.HeldOn >= Drawn.Ramped ? m with { Attendees = [.. m.Attendees.Where(a => a.PersonId != Drawn.Founder), new(Drawn.Founder, Role.Founder)] } : m)] }, Drawn.Ramped)),
    ];

    public static int Print(Break with, int companies, Chance chance)
    {
        Console.WriteLine($"\n== Patterns: {(with == Break.Nothing ? "companies that keep to the model" : with.ToString())} ({companies} companies each)");
        Console.WriteLine($"{"",-6}{"what",-30}{"window + 31 d",14}{"found",8}{"in time",9}{"median days",13}{"slowest",9}{"false alarms a company-year",30}");
        var (wrong, alarms) = (0, Alarms(with, companies, chance.Split("none")));
        foreach (var (each, i) in cases.Select((c, i) => (c, i)))
        {
            var (days, missed) = (new List<int>(), 0);
            for (var n = 0; n < companies; n++)
            {
                var own = chance.Split(1_000 * i + n);
                var drawn = Good(each.Age, with, own.Split("rows"));
                var on = Drawn.First.AddDays(120 + own.Split("day").Below(60));
                if (each.Wrong(drawn.Item2, on) is not var (rows, from)) continue;
                var found = new Replay(rows, [], [], []).Until(drawn.Item1.Day).FirstOrDefault(m => m.AsOf >= from && m.Patterns.Single(p => p.Id == each.Id).IsActive);
                if (found is null) missed++;
                else days.Add(found.AsOf.DayNumber - from.DayNumber);
            }

            days.Sort();
            var inTime = new Score();
            for (var n = 0; n < days.Count + missed; n++) inTime.Add(n < days.Count && days[n] <= each.Window + 31);
            // Nine in ten, as far as so few companies can tell: five of six do not contradict it.
            var late = !inTime.Reaches(.9);
            if (late) wrong++;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{each.Id,-6}{each.What,-30}{each.Window + 31,14}{days.Count,5}/{days.Count + missed,-2}{inTime.Share,9:0.00}{(days.Count == 0 ? "–" : days[days.Count / 2].ToString(CultureInfo.InvariantCulture)),13}{(days.Count == 0 ? "–" : days[^1].ToString(CultureInfo.InvariantCulture)),9}{alarms[each.Id],30:0.000}{(late ? "  MISSES" : "")}"));
        }

        return wrong;
    }

    /// <summary>A sound company, with outreach, leads and coaching.</summary>
    static (Drawn, CompanyRows) Good(Age age, Break with, Chance chance)
    {
        var success = .75 + .2 * chance.Uniform();
        var drawn = new Drawn(new(age, with) { Scale = 1.2, Win = .5, WinAfter = .5, Success = success, SellersSuccess = success, Value = .85, SellersWin = (.5, .5), Ideal = .85 }, Replay.MonthEnd(Drawn.First.AddMonths(23)), chance);
        var days = Enumerable.Range(0, drawn.Day.DayNumber - Drawn.First.DayNumber).Select(Drawn.First.AddDays).ToList();
        var coached = days.Where(d => d >= Drawn.SellersFrom && age == Age.WithSellers && d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ToList();
        return (drawn, drawn.Rows with
        {
            Touches = [.. days.Select(d => new TouchRow(d, 8 + chance.Below(5), 0))], Leads = [.. days.Select(d => new LeadRow(d, chance.Happens(.5) ? d.AddDays(5) : null))],
            Coaching = [.. coached.SelectMany(d => new[] { Drawn.Ines, Drawn.Wei }.Select(s => new CoachingRow(Drawn.Founder, s, d, 50)))], Time = [.. drawn.Rows.Time, .. coached.Select(d => new TimeRow(Drawn.Founder, WorkClass.Coach, d, 150))],
        });
    }

    /// <summary>How often a pattern begins to show where it is not, a year.</summary>
    static Dictionary<string, double> Alarms(Break with, int companies, Chance chance)
    {
        var alarms = cases.Select(c => c.Id).Distinct().ToDictionary(id => id, _ => 0.0);
        foreach (var age in Enum.GetValues<Age>())
        {
            var ids = cases.Where(c => c.Age == age).Select(c => c.Id).Distinct().ToList();
            for (var n = 0; n < companies; n++)
            {
                var (drawn, rows) = Good(age, with, chance.Split((int)age * 10_000 + n));
                var before = new HashSet<string>();
                foreach (var month in new Replay(rows, [], [], []).Until(drawn.Day))
                {
                    var now = month.Patterns.Where(p => p.IsActive && ids.Contains(p.Id)).Select(p => p.Id).ToHashSet();
                    foreach (var id in now.Except(before)) alarms[id] += 1.0 / (2 * companies);
                    before = now;
                }
            }
        }

        return alarms;
    }
}

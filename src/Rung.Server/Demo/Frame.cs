using Rung.Accounts;
using Rung.Company;
using Rung.Customers;
using Rung.Opportunities;
using Rung.People;

namespace Rung.Server.Demo;

/// <summary>What every company has before its first day: a name, a zone, days off, things to sell and what they cost.</summary>
static class Frame
{
    public const string Zone = "Europe/Stockholm";
    static readonly TimeZoneInfo Here = TimeZoneInfo.FindSystemTimeZoneById(Zone);

    static readonly (int Month, int Day, string Name)[] DaysOff =
    [
        (1, 1, "New Year's Day"), (1, 6, "Epiphany"), (5, 1, "May Day"), (6, 6, "National Day"), (12, 24, "Christmas Eve"), (12, 25, "Christmas Day"), (12, 26, "Boxing Day"), (12, 31, "New Year's Eve"),
    ];

    public static IReadOnlySet<DateOnly> Holidays(DateOnly from, DateOnly until) => Named(from, until).Select(d => d.On).ToHashSet();

    public static IEnumerable<(DateOnly On, string Name)> Named(DateOnly from, DateOnly until) =>
        Enumerable.Range(from.Year, until.Year - from.Year + 2).SelectMany(year => DaysOff.Select(d => (new DateOnly(year, d.Month, d.Day), d.Name)));

    /// <summary>An hour of a day in the company's zone.</summary>
    public static DateTimeOffset At(DateOnly day, double hour)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddHours(hour);
        return new DateTimeOffset(local, Here.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>Some time between ten and five of a working day, that day or the next.</summary>
    public static DateTimeOffset Around(DateTimeOffset at, DiscreteEvents.Chance chance) => Workday(At(DateOnly.FromDateTime(at.UtcDateTime), 10 + chance.Below(28) / 4.0));

    /// <summary>The same time on a day when people work: that day, else the next.</summary>
    public static DateTimeOffset Workday(DateTimeOffset at)
    {
        while (at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || DaysOff.Any(d => d.Month == at.Month && d.Day == at.Day)) at = at.AddDays(1);
        return at;
    }
}

sealed partial class Scribe
{
    /// <summary>Writes down what the company has on its first day.</summary>
    public void Frame(DateOnly first)
    {
        var at = Demo.Frame.At(first, 8);
        Say(docket => Amend(docket, standing.Company, new() { ["name"] = "Lumen Freight", ["zone"] = Demo.Frame.Zone }));
        Say(docket => Enter(docket, docket.Act.NewId<RenewalRule>(), new() { ["fromOn"] = first, ["daysAhead"] = DaysAhead - NoticeDays }));
        foreach (var programme in standing.Programmes.Values) Say(docket => Turn(docket, programme, (p, act) => p.SwitchOn(act)));
        Say(docket => Amend(docket, founder, new() { ["name"] = cast.Named(Role.Founder, 1).Name, ["email"] = cast.Named(Role.Founder, 1).Email, ["language"] = "en" }));
        foreach (var (on, name) in Demo.Frame.Named(first, WorkDay(diary.Ends))) Say(docket => Enter(docket, docket.Act.NewId<Holiday>(), new() { ["heldOn"] = on, ["name"] = name }));
        foreach (var region in NameParts.All.Countries.Select(c => c.Region).Distinct()) Say(docket => Enter(docket, docket.Act.NewId<Region>(), new() { ["name"] = region }));
        var prices = new[] { 12_000m, 6_000m, 4_800m };
        for (var i = 0; i < products.Count; i++)
        {
            var (id, name, price, part) = (products[i].Id, products[i].Name, Money.Of(prices[i], standing.Currency), NameParts.All.Products[i]);
            Say(docket => Enter(docket, id, new() { ["name"] = name, ["code"] = part[0], ["description"] = part[2], ["series"] = "Lumen" }));
            foreach (var (year, factor) in new[] { (0, 1m), (1, 1.1m), (2, 1.25m) })
                if (first.AddYears(year) <= WorkDay(diary.Ends)) diary.Note(0, founder, Demo.Frame.At(first.AddYears(year), 8), Demo.Frame.At(first.AddYears(year), 8), docket =>
                    Enter(docket, docket.Act.NewId<Price>(), new() { ["productId"] = id, ["amount"] = price.Times(factor), ["fromOn"] = first.AddYears(year) }));
        }

        diary.Plan(diary.Ends.AddDays(-30), () => Assignment(diary.Ends.AddDays(-30)));
        diary.Plan(diary.Ends.AddDays(-1), () => FoundersDay(diary.Ends.AddDays(-1)));

        // Who ran the program answers for this; all else is told of the people of the story.
        void Say(Func<Desk.Docket, Task<Records.Record>> what) => diary.Note(0, standing.Operator, at, at, what);
    }

    /// <summary>Once more leads come in than one person can hand out, rules do.</summary>
    void Assignment(DateTimeOffset at)
    {
        var (queue, day) = (new Id<Queue>(story.NewId(at)), WorkDay(at));
        void Say(Func<Desk.Docket, Task<Records.Record>> what) => diary.Note(0, founder, at, at, what);
        Say(docket => Enter(docket, queue, new() { ["name"] = "New leads", ["accountableId"] = founder }));
        Say(docket => Enter(docket, docket.Act.NewId<AssignmentRule>(), new() { ["fromOn"] = day, ["gives"] = AssignmentOf.NewLead, ["rank"] = 10, ["source"] = "inbound", ["role"] = Role.Sdr, ["way"] = AssignmentWay.RoundRobin, ["atWork"] = true, ["queueId"] = queue }));
        Say(docket => Enter(docket, docket.Act.NewId<AssignmentRule>(), new() { ["fromOn"] = day, ["gives"] = AssignmentOf.NewLead, ["rank"] = 20, ["role"] = Role.Sdr, ["way"] = AssignmentWay.ByLoad, ["queueId"] = queue }));
        Say(docket => Enter(docket, docket.Act.NewId<AssignmentRule>(), new() { ["fromOn"] = day, ["gives"] = AssignmentOf.SdrToAe, ["rank"] = 10, ["role"] = Role.Ae, ["way"] = AssignmentWay.ByLoad, ["mostOpen"] = 30, ["queueId"] = queue }));
    }

    /// <summary>What the founder has put down for the day after the story, on which people look at it, and the working days after that.</summary>
    void FoundersDay(DateTimeOffset at)
    {
        var due = Demo.Frame.At(WorkDay(diary.Ends).AddDays(1), 10);
        foreach (var (task, hours) in FoundersTasks)
            diary.Note(0, founder, at, at, docket => Enter(docket, docket.Act.NewId<Rung.Meetings.Activity>(), new() { ["type"] = Rung.Meetings.ActivityType.Task, ["subject"] = task, ["dueAt"] = Demo.Frame.Workday(due.AddHours(hours)).ToUniversalTime(), ["actorId"] = founder }));
    }

    static readonly (string Task, int Hours)[] FoundersTasks =
    [
        ("Sit in on a discovery call", 1), ("Go through what came back", 4), ("Answer the candidate", 6), ("Call about the late renewal", 24), ("Write to the investors", 48),
    ];

    static DateOnly WorkDay(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}

using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Handoffs;
using Rung.Server.Metrics;

namespace Rung.Server.People;

/// <summary>What one person's day is made of, in the order in which it matters.</summary>
public enum TodayGroup
{
    /// <summary>Others wait for an answer.</summary>
    Handoffs,

    /// <summary>Came back with something missing.</summary>
    Returned,
    Meetings,

    /// <summary>Taken over, and nothing done about it yet.</summary>
    FirstActions,

    /// <summary>Should have been done before today.</summary>
    Overdue,
    DueToday,

    /// <summary>About to be dropped.</summary>
    Dropping,

    /// <summary>Sold, and not live yet: whoever sold stays until it is.</summary>
    NotLive,
    Week,
}

/// <summary>One thing to do.</summary>
/// <param name="Kind">The record's one word.</param>
/// <param name="Href">Its page.</param>
/// <param name="What">What is to be done, as somebody wrote it; empty where the group says it.</param>
/// <param name="For">Whose work it is, where that person is away.</param>
public sealed record TodayItem(TodayGroup Group, string Kind, Guid Id, string Href, string Title, string? What, DateTimeOffset? At, string? For)
{
    public HandoffRow? Handoff { get; init; }
    public Leak? Leak { get; init; }
    public long? Version { get; init; }
}

/// <param name="Whose">Whose day it is.</param>
/// <param name="IsCut">A group has more than is shown.</param>
public sealed record TodayModel(Id<Person> Whose, string Name, IReadOnlyList<TodayItem> Items, bool IsCut);

/// <summary>How one member of a team stands.</summary>
public sealed record TeamRow(Id<Person> Id, string Name, bool IsAway, int Waiting, int Late, int Overdue, int Stepless, int Untouched, int Meetings);

/// <summary>Reads a person's day and a team's.</summary>
sealed class TodayBook(Store store, TheDesk desk, HandoffBook handoffs, LeakBook leaks)
{
    const int Most = 50;

    public async Task<TodayModel> Read(Id<Person> whose, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        var (now, today) = (desk.Now, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(desk.Now, zone).DateTime));
        var (begins, ends, week) = (AsOf.StartOf(today, zone), AsOf.StartOf(today.AddDays(1), zone), AsOf.StartOf(today.AddDays(7), zone));
        await using var db = store.Open();
        var roster = await Roster.On(db, today, cancel);
        List<Id<Person>> work = [.. roster.WorkOf(whose)];
        string? For(Id<Person>? who) => who is { } one && one != whose ? roster.NameOf(one) : null;
        var items = new List<TodayItem>();

        foreach (var who in work)
            foreach (var row in (await handoffs.Read(who, null, cancel)).Where(r => r.Handoff.FromPersonId != whose || r.Handoff.IsToOneself).Take(Most))
                if (row.Handoff.Status == HandoffStatus.Waiting) items.Add(new(TodayGroup.Handoffs, "handoff", row.Handoff.Id.Value, $"/handoffs/{row.Handoff.Id}", row.Subject, row.From, row.Handoff.DueAt, For(who)) { Handoff = row });
                else if (row.Handoff is { Status: HandoffStatus.Accepted, FirstActionAt: null, FirstActionDueAt: { } due }) items.Add(new(TodayGroup.FirstActions, "handoff", row.Handoff.Id.Value, $"/handoffs/{row.Handoff.Id}", row.Subject, row.From, due, For(who)) { Handoff = row });
        var mine = await handoffs.Read(null, whose, cancel);
        foreach (var row in mine.Where(r => r.Handoff.Status == HandoffStatus.Returned && !mine.Any(o => o.Path == r.Path && o.Handoff.CreatedAt > r.Handoff.CreatedAt)).Take(Most))
            items.Add(new(TodayGroup.Returned, "handoff", row.Handoff.Id.Value, HandoffsPage.Again(row.Handoff), row.Subject, row.Handoff.Gap, row.Handoff.AnsweredAt, null) { Handoff = row });

        foreach (var meeting in await db.Set<Meeting>().AsNoTracking().Where(m => m.RemovedAt == null && (m.Status == MeetingStatus.Booked || m.Status == MeetingStatus.Rescheduled) && m.ScheduledFor >= begins && m.ScheduledFor < ends && m.AccountableId != null && work.Contains(m.AccountableId.Value)).OrderBy(m => m.ScheduledFor).Take(Most).ToListAsync(cancel))
            items.Add(new(TodayGroup.Meetings, "meeting", meeting.Id.Value, $"/meetings/{meeting.Id}", meeting.Subject ?? "", null, meeting.ScheduledFor, For(meeting.AccountableId)));

        TodayGroup When(DateTimeOffset at) => at < begins ? TodayGroup.Overdue : at < ends ? TodayGroup.DueToday : TodayGroup.Week;
        foreach (var lead in await db.Set<Lead>().AsNoTracking().Where(l => l.RemovedAt == null && (l.Status == LeadStatus.Fresh || l.Status == LeadStatus.Working) && l.NextStepAt < week && l.AccountableId != null && work.Contains(l.AccountableId.Value)).OrderBy(l => l.NextStepAt).Take(Most).ToListAsync(cancel))
            items.Add(new(When(lead.NextStepAt!.Value), "lead", lead.Id.Value, $"/leads/{lead.Id}", lead.Name, lead.NextStep, lead.NextStepAt, For(lead.AccountableId)) { Version = lead.Version });
        foreach (var sale in await db.Set<Opportunity>().AsNoTracking().Where(o => o.RemovedAt == null && o.StageKind == StageKind.Open && o.NextStepAt < week && o.AccountableId != null && work.Contains(o.AccountableId.Value)).OrderBy(o => o.NextStepAt).Take(Most).ToListAsync(cancel))
            items.Add(new(When(sale.NextStepAt!.Value), "opportunity", sale.Id.Value, $"/opportunities/{sale.Id}", sale.Name, sale.NextStep, sale.NextStepAt, For(sale.AccountableId)) { Version = sale.Version });
        foreach (var task in await db.Set<Activity>().AsNoTracking().Where(a => a.RemovedAt == null && a.Type == ActivityType.Task && a.DoneAt == null && a.DueAt < week && a.ActorId != null && work.Contains(a.ActorId.Value)).OrderBy(a => a.DueAt).Take(Most).ToListAsync(cancel))
            items.Add(new(When(task.DueAt!.Value), "activity", task.Id.Value, $"/activities/{task.Id}", task.Subject ?? "", null, task.DueAt, For(task.ActorId)));
        var horizon = today.AddDays(7);
        foreach (var check in await db.Set<CheckIn>().AsNoTracking().Where(c => c.RemovedAt == null && c.DoneAt == null && c.DueOn < horizon && c.AccountableId != null && work.Contains(c.AccountableId.Value)).OrderBy(c => c.DueOn).Take(Most).Join(db.Set<Account>().Where(a => a.RemovedAt == null), c => c.AccountId, a => a.Id, (c, a) => new { Check = c, a.Name }).ToListAsync(cancel))
            items.Add(new(When(AsOf.StartOf(check.Check.DueOn, zone)), "check-in", check.Check.Id.Value, $"/check-ins/{check.Check.Id}", check.Name, "value.checkInType." + Words.Camel(check.Check.Type.ToString()), AsOf.StartOf(check.Check.DueOn, zone), For(check.Check.AccountableId)));

        var there = items.Select(i => i.Id).ToHashSet();
        foreach (var row in (await leaks.Read(whose, cancel)).Rows.Where(r => r.Leak.Reason is LeakReason.Nobody or LeakReason.NoNextStep or LeakReason.Untouched && there.Add(r.Leak.Id)).Take(Most))
            items.Add(new(TodayGroup.Dropping, row.Leak.Kind, row.Leak.Id, LeakWords.Href(row.Leak), row.Leak.Name, null, row.Leak.Since, row.StandsInName is null ? null : row.AnswersName) { Leak = row.Leak, Version = row.Leak.Version });
        await NotLive(db, whose, items, cancel);

        var groups = items.GroupBy(i => i.Group).OrderBy(g => g.Key).ToList();
        return new(whose, roster.NameOf(whose), [.. groups.SelectMany(g => g.OrderBy(i => i.At ?? DateTimeOffset.MaxValue).ThenBy(i => i.Id).Take(Most))], groups.Any(g => g.Count() >= Most));
    }

    /// <summary>Whoever sold stays with the customer until it is live.</summary>
    async Task NotLive(RungDb db, Id<Person> whose, List<TodayItem> items, CancellationToken cancel)
    {
        var sold = await db.Set<Handoff>().AsNoTracking().Where(h => h.RemovedAt == null && h.Type == HandoffType.AeToCsm && h.Status == HandoffStatus.Accepted && h.FromPersonId == whose && h.ToPersonId != whose && h.OpportunityId != null)
            .Join(db.Set<Opportunity>(), h => h.OpportunityId, o => o.Id, (h, o) => new { h.AnsweredAt, o.AccountId })
            .Join(db.Set<Onboarding>().Where(o => o.RemovedAt == null && o.CompletedAt == null && o.FirstValueAt == null), h => h.AccountId, o => o.AccountId, (h, o) => new { h.AnsweredAt, o.AccountId })
            .Join(db.Set<Account>().Where(a => a.RemovedAt == null), h => h.AccountId, a => a.Id, (h, a) => new { h.AnsweredAt, a.Id, a.Name }).OrderBy(h => h.AnsweredAt).Take(Most).ToListAsync(cancel);
        foreach (var customer in sold.DistinctBy(s => s.Id)) items.Add(new(TodayGroup.NotLive, "account", customer.Id.Value, $"/customers/{customer.Id}", customer.Name, null, customer.AnsweredAt, null));
    }

    /// <summary>How the team stands: those the person manages, or everybody where that is nobody.</summary>
    public async Task<IReadOnlyList<TeamRow>> Team(Id<Person> manager, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(desk.Now, zone).DateTime);
        var (begins, ends) = (AsOf.StartOf(today, zone), AsOf.StartOf(today.AddDays(1), zone));
        await using var db = store.Open();
        var roster = await Roster.On(db, today, cancel);
        List<Id<Person>> team = [.. roster.TeamOf(manager)];
        if (team.Count == 0) team = [.. roster.Everybody];

        var waiting = (await db.Set<Handoff>().AsNoTracking().Where(h => h.RemovedAt == null && h.Status == HandoffStatus.Waiting && h.ToPersonId != null && team.Contains(h.ToPersonId.Value)).Select(h => new { h.ToPersonId, h.DueAt }).ToListAsync(cancel)).ToLookup(h => h.ToPersonId!.Value, h => h.DueAt);
        var meetings = (await db.Set<Meeting>().AsNoTracking().Where(m => m.RemovedAt == null && (m.Status == MeetingStatus.Booked || m.Status == MeetingStatus.Rescheduled) && m.ScheduledFor >= begins && m.ScheduledFor < ends && m.AccountableId != null && team.Contains(m.AccountableId.Value)).Select(m => m.AccountableId).ToListAsync(cancel)).ToLookup(m => m!.Value);
        var dropping = (await leaks.Read(null, cancel)).Rows.ToLookup(r => r.Answers.Id, r => r.Leak.Reason);
        return [.. team.Select(p => new TeamRow(p, roster.NameOf(p), roster.IsAway(p), waiting[p].Count(), waiting[p].Count(due => due < desk.Now), dropping[p].Count(r => r == LeakReason.Overdue), dropping[p].Count(r => r is LeakReason.NoNextStep or LeakReason.Nobody), dropping[p].Count(r => r == LeakReason.Untouched), meetings[p].Count()))
            .OrderByDescending(r => r.Late).ThenByDescending(r => r.Overdue + r.Stepless + r.Untouched).ThenBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase)];
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Meetings;
using Rung.People;
using Rung.Records;
using Rung.Server.Customers.Outcomes;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Metrics;

namespace Rung.Server.Customers.Care;

/// <summary>Reads how one customer does, as all that is known now tells it.</summary>
sealed class CareModels(Store store, TheDesk desk, CustomerStandings standings, CareBook book, ConfirmLinks links)
{
    const int Recent = 90;

    public async Task<CareModel> Read(Id<Account> id, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        var (today, standing, calendar) = (DayOf(desk.Now), await standings.Of(id, cancel), await store.Calendar(desk.Now, cancel));
        await using var db = store.Open();
        var account = await db.Set<Account>().AsNoTracking().FirstAsync(a => a.Id == id, cancel);

        var onboardings = await db.Set<Onboarding>().AsNoTracking().Where(o => o.AccountId == id && o.RemovedAt == null).ToListAsync(cancel);
        var plans = onboardings.Select(o => o.Id).ToList();
        var milestones = (await db.Set<Milestone>().AsNoTracking().Where(m => plans.Contains(m.OnboardingId) && m.RemovedAt == null).ToListAsync(cancel)).ToLookup(m => m.OnboardingId);
        var people = onboardings.Select(o => o.AccountableId).OfType<Id<Person>>().Distinct().ToList();
        var names = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);

        return new(today, standing,
            [.. onboardings.OrderBy(o => o.CompletedAt is not null).ThenByDescending(o => o.Id).Select(o => new OnboardingGlance(o, OnboardingProgress.On(milestones[o.Id], today, calendar.Workdays), [.. milestones[o.Id].OrderBy(m => m.Rank).ThenBy(m => m.Id)], o.AccountableId is { } who ? names.GetValueOrDefault(who) : null))],
            await Outcomes(db, id, standing, today, DayOf, cancel), await Checks(db, account, standing, today, DayOf, cancel), await Tickets(db, id, calendar, cancel),
            await db.Set<Risk>().AsNoTracking().Where(r => r.AccountId == id && r.RemovedAt == null && r.SettledAt == null).OrderBy(r => r.Id).ToListAsync(cancel));
    }

    async Task<OutcomesGlance> Outcomes(RungDb db, Id<Account> id, CustomerStanding standing, DateOnly today, Func<DateTimeOffset, DateOnly> dayOf, CancellationToken cancel)
    {
        var outcomes = await db.Set<PromisedOutcome>().AsNoTracking().Where(o => o.AccountId == id && o.RemovedAt == null).OrderBy(o => o.Id).ToListAsync(cancel);
        var keys = outcomes.Select(o => o.Key).ToList();
        var measures = (await db.Set<KeptValue>().AsNoTracking().Where(k => keys.Contains(k.RecordId) && k.Field == "measured" && k.RetractedAt == null && k.Value != null).OrderBy(k => k.HappenedAt).ThenBy(k => k.Id).ToListAsync(cancel)).ToLookup(k => k.RecordId);
        var asked = outcomes.SelectMany(o => (Id<Contact>?[])[o.ConfirmedById, o.AskedId]).OfType<Id<Contact>>().Distinct().ToList();
        var names = await db.Set<Contact>().Where(c => asked.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        string? NameOf(Id<Contact>? who) => who is { } one ? names.GetValueOrDefault(one) : null;

        return new([.. outcomes.Select(o => new OutcomeGlance(o, [.. measures[o.Key].Select(k => new MeasuredOn(dayOf(k.HappenedAt), JsonSerializer.Deserialize<double>(k.Value!, Api.Json.Options)))], NameOf(o.ConfirmedById), NameOf(o.AskedId),
                o is { AskedId: not null, ConfirmedAt: null } && o.AskedUntil > desk.Now ? links.Url(o)?.AbsoluteUri ?? links.Path(o) : null))],
            Sum(outcomes), Sum(outcomes.Where(o => o.ConfirmedAt is not null)), standing.PaidBy(today));
    }

    /// <summary>Worth by currency.</summary>
    internal static Dictionary<Currency, long> Sum(IEnumerable<PromisedOutcome> outcomes) =>
        outcomes.Select(o => o.Worth).OfType<Money>().GroupBy(m => m.Currency).ToDictionary(g => g.Key, g => g.Sum(m => m.Minor));

    async Task<ChecksGlance> Checks(RungDb db, Account account, CustomerStanding standing, DateOnly today, Func<DateTimeOffset, DateOnly> dayOf, CancellationToken cancel)
    {
        var all = await db.Set<CheckIn>().AsNoTracking().Where(c => c.AccountId == account.Id && c.RemovedAt == null).OrderBy(c => c.DueOn).ThenBy(c => c.Id).ToListAsync(cancel);
        var met = await db.Set<Meeting>().AsNoTracking().Where(m => m.AccountId == account.Id && m.RemovedAt == null && m.Status == MeetingStatus.Held && m.HeldAt != null).Select(m => new { m.Type, m.HeldAt }).ToListAsync(cancel);
        DateOnly? Last(IEnumerable<DateTimeOffset?> times) => times.Max() is { } at ? dayOf(at) : null;
        var days = new CareDays(standing.Spans.Select(s => (DateOnly?)s.StartsOn).Min() ?? (account.CustomerSince is { } since ? dayOf(since) : today), Last(all.Select(c => c.DoneAt)),
            Last(all.Where(c => c.Type == CheckInType.Qbr).Select(c => c.DoneAt).Concat(met.Where(m => m.Type == MeetingType.Qbr).Select(m => m.HeldAt))), Last(all.Select(c => c.DoneAt).Concat(met.Select(m => m.HeldAt))));
        var rule = CadenceRule.For(account.Segment, today, await book.Rules(cancel));
        var due = all.Where(c => c.DueOn < today && c.DueOn >= today.AddDays(-Recent)).ToList();
        return new([.. all.Where(c => c.DoneAt is null || dayOf(c.DoneAt.Value) > today.AddYears(-1))], days, rule, days.IsCovered(rule, today), due.Count, due.Count(c => c.DoneAt is { } at && dayOf(at) <= c.DueOn), dayOf);
    }

    async Task<TicketsGlance> Tickets(RungDb db, Id<Account> id, Rung.Company.BusinessTime calendar, CancellationToken cancel)
    {
        var since = desk.Now.AddDays(-Recent);
        var tickets = await db.Set<Ticket>().AsNoTracking().Where(t => t.AccountId == id && t.RemovedAt == null && (t.ClosedAt == null || t.OpenedAt >= since)).ToListAsync(cancel);
        var answers = tickets.Where(t => t.OpenedAt >= since && t.FirstAnsweredAt != null).Select(t => calendar.Between(t.OpenedAt, t.FirstAnsweredAt!.Value)).Order().ToList();
        return new([.. tickets.Where(t => t.IsOpen).OrderBy(t => TicketsGlance.Press(t.Severity)).ThenBy(t => t.OpenedAt).ThenBy(t => t.Id)], tickets.Count(t => t.OpenedAt >= since),
            answers.Count == 0 ? null : (answers[(answers.Count - 1) / 2] + answers[answers.Count / 2]) / 2);
    }
}

using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Opportunities;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Metrics;

namespace Rung.Server.Customers.Care;

/// <summary>The use of one week: core events, and the most people active on one of its days.</summary>
public sealed record WeekOfUse(DateOnly From, long CoreEvents, int ActiveUsers);

/// <summary>What somebody of theirs answered since the last review.</summary>
public sealed record AnswerSince(SurveyType Type, int? Score, string? Words, string? Who, DateOnly On);

/// <summary>The facts of a review, prepared from what is recorded.</summary>
/// <param name="Since">The last review before, or ninety days before.</param>
/// <param name="Agreed">The goals agreed at the last review.</param>
/// <param name="Weeks">Half a year of use, the oldest first; empty where none is known.</param>
/// <param name="Opened">Tickets since then; <paramref name="Closed"/> likewise.</param>
/// <param name="Terms">The subscriptions active now.</param>
/// <param name="People">Theirs with a part in it, and ours.</param>
public sealed record ReviewModel(CheckIn CheckIn, Account Account, string? Owner, DateOnly Since, string? Agreed, CareModel Care, IReadOnlyList<WeekOfUse> Weeks, int Opened, int Closed, IReadOnlyList<AnswerSince> Answers, IReadOnlyList<Subscription> Terms, IReadOnlyList<(string Name, BuyingRole? Role)> People);

/// <summary>Prepares a review: nobody collects what is recorded already.</summary>
sealed class ReviewModels(Store store, TheDesk desk, CareModels care)
{
    const int Usual = 90, Weeks = 26;

    public async Task<ReviewModel?> Read(Id<CheckIn> id, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        await using var db = store.Open();
        if (await db.Set<CheckIn>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } checkIn) return null;

        var (account, today, until) = (checkIn.AccountId, Day(desk.Now), checkIn.DoneAt ?? desk.Now);
        var before = await db.Set<CheckIn>().AsNoTracking().Where(c => c.AccountId == account && c.Type == CheckInType.Qbr && c.RemovedAt == null && c.DoneAt != null && c.DoneAt < until && c.Id != id).OrderByDescending(c => c.DoneAt).FirstOrDefaultAsync(cancel);
        var since = before?.DoneAt ?? until.AddDays(-Usual);
        var first = today.AddDays(-7 * Weeks + 1);
        var use = await db.Set<UsageDay>().AsNoTracking().Where(u => u.AccountId == account && u.RemovedAt == null && u.UsedOn >= first && u.UsedOn <= today).Select(u => new { u.UsedOn, u.CoreEvents, u.ActiveUsers }).ToListAsync(cancel);
        var tickets = await db.Set<Ticket>().AsNoTracking().Where(t => t.AccountId == account && t.RemovedAt == null && (t.OpenedAt >= since || t.ClosedAt >= since)).Select(t => new { t.OpenedAt, t.ClosedAt }).ToListAsync(cancel);
        var answers = await db.Set<Survey>().AsNoTracking().Where(s => s.AccountId == account && s.RemovedAt == null && s.AnsweredAt >= since && s.AnsweredAt <= until).OrderByDescending(s => s.AnsweredAt).ToListAsync(cancel);
        var asked = answers.Select(a => a.RespondentId).OfType<Id<Contact>>().Distinct().ToList();
        var names = await db.Set<Contact>().Where(c => asked.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        var people = await db.Set<ContactRole>().AsNoTracking().Where(r => r.AccountId == account && r.RemovedAt == null).Join(db.Set<Contact>().Where(c => c.RemovedAt == null && c.ErasedAt == null), r => r.ContactId, c => c.Id, (r, c) => new { c.Name, r.Role }).ToListAsync(cancel);
        return new(checkIn, await db.Set<Account>().AsNoTracking().FirstAsync(a => a.Id == account, cancel),
            checkIn.AccountableId is { } who ? await db.Set<Person>().Where(p => p.Id == who).Select(p => p.Name).FirstOrDefaultAsync(cancel) : null, Day(since), before?.NextGoals, await care.Read(account, cancel),
            use.Count == 0 ? [] : [.. Enumerable.Range(0, Weeks).Select(w => first.AddDays(7 * w)).Select(week => use.Where(u => u.UsedOn >= week && u.UsedOn < week.AddDays(7)).ToList() is var days ? new WeekOfUse(week, days.Sum(d => d.CoreEvents), days.Count == 0 ? 0 : days.Max(d => d.ActiveUsers)) : null!)],
            tickets.Count(t => t.OpenedAt >= since && t.OpenedAt <= until), tickets.Count(t => t.ClosedAt >= since && t.ClosedAt <= until),
            [.. answers.Select(a => new AnswerSince(a.Type, a.Score, a.Verbatim, a.RespondentId is { } them ? names.GetValueOrDefault(them) : null, Day(a.AnsweredAt!.Value)))],
            await db.Set<Subscription>().AsNoTracking().Where(s => s.AccountId == account && s.RemovedAt == null && s.StartsOn <= today && (s.EndsOn == null || s.EndsOn > today)).OrderBy(s => s.EndsOn).ToListAsync(cancel),
            [.. people.Select(p => (p.Name, (BuyingRole?)p.Role)).Distinct().OrderBy(p => p.Item2).ThenBy(p => p.Name, StringComparer.Ordinal)]);
    }
}

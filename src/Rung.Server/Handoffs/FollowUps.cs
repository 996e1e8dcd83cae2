using Rung.Accounts;
using Rung.Handoffs;
using Rung.Server.Customers.Care;
using Rung.Server.Database;
using Rung.Server.Metrics;
using Rung.Server.SignIn;
using Rung.Statistics;

namespace Rung.Server.Handoffs;

/// <summary>A customer whom nobody has met for too long.</summary>
/// <param name="MetOn">Null where nobody ever has.</param>
public sealed record Unmet(Guid AccountId, string Account, Guid? AccountableId, DateOnly? MetOn);

/// <param name="Uncovered">The longest unmet first.</param>
public sealed record FollowUpTold(FollowUp Figures, IReadOnlyList<Unmet> Uncovered);

/// <summary>Reads whether customers are looked after (X3.6), of the records that are seen.</summary>
static class FollowUps
{
    public static async Task<FollowUpTold> Read(Store store, DateOnly day, TimeZoneInfo zone, CancellationToken cancel)
    {
        var from = day.AddDays(-FollowUp.Days);
        var ends = Enumerable.Range(from.DayNumber, FollowUp.Days).Select(d => AsOf.StartOf(DateOnly.FromDayNumber(d + 1), zone)).ToArray();
        List<object?> values = [from, day];
        var checks = await store.Questions.All($"SELECT due_on, done_at FROM check_ins WHERE due_on >= @0 AND due_on < @1 AND removed_at IS NULL{Seen.And<Account>("account_id", values)}", values,
            row => row.AtOrNull(1) is { } done && done < ends[row.Day(0)!.Value.DayNumber - from.DayNumber], cancel);

        var (until, since) = (AsOf.StartOf(day.AddDays(1), zone), AsOf.StartOf(day.AddDays(1 - FollowUp.SilentDays), zone));
        values = [day, until, day.AddDays(-FollowUp.SilentDays)];
        var customers = await store.Questions.All($"""
            SELECT a.id, a.name, a.accountable_id, (SELECT max(m.held_at) FROM meetings m WHERE m.account_id = a.id AND m.status = 'held' AND m.held_at < @1 AND m.removed_at IS NULL)
            FROM accounts a WHERE {CareBook.Active} AND EXISTS (SELECT 1 FROM subscriptions f WHERE f.account_id = a.id AND f.removed_at IS NULL AND f.starts_on <= @2){Seen.And<Account>("a.id", values)} ORDER BY a.name, a.id
            """, values, row => (Id: row.Id(0), Name: row.Text(1) ?? "", Who: row.IdOrNull(2), Met: row.AtOrNull(3)), cancel);
        List<Unmet> unmet = [.. customers.Where(c => !(c.Met >= since)).OrderBy(c => c.Met ?? DateTimeOffset.MinValue)
            .Select(c => new Unmet(c.Id, c.Name, c.Who, c.Met is { } met ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(met, zone).DateTime) : null))];
        return new(new(new Proportion(checks.Count(onTime => onTime), checks.Count), new(unmet.Count, customers.Count)), unmet);
    }
}

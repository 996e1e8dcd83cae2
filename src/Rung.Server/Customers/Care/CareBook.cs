using Rung.Accounts;
using Rung.Customers;
using Rung.Meetings;
using Rung.Server.Database;
using Rung.Server.Metrics;

namespace Rung.Server.Customers.Care;

/// <summary>A customer with when it was looked after and what its rule asks for.</summary>
/// <param name="Rule">The rule that holds for its segment on the day; null where there is none.</param>
/// <param name="NextDueOn">The earliest open check-in.</param>
public sealed record CaredFor(Guid AccountId, string Account, string? Segment, Guid? AccountableId, CareDays Days, CadenceRule? Rule, DateOnly? NextDueOn, IReadOnlySet<CheckInType> Open);

/// <summary>Reads how the active customers are looked after, as of a day: the one answer that pages show and the round follows.</summary>
sealed class CareBook(Store store, Remembered remembered)
{
    internal const string Active = """
        a.relation = 'prospect' AND a.removed_at IS NULL AND EXISTS (SELECT 1 FROM subscriptions s WHERE s.account_id = a.id AND s.removed_at IS NULL AND s.starts_on <= @0 AND (s.ends_on IS NULL OR s.ends_on > @0))
        """;

    /// <summary>All customers active on the day, where they are very many as they were some minutes ago.</summary>
    public Task<Counted<IReadOnlyList<CaredFor>>> Told(DateOnly day, CancellationToken cancel) => remembered.Ask($"care {day:O}", async going =>
    {
        var all = await Read(day, going);
        return await Seen.Of<Account>(store, going) is { } seen ? [.. all.Where(c => seen.Contains(c.AccountId))] : all;
    }, cancel);

    /// <summary>All customers active on the day, as the record has them now.</summary>
    public async Task<IReadOnlyList<CaredFor>> Read(DateOnly day, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        var before = AsOf.StartOf(day.AddDays(1), zone);
        DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

        var rules = await Rules(cancel);
        var done = (await store.Questions.All("SELECT account_id, type, max(done_at) FROM check_ins WHERE done_at < @0 AND removed_at IS NULL GROUP BY account_id, type", [before], row => (Account: row.Id(0), Type: row.Choice<CheckInType>(1), At: row.At(2)), cancel)).ToLookup(c => c.Account);
        var open = (await store.Questions.All("SELECT account_id, type, min(due_on) FROM check_ins WHERE (done_at IS NULL OR done_at >= @0) AND created_at < @0 AND removed_at IS NULL GROUP BY account_id, type", [before], row => (Account: row.Id(0), Type: row.Choice<CheckInType>(1), Due: row.Day(2)!.Value), cancel)).ToLookup(c => c.Account);
        var met = (await store.Questions.All("SELECT account_id, max(held_at), max(CASE WHEN type = 'qbr' THEN held_at END) FROM meetings WHERE status = 'held' AND held_at < @0 AND account_id IS NOT NULL AND removed_at IS NULL GROUP BY account_id", [before], row => (Account: row.Id(0), At: row.At(1), Qbr: row.AtOrNull(2)), cancel)).ToDictionary(m => m.Account);
        return await store.Questions.All($"""
            SELECT a.id, a.name, a.segment, a.accountable_id, (SELECT min(s.starts_on) FROM subscriptions s WHERE s.account_id = a.id AND s.removed_at IS NULL) FROM accounts a WHERE {Active} ORDER BY a.name, a.id
            """, [day], row =>
        {
            var (id, segment) = (row.Id(0), row.Text(2));
            met.TryGetValue(id, out var meeting);
            var (checks, qbr) = (done[id].Select(d => d.At).DefaultIfEmpty().Max(), done[id].Where(d => d.Type == CheckInType.Qbr).Select(d => d.At).DefaultIfEmpty().Max());
            DateOnly? Or(DateTimeOffset at) => at == default ? null : Day(at);
            var days = new CareDays(row.Day(4)!.Value, Or(checks), Or(Later(qbr, meeting.Qbr ?? default)), Or(Later(checks, meeting.At)));
            return new CaredFor(id, row.Text(1)!, segment, row.IdOrNull(3), days, CadenceRule.For(segment, day, rules), open[id].Any() ? open[id].Min(o => o.Due) : null, open[id].Select(o => o.Type).ToHashSet());
        }, cancel);
    }

    public async Task<IReadOnlyList<CadenceRule>> Rules(CancellationToken cancel)
    {
        var table = store.Schema[typeof(CadenceRule)];
        return await store.Questions.All($"SELECT {table.ColumnList} FROM {table.Quoted} WHERE removed_at IS NULL", [], row => (CadenceRule)table.Materialise(row), cancel);
    }

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}

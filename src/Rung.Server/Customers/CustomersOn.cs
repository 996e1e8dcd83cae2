using Rung.Server.Database;
using Rung.Server.Customers.Usage;

namespace Rung.Server.Customers;

/// <summary>A customer on a day.</summary>
/// <param name="SinceOn">When it began: its first subscription, or the sale.</param>
/// <param name="IsActive">It has a subscription that is active, or none is recorded at all, so that nothing says it left.</param>
sealed record CustomerOn(Guid AccountId, string Name, DateOnly SinceOn, bool IsActive, Guid? AccountableId, string? Segment);

/// <summary>The customers there were on a day: prospects with a sale or a subscription that had begun.</summary>
sealed class CustomersOn(Store store)
{
    const string Columns = """
        SELECT a.id, a.name, a.customer_since, t.starts_on, t.active, a.accountable_id, a.segment
        FROM accounts a LEFT JOIN (
          SELECT account_id, min(starts_on) AS starts_on, max(CASE WHEN starts_on <= @0 AND (ends_on IS NULL OR ends_on > @0) THEN 1 ELSE 0 END) AS active
          FROM subscriptions WHERE removed_at IS NULL
        """;

    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<CustomerOn>> Read(DateOnly day, CancellationToken cancel)
    {
        var zone = await Metrics.Zones.Of(store);
        var rows = await store.Questions.All($"{Columns} GROUP BY account_id) t ON t.account_id = a.id WHERE a.removed_at IS NULL AND a.relation = 'prospect' AND (a.customer_since IS NOT NULL OR t.account_id IS NOT NULL)", [day], row => Of(row, day, zone), cancel);
        return [.. rows.OfType<CustomerOn>().OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ThenBy(c => c.AccountId)];
    }

    /// <summary>One of them, as known at a time; null where the account is none on that day.</summary>
    public async Task<CustomerOn?> Read(Guid account, DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        if (knownAt is { } at) return await Then(account, day, at, cancel);
        var zone = await Metrics.Zones.Of(store);
        return (await store.Questions.All($"{Columns} AND account_id = @1 GROUP BY account_id) t ON t.account_id = a.id WHERE a.id = @1 AND a.removed_at IS NULL AND (a.customer_since IS NOT NULL OR t.account_id IS NOT NULL)", [day, account], row => Of(row, day, zone), cancel)).OfType<CustomerOn>().FirstOrDefault();
    }

    async Task<CustomerOn?> Then(Guid account, DateOnly day, DateTimeOffset knownAt, CancellationToken cancel)
    {
        var (zone, then) = (await Metrics.Zones.Of(store), await Metrics.KnownThen.Read(store, knownAt, ["removedAt", "startsOn", "endsOn", "customerSince"], cancel));
        T Known<T>(Guid id, string field, T value)
        {
            then.Read(id, field, ref value);
            return value;
        }

        var terms = (await store.Questions.All("SELECT id, starts_on, ends_on, removed_at FROM subscriptions WHERE account_id = @0 AND recorded_at <= @1", [account, knownAt],
            row => (IsThere: Known(row.Id(0), "removedAt", row.AtOrNull(3)) is null, From: Known(row.Id(0), "startsOn", row.Day(1)!.Value), Until: Known(row.Id(0), "endsOn", row.Day(2))), cancel)).Where(t => t.IsThere).ToList();
        return (await store.Questions.All("SELECT id, name, customer_since, removed_at, accountable_id, segment FROM accounts WHERE id = @0 AND recorded_at <= @1", [account, knownAt], row =>
        {
            if (Known(account, "removedAt", row.AtOrNull(3)) is not null) return null;
            var won = Known(account, "customerSince", row.AtOrNull(2)) is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) : (DateOnly?)null;
            return (terms.Count > 0 ? terms.Min(t => t.From) : won) is { } since && since <= day
                ? new CustomerOn(account, row.Text(1)!, since, terms.Count == 0 || terms.Any(t => t.From <= day && !(t.Until <= day)), row.IdOrNull(4), row.Text(5)) : null;
        }, cancel)).OfType<CustomerOn>().FirstOrDefault();
    }

    static CustomerOn? Of(Reading row, DateOnly day, TimeZoneInfo zone)
    {
        DateOnly? won = row.AtOrNull(2) is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) : null;
        return (row.Day(3) ?? won) is { } since && since <= day ? new(row.Id(0), row.Text(1)!, since, row.NumberOrNull(4) is not 0, row.IdOrNull(5), row.Text(6)) : null;
    }
}

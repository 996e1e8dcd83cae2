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

    /// <summary>One of them; null where the account is none on that day.</summary>
    public async Task<CustomerOn?> Read(Guid account, DateOnly day, CancellationToken cancel)
    {
        var zone = await Metrics.Zones.Of(store);
        return (await store.Questions.All($"{Columns} AND account_id = @1 GROUP BY account_id) t ON t.account_id = a.id WHERE a.id = @1 AND a.removed_at IS NULL AND (a.customer_since IS NOT NULL OR t.account_id IS NOT NULL)", [day, account], row => Of(row, day, zone), cancel)).OfType<CustomerOn>().FirstOrDefault();
    }

    static CustomerOn? Of(Reading row, DateOnly day, TimeZoneInfo zone)
    {
        DateOnly? won = row.AtOrNull(2) is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) : null;
        return (row.Day(3) ?? won) is { } since && since <= day ? new(row.Id(0), row.Text(1)!, since, row.NumberOrNull(4) is not 0, row.IdOrNull(5), row.Text(6)) : null;
    }
}

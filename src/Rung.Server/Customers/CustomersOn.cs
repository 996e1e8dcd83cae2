using Rung.Server.Database;

namespace Rung.Server.Customers;

/// <summary>A customer on a day.</summary>
/// <param name="SinceOn">When it began: its first subscription, or the sale.</param>
sealed record CustomerOn(Guid AccountId, DateOnly SinceOn);

/// <summary>Who was a customer on a day: whoever had a sale or a subscription that had begun.</summary>
sealed class CustomersOn(Store store)
{
    /// <summary>One of them, as known at a time; null where the account is none on that day.</summary>
    public async Task<CustomerOn?> Read(Guid account, DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var zone = await Metrics.Zones.Of(store);
        var then = knownAt is { } at ? await Metrics.KnownThen.Read(store, at, ["removedAt", "startsOn", "customerSince"], cancel) : null;
        T Known<T>(Guid id, string field, T value)
        {
            then?.Read(id, field, ref value);
            return value;
        }

        object?[] which = [account, knownAt ?? DateTimeOffset.MaxValue.AddDays(-1)];
        var terms = (await store.Questions.All("SELECT id, starts_on, removed_at FROM subscriptions WHERE account_id = @0 AND recorded_at <= @1", which,
            row => (IsThere: Known(row.Id(0), "removedAt", row.AtOrNull(2)) is null, From: Known(row.Id(0), "startsOn", row.Day(1)!.Value)), cancel)).Where(t => t.IsThere).ToList();
        return (await store.Questions.All("SELECT id, customer_since, removed_at FROM accounts WHERE id = @0 AND recorded_at <= @1", which, row =>
        {
            if (Known(account, "removedAt", row.AtOrNull(2)) is not null) return null;
            var won = Known(account, "customerSince", row.AtOrNull(1)) is { } sold ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(sold, zone).DateTime) : (DateOnly?)null;
            return (terms.Count > 0 ? terms.Min(t => t.From) : won) is { } since && since <= day ? new CustomerOn(account, since) : null;
        }, cancel)).OfType<CustomerOn>().FirstOrDefault();
    }
}

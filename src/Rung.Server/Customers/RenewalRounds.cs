using Rung.Customers;
using Rung.Server.Customers.Book;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Customers;

/// <summary>
/// Goes round every hour and opens the sale of each next term ahead of its notice date, by the company's rule. One for a
/// term: what was opened by hand, decided or removed is not opened again.
/// </summary>
sealed class RenewalRounds(TheDesk desk, Store store)
{
    /// <summary>Of the same customer, what takes a subscription's place by the day it ends: nothing is left to renew.</summary>
    public const string NotReplaced = """
        NOT EXISTS (SELECT 1 FROM subscriptions n WHERE n.account_id = s.account_id AND n.id <> s.id AND n.removed_at IS NULL AND NOT n.is_trial AND n.starts_on > s.starts_on
          AND n.starts_on <= s.ends_on AND (n.ends_on IS NULL OR n.ends_on > s.ends_on) AND (n.product_id IS NULL OR s.product_id IS NULL OR n.product_id = s.product_id))
        """;

    /// <summary>Opens; how many were opened.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        var today = await Standpoints.Today(store, desk, cancel);
        if (today.Rule.DaysAhead is not { } ahead) return 0;

        var opened = 0;
        foreach (var id in await Due(today.Day, ahead, today.Zone, cancel))
            if ((await desk.Decide(new(Actors.Clockwork, "subscription.open-renewal"), docket => Renewals.Open(docket, id, null, null, null, null), cancel)).Accepted(out var receipt, out _) && receipt.Facts.Count > 0) opened++;
        return opened;
    }

    async Task<List<Id<Subscription>>> Due(DateOnly today, int ahead, TimeZoneInfo zone, CancellationToken cancel)
    {
        // The longest notice bounds what is read; each subscription's own then decides.
        var due = await store.Questions.All($"""
            SELECT s.id, s.starts_on, s.ends_on, s.notice_days, s.term_months, (SELECT max(o.created_at) FROM opportunities o WHERE o.subscription_id = s.id AND o.type = 'renewal')
            FROM subscriptions s JOIN accounts a ON a.id = s.account_id
            WHERE s.removed_at IS NULL AND s.cancelled_at IS NULL AND NOT s.is_trial AND s.ends_on > @0 AND s.ends_on <= @1 AND s.starts_on <= @0 AND a.removed_at IS NULL AND a.relation = 'prospect'
              AND {NotReplaced}
            ORDER BY s.ends_on, s.id
            """, [today, today.AddDays(ahead + await LongestNotice(store, cancel))], row =>
        {
            var (ends, months) = (row.Day(2)!.Value, (int?)row.NumberOrNull(4));
            var began = months is { } term && ends.AddMonths(-term) is var on && on > row.Day(1) ? on : row.Day(1)!.Value;
            var isDue = months != 1 && ends.AddDays(-(int)(row.NumberOrNull(3) ?? 0) - ahead) <= today;
            var wasOpened = row.AtOrNull(5) is { } last && DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(last, zone).DateTime) >= began;
            return isDue && !wasOpened ? new Id<Subscription>(row.Id(0)) : (Id<Subscription>?)null;
        }, cancel);
        return [.. due.OfType<Id<Subscription>>()];
    }

    public static async Task<int> LongestNotice(Store store, CancellationToken cancel) =>
        (int)(await store.Questions.All("SELECT max(notice_days) FROM subscriptions WHERE removed_at IS NULL AND cancelled_at IS NULL", [], row => row.NumberOrNull(0) ?? 0, cancel))[0];
}

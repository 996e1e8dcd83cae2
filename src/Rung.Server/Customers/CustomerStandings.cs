using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Server.Customers.Usage;
using Rung.Server.Database;
using Rung.Server.Metrics;

namespace Rung.Server.Customers;

/// <summary>Reads what makes accounts live, paying and active; <see cref="CustomerStanding"/> says what the words mean.</summary>
sealed class CustomerStandings(Store store, TermHistory history, UseReader use)
{
    /// <summary>Of every account with anything to go by, with subscriptions as they stood on the day; removed records do not count.</summary>
    /// <param name="day">The last day looked at.</param>
    /// <param name="knownAt">What had been recorded by then; null for all that is known now.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<IReadOnlyDictionary<Guid, CustomerStanding>> Read(DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var (zone, known) = (await Zones.Of(store), knownAt ?? DateTimeOffset.MaxValue.AddDays(-1));
        var before = AsOf.StartOf(day.AddDays(1), zone);
        var spans = (await history.Terms(day, knownAt, cancel)).Where(t => t.Relation == Relation.Prospect).ToLookup(t => t.What.AccountId, t => new SubscriptionSpan(t.What.StartsOn, t.What.EndsOn, Priced(t.What, day)));
        var live = (await store.Questions.All("""
            SELECT o.account_id, m.done_at FROM milestones m JOIN onboardings o ON o.id = m.onboarding_id
            WHERE m.goes_live AND m.done_at < @0 AND m.recorded_at <= @1 AND m.removed_at IS NULL AND o.removed_at IS NULL
            """, [before, known], row => (row.Id(0), DayOf(row.At(1), zone)), cancel)).ToLookup(r => r.Item1, r => r.Item2);
        var first = await use.FirstUsed(null, day, knownAt, cancel);
        var moved = (await store.Questions.All("SELECT account_id, paid_on, amount_minor, amount_currency, is_refund FROM payments WHERE paid_on <= @0 AND recorded_at <= @1 AND removed_at IS NULL", [day, known],
            row => (row.Id(0), new MoneyOn(row.Day(1)!.Value, new(row.FlagOrNull(4) == true ? -row.NumberOrNull(2)!.Value : row.NumberOrNull(2)!.Value, new(row.Text(3)!)))), cancel)).ToLookup(r => r.Item1, r => r.Item2);

        return spans.Select(s => s.Key).Concat(live.Select(l => l.Key)).Concat(first.Keys).Concat(moved.Select(m => m.Key)).Distinct()
            .ToDictionary(id => id, id => new CustomerStanding([.. live[id]], first.TryGetValue(id, out var on) ? on : null, [.. spans[id]], [.. moved[id]]));
    }

    /// <summary>Of one account as all that is known now tells it.</summary>
    public async Task<CustomerStanding> Of(Id<Account> account, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        await using var db = store.Open();
        var done = await db.Set<Milestone>().AsNoTracking().Where(m => m.GoesLive && m.DoneAt != null && m.RemovedAt == null && db.Set<Onboarding>().Any(o => o.Id == m.OnboardingId && o.AccountId == account && o.RemovedAt == null)).Select(m => m.DoneAt!.Value).ToListAsync(cancel);
        var first = await use.FirstUsed(account.Value, DateOnly.MaxValue, null, cancel);
        var subscriptions = await db.Set<Subscription>().AsNoTracking().Where(s => s.AccountId == account && s.RemovedAt == null).ToListAsync(cancel);
        var payments = await db.Set<Payment>().AsNoTracking().Where(p => p.AccountId == account && p.RemovedAt == null).ToListAsync(cancel);
        return new([.. done.Select(d => DayOf(d, zone))], first.TryGetValue(account.Value, out var on) ? on : null, [.. subscriptions.Select(s => new SubscriptionSpan(s.StartsOn, s.EndsOn, s is { IsTrial: false, Price.Minor: > 0 } ? s.StartsOn : null))],
            [.. payments.Select(p => new MoneyOn(p.PaidOn, p.IsRefund ? -p.Amount : p.Amount))]);
    }

    static DateOnly? Priced(Rung.Metrics.Term term, DateOnly day) => term.Turns.Where(turn => turn <= day && term.MonthlyOn(turn) is { Minor: > 0 }).Select(turn => (DateOnly?)turn).FirstOrDefault();

    static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}

using Rung.Accounts;
using Rung.Customers;
using Rung.Metrics;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

public sealed record ContradictionCount(ContradictionKind Kind, int N);

/// <param name="Accounts">How many accounts anything of it is about.</param>
/// <param name="Items">The first of them; N is how many there are.</param>
public sealed record ContradictionDocument(DateOnly AsOf, IReadOnlyList<ContradictionCount> Counts, int Accounts, int N, IReadOnlyList<ContradictionRow> Items);

/// <param name="RecordId">The record that shows it: an account, a subscription, a churn event, an invoice or a payment.</param>
/// <param name="N">How many at once, or how many times; null where there is nothing to count.</param>
public sealed record ContradictionRow(ContradictionKind Kind, Guid AccountId, string Account, string RecordKind, Guid RecordId, DateOnly On, Money? Amount, Money? Against, int? N);

/// <summary>What of customers and money contradicts itself as of a day: listed, and left out of nothing.</summary>
sealed class ContradictionReport(Store store, CustomerRecords records, TermHistory history)
{
    public async Task<ContradictionDocument> Read(Asked asked, ContradictionKind? kind, int most, CancellationToken cancel = default)
    {
        var book = await records.Read(asked, cancel);
        var all = await Find(book, asked.Scope, cancel);
        var found = all.Where(c => kind is null || c.Kind == kind).ToList();
        var names = await records.Names(CustomerBreakdown.Customer, cancel) ?? [];
        return new(book.Day, [.. Enum.GetValues<ContradictionKind>().Select(k => new ContradictionCount(k, all.Count(c => c.Kind == k)))], all.Select(c => c.AccountId).Distinct().Count(), found.Count,
            [.. found.Take(most).Select(c => new ContradictionRow(c.Kind, c.AccountId, names.GetValueOrDefault(c.AccountId.ToString(), ""), c.RecordKind, c.RecordId, c.On, c.Amount, c.Against, c.N == 0 ? null : c.N))]);
    }

    /// <summary>Within the accounts that the filters leave; an account without any subscription passes only where nothing is asked.</summary>
    public async Task<IReadOnlyList<Contradiction>> Find(CustomerBook book, DealScope scope, CancellationToken cancel)
    {
        object?[] cuts = [book.Day, scope.KnownAt ?? DateTimeOffset.MaxValue.AddDays(-1)];
        var then = scope.KnownAt is { } at ? await KnownThen.Read(store, at, cancel) : null;
        var departures = (await history.Churn(book.Day, scope.KnownAt, cancel)).Where(c => c.Relation == Relation.Prospect).Select(c => c.What)
            .Select(c => new Departure(c.Id, c.AccountId, c.SubscriptionId, c.Type == ChurnType.Logo, c.On)).ToList();
        var invoices = await store.Questions.All("SELECT id, account_id, issued_on, amount_minor, amount_currency, removed_at FROM invoices WHERE issued_on <= @0 AND recorded_at <= @1", cuts,
            row => (IsThere(row, 5), Row: new Billed(row.Id(0), row.Id(1), row.Day(2)!.Value, row.Money(3)!.Value)), cancel);
        var payments = await store.Questions.All("SELECT id, account_id, paid_on, amount_minor, amount_currency, removed_at, invoice_id, is_refund FROM payments WHERE paid_on <= @0 AND recorded_at <= @1", cuts,
            row => (IsThere(row, 5), Row: new Paid(row.Id(0), row.Id(1), row.IdOrNull(6), row.Day(2)!.Value, row.Money(3)!.Value, row.Flag(7))), cancel);
        var found = new Contradictions(book.Customers, departures, book.Day).All([.. invoices.Where(i => i.Item1).Select(i => i.Row)], [.. payments.Where(p => p.Item1).Select(p => p.Row)]).Concat(await UsedOutside(book, scope.KnownAt, cancel)).ToList();
        var narrowed = scope.Only.Count == 0 ? null : book.Narrowed.Select(c => c.AccountId).ToHashSet();
        return narrowed is null ? found : [.. found.Where(c => narrowed.Contains(c.AccountId))];

        bool IsThere(Reading row, int i)
        {
            var removed = row.AtOrNull(i);
            then?.Read(row.Id(0), "removedAt", ref removed);
            return removed is null;
        }
    }

    /// <summary>Days of use against the subscription that is named with each, one line a subscription; removed days count as long as they were known.</summary>
    async Task<IEnumerable<Contradiction>> UsedOutside(CustomerBook book, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        // Terms that were never active are not counted elsewhere; whatever was used of them was used outside.
        var terms = book.Left.Where(l => l.Why == NotCounted.NeverActive).Select(l => l.Term).Concat(book.Terms.Values).ToDictionary(t => t.What.Id, t => t.What);
        var outside = new Dictionary<Guid, (DateOnly On, int N)>();
        await store.Questions.All("SELECT subscription_id, used_on FROM usage_days WHERE subscription_id IS NOT NULL AND used_on <= @0 AND recorded_at <= @1 AND (removed_at IS NULL OR removed_at > @1)", [book.Day, knownAt ?? DateTimeOffset.MaxValue.AddDays(-1)], row =>
        {
            var (id, on) = (row.Id(0), row.Day(1)!.Value);
            if (!terms.TryGetValue(id, out var term) || term.IsActiveOn(on)) return false;
            var (first, n) = outside.GetValueOrDefault(id, (on, 0));
            outside[id] = (on < first ? on : first, n + 1);
            return true;
        }, cancel);
        return outside.OrderByDescending(o => o.Value.On).ThenBy(o => o.Key).Select(o => new Contradiction(ContradictionKind.UsedOutsideTerm, terms[o.Key].AccountId, "subscription", o.Key, o.Value.On, N: o.Value.N));
    }
}

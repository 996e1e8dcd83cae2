namespace Rung.Metrics;

/// <summary>What of the money and the customers does not agree.</summary>
public enum ContradictionKind
{
    /// <summary>The customer left, says an event, and has a subscription active on that day.</summary>
    ChurnedYetActive,

    /// <summary>The customer left twice and had not come back in between.</summary>
    ChurnedTwice,

    /// <summary>A subscription ended, nothing took its place, and no event says that anybody left or took less.</summary>
    EndedWithoutChurn,

    /// <summary>Several subscriptions of one product, or of none named, at once; legal, and counted each.</summary>
    Overlapping,

    /// <summary>More was paid than invoiced.</summary>
    PaidBeyondInvoiced,

    /// <summary>More was given back than had been paid.</summary>
    RefundedBeyondPaid,

    /// <summary>Paid in another currency than invoiced, or several currencies at once.</summary>
    CurrenciesDiffer,

    /// <summary>The product was used on days on which the subscription named with the use was not active.</summary>
    UsedOutsideTerm,
}

/// <summary>One thing that does not agree; nothing is left out of the figures for it.</summary>
/// <param name="RecordKind">The kind of the record that shows it.</param>
/// <param name="Amount">What was paid, given back, or is paid in another currency.</param>
/// <param name="Against">What it should not exceed or differ from.</param>
/// <param name="N">How many are active or took place at once; 0 where there is nothing to count.</param>
public sealed record Contradiction(ContradictionKind Kind, Guid AccountId, string RecordKind, Guid RecordId, DateOnly On, Money? Amount = null, Money? Against = null, int N = 0);

/// <param name="On">The first day without it; of an event that gives none, the day it was decided.</param>
public readonly record struct Departure(Guid Id, Guid AccountId, Guid? TermId, bool IsLogo, DateOnly On);

/// <param name="Amount">Negative for a credit note.</param>
public readonly record struct Billed(Guid Id, Guid AccountId, DateOnly On, Money Amount);

/// <summary>Money that came, or went back.</summary>
public readonly record struct Paid(Guid Id, Guid AccountId, Guid? InvoiceId, DateOnly On, Money Amount, bool IsRefund);

/// <summary>Finds what contradicts itself. Facts after <paramref name="asOf"/> are not to be among those given.</summary>
public sealed class Contradictions(IReadOnlyCollection<Customer> customers, IReadOnlyCollection<Departure> departures, DateOnly asOf)
{
    readonly Dictionary<Guid, Customer> known = customers.ToDictionary(c => c.AccountId);
    readonly ILookup<Guid, Departure> left = departures.ToLookup(d => d.AccountId);

    public IReadOnlyList<Contradiction> All(IReadOnlyCollection<Billed> invoices, IReadOnlyCollection<Paid> payments) =>
        [.. ChurnedYetActive().Concat(ChurnedTwice()).Concat(EndedWithoutChurn()).Concat(Overlapping()).Concat(new MoneyContradictions(invoices, payments).All()).Concat(SeveralCurrencies())
            .OrderBy(c => c.Kind).ThenByDescending(c => c.On).ThenBy(c => c.AccountId).ThenBy(c => c.RecordId)];

    IEnumerable<Contradiction> ChurnedYetActive() =>
        from departure in departures
        where departure.IsLogo && known.TryGetValue(departure.AccountId, out var customer) && customer.IsActiveOn(departure.On)
        select new Contradiction(ContradictionKind.ChurnedYetActive, departure.AccountId, "churn-event", departure.Id, departure.On, N: known[departure.AccountId].Terms.Count(t => t.IsActiveOn(departure.On)));

    IEnumerable<Contradiction> ChurnedTwice()
    {
        foreach (var account in left)
        {
            var (events, times) = (account.Where(e => e.IsLogo).OrderBy(e => e.On).ThenBy(e => e.Id).ToList(), 1);
            for (var i = 1; i < events.Count; i++)
            {
                times = CameBack(account.Key, events[i - 1].On, events[i].On) ? 1 : times + 1;
                if (times > 1) yield return new(ContradictionKind.ChurnedTwice, account.Key, "churn-event", events[i].Id, events[i].On, N: times);
            }
        }
    }

    /// <summary>Whether on some day from the first to the second nothing was active, and something began after it.</summary>
    bool CameBack(Guid account, DateOnly from, DateOnly to) => known.TryGetValue(account, out var customer)
        && customer.Terms.Select(t => t.EndsOn).OfType<DateOnly>().Append(from).Any(away => away >= from && away < to && !customer.IsActiveOn(away) && customer.Terms.Any(t => t.StartsOn > away && t.StartsOn <= to));

    IEnumerable<Contradiction> EndedWithoutChurn() =>
        from customer in customers
        from term in customer.Terms
        where !term.IsTrial && term.EndsOn <= asOf && !Renewals.IsReplaced(customer, term) && !left[customer.AccountId].Any(e => Explains(e, term))
        select new Contradiction(ContradictionKind.EndedWithoutChurn, customer.AccountId, "subscription", term.Id, term.EndsOn!.Value, term.MonthlyOn(term.EndsOn.Value.AddDays(-1)));

    /// <summary>An event that names the subscription, or names none and took effect on its first day without or its last day with it.</summary>
    static bool Explains(Departure departure, Term term) => departure.TermId is { } named ? named == term.Id : departure.On == term.EndsOn || departure.On.AddDays(1) == term.EndsOn;

    IEnumerable<Contradiction> Overlapping()
    {
        foreach (var customer in customers)
            foreach (var product in customer.Terms.GroupBy(t => t.ProductId))
            {
                if (product.Count() < 2) continue;
                var counts = product.Where(t => t.StartsOn <= asOf).Select(t => (On: t.StartsOn, N: product.Count(o => o.IsActiveOn(t.StartsOn)))).Where(d => d.N > 1).ToList();
                if (counts.Count > 0) yield return new(ContradictionKind.Overlapping, customer.AccountId, "account", customer.AccountId, counts.Min(d => d.On), N: counts.Max(d => d.N));
            }
    }

    IEnumerable<Contradiction> SeveralCurrencies() =>
        from customer in customers
        let day = customer.Terms.Select(t => t.StartsOn).FirstOrDefault(d => d <= asOf && customer.MonthlyOn(d).Count(m => m.Value > 0) > 1)
        where day != default
        let sums = customer.MonthlyOn(day).Where(m => m.Value > 0).OrderBy(m => m.Key.Code, StringComparer.Ordinal).Select(m => new Money(m.Value, m.Key)).ToList()
        select new Contradiction(ContradictionKind.CurrenciesDiffer, customer.AccountId, "account", customer.AccountId, day, sums[1], sums[0], sums.Count);
}

/// <summary>What was paid against what was invoiced, and given back against what was paid. Currencies are never added up.</summary>
sealed class MoneyContradictions(IReadOnlyCollection<Billed> invoices, IReadOnlyCollection<Paid> payments)
{
    public IEnumerable<Contradiction> All() => OfInvoices().Concat(OfAccounts()).Concat(OtherCurrency());

    IEnumerable<Contradiction> OfInvoices()
    {
        var of = payments.Where(p => p.InvoiceId is not null).ToLookup(p => p.InvoiceId!.Value);
        foreach (var invoice in invoices)
        {
            var own = of[invoice.Id].Where(p => p.Amount.Currency == invoice.Amount.Currency).ToList();
            if (own.Count > 0 && Net(own) > invoice.Amount.Minor)
                yield return new(ContradictionKind.PaidBeyondInvoiced, invoice.AccountId, "invoice", invoice.Id, own.Max(p => p.On), new(Net(own), invoice.Amount.Currency), invoice.Amount);
        }
    }

    IEnumerable<Contradiction> OfAccounts()
    {
        var (billed, reported) = (invoices.ToLookup(i => (i.AccountId, i.Amount.Currency)), OfInvoices().Select(c => (c.AccountId, c.Against!.Value.Currency)).ToHashSet());
        foreach (var account in payments.GroupBy(p => (p.AccountId, p.Amount.Currency)))
        {
            var (id, currency) = account.Key;
            if (Net(account) < 0)
                yield return new(ContradictionKind.RefundedBeyondPaid, id, "account", id, account.Where(p => p.IsRefund).Max(p => p.On),
                    new(account.Where(p => p.IsRefund).Sum(p => p.Amount.Minor), currency), new(account.Where(p => !p.IsRefund).Sum(p => p.Amount.Minor), currency));
            if (billed[account.Key].Any() && !reported.Contains(account.Key) && billed[account.Key].Sum(i => i.Amount.Minor) is var owed && Net(account) > owed)
                yield return new(ContradictionKind.PaidBeyondInvoiced, id, "account", id, account.Max(p => p.On), new(Net(account), currency), new(owed, currency));
        }
    }

    IEnumerable<Contradiction> OtherCurrency()
    {
        var known = invoices.ToDictionary(i => i.Id);
        foreach (var payment in payments)
            if (payment.InvoiceId is { } id && known.TryGetValue(id, out var invoice) && invoice.Amount.Currency != payment.Amount.Currency)
                yield return new(ContradictionKind.CurrenciesDiffer, payment.AccountId, "payment", payment.Id, payment.On, payment.Amount, invoice.Amount);
    }

    static long Net(IEnumerable<Paid> payments) => payments.Sum(p => p.IsRefund ? -p.Amount.Minor : p.Amount.Minor);
}

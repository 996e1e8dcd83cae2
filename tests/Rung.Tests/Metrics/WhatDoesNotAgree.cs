using Rung.Metrics;

namespace Rung.Tests.Metrics;

public sealed class WhatDoesNotAgree
{
    static readonly DateOnly Today = new(2026, 6, 30);
    static readonly Guid One = Guid.NewGuid();
    static readonly Term Gone = Histories.Of(One, new(2025, 1, 1), new(2025, 6, 1));

    [Fact]
    public void A_customer_who_left_and_is_active_on_that_day() =>
        Assert.Equal([ContradictionKind.ChurnedYetActive], Of([Histories.Of(One, new(2025, 1, 1), null)], [Left(new(2025, 6, 1))]));

    [Fact]
    public void A_customer_who_left_on_the_first_day_without_agrees() => Assert.Empty(Of([Gone], [Left(new(2025, 6, 1))]));

    [Fact]
    public void A_customer_who_left_twice_without_coming_back() =>
        Assert.Equal([ContradictionKind.ChurnedTwice], Of([Gone], [Left(new(2025, 6, 1)), Left(new(2025, 9, 1))]));

    [Fact]
    public void A_further_subscription_of_a_customer_who_never_left_is_no_coming_back() =>
        Assert.Contains(ContradictionKind.ChurnedTwice, Of([Histories.Of(One, new(2025, 1, 1), null), Histories.Of(One, new(2025, 7, 1), null)], [Left(new(2025, 6, 1)), Left(new(2025, 9, 1))]));

    [Fact]
    public void Leaving_coming_back_and_leaving_again_agrees() =>
        Assert.Empty(Of([Gone, Histories.Of(One, new(2025, 8, 1), new(2025, 9, 1))], [Left(new(2025, 6, 1)), Left(new(2025, 9, 1))]));

    [Fact]
    public void A_subscription_that_ended_and_nobody_says_so() => Assert.Equal([ContradictionKind.EndedWithoutChurn], Of([Gone], []));

    [Fact]
    public void Fewer_seats_on_a_customer_who_stays_agree() =>
        Assert.Empty(Of([Gone, Histories.Of(One, new(2026, 1, 1), null)], [new(Guid.NewGuid(), One, Gone.Id, false, new(2025, 6, 1))]));

    [Fact]
    public void Two_subscriptions_at_once_are_flagged_with_how_many()
    {
        var found = new Contradictions(Customer.Of([Histories.Of(One, new(2025, 1, 1), null), Histories.Of(One, new(2025, 2, 1), null), Histories.Of(One, new(2025, 3, 1), null)]), [], Today).All([], []).Single();
        Assert.Equal((ContradictionKind.Overlapping, 3, new DateOnly(2025, 2, 1)), (found.Kind, found.N, found.On));
    }

    [Fact]
    public void An_invoice_paid_twice()
    {
        var invoice = new Billed(Guid.NewGuid(), One, new(2025, 1, 1), Euro(100));
        Assert.Equal([ContradictionKind.PaidBeyondInvoiced], Money([invoice], [Pay(100, invoice), Pay(100, invoice)]));
        Assert.Empty(Money([invoice], [Pay(100, invoice), Pay(100, invoice), Pay(100, invoice, back: true)]));
    }

    [Fact]
    public void More_paid_than_all_invoices_together() => Assert.Equal([ContradictionKind.PaidBeyondInvoiced], Money([new(Guid.NewGuid(), One, new(2025, 1, 1), Euro(100))], [Pay(101, null)]));

    [Fact]
    public void More_given_back_than_paid() => Assert.Equal([ContradictionKind.RefundedBeyondPaid], Money([], [Pay(100, null), Pay(101, null, back: true)]));

    [Fact]
    public void An_invoice_paid_in_another_currency()
    {
        var invoice = new Billed(Guid.NewGuid(), One, new(2025, 1, 1), Euro(100));
        Assert.Equal([ContradictionKind.CurrenciesDiffer], Money([invoice], [Pay(100, invoice) with { Amount = new(100, new("USD")) }]));
    }

    [Fact]
    public void A_customer_who_pays_in_two_currencies_at_once() => Assert.Contains(ContradictionKind.CurrenciesDiffer, Of([Histories.Of(One, new(2025, 1, 1), null), Histories.Of(One, new(2025, 2, 1), null, 50, "EUR")], []));

    static Departure Left(DateOnly on) => new(Guid.NewGuid(), One, null, true, on);

    static Money Euro(long minor) => new(minor, new("EUR"));

    static Paid Pay(long minor, Billed? invoice, bool back = false) => new(Guid.NewGuid(), One, invoice?.Id, new(2025, 2, 1), Euro(minor), back);

    static IEnumerable<ContradictionKind> Of(Term[] terms, Departure[] left) => new Contradictions(Customer.Of(terms), left, Today).All([], []).Select(c => c.Kind);

    static IEnumerable<ContradictionKind> Money(Billed[] invoices, Paid[] payments) => new Contradictions([], [], Today).All(invoices, payments).Select(c => c.Kind);
}

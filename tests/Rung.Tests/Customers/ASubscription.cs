using CsCheck;
using Rung.Accounts;
using Rung.Customers;
using static Rung.Tests.World;

namespace Rung.Tests.Customers;

public sealed class ASubscription
{
    [Fact]
    public void Is_active_from_its_first_day_until_before_its_end()
    {
        var year = Year();
        Assert.False(year.IsActiveOn(Day(2025, 12, 31)));
        Assert.True(year.IsActiveOn(Day(2026, 1, 1)));
        Assert.True(year.IsActiveOn(Day(2026, 12, 31)));
        Assert.False(year.IsActiveOn(Day(2027, 1, 1)));
    }

    [Fact]
    public void Without_an_end_runs_on() => Assert.True(Entered<Subscription>(new { accountId = Some<Account>(), startsOn = Day(2026, 1, 1) }).IsActiveOn(Day(2099, 1, 1)));

    [Theory]
    [InlineData(Billing.Month, 1200)]
    [InlineData(Billing.Quarter, 400)]
    [InlineData(Billing.Year, 100)]
    public void Earns_its_price_spread_over_the_months_it_is_paid_for(Billing billing, long monthly) => Assert.Equal(monthly,
        Entered<Subscription>(new { accountId = Some<Account>(), startsOn = Day(2026, 1, 1), billing, price = new Money(1200, new("USD")) }).Monthly!.Value.Minor);

    [Fact]
    public void Earns_nothing_while_it_is_a_trial_and_is_unknown_without_a_price()
    {
        Assert.Equal(0, Entered<Subscription>(new { accountId = Some<Account>(), startsOn = Day(2026, 1, 1), isTrial = true, price = Money.Of(9, "USD") }).Monthly!.Value.Minor);
        Assert.Null(Entered<Subscription>(new { accountId = Some<Account>(), startsOn = Day(2026, 1, 1) }).Monthly);
    }

    [Theory]
    [InlineData(12, false, 89, false)]
    [InlineData(12, false, 90, true)]
    [InlineData(1, false, 90, false)]
    [InlineData(12, true, 90, false)]
    public void Is_to_be_sold_again_ahead_of_its_notice_unless_it_runs_by_the_month_or_is_a_trial(int termMonths, bool isTrial, int daysAhead, bool isDue) =>
        Assert.Equal(isDue, Entered<Subscription>(new { accountId = Some<Account>(), startsOn = Day(2026, 1, 1), endsOn = Day(2026, 7, 1), termMonths, noticeDays = 30, isTrial }).IsRenewalDue(Day(2026, 6, 1).AddDays(-90), daysAhead));

    [Fact]
    public void Has_the_discount_between_list_and_price() => Assert.Equal(0.25, Year().Discount);

    [Fact]
    public void Ends_on_the_day_the_cancellation_takes_effect()
    {
        var year = Year();

        Assert.Equal(new SubscriptionCancelled(Day(2026, 6, 1)), year.Cancel(Day(2026, 6, 1), Act()).Value);
        Assert.False(year.IsActiveOn(Day(2026, 6, 1)));
        Assert.Equal(new AlreadyCancelled(Day(2026, 6, 1)), year.Cancel(Day(2026, 7, 1), Act()).Refusal);
        Assert.Equal(new AlreadyCancelled(Day(2026, 6, 1)), year.Renew(null, null, Act()).Refusal);
    }

    [Fact]
    public void Cannot_be_cancelled_before_it_starts_or_after_it_ends()
    {
        Assert.IsType<EndsBeforeStart>(Year().Cancel(Day(2025, 6, 1), Act()).Refusal);
        Assert.Equal(new EndsEarlier(Day(2027, 1, 1)), Year().Cancel(Day(2027, 6, 1), Act()).Refusal);
    }

    [Fact]
    public void Renews_for_another_term_from_where_it_ends()
    {
        var year = Year();
        Assert.Equal(new SubscriptionRenewed(Day(2027, 1, 1), Day(2028, 1, 1)), year.Renew(null, Money.Of(1000, "USD"), Act()).Value);
        Assert.Equal(Money.Of(1000, "USD"), year.Price);
    }

    [Fact]
    public void Renews_for_a_term_and_a_price_that_can_be()
    {
        Assert.Equal(new OutOfRange("termMonths", "1", "240"), Year().Renew(0, null, Act()).Refusal);
        Assert.Equal(new OutOfRange("price", "0", "∞"), Year().Renew(12, Money.Of(-1, "USD"), Act()).Refusal);
    }

    [Fact]
    public void Is_not_extended_after_it_was_cancelled()
    {
        var year = Year();
        year.Cancel(Day(2026, 6, 1), Act());
        Assert.Equal(new AlreadyCancelled(Day(2026, 6, 1)), year.Extend(Day(2027, 6, 1), Act()).Refusal);
    }

    [Fact]
    public void Renews_in_the_currency_of_its_list_price() => Assert.Equal(new CurrenciesDiffer("price", "listPrice"), Year().Renew(12, Money.Of(1000, "EUR"), Act()).Refusal);

    [Fact]
    public void That_runs_on_is_neither_renewed_nor_extended()
    {
        var endless = Entered<Subscription>(new { accountId = Some<Account>(), startsOn = Day(2026, 1, 1) });
        Assert.Equal(new NoEndKnown(), endless.Renew(12, null, Act()).Refusal);
        Assert.Equal(new NoEndKnown(), endless.Extend(Day(2027, 1, 1), Act()).Refusal);
    }

    [Fact]
    public void Is_extended_to_a_later_day_only()
    {
        Assert.IsType<EndsBeforeStart>(Year().Extend(Day(2027, 1, 1), Act()).Refusal);
        Assert.Equal(new SubscriptionExtended(Day(2027, 2, 1)), Year().Extend(Day(2027, 2, 1), Act()).Value);
    }

    [Fact]
    public void Does_not_mix_currencies_or_end_before_it_starts()
    {
        var account = Some<Account>();
        Assert.Equal(new CurrenciesDiffer("listPrice", "price"),
            EnteringRefused<Subscription>(new { accountId = account, startsOn = Day(2026, 1, 1), price = Money.Of(1, "USD"), listPrice = Money.Of(1, "EUR") }));
        Assert.IsType<EndsBeforeStart>(EnteringRefused<Subscription>(new { accountId = account, startsOn = Day(2026, 1, 1), endsOn = Day(2025, 1, 1) }));
        Assert.IsType<OutOfRange>(EnteringRefused<Subscription>(new { accountId = account, startsOn = Day(2026, 1, 1), price = Money.Of(-1, "USD") }));
        Assert.IsType<OutOfRange>(EnteringRefused<Subscription>(new { accountId = account, startsOn = Day(2026, 1, 1), listPrice = Money.Of(-1, "USD") }));
    }

    static Subscription Year() => Entered<Subscription>(new
    {
        accountId = Some<Account>(), startsOn = Day(2026, 1, 1), endsOn = Day(2027, 1, 1), termMonths = 12, billing = Billing.Year,
        price = Money.Of(900, "USD"), listPrice = Money.Of(1200, "USD"),
    });
}

public sealed class MoneyThatMoves
{
    [Fact]
    public void A_payment_is_more_than_nothing_whichever_way_it_goes() =>
        Assert.IsType<OutOfRange>(EnteringRefused<Payment>(new { accountId = Some<Account>(), paidOn = Day(2026, 1, 1), amount = Money.Of(-5, "USD"), isRefund = true }));

    [Fact]
    public void An_invoice_is_not_due_before_it_is_issued() => Assert.Equal(new EndsBeforeStart("dueOn", "issuedOn"),
        EnteringRefused<Invoice>(new { number = "1", accountId = Some<Account>(), issuedOn = Day(2026, 2, 1), dueOn = Day(2026, 1, 1), amount = Money.Of(5, "USD") }));

    [Fact]
    public void A_rate_converts_exactly_and_rounds_once_to_the_other_currencys_digits()
    {
        Assert.Equal(new Money(1084, new("USD")), Rate("EUR", "USD", "1.0842").Convert(Money.Of(10, "EUR")));
        Assert.Equal(new Money(7, new("JPY")), Rate("KRW", "JPY", "0.10721").Convert(Money.Of(66, "KRW")));
        Assert.Throws<ArgumentException>(() => Rate("EUR", "USD", "1").Convert(Money.Of(1, "GBP")));
    }

    [Theory]
    [InlineData("EUR", "EUR", "1")]
    [InlineData("EUR", "usd", "1")]
    [InlineData("eur", "USD", "1")]
    [InlineData("EUR", "USD", "0")]
    [InlineData("EUR", "USD", "-1")]
    [InlineData("EUR", "USD", "1,08")]
    [InlineData("EUR", "USD", "NaN")]
    public void A_rate_joins_two_currencies_by_a_number_above_zero(string from, string to, string rate) =>
        Assert.NotNull(EnteringRefused<ExchangeRate>(new { from, to, ratedOn = Day(2026, 1, 1), rate }));

    [Fact]
    public void A_rate_of_one_between_currencies_of_two_digits_changes_nothing() => Gen.Long[-1_000_000_000, 1_000_000_000].Sample(minor =>
        Assert.Equal(minor, Rate("EUR", "USD", "1").Convert(new(minor, new("EUR"))).Minor));

    static ExchangeRate Rate(string from, string to, string rate) => Entered<ExchangeRate>(new { from, to, ratedOn = Day(2026, 1, 1), rate });
}

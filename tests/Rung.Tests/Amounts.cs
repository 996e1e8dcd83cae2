using CsCheck;

namespace Rung.Tests;

public sealed class Amounts
{
    static readonly Gen<Money> Dollars = Gen.Long[-1_000_000_000, 1_000_000_000].Select(minor => new Money(minor, new("USD")));

    [Theory]
    [InlineData("USD", 10.5, 1050)]
    [InlineData("JPY", 1050, 1050)]
    [InlineData("KWD", 1.05, 1050)]
    public void Are_kept_in_the_currencys_own_minor_units(string currency, double major, long minor) => Assert.Equal(minor, Money.Of((decimal)major, currency).Minor);

    [Fact]
    public void Round_halves_to_even()
    {
        Assert.Equal(2, Money.Of(0.025m, "USD").Minor);
        Assert.Equal(4, Money.Of(0.035m, "USD").Minor);
        Assert.Equal(new Money(2, new("USD")), new Money(5, new("USD")).Times(0.5m));
    }

    [Fact]
    public void Of_two_currencies_never_meet()
    {
        Assert.Throws<InvalidOperationException>(() => Money.Of(1, "USD") + Money.Of(1, "EUR"));
        Assert.Throws<InvalidOperationException>(() => Money.Of(1, "USD") < Money.Of(1, "EUR"));
    }

    [Fact]
    public void Split_without_losing_a_cent() => Gen.Select(Dollars, Gen.Int[1, 50]).Sample((whole, parts) =>
    {
        var shares = whole.Split(parts);
        Assert.Equal(parts, shares.Count);
        Assert.Equal(whole, shares.Aggregate((a, b) => a + b));
        Assert.True(shares.Max().Minor - shares.Min().Minor <= 1);
    });

    [Fact]
    public void Overflow_is_an_error_and_not_a_wrong_sum() => Assert.Throws<OverflowException>(() => new Money(long.MaxValue, new("USD")) + new Money(1, new("USD")));

    [Fact]
    public void Print_with_their_currency()
    {
        Assert.Equal("1050 JPY", Money.Of(1050, "JPY").ToString());
        Assert.Equal("-10.50 USD", Money.Of(-10.5m, "USD").ToString());
    }

    [Fact]
    public void A_currency_has_three_capital_letters()
    {
        Assert.False(Currency.IsCode("usd"));
        Assert.Throws<ArgumentException>(() => new Currency("dollar"));
    }

    [Fact]
    public void A_share_lies_between_nothing_and_all()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Share(1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Share(double.NaN));
    }
}

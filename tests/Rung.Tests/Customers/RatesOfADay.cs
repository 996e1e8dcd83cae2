using Rung.Customers;

namespace Rung.Tests.Customers;

public sealed class RatesOfADay
{
    static readonly Currency Usd = new("USD"), Eur = new("EUR"), Cny = new("CNY");

    [Fact]
    public void The_last_rate_published_by_the_day_counts()
    {
        var rates = new Rates([Rate("EUR", "USD", "2026-01-01", "1.10"), Rate("EUR", "USD", "2026-02-01", "1.20"), Rate("EUR", "USD", "2026-03-01", "1.30")]);
        Assert.Equal(new Money(120_00, Usd), rates.Convert(new(100_00, Eur), Usd, new(2026, 2, 28)));
        Assert.Null(rates.Convert(new(100_00, Eur), Usd, new(2025, 12, 31)));
        Assert.Null(rates.Convert(new(100_00, Cny), Usd, new(2026, 2, 28)));
    }

    [Fact]
    public void A_rate_published_the_other_way_round_is_divided_by_unless_the_right_one_is_as_new()
    {
        var turned = new Rates([Rate("USD", "EUR", "2026-01-01", "0.80")]);
        Assert.Equal(new Money(125_00, Usd), turned.Convert(new(100_00, Eur), Usd, new(2026, 2, 28)));
        var both = new Rates([Rate("USD", "EUR", "2026-01-01", "0.80"), Rate("EUR", "USD", "2026-01-01", "1.20")]);
        Assert.Equal(new Money(120_00, Usd), both.Convert(new(100_00, Eur), Usd, new(2026, 2, 28)));
    }

    [Fact]
    public void Half_a_cent_goes_to_the_even_one()
    {
        var rates = new Rates([Rate("EUR", "USD", "2026-01-01", "0.5")]);
        Assert.Equal([0L, 2L, 2L], new long[] { 1, 3, 4 }.Select(m => rates.Convert(new(m, Eur), Usd, new(2026, 1, 1))!.Value.Minor));
    }

    [Fact]
    public void What_would_be_more_than_can_be_kept_has_no_value() =>
        Assert.Null(new Rates([Rate("EUR", "USD", "2026-01-01", "999999999")]).Convert(new(1_000_000_000_000_000, Eur), Usd, new(2026, 1, 1)));

    static ExchangeRate Rate(string from, string to, string on, string rate) =>
        World.Entered<ExchangeRate>(new { from, to, ratedOn = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), rate });
}

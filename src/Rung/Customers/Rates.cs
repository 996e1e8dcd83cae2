using System.Globalization;

namespace Rung.Customers;

/// <summary>A rate as it was used: units of the one currency for one of the other, with the day it was published for.</summary>
/// <param name="IsTurned">Published the other way round, and divided by.</param>
public sealed record RateUsed(Currency From, Currency To, decimal Rate, DateOnly RatedOn, bool IsTurned);

/// <summary>The published rates, for turning money of any currency into another at the rates of a day.</summary>
public sealed class Rates(IEnumerable<ExchangeRate> rates)
{
    const decimal Smallest = 0.000_000_001m, Largest = 1_000_000_000_000m;

    readonly ILookup<(string, string), (DateOnly On, decimal Rate)> published = rates.Where(r => r.RemovedAt is null)
        .ToLookup(r => (r.From, r.To), r => (r.RatedOn, decimal.Parse(r.Rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)));

    /// <summary>The last rate published for the day or before it, either way round; of two of the same day the one of the right way. Null where there is none.</summary>
    public RateUsed? Find(Currency from, Currency to, DateOnly day)
    {
        if (from == to) return new(from, to, 1, day, false);
        var straight = Last(from, to, day);
        var turned = Last(to, from, day);
        if (straight is { } s && !(turned?.On > s.On)) return new(from, to, s.Rate, s.On, false);
        return turned is { } t ? new(from, to, t.Rate, t.On, true) : null;
    }

    /// <summary>The amount at the rate of the day, rounded half to even to minor units; null where no rate is known, or where it makes more than can be kept.</summary>
    public Money? Convert(Money amount, Currency to, DateOnly day) => Find(amount.Currency, to, day) is { } rate ? Convert(amount, rate) : null;

    public static Money? Convert(Money amount, RateUsed rate)
    {
        if (rate.From == rate.To) return amount;
        if (rate.IsTurned && rate.Rate < Smallest) return null;
        var major = rate.IsTurned ? amount.Major / rate.Rate : amount.Major * rate.Rate;
        return Math.Abs(major) < Largest ? Money.Of(major, rate.To.Code) : null;
    }

    (DateOnly On, decimal Rate)? Last(Currency from, Currency to, DateOnly day) =>
        published[(from.Code, to.Code)].Where(r => r.On <= day).OrderBy(r => r.On).Select(r => ((DateOnly, decimal)?)r).LastOrDefault();
}

using Rung.Metrics;

namespace Rung.Tests.Metrics;

/// <summary>Subscriptions of a few customers, from a seed: overlapping, in two currencies, on trial, repriced, with gaps.</summary>
static class Histories
{
    public static readonly DateOnly First = new(2024, 1, 1);
    public static readonly DateOnly Last = new(2026, 6, 30);

    public static List<Term> Random(int seed)
    {
        var chance = new Random(seed);
        var accounts = Enumerable.Range(0, 12).Select(_ => Id(chance)).ToList();
        return [.. Enumerable.Range(0, 40).Select(_ => Term(chance, accounts[chance.Next(accounts.Count)]))];
    }

    public static Term Of(Guid account, DateOnly from, DateOnly? until, long minor = 100, string currency = "USD") =>
        new(Guid.NewGuid(), account, from, until, [new(DateOnly.MinValue, new Money(minor, new(currency)))]);

    static Term Term(Random chance, Guid account)
    {
        var from = First.AddDays(chance.Next(800));
        var rates = new SortedDictionary<DateOnly, Money?> { [DateOnly.MinValue] = Price(chance) };
        for (var i = chance.Next(3); i > 0; i--) rates[from.AddDays(chance.Next(-20, 400))] = Price(chance);
        return new(Id(chance), account, from, chance.Next(3) == 0 ? null : from.AddDays(chance.Next(0, 500)), [.. rates.Select(r => new MonthlyRate(r.Key, r.Value))])
        {
            Months = chance.Next(3) == 0 ? null : chance.Next(1, 14), IsTrial = chance.Next(6) == 0, NoticeDays = chance.Next(0, 60),
        };
    }

    static Money? Price(Random chance) => chance.Next(8) == 0 ? null : new(chance.Next(5) == 0 ? 0 : chance.Next(1, 99_999), new(chance.Next(4) == 0 ? "EUR" : "USD"));

    static Guid Id(Random chance)
    {
        var bytes = new byte[16];
        chance.NextBytes(bytes);
        return new(bytes);
    }
}

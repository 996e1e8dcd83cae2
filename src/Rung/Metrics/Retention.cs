using Rung.Statistics;

namespace Rung.Metrics;

/// <summary>Recurring revenue of the customers of a day and what is left of it on a later one, in one currency and minor units.</summary>
/// <param name="Kept">Of each customer the smaller of the two: what grew does not make up for what was lost.</param>
public sealed record RevenueKept(Currency Currency, int Customers, long Before, long Kept, long After, Bootstrapped? GrossBand, Bootstrapped? NetBand)
{
    /// <summary>Gross revenue retention, 0…1; null where nothing was paid (4, GRR).</summary>
    public double? Gross => Before == 0 ? null : (double)Kept / Before;

    /// <summary>Net revenue retention, may exceed 1 (4, NRR).</summary>
    public double? Net => Before == 0 ? null : (double)After / Before;
}

/// <summary>Who was a customer on a day and is one on a later day, and what they pay.</summary>
public static class Retention
{
    const ulong Seed = 10_560_316;

    /// <summary>Customers active at the end of the first day who are not at the end of the second, of all active then (4, logo churn).</summary>
    public static Proportion Left(IEnumerable<Customer> customers, DateOnly from, DateOnly to)
    {
        var then = customers.Where(c => c.IsActiveOn(from)).ToList();
        return new(then.Count(c => !c.IsActiveOn(to)), then.Count);
    }

    /// <summary>By currency; the bands draw whole customers with replacement (3.1 item 6).</summary>
    public static IReadOnlyList<RevenueKept> Revenue(IEnumerable<Customer> customers, DateOnly from, DateOnly to)
    {
        var pairs = new SortedDictionary<string, List<(long Before, long After)>>(StringComparer.Ordinal);
        foreach (var customer in customers)
        {
            var after = customer.MonthlyOn(to);
            foreach (var (currency, was) in customer.MonthlyOn(from).Where(b => b.Value > 0))
            {
                if (!pairs.TryGetValue(currency.Code, out var list)) pairs[currency.Code] = list = [];
                list.Add((was, after.GetValueOrDefault(currency)));
            }
        }

        return [.. pairs.Select(p => Of(new(p.Key), p.Value))];
    }

    static RevenueKept Of(Currency currency, List<(long Before, long After)> pairs) => new(
        currency, pairs.Count, pairs.Sum(p => p.Before), pairs.Sum(p => Math.Min(p.Before, p.After)), pairs.Sum(p => p.After),
        Bootstrap.OfRatio([.. pairs.Select(p => ((double)Math.Min(p.Before, p.After), (double)p.Before))], Seed),
        Bootstrap.OfRatio([.. pairs.Select(p => ((double)p.After, (double)p.Before))], Seed));
}

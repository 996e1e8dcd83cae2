namespace Rung.Metrics;

/// <summary>A cohort at an age: how many are active, and by currency what they paid on their first day and pay now, in minor units.</summary>
public sealed record CohortAge(int Months, int Active, IReadOnlyDictionary<Currency, (long Before, long Now)> Revenue);

/// <summary>The customers who began in a period.</summary>
public sealed record Cohort(Period Began, int Customers, IReadOnlyList<CohortAge> Ages);

/// <summary>
/// Customers by the period they began in, followed from each one's own first day: at an age of k months each is looked at k
/// months after its start. An age is told when all of the cohort have reached it, so every row of the table has one denominator.
/// </summary>
public static class Cohorts
{
    /// <param name="months">Length of a period: 1, 3 or 12.</param>
    /// <param name="yearStart">The month with which the year begins, 1 to 12.</param>
    public static IReadOnlyList<Cohort> Of(IEnumerable<Customer> customers, int months, DateOnly asOf, int yearStart = 1) =>
        [.. customers.Where(c => c.SinceOn <= asOf).GroupBy(c => Bookings.PeriodOf(c.SinceOn, months, yearStart)).OrderBy(g => g.Key.From).Select(g => Of(g.Key, [.. g], asOf))];

    static Cohort Of(Period began, List<Customer> customers, DateOnly asOf)
    {
        var (last, ages) = (customers.Max(c => c.SinceOn), new List<CohortAge>());
        for (var k = 0; last.AddMonths(k) <= asOf; k++) ages.Add(At(customers, k));
        return new(began, customers.Count, ages);
    }

    static CohortAge At(List<Customer> customers, int months)
    {
        var active = 0;
        var (first, now) = (new Dictionary<Currency, long>(), new Dictionary<Currency, long>());
        foreach (var customer in customers)
        {
            var day = customer.SinceOn.AddMonths(months);
            if (customer.IsActiveOn(day)) active++;
            Add(first, customer.MonthlyOn(customer.SinceOn));
            Add(now, customer.MonthlyOn(day));
        }

        return new(months, active, first.Keys.Union(now.Keys).ToDictionary(c => c, c => (first.GetValueOrDefault(c), now.GetValueOrDefault(c))));
    }

    static void Add(Dictionary<Currency, long> sums, Dictionary<Currency, long> more)
    {
        foreach (var (currency, minor) in more) sums[currency] = checked(sums.GetValueOrDefault(currency) + minor);
    }
}

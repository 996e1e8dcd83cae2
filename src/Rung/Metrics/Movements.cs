namespace Rung.Metrics;

/// <summary>What recurring revenue did at a customer between two days.</summary>
public enum Movement
{
    /// <summary>Paid nothing before and never had.</summary>
    New,

    /// <summary>Paid nothing at the first day, but had before.</summary>
    Reactivation,

    /// <summary>Pays more.</summary>
    Expansion,

    /// <summary>Pays less, and still something.</summary>
    Contraction,

    /// <summary>Pays nothing any more.</summary>
    Churn,
}

/// <summary>One customer's monthly value in one currency at the ends of two days, in minor units.</summary>
/// <param name="Group">What it is counted under; the kind is the whole customer's, so one who drops a product contracts.</param>
public readonly record struct Moved(Guid AccountId, string Group, Currency Currency, Movement? Kind, long Before, long After)
{
    public long Change => After - Before;
}

/// <summary>The movements of one currency, in minor units; before and all changes make after, to the cent.</summary>
/// <param name="Changes">By kind, every kind present.</param>
/// <param name="Customers">Customers with a movement of the kind.</param>
public sealed record Bridge(Currency Currency, long Before, IReadOnlyDictionary<Movement, long> Changes, IReadOnlyDictionary<Movement, int> Customers, long After)
{
    /// <summary>(New + reactivation + expansion) ÷ (churn + contraction); null where nothing was lost (4).</summary>
    public double? QuickRatio => -(Changes[Movement.Churn] + Changes[Movement.Contraction]) is > 0 and var lost
        ? (double)(Changes[Movement.New] + Changes[Movement.Reactivation] + Changes[Movement.Expansion]) / lost
        : null;
}

/// <summary>Movements of monthly recurring revenue between the ends of two days (4, new to churned ARR).</summary>
public static class Movements
{
    /// <summary>One row for each customer, group and currency with any value at either end; the kind is null where nothing changed.</summary>
    /// <param name="group">What a subscription is counted under; null leaves it out of the amounts.</param>
    public static IEnumerable<Moved> Between(IEnumerable<Customer> customers, DateOnly from, DateOnly to, Func<Term, string?> group)
    {
        foreach (var customer in customers)
        {
            var (paid, pays) = (customer.PaysOn(from), customer.PaysOn(to));
            if (!paid && !pays) continue;

            var began = paid ? (Movement?)null : customer.PaidBy(from) ? Movement.Reactivation : Movement.New;
            foreach (var part in customer.Terms.GroupBy(group).Where(g => g.Key is not null))
            {
                var (before, after) = (Customer.Sum(part, from), Customer.Sum(part, to));
                foreach (var currency in before.Keys.Union(after.Keys))
                {
                    var (was, now) = (before.GetValueOrDefault(currency), after.GetValueOrDefault(currency));
                    if (was == 0 && now == 0) continue;
                    yield return new(customer.AccountId, part.Key!, currency,
                        was == now ? null : began ?? (!pays ? Movement.Churn : now > was ? Movement.Expansion : Movement.Contraction), was, now);
                }
            }
        }
    }

    /// <summary>The rows added up by currency, in the order of its code.</summary>
    public static IReadOnlyList<Bridge> Of(IEnumerable<Moved> rows) =>
        [.. rows.GroupBy(r => r.Currency).OrderBy(g => g.Key.Code, StringComparer.Ordinal).Select(currency => new Bridge(
            currency.Key,
            currency.Sum(r => r.Before),
            Enum.GetValues<Movement>().ToDictionary(k => k, k => currency.Where(r => r.Kind == k).Sum(r => r.Change)),
            Enum.GetValues<Movement>().ToDictionary(k => k, k => currency.Where(r => r.Kind == k).Select(r => r.AccountId).Distinct().Count()),
            currency.Sum(r => r.After)))];
}

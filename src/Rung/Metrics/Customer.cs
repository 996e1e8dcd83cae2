using Rung.Statistics;

namespace Rung.Metrics;

/// <summary>
/// All subscriptions of one account, in the order they start: a customer from the first active day. Left is who has none
/// active; less than before is not left (seat churn is not customer churn).
/// </summary>
public sealed class Customer
{
    readonly Term[] terms;

    Customer(Guid accountId, IEnumerable<Term> terms)
    {
        AccountId = accountId;
        this.terms = [.. terms.OrderBy(t => t.StartsOn).ThenBy(t => t.Id)];
    }

    /// <summary>Those who were ever active; subscriptions that ended the day they began made nobody a customer.</summary>
    public static IReadOnlyList<Customer> Of(IEnumerable<Term> terms) =>
        [.. terms.Where(t => t.EndsOn is not { } end || end > t.StartsOn).GroupBy(t => t.AccountId).OrderBy(g => g.Key).Select(g => new Customer(g.Key, g))];

    public Guid AccountId { get; }

    public IReadOnlyList<Term> Terms => terms;

    /// <summary>The subscription with which it began.</summary>
    public Term First => terms[0];

    public DateOnly SinceOn => terms[0].StartsOn;

    public bool IsActiveOn(DateOnly day) => terms.Any(t => t.IsActiveOn(day));

    /// <summary>Monthly value on a day by currency, in minor units; a trial is worth nothing.</summary>
    public Dictionary<Currency, long> MonthlyOn(DateOnly day) => Sum(terms, day);

    public bool PaysOn(DateOnly day) => terms.Any(t => Pays(t, day));

    /// <summary>Whether it paid on any day up to this one.</summary>
    public bool PaidBy(DateOnly day) => terms.Any(t => t.Turns.Any(turn => turn <= day && Pays(t, turn)));

    /// <summary>The first day without any active subscription; null where that has not come by the end of <paramref name="through"/>.</summary>
    public DateOnly? LeftOn(DateOnly through)
    {
        var until = terms[0].EndsOn;
        foreach (var term in terms.Skip(1).TakeWhile(t => until is { } end && t.StartsOn <= end))
            if (term.EndsOn is not { } end || end > until) until = term.EndsOn;
        return until <= through ? until : null;
    }

    /// <summary>
    /// Months as a customer until it left for the first time; one that had not left by the end of <paramref name="through"/>
    /// is watched until then and still going on (V16).
    /// </summary>
    public Lifetime Lifetime(DateOnly through) =>
        LeftOn(through) is { } left ? new(MonthsBetween(SinceOn, left), true) : new(MonthsBetween(SinceOn, through.AddDays(1)), false);

    /// <summary>Whole months from one day to another, and of the month begun the part that has gone by.</summary>
    public static double MonthsBetween(DateOnly from, DateOnly to)
    {
        var whole = Math.Max(0, (to.Year - from.Year) * 12 + to.Month - from.Month - 1);
        while (from.AddMonths(whole + 1) <= to) whole++;
        var (begun, next) = (from.AddMonths(whole), from.AddMonths(whole + 1));
        return whole + (double)(to.DayNumber - begun.DayNumber) / (next.DayNumber - begun.DayNumber);
    }

    internal static Dictionary<Currency, long> Sum(IEnumerable<Term> terms, DateOnly day)
    {
        var sums = new Dictionary<Currency, long>();
        foreach (var term in terms)
            if (term.IsActiveOn(day) && term.MonthlyOn(day) is { } monthly) sums[monthly.Currency] = checked(sums.GetValueOrDefault(monthly.Currency) + monthly.Minor);
        return sums;
    }

    static bool Pays(Term term, DateOnly day) => term.IsActiveOn(day) && term.MonthlyOn(day) is { Minor: > 0 };
}

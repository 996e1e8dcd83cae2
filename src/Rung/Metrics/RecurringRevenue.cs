namespace Rung.Metrics;

/// <summary>
/// One subscription in time. Active on day d if it starts on or before d and ends after d, or has no end; a trial is
/// active with nothing to pay.
/// </summary>
public sealed record Term(Guid Id, Guid AccountId, DateOnly StartsOn, DateOnly? EndsOn, Money Monthly)
{
    public bool IsActiveOn(DateOnly day) => StartsOn <= day && (EndsOn is not { } end || day < end);
}

/// <summary>What was active on the last day of a period, and its monthly recurring value by currency.</summary>
public sealed record PeriodRevenue(Period Period, int ActiveSubscriptions, int ActiveAccounts, IReadOnlyDictionary<Currency, long> Value);

/// <summary>Monthly recurring revenue at the last day of each period (4, MRR).</summary>
public static class RecurringRevenue
{
    public static IReadOnlyList<PeriodRevenue> ByPeriod(IReadOnlyCollection<Term> terms, int months, DateOnly through)
    {
        if (terms.Count == 0) return [];

        var rows = new List<PeriodRevenue>();
        var last = Bookings.PeriodOf(through, months);
        for (var period = Bookings.PeriodOf(terms.Min(t => t.StartsOn), months); period.From <= last.From; period = period.Next(months))
            rows.Add(On(terms, period));
        return rows;
    }

    static PeriodRevenue On(IReadOnlyCollection<Term> terms, Period period)
    {
        var sums = new Dictionary<Currency, long>();
        var accounts = new HashSet<Guid>();
        var active = 0;
        foreach (var term in terms)
        {
            if (!term.IsActiveOn(period.LastDay)) continue;
            active++;
            accounts.Add(term.AccountId);
            sums[term.Monthly.Currency] = checked(sums.GetValueOrDefault(term.Monthly.Currency) + term.Monthly.Minor);
        }

        return new(period, active, accounts.Count, sums);
    }
}

namespace Rung.Metrics;

/// <summary>What one subscription brings a month from a day on.</summary>
public readonly record struct MonthlyRate(DateOnly From, Money? Monthly);

/// <summary>
/// One subscription in time. Active on day d if it starts on or before d and ends after d, or has no end; a trial is
/// active with nothing to pay.
/// </summary>
/// <param name="Rates">In order; the first holds from the start, whatever its day.</param>
public sealed record Term(Guid Id, Guid AccountId, DateOnly StartsOn, DateOnly? EndsOn, IReadOnlyList<MonthlyRate> Rates)
{
    /// <summary>Agreed length; null where none is known.</summary>
    public int? Months { get; init; }

    /// <summary>How long before its end notice must be given.</summary>
    public int NoticeDays { get; init; }

    public Guid? ProductId { get; init; }

    /// <summary>Whether nothing is paid for it on trial.</summary>
    public bool IsTrial { get; init; }

    /// <summary>Ends that were reached and from which it was renewed.</summary>
    public IReadOnlyList<DateOnly> RenewedFrom { get; init; } = [];

    public bool IsActiveOn(DateOnly day) => StartsOn <= day && (EndsOn is not { } end || day < end);

    /// <summary>Monthly value on a day; null where no price is known.</summary>
    public Money? MonthlyOn(DateOnly day)
    {
        var monthly = Rates[0].Monthly;
        foreach (var rate in Rates.Skip(1).TakeWhile(r => r.From <= day)) monthly = rate.Monthly;
        return monthly;
    }

    /// <summary>The days from which its value may be another: its start, and every change while it runs.</summary>
    public IEnumerable<DateOnly> Turns => Rates.Select(r => r.From).Where(d => d > StartsOn && (EndsOn is not { } end || d < end)).Prepend(StartsOn);
}

/// <summary>What was active on the last day of a period, and its monthly recurring value by currency.</summary>
public sealed record PeriodRevenue(Period Period, int ActiveSubscriptions, IReadOnlyDictionary<Currency, long> Value);

/// <summary>Monthly recurring revenue at the last day of each period (4, MRR).</summary>
public static class RecurringRevenue
{
    /// <summary>Every period from the first start to the one of <paramref name="through"/>; of that one, which may not be over, the day itself.</summary>
    public static IReadOnlyList<PeriodRevenue> ByPeriod(IReadOnlyCollection<Term> terms, int months, DateOnly through, int yearStart = 1)
    {
        if (terms.Count == 0) return [];

        var rows = new List<PeriodRevenue>();
        for (var period = Bookings.PeriodOf(terms.Min(t => t.StartsOn), months, yearStart); period.From <= through; period = period.Next(months))
            rows.Add(On(terms, period, period.LastDay < through ? period.LastDay : through));
        return rows;
    }

    static PeriodRevenue On(IReadOnlyCollection<Term> terms, Period period, DateOnly day)
    {
        var sums = new Dictionary<Currency, long>();
        var active = 0;
        foreach (var term in terms)
        {
            if (!term.IsActiveOn(day)) continue;
            active++;
            if (term.MonthlyOn(day) is { } monthly) sums[monthly.Currency] = checked(sums.GetValueOrDefault(monthly.Currency) + monthly.Minor);
        }

        return new(period, active, sums);
    }
}

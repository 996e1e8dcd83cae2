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

        var periods = new List<Period>();
        for (var period = Bookings.PeriodOf(terms.Min(t => t.StartsOn), months, yearStart); period.From <= through; period = period.Next(months)) periods.Add(period);
        if (periods.Count == 0) return [];

        var sums = new Dictionary<Currency, Steps>();
        var active = new Steps(periods.Count);
        foreach (var term in terms)
        {
            if (term.EndsOn <= term.StartsOn) continue;
            active.Add(From(term.StartsOn), term.EndsOn is { } end ? From(end) : periods.Count, 0);
            for (var i = 0; i < term.Rates.Count; i++)
            {
                if (term.Rates[i].Monthly is not { } monthly) continue;
                var (starts, ends) = (i == 0 ? term.StartsOn : Later(term.Rates[i].From, term.StartsOn), i + 1 < term.Rates.Count ? Earlier(term.Rates[i + 1].From, term.EndsOn) : term.EndsOn);
                if (ends <= starts) continue;
                if (!sums.TryGetValue(monthly.Currency, out var steps)) sums[monthly.Currency] = steps = new(periods.Count);
                steps.Add(From(starts), ends is { } day ? From(day) : periods.Count, monthly.Minor);
            }
        }

        return [.. periods.Select((period, i) => new PeriodRevenue(period, active.Next().N, Sums()))];

        // The first period whose day told of is this day or later.
        int From(DateOnly day) => day > through ? periods.Count : ((day.Year - periods[0].From.Year) * 12 + day.Month - periods[0].From.Month) / months;

        Dictionary<Currency, long> Sums()
        {
            var told = new Dictionary<Currency, long>();
            foreach (var (currency, steps) in sums)
                if (steps.Next() is { N: > 0 } there) told[currency] = checked((long)there.Sum);
            return told;
        }
    }

    static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    static DateOnly? Earlier(DateOnly a, DateOnly? b) => b is { } day && day < a ? day : a;

    /// <summary>What comes and goes at each period, so that a subscription is looked at once and not in every period it ran.</summary>
    sealed class Steps(int periods)
    {
        readonly (int N, Int128 Sum)[] moves = new (int, Int128)[periods + 1];
        (int N, Int128 Sum) now;
        int next;

        public void Add(int from, int until, long minor)
        {
            if (until <= from) return;
            moves[from] = (moves[from].N + 1, moves[from].Sum + minor);
            moves[until] = (moves[until].N - 1, moves[until].Sum - minor);
        }

        /// <summary>What is there in the next period.</summary>
        public (int N, Int128 Sum) Next()
        {
            now = (now.N + moves[next].N, now.Sum + moves[next].Sum);
            next++;
            return now;
        }
    }
}

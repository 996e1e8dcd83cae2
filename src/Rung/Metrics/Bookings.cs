using Rung.Opportunities;

namespace Rung.Metrics;

/// <summary>How many deals stand where; the four sum to the total.</summary>
/// <param name="Undated">Open ones of which nobody knows when they began; closed ones have the day they closed.</param>
public sealed record DealCounts(int Open, int Won, int Lost, int Undated)
{
    public int Total => Open + Won + Lost + Undated;
}

/// <summary>What was won and lost in a period.</summary>
public sealed record PeriodBookings(Period Period, int Won, int Lost, IReadOnlyDictionary<Currency, long> Value);

/// <summary>Days from creation to close.</summary>
/// <param name="WonMean">Mean of the won (the average sales cycle, 2.3); null without one.</param>
/// <param name="WonMedian">Median of the won.</param>
/// <param name="ClosedMean">Mean of won and lost; lost deals close sooner, so this understates the cycle (V47).</param>
public sealed record CycleDays(double? WonMean, double? WonMedian, double? ClosedMean);

/// <summary>Bookings by the day of closing (T5, value captured).</summary>
public static class Bookings
{
    /// <summary>Every period from the first close to the last, empty ones included, as long as <see cref="PeriodOf"/> says.</summary>
    public static IReadOnlyList<PeriodBookings> ByPeriod(IReadOnlyCollection<ClosedCount> closed, int months, int yearStart = 1)
    {
        if (closed.Count == 0) return [];

        var inPeriod = closed.ToLookup(c => PeriodOf(c.Month, months, yearStart));
        var rows = new List<PeriodBookings>();
        var last = PeriodOf(closed.Max(c => c.Month), months, yearStart);
        for (var period = PeriodOf(closed.Min(c => c.Month), months, yearStart); period.From <= last.From; period = period.Next(months))
        {
            var there = inPeriod[period].ToList();
            rows.Add(new(period, (int)there.Where(c => c.Kind == StageKind.Won).Sum(c => c.N), (int)there.Where(c => c.Kind == StageKind.Lost).Sum(c => c.N), WonValue(there)));
        }

        return rows;
    }

    /// <summary>What the won deals were agreed for, one sum for each currency, in minor units.</summary>
    public static IReadOnlyDictionary<Currency, long> WonValue(IEnumerable<ClosedCount> closed)
    {
        var sums = new Dictionary<Currency, long>();
        foreach (var won in closed)
            if (won is { Kind: StageKind.Won, Currency: { } currency })
                sums[currency] = checked(sums.GetValueOrDefault(currency) + won.Minor);
        return sums;
    }

    /// <param name="months">1, 3 or 12: a month, a quarter, a year.</param>
    /// <param name="yearStart">The month with which the year begins, 1 to 12: other than 1 for the periods of a fiscal year.</param>
    public static Period PeriodOf(DateOnly day, int months, int yearStart = 1)
    {
        if (months is not (1 or 3 or 12)) throw new ArgumentOutOfRangeException(nameof(months), months, "A month, a quarter or a year.");
        var from = new DateOnly(day.Year, day.Month, 1).AddMonths(-((day.Month - yearStart + 12) % 12 % months));
        return new(from, from.AddMonths(months));
    }
}

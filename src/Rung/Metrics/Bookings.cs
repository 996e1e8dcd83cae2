using Rung.Opportunities;

namespace Rung.Metrics;

/// <summary>How many deals stand where; the four sum to the total.</summary>
public sealed record DealCounts(int Open, int Won, int Lost, int Undated)
{
    public int Total => Open + Won + Lost + Undated;

    /// <summary>Open deals of which nobody knows when they began are counted apart; closed ones have the day they closed.</summary>
    public static DealCounts Of(IEnumerable<Deal> deals)
    {
        var (open, won, lost, undated) = (0, 0, 0, 0);
        foreach (var deal in deals)
            switch (deal.Kind)
            {
                case StageKind.Won: won++; break;
                case StageKind.Lost: lost++; break;
                default:
                    if (deal.BeganOn is null) undated++;
                    else open++;
                    break;
            }

        return new(open, won, lost, undated);
    }
}

/// <summary>What was won and lost in a period.</summary>
public sealed record PeriodBookings(Period Period, int Won, int Lost, IReadOnlyDictionary<Currency, long> Value);

/// <summary>Bookings by the day of closing (T5, value captured).</summary>
public static class Bookings
{
    /// <summary>Every period from the first close to the last, empty ones included. <paramref name="months"/> is 1 or 3.</summary>
    public static IReadOnlyList<PeriodBookings> ByPeriod(IEnumerable<Deal> deals, int months)
    {
        var closed = deals.Where(d => d.IsClosed && d.ClosedOn is not null).ToList();
        if (closed.Count == 0) return [];

        var inPeriod = closed.ToLookup(d => PeriodOf(d.ClosedOn!.Value, months));
        var rows = new List<PeriodBookings>();
        var last = PeriodOf(closed.Max(d => d.ClosedOn!.Value), months);
        for (var period = PeriodOf(closed.Min(d => d.ClosedOn!.Value), months); period.From <= last.From; period = period.Next(months))
        {
            var there = inPeriod[period];
            rows.Add(new(period, there.Count(d => d.Kind == StageKind.Won), there.Count(d => d.Kind == StageKind.Lost), WonValue(there)));
        }

        return rows;
    }

    /// <summary>What the won deals were agreed for, one sum for each currency, in minor units.</summary>
    public static IReadOnlyDictionary<Currency, long> WonValue(IEnumerable<Deal> deals)
    {
        var sums = new Dictionary<Currency, long>();
        foreach (var deal in deals)
            if (deal is { Kind: StageKind.Won, Value: { } value })
                sums[value.Currency] = checked(sums.GetValueOrDefault(value.Currency) + value.Minor);
        return sums;
    }

    public static Period PeriodOf(DateOnly day, int months) => months switch
    {
        1 => Period.MonthOf(day),
        3 => Period.QuarterOf(day),
        _ => throw new ArgumentOutOfRangeException(nameof(months), months, "A month or a quarter."),
    };
}

/// <summary>Days from creation to close.</summary>
/// <param name="WonMean">Mean of the won (the average sales cycle, 2.3); null without one.</param>
/// <param name="WonMedian">Median of the won.</param>
/// <param name="ClosedMean">Mean of won and lost; lost deals close sooner, so this understates the cycle (V47).</param>
public sealed record CycleDays(double? WonMean, double? WonMedian, double? ClosedMean)
{
    public static CycleDays Of(IEnumerable<Deal> deals)
    {
        var closed = deals.Where(d => d.IsClosed && d.CycleDays is not null).ToList();
        var won = closed.Where(d => d.Kind == StageKind.Won).Select(d => (double)d.CycleDays!.Value).Order().ToList();
        return new(
            won.Count == 0 ? null : won.Average(),
            won.Count == 0 ? null : won.Count % 2 == 1 ? won[won.Count / 2] : (won[won.Count / 2 - 1] + won[won.Count / 2]) / 2,
            closed.Count == 0 ? null : closed.Average(d => (double)d.CycleDays!.Value));
    }
}

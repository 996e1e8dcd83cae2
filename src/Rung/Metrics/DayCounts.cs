namespace Rung.Metrics;

/// <summary>How many took how many days: exact mean and median in memory that grows with the days, not with the deals.</summary>
public sealed class DayCounts
{
    readonly SortedDictionary<int, long> counts = [];

    public void Add(int days, long n = 1)
    {
        if (n == 0) return;
        counts[days] = counts.GetValueOrDefault(days) + n;
        N += n;
    }

    public long N { get; private set; }

    public double? Mean => N == 0 ? null : (double)counts.Sum(c => c.Key * c.Value) / N;

    /// <summary>The middle one, or the mean of the middle two.</summary>
    public double? Median => N == 0 ? null : (At((N - 1) / 2) + At(N / 2)) / 2.0;

    /// <summary>How many took at least the first and less than the second number of days.</summary>
    public long Between(int from, int until) => counts.Where(c => c.Key >= from && c.Key < until).Sum(c => c.Value);

    int At(long place)
    {
        foreach (var (days, n) in counts)
            if ((place -= n) < 0) return days;
        throw new InvalidOperationException("The place lies beyond the last.");
    }
}

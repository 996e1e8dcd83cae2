namespace Rung.Statistics;

/// <summary>
/// S: later values above earlier ones less those below. Z is S moved one towards 0 over its standard deviation, null where
/// all values are equal. The one-sided p's are exact, by the permutations, where <see cref="Exact"/>; else normal.
/// </summary>
public sealed record MannKendallTest(long S, double Variance, double RisingP, double FallingP, bool Exact)
{
    public double? Z => Variance == 0 ? null : (S - Math.Sign(S)) / Math.Sqrt(Variance);
}

/// <summary>Is there a trend over time? (H. B. Mann, Econometrica 13, 1945; M. Kendall, <i>Rank Correlation Methods</i>; V10.)</summary>
public static class MannKendall
{
    const int MostExact = 40;

    /// <summary>Values in order of time, evenly spaced. Null with fewer than two.</summary>
    public static MannKendallTest? Of(IReadOnlyList<double> values)
    {
        foreach (var value in values) Need.Finite(value, nameof(values));
        if (values.Count < 2) return null;

        long s = 0;
        for (var i = 0; i < values.Count; i++)
            for (var j = i + 1; j < values.Count; j++)
                s += values[j].CompareTo(values[i]) is var sign && sign > 0 ? 1 : sign < 0 ? -1 : 0;

        double n = values.Count;
        var groups = values.GroupBy(value => value).Select(group => (double)group.Count()).ToArray();
        var variance = (n * (n - 1) * (2 * n + 5) - groups.Sum(t => t * (t - 1) * (2 * t + 5))) / 18;
        if (groups.Length == values.Count && values.Count <= MostExact)
            return new(s, variance, AtLeast(s, values.Count), AtLeast(-s, values.Count), true);
        if (groups.Length == 1) return new(0, 0, 1, 1, false);
        var deviation = Math.Sqrt(variance);
        return new(s, variance, Normal.Above((s - 1) / deviation), Normal.Below((s + 1) / deviation), false);
    }

    /// <summary>The slope of the least-squares line, per step; null with fewer than two values.</summary>
    public static double? Slope(IReadOnlyList<double> values)
    {
        foreach (var value in values) Need.Finite(value, nameof(values));
        if (values.Count < 2) return null;
        var (middle, n) = ((values.Count - 1) / 2.0, (double)values.Count);
        return values.Select((value, i) => (i - middle) * value).Sum() / (n * (n * n - 1) / 12);
    }

    /// <summary>The share of the orders of n different values with S at least this: one in n! for each number of inversions.</summary>
    static double AtLeast(long s, int n)
    {
        // Inserting the k-th value makes 0 … k − 1 inversions, each as often.
        var pairs = n * (n - 1) / 2;
        var ways = new double[pairs + 1];
        ways[0] = 1;
        for (var k = 2; k <= n; k++)
        {
            var sum = 0.0;
            var next = new double[pairs + 1];
            for (var i = 0; i <= pairs; i++)
            {
                sum = 0;
                for (var j = Math.Max(0, i - k + 1); j <= i; j++) sum += ways[j];
                next[i] = sum / k;
            }
            ways = next;
        }
        // S = pairs − 2·inversions.
        var most = (pairs - s) / 2;
        var share = 0.0;
        for (var i = 0; i <= most; i++) share += ways[i];
        return Math.Min(1, share);
    }
}

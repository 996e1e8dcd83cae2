namespace Rung.Statistics;

/// <summary>
/// χ² with its degrees of freedom, and the group that stands out most: its place and how many standard errors it lies from
/// what the others together suggest.
/// </summary>
public sealed record HomogeneityTest(double ChiSquare, int Degrees, double P, int Farthest, double FarthestZ);

/// <summary>
/// May groups be pooled, or does one star carry the rest (3.0, independence; X4.1)? Pearson's χ², good where each group
/// expects about five of either kind. Null with fewer than two groups that have data, and where nothing or everything happened.
/// </summary>
public static class Homogeneity
{
    /// <summary>Shares of several groups.</summary>
    public static HomogeneityTest? OfShares(IReadOnlyList<Proportion> groups)
    {
        double n = groups.Sum(group => (double)group.Trials), x = groups.Sum(group => (double)group.Successes);
        if (x == 0 || x == n) return null;
        var spread = x / n * (1 - x / n);
        return Test(groups.Select(group => (group.Successes - group.Trials * x / n, group.Trials * spread, Weight: group.Trials / n)));
    }

    /// <summary>Rates of several groups.</summary>
    public static HomogeneityTest? OfRates(IReadOnlyList<EventCount> groups)
    {
        double exposure = groups.Sum(group => group.Exposure), events = groups.Sum(group => (double)group.Events);
        if (events == 0) return null;
        return Test(groups.Select(group => (group.Events - events * group.Exposure / exposure, events * group.Exposure / exposure, Weight: group.Exposure / exposure)));
    }

    static HomogeneityTest? Test(IEnumerable<(double Away, double Variance, double Weight)> groups)
    {
        var (chi, used, farthest, z) = (0.0, 0, -1, 0.0);
        foreach (var (index, (away, variance, weight)) in groups.Index())
        {
            if (variance == 0) continue;
            used++;
            chi += away * away / variance;
            // A group is part of the pool it is held against: its residual varies by 1 − weight less.
            var own = weight < 1 ? away / Math.Sqrt(variance * (1 - weight)) : 0;
            if (farthest < 0 || Math.Abs(own) > Math.Abs(z)) (farthest, z) = (index, own);
        }
        return used < 2 ? null : new(chi, used - 1, ChiSquared.Above(chi, used - 1), farthest, z);
    }
}

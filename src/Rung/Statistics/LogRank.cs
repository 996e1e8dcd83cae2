namespace Rung.Statistics;

/// <summary>
/// Ends observed in the first group, expected there if both groups end alike, and the hypergeometric variance.
/// χ² = (O−E)²/V and its p are null where V is 0: no time at which both groups were at risk and some, not all, ended.
/// </summary>
public sealed record LogRankTest(int Observed, double Expected, double Variance)
{
    public double? ChiSquare => Variance > 0 ? (Observed - Expected) * (Observed - Expected) / Variance : null;

    /// <summary>Two-sided: the groups end alike.</summary>
    public double? P => ChiSquare is { } value ? ChiSquared.Above(value, 1) : null;

    /// <summary>One-sided: small where the second group ends later than the first.</summary>
    public double? SecondSlowerP => Variance > 0 ? Normal.Above((Observed - Expected) / Math.Sqrt(Variance)) : null;
}

/// <summary>Do two groups end at the same pace? (Mantel, Cancer Chemotherapy Reports 50, 1966; 3.1 item 8; V16.)</summary>
public static class LogRank
{
    public static LogRankTest Compare(IReadOnlyCollection<Lifetime> first, IReadOnlyCollection<Lifetime> second)
    {
        var all = first.Select(life => (life, First: true)).Concat(second.Select(life => (life, First: false)))
            .OrderBy(each => each.life.Time).ToArray();
        var (atRiskFirst, observed, expected, variance) = (first.Count, 0, 0.0, 0.0);
        for (var i = 0; i < all.Length;)
        {
            var (time, atRisk, ended, endedFirst, leftFirst) = (all[i].life.Time, all.Length - i, 0, 0, 0);
            for (; i < all.Length && all[i].life.Time == time; i++)
            {
                if (all[i].First) leftFirst++;
                if (!all[i].life.Ended) continue;
                ended++;
                if (all[i].First) endedFirst++;
            }
            var share = (double)atRiskFirst / atRisk;
            observed += endedFirst;
            expected += ended * share;
            if (atRisk > 1) variance += ended * share * (1 - share) * (atRisk - ended) / (atRisk - 1);
            atRiskFirst -= leftFirst;
        }
        return new(observed, expected, variance);
    }
}

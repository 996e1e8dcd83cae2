namespace Rung.Statistics;

/// <summary>
/// An estimate with what resampling says of it. <see cref="Undefined"/> draws had no value (nothing to divide by) and are left
/// out. Bca is null where it cannot be formed: every draw alike, or all on one side of the estimate.
/// </summary>
public sealed class Bootstrapped
{
    readonly double[] sorted;

    internal Bootstrapped(double estimate, double[] sorted, int undefined, Interval? bca, double level)
    {
        (Estimate, Undefined, Bca, this.sorted) = (estimate, undefined, bca, sorted);
        Percentile = new(Quantile(sorted, (1 - level) / 2), Quantile(sorted, (1 + level) / 2), level);
    }

    public double Estimate { get; }

    /// <summary>Between the quantiles of the draws.</summary>
    public Interval Percentile { get; }

    /// <summary>The same with the quantiles moved for bias and skewness (B. Efron, JASA 82, 1987).</summary>
    public Interval? Bca { get; }

    public int Undefined { get; }

    /// <summary>The share of draws at or above a value.</summary>
    public double AtLeast(double value)
    {
        Need.NotNan(value);
        return (double)sorted.Count(draw => draw >= value) / sorted.Length;
    }

    /// <summary>The (B+1)·p-th of B draws, between neighbours in proportion.</summary>
    internal static double Quantile(double[] sorted, double p)
    {
        var place = Math.Clamp((sorted.Length + 1) * p - 1, 0, sorted.Length - 1);
        var (below, part) = ((int)place, place - (int)place);
        return part == 0 ? sorted[below] : sorted[below] + part * (sorted[below + 1] - sorted[below]);
    }
}

/// <summary>
/// Intervals for what has no formula, by drawing whole clusters (customers, deals) with replacement
/// (Davison and Hinkley, <i>Bootstrap Methods and their Application</i>, 1997; 3.1 item 6). The same seed gives the same answer.
/// </summary>
/// <remarks>
/// Null with fewer than two clusters, where the estimate itself has no value, or where more than one draw in ten has none.
/// A statistic is computed once a draw and once a cluster left out. Both intervals hold the truth as often as they say only of
/// many clusters: of 90% intervals for the retention of customers of unequal size, one in ten of whom leaves, the plain one held
/// it in 78, 83 and 88 cases of 100 for 40, 100 and 300 customers, the corrected one in 83, 85 and 88. Show Bca where there is one.
/// </remarks>
public static class Bootstrap
{
    const int MostDraws = 100_000;

    /// <summary>A statistic of clusters; it may answer null where it has no value.</summary>
    public static Bootstrapped? OfClusters<T>(
        IReadOnlyList<T> clusters, Func<IReadOnlyList<T>, double?> statistic, ulong seed, double level = 0.95, int draws = 2000)
    {
        if (clusters.Count < 2) return Nothing(level, draws);
        var drawn = new T[clusters.Count];
        return Of(
            statistic(clusters),
            chance => statistic(Draw(clusters, drawn, chance)),
            () => [LeftOut(clusters, statistic)],
            seed, level, draws);
    }

    /// <summary>A statistic of two independent groups, such as now over before (X4.5): each is drawn on its own.</summary>
    public static Bootstrapped? OfTwoGroups<T>(
        IReadOnlyList<T> first, IReadOnlyList<T> second, Func<IReadOnlyList<T>, IReadOnlyList<T>, double?> statistic,
        ulong seed, double level = 0.95, int draws = 2000)
    {
        if (first.Count < 2 || second.Count < 2) return Nothing(level, draws);
        var (drawnFirst, drawnSecond) = (new T[first.Count], new T[second.Count]);
        return Of(
            statistic(first, second),
            chance => statistic(Draw(first, drawnFirst, chance), Draw(second, drawnSecond, chance)),
            () => [LeftOut(first, rest => statistic(rest, second)), LeftOut(second, rest => statistic(first, rest))],
            seed, level, draws);
    }

    /// <summary>Sum over sum, such as money renewed over money due with customers as clusters (GRR, NRR), in one pass a draw.</summary>
    public static Bootstrapped? OfRatio(
        IReadOnlyList<(double Over, double Under)> clusters, ulong seed, double level = 0.95, int draws = 2000)
    {
        foreach (var (over, under) in clusters) (_, _) = (Need.Finite(over, nameof(clusters)), Need.Finite(under, nameof(clusters)));
        if (clusters.Count < 2) return Nothing(level, draws);
        var pairs = clusters.ToArray();
        var (overAll, underAll) = (pairs.Sum(pair => pair.Over), pairs.Sum(pair => pair.Under));
        return Of(
            Ratio(overAll, underAll),
            chance =>
            {
                var (over, under) = (0.0, 0.0);
                for (var i = 0; i < pairs.Length; i++)
                {
                    var pair = pairs[chance.Below(pairs.Length)];
                    over += pair.Over;
                    under += pair.Under;
                }
                return Ratio(over, under);
            },
            () => [[.. pairs.Select(pair => Ratio(overAll - pair.Over, underAll - pair.Under))]],
            seed, level, draws);
    }

    static double? Ratio(double over, double under) => under == 0 ? null : over / under;

    static Bootstrapped? Of(
        double? estimate, Func<SplitMix, double?> draw, Func<double?[][]> leftOut, ulong seed, double level, int draws)
    {
        Check(level, draws);
        if (Finite(estimate) is not { } value) return null;

        var chance = new SplitMix(seed);
        var drawn = new List<double>(draws);
        for (var i = 0; i < draws; i++)
            if (Finite(draw(chance)) is { } each) drawn.Add(each);
        if (drawn.Count < 0.9 * draws) return null;

        drawn.Sort();
        double[] sorted = [.. drawn];
        return new(value, sorted, draws - sorted.Length, Bca(value, sorted, leftOut(), level), level);
    }

    static Interval? Bca(double estimate, double[] sorted, double?[][] leftOut, double level)
    {
        var below = (sorted.Count(draw => draw < estimate) + 0.5 * sorted.Count(draw => draw == estimate)) / sorted.Length;
        if (below is <= 0 or >= 1 || sorted[0] == sorted[^1]) return null;
        if (Acceleration(leftOut) is not { } acceleration) return null;

        var bias = Normal.Quantile(below);
        return Moved((1 - level) / 2) is { } low && Moved((1 + level) / 2) is { } high && low <= high
            ? new(Bootstrapped.Quantile(sorted, low), Bootstrapped.Quantile(sorted, high), level)
            : null;

        double? Moved(double p)
        {
            var z = bias + Normal.Quantile(p);
            var scale = 1 - acceleration * z;
            return scale > 0 ? Normal.Below(bias + z / scale) : null;
        }
    }

    /// <summary>Σ(L/n)³ / 6·[Σ(L/n)²]^1.5 over all clusters, L = (n−1)·(mean − value without it), n those of its group.</summary>
    static double? Acceleration(double?[][] groups)
    {
        var (cubes, squares) = (0.0, 0.0);
        foreach (var group in groups)
        {
            if (group.Any(value => Finite(value) is null)) return null;
            var mean = group.Average()!.Value;
            foreach (var value in group)
            {
                var influence = (group.Length - 1) * (mean - value!.Value) / group.Length;
                (cubes, squares) = (cubes + influence * influence * influence, squares + influence * influence);
            }
        }
        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }

    static double?[] LeftOut<T>(IReadOnlyList<T> clusters, Func<IReadOnlyList<T>, double?> statistic)
    {
        var rest = clusters.Skip(1).ToArray();
        var values = new double?[clusters.Count];
        for (var i = 0; i < clusters.Count; i++)
        {
            values[i] = statistic(rest);
            if (i < rest.Length) rest[i] = clusters[i];
        }
        return values;
    }

    static T[] Draw<T>(IReadOnlyList<T> clusters, T[] drawn, SplitMix chance)
    {
        for (var i = 0; i < drawn.Length; i++) drawn[i] = clusters[chance.Below(drawn.Length)];
        return drawn;
    }

    static double? Finite(double? value) => value is { } each && double.IsFinite(each) ? each : null;

    static Bootstrapped? Nothing(double level, int draws)
    {
        Check(level, draws);
        return null;
    }

    static void Check(double level, int draws)
    {
        Need.Level(level);
        if (draws is < 100 or > MostDraws) throw new ArgumentOutOfRangeException(nameof(draws), draws, $"From 100 to {MostDraws} draws.");
    }
}

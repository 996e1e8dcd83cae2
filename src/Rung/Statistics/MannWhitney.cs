namespace Rung.Statistics;

/// <summary>
/// U counts the pairs in which the second group's value is the higher, ties as half. The one-sided p's are exact, by the
/// permutations of the ranks, where <see cref="Exact"/>; else normal with corrections for ties and continuity.
/// </summary>
public sealed record MannWhitneyTest(double U, double HigherP, double LowerP, bool Exact)
{
    public double TwoSidedP => Math.Min(1, 2 * Math.Min(HigherP, LowerP));
}

/// <summary>Are the values of one group higher than those of another? (Mann and Whitney, Ann. Math. Statist. 18, 1947; 3.1 item 8; V16.)</summary>
public static class MannWhitney
{
    // Steps of the exact count: some milliseconds.
    const long MostSteps = 5_000_000;

    /// <summary>Null where a group is empty. Any finite values; ties share their mean rank.</summary>
    public static MannWhitneyTest? Compare(IReadOnlyCollection<double> first, IReadOnlyCollection<double> second)
    {
        double[] all = [.. first.Concat(second).Select(value => Need.Finite(value))];
        if (first.Count == 0 || second.Count == 0) return null;

        var isSecond = new bool[all.Length];
        isSecond.AsSpan(first.Count).Fill(true);
        Array.Sort(all, isSecond);
        var ranks = DoubledRanks(all);
        var sum = 0L;
        for (var i = 0; i < ranks.Length; i++)
            if (isSecond[i]) sum += ranks[i];
        var least = (long)second.Count * (second.Count + 1);
        var u = (sum - least) / 2.0;

        // The smaller group's rank sum says the same in fewer steps.
        var swapped = first.Count < second.Count;
        var (size, own) = swapped ? (first.Count, ranks.Sum(rank => (long)rank) - sum) : (second.Count, sum);
        if ((double)size * all.Length * ranks.TakeLast(size).Sum(rank => (double)rank) > MostSteps)
            return ByNormal(u, first.Count, second.Count, ranks);

        var (atLeast, atMost) = Permutations(ranks, size, own);
        return swapped ? new(u, atMost, atLeast, true) : new(u, atLeast, atMost, true);
    }

    static int[] DoubledRanks(double[] sorted)
    {
        var ranks = new int[sorted.Length];
        for (var i = 0; i < sorted.Length;)
        {
            var end = i;
            while (end < sorted.Length && sorted[end] == sorted[i]) end++;
            for (var j = i; j < end; j++) ranks[j] = i + end + 1;
            i = end;
        }
        return ranks;
    }

    /// <summary>The share of all choices of so many ranks whose sum is at least, and at most, the one seen.</summary>
    static (double AtLeast, double AtMost) Permutations(int[] ranks, int size, long seen)
    {
        var most = (int)ranks.TakeLast(size).Sum(rank => (long)rank);
        var ways = new double[size + 1][];
        for (var k = 0; k <= size; k++) ways[k] = new double[most + 1];
        ways[0][0] = 1;
        for (var i = 0; i < ranks.Length; i++)
            for (var k = Math.Min(i + 1, size); k >= 1; k--)
            {
                var (from, to, rank) = (ways[k - 1], ways[k], ranks[i]);
                for (var sum = most; sum >= rank; sum--) to[sum] += from[sum - rank];
            }

        var (below, at, above) = (0.0, ways[size][seen], 0.0);
        for (var sum = 0; sum < seen; sum++) below += ways[size][sum];
        for (var sum = seen + 1; sum <= most; sum++) above += ways[size][sum];
        var all = below + at + above;
        return ((above + at) / all, (below + at) / all);
    }

    static MannWhitneyTest ByNormal(double u, double first, double second, int[] ranks)
    {
        var n = first + second;
        var ties = ranks.CountBy(rank => rank).Sum(alike => Math.Pow(alike.Value, 3) - alike.Value);
        var deviation = Math.Sqrt(first * second / 12 * (n + 1 - ties / (n * (n - 1))));
        if (deviation == 0) return new(u, 1, 1, false);
        var away = u - first * second / 2;
        return new(u, Normal.Above((away - 0.5) / deviation), Normal.Below((away + 0.5) / deviation), false);
    }
}

namespace Rung.Statistics;

/// <summary>
/// The exact p's of a two-by-two table with its margins held (R. A. Fisher, 1934; V4): that the second share is lower, that
/// it is higher, and two-sided by all tables no more probable than the one seen.
/// </summary>
public sealed record FisherTest(double LowerP, double HigherP, double TwoSidedP);

public static class FisherExact
{
    /// <summary>Null where either had no trials. Tails below 10⁻³⁰⁰ come back as 0.</summary>
    public static FisherTest? Compare(Proportion first, Proportion second)
    {
        if (first.Trials == 0 || second.Trials == 0) return null;
        var (n1, n2, successes, seen) = (first.Trials, second.Trials, first.Successes + second.Successes, second.Successes);
        var (least, most) = (Math.Max(0, successes - n1), Math.Min(n2, successes));
        var mode = Math.Clamp((long)((n2 + 1.0) * (successes + 1.0) / (n1 + n2 + 2.0)), least, most);

        // The second group's successes up from k to k+1, by the ratio of hypergeometric probabilities.
        double Up(long k) => (double)(n2 - k) / (k + 1) * (successes - k) / (n1 - successes + k + 1);

        var (up, down, weight) = (new List<(long K, double Weight)>(), new List<(long K, double Weight)> { (mode, 1) }, 1.0);
        for (var k = mode; k < most && (weight *= Up(k)) > 1e-305; k++) up.Add((k + 1, weight));
        weight = 1;
        for (var k = mode; k > least && (weight /= Up(k - 1)) > 1e-305; k--) down.Add((k - 1, weight));

        var own = seen > mode ? Weight(up, seen - mode - 1) : Weight(down, mode - seen);
        var (lower, higher, rarer, all) = (0.0, 0.0, 0.0, 0.0);
        // From the small to the large, so that tails keep their digits.
        foreach (var (k, each) in Enumerable.Reverse(up).Concat(Enumerable.Reverse(down)))
        {
            all += each;
            if (k <= seen) lower += each;
            if (k >= seen) higher += each;
            // Tables as probable as the one seen differ from it by rounding.
            if (each <= own * (1 + 1e-7)) rarer += each;
        }
        return new(lower / all, higher / all, rarer / all);
    }

    static double Weight(List<(long K, double Weight)> weights, long at) => at < weights.Count ? weights[(int)at].Weight : 0;
}

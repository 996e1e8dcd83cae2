namespace Rung.Statistics;

/// <summary>
/// How much to plan for before looking. Where a result is a number of trials in double it is the formula's; plan for it rounded up.
/// </summary>
public static class SampleSize
{
    /// <summary>
    /// Trials in each of two groups to show p_B ≥ p_A − δ with one-sided α and this power:
    /// (z_{1−α} + z_power)²·(p_A·q_A + p_B·q_B)/(p_B − p_A + δ)²; V5: 927.384 for 0.25, 0.25, δ 0.05. Null where the true
    /// difference is at or beyond the margin: no number would show it.
    /// </summary>
    public static double? TwoShares(double baseline, double other, double margin, double alpha = 0.05, double power = 0.8)
    {
        var variance = Need.Share(baseline) * (1 - baseline) + Need.Share(other) * (1 - other);
        var distance = other - baseline + Need.InRange(margin, -1, 1);
        var z = Deviations(alpha, power);
        return distance <= 0 ? null : z * z * variance / (distance * distance);
    }

    /// <summary>
    /// Exposure in each of two groups to tell a rate from another with one-sided α and this power, on the logarithm:
    /// (z_{1−α} + z_power)²·(1/λ_A + 1/λ_B)/ln²(λ_B/λ_A). Null for equal rates.
    /// </summary>
    public static double? TwoRates(double baseline, double other, double alpha = 0.05, double power = 0.8)
    {
        var apart = Math.Log(Need.Positive(other) / Need.Positive(baseline));
        var z = Deviations(alpha, power);
        return apart == 0 ? null : z * z * (1 / baseline + 1 / other) / (apart * apart);
    }

    /// <summary>
    /// Trials, all successes, after which the exact lower bound reaches the threshold: the least n with threshold^n ≤ 1 − level;
    /// V6: 14 and 29; V15: 59 clean runs for ≤ 5%, 149 for ≤ 2%.
    /// </summary>
    public static long AllSuccesses(double threshold, double level = 0.95)
    {
        Need.InRange(threshold, 0, 1 - 1e-9);
        var n = Math.Log(1 - Need.Level(level)) / Math.Log(threshold);
        // A whole number may come out a rounding above itself.
        return Math.Max(1, (long)Math.Ceiling(n * (1 - 1e-13)));
    }

    /// <summary>
    /// The smallest number of trials that settles a gate above with at least this chance where the share is truly this, exact.
    /// Null where the truth is not above the threshold, or more than a million would be needed.
    /// </summary>
    /// <remarks>
    /// The chance rises with n while the successes needed stay the same and falls when one more is needed. The best n for each
    /// number needed is the last; those best chances rise, so the first good enough is found by halving.
    /// </remarks>
    public static long? Share(ShareGate gate, double truth, double power = 0.8)
    {
        Need.Inside(power);
        if (Need.Share(truth) <= gate.Threshold) return null;
        const long most = 1_000_000;

        long Longest(long needed) => Search.First(needed, most, n => n == most || gate.Probability(new(needed, n + 1)) < gate.Certainty);
        bool Enough(long n) => gate.ChanceToPass(n, truth) >= power;

        var least = Search.FirstUpTo(0, most, n => gate.Probability(new(n, n)) >= gate.Certainty);
        if (least is null) return null;
        var needed = Search.FirstUpTo(least.Value, (long)(most * gate.Threshold), each => Longest(each) >= gate.Fewest && Enough(Longest(each)));
        if (needed is null) return null;
        var from = Math.Max(gate.Fewest, needed == least ? least.Value : Longest(needed.Value - 1) + 1);
        return Search.First(from, Longest(needed.Value), Enough);
    }

    /// <summary>
    /// The least exposure that settles a gate above with at least this chance where the rate is truly this, exact, by the same
    /// teeth as <see cref="Share"/>. Null where the truth is not above the threshold, or more than a million events would be needed.
    /// </summary>
    public static double? Rate(RateGate gate, double truth, double power = 0.8)
    {
        Need.Inside(power);
        if (Need.Positive(truth) <= gate.Threshold) return null;

        // x events settle it up to the exposure T with Pr(λ ≥ λ0 | x, T) = certainty.
        double Longest(long events) => Incomplete.GammaInverse(1 - gate.Certainty, events + 0.5) / gate.Threshold;
        var events = Search.FirstUpTo(1, 1_000_000, each => PoissonRate.AtLeast(each, truth * Longest(each)) >= power);
        return events is null ? null : Incomplete.GammaInverse(power, events.Value) / truth;
    }

    /// <summary>
    /// Answers to tell a score from a target with this certainty and power, of N customers where given:
    /// n₀ = 100²·[p + d − (p−d)²]·(z_certainty + z_power)²/(score − target)², n = N·n₀/(N − 1 + n₀). Null for a score on the target.
    /// </summary>
    public static double? Nps(double promoters, double detractors, double target, double certainty = 0.8, double power = 0.8, long? customers = null)
    {
        Need.Share(Need.Share(promoters) + Need.Share(detractors), nameof(promoters));
        if (customers is { } all) Need.AtLeast((int)Math.Min(all, int.MaxValue), 1, nameof(customers));
        var (net, z) = (promoters - detractors, Deviations(1 - Need.Level(certainty), power));
        var distance = net - Need.InRange(target, -100, 100) / 100;
        if (distance == 0) return null;
        var endless = (promoters + detractors - net * net) * z * z / (distance * distance);
        return customers is { } n ? n * endless / (n - 1 + endless) : endless;
    }

    static double Deviations(double alpha, double power) => Normal.Quantile(1 - Need.Level(alpha)) + Normal.Quantile(Need.Level(power));
}

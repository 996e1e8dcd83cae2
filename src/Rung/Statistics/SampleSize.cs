namespace Rung.Statistics;

/// <summary>
/// How much to plan for before looking. Where a result is a number of trials in double it is the formula's; plan for it rounded up.
/// </summary>
public static class SampleSize
{
    /// <summary>Shares whose difference is no more than this are told apart by their rounding alone.</summary>
    const double Rounding = 1e-12;

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
        return distance <= Rounding ? null : z * z * variance / (distance * distance);
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
    /// For k successes needed the best n is the longest with which k still settle it. Were that n a real number, the chance there
    /// would rise with k, so halving finds the first k that can be enough; from it on each is looked at, because whole numbers
    /// may take away what the real one gave.
    /// </remarks>
    public static long? Share(ShareGate gate, double truth, double power = 0.8)
    {
        Need.Inside(power);
        if (Need.Share(truth) <= gate.Threshold) return null;
        const long most = 1_000_000;

        double Failures(long needed) => Search.LastUpTo(2.0 * most, failures => gate.Probability(needed, failures) >= gate.Certainty);
        bool CanBeEnough(long needed) => needed == 0 || Incomplete.Beta(truth, needed, Failures(needed) + 1).Lower >= power;
        bool Passes(long needed, long trials) => needed <= trials && gate.Probability(new(needed, trials)) >= gate.Certainty;

        if (Search.FirstUpTo(0, most, n => Passes(n, n)) is not { } least) return null;
        var first = Search.FirstUpTo(least, most, needed => CanBeEnough(needed) && needed + Failures(needed) >= gate.Fewest);
        if (first is not { } needed) return null;

        // Trials with which one success fewer is enough are its own; the last of them may not be known to the last digit.
        var from = needed == least ? least : Search.First(needed, most, n => !Passes(needed - 1, n));
        for (; needed <= most; needed++)
        {
            if ((Search.FirstUpTo(from, most, n => !Passes(needed, n)) ?? most + 1) is var after && after > most) return null;
            bool Enough(long n) => Binomial.AtLeast(needed, n, truth) >= power;
            var fewest = Math.Max(from, gate.Fewest);
            if (fewest < after && Enough(after - 1)) return Search.First(fewest, after - 1, Enough);
            from = after;
        }
        return null;
    }

    /// <summary>
    /// The least exposure that settles a gate above with at least this chance where the rate is truly this, exact, by the same
    /// teeth as <see cref="Share"/>, at least one event among them: without any only the prior would speak. Null where the truth is
    /// not above the threshold, or more than a million events would be needed.
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
        if (Math.Abs(distance) <= Rounding) return null;
        var endless = (promoters + detractors - net * net) * z * z / (distance * distance);
        return customers is { } n ? n * endless / (n - 1 + endless) : endless;
    }

    static double Deviations(double alpha, double power) => Normal.Quantile(1 - Need.Level(alpha)) + Normal.Quantile(Need.Level(power));
}

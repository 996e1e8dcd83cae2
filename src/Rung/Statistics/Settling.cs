namespace Rung.Statistics;

/// <summary>
/// How many more trials would settle a gate: at the share seen so far (0 where it is settled), if all of them succeed (settled
/// above) and if all fail (settled below). Null: not by 100,000 more, or no share seen yet to go on.
/// </summary>
public sealed record HowManyMore(long? AtThisShare, long? IfAllSucceed, long? IfAllFail);

/// <summary>
/// How much more exposure would settle a gate on a rate: at the rate seen so far (0 where it is settled), and if nothing more
/// happens (settled below). Null: not by a million times what would bring ten events at the threshold, or no rate to go on.
/// </summary>
public sealed record HowMuchMore(double? AtThisRate, double? IfNothingHappens);

/// <summary>How many more observations would settle it, for every gate: the number beside each INSUFFICIENT.</summary>
public static class Settling
{
    internal const long Most = 100_000;

    /// <summary>Trials for a gate on a share. Planned successes at the share seen may be fractions.</summary>
    public static HowManyMore Share(ShareGate gate, Proportion seen)
    {
        var first = Math.Max(0, gate.Fewest - seen.Trials);
        double Probability(long more, double share) => gate.Probability(seen.Successes + more * share, seen.Failures + more * (1 - share));
        return new(
            seen.Share is { } own ? Search.FirstUpTo(first, Most, more => Settled(Probability(more, own), gate.Certainty)) : null,
            Search.FirstUpTo(first, Most, more => Probability(more, 1) >= gate.Certainty),
            Search.FirstUpTo(first, Most, more => Probability(more, 0) <= 1 - gate.Certainty));
    }

    /// <summary>
    /// Trials of the other group for a gate against a baseline that stays as it is. Null where the baseline is so uncertain that
    /// no number would do.
    /// </summary>
    public static HowManyMore Comparison(ComparisonGate gate, Proportion baseline, Proportion other)
    {
        var (belief, first) = (BetaDistribution.From(baseline), Math.Max(0, gate.Fewest - other.Trials));
        double Probability(long more, double share) =>
            gate.Probability(belief, new(1 + other.Successes + more * share, 1 + other.Failures + more * (1 - share)));

        long? Until(double share, Func<double, bool> settled) =>
            settled(gate.Limit(belief, share)) ? Search.FirstUpTo(first, Most, more => settled(Probability(more, share))) : null;

        var now = first == 0 && Settled(Probability(0, 0), gate.Certainty);
        return new(
            now ? 0 : other.Share is { } own ? Until(own, p => Settled(p, gate.Certainty)) : null,
            Until(1, p => p >= gate.Certainty),
            Until(0, p => p <= 1 - gate.Certainty));
    }

    /// <summary>Exposure for a gate on a rate. Planned events at the rate seen may be fractions.</summary>
    public static HowMuchMore Rate(RateGate gate, EventCount seen)
    {
        double start = 1e-3 / gate.Threshold, most = 1e7 / gate.Threshold;
        double Probability(double more, double rate) => gate.Probability(seen.Events + more * rate, seen.Exposure + more);
        return new(
            seen.Rate is { } own ? Settled(Probability(0, 0), gate.Certainty) ? 0 : Search.FirstUpTo(start, most, more => Settled(Probability(more, own), gate.Certainty)) : null,
            seen.Exposure > 0 && Probability(0, 0) <= 1 - gate.Certainty ? 0 : Search.FirstUpTo(start, most, more => Probability(more, 0) <= 1 - gate.Certainty));
    }

    /// <summary>Answers for the gate Pr(NPS &gt; t), if all new ones promote (succeed) and if all detract (fail).</summary>
    public static HowManyMore Nps(double score, double certainty, Recommendations seen)
    {
        Need.Certainty(certainty);
        double Probability(long more, double promote, double detract) => NetPromoter.Above(
            seen.Promoters + more * promote, seen.Passives + more * (1 - promote - detract), seen.Detractors + more * detract, score);

        double n = seen.Answers, promoting = seen.Promoters / n, detracting = seen.Detractors / n;
        return new(
            n == 0 ? null : Search.FirstUpTo(0, Most, more => Settled(Probability(more, promoting, detracting), certainty)),
            Search.FirstUpTo(0, Most, more => Probability(more, 1, 0) >= certainty),
            Search.FirstUpTo(0, Most, more => Probability(more, 0, 1) <= 1 - certainty));
    }

    /// <summary>
    /// Further trials, every one a success, until the exact one-sided lower bound reaches the threshold; V6: 14 from nothing for
    /// 0.8, 29 for 0.9. Null where more than a hundred thousand.
    /// </summary>
    public static long? Successes(Proportion seen, double threshold, double level = 0.95)
    {
        Need.Inside(threshold);
        Need.Level(level);
        return Search.FirstUpTo(0, Most, more => Binomial.LowerBound(new(seen.Successes + more, seen.Trials + more), level) >= threshold);
    }

    static bool Settled(double probability, double certainty) => probability >= certainty || probability <= 1 - certainty;
}

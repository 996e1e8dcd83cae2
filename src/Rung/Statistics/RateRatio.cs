namespace Rung.Statistics;

/// <summary>How a rate compares with another before it: B over A (G1.6, A1.2, A4.4). Null where a side had no exposure.</summary>
public static class RateRatio
{
    /// <summary>λ_B/λ_A as counted; null also where A had no events.</summary>
    public static double? Estimate(EventCount baseline, EventCount other) =>
        baseline.Rate is > 0 and var a && other.Rate is { } b ? b / a : null;

    /// <summary>
    /// The exact one-sided upper bound: given x_A + x_B events, x_B is binomial with share ρT_B/(T_A + ρT_B), so the
    /// Clopper–Pearson bound of that share gives the bound of ρ (Przyborowski and Wilenski, Biometrika 31, 1940).
    /// Null where it is not bounded: no events of A, or none at all.
    /// </summary>
    public static double? UpperBound(EventCount baseline, EventCount other, double level = 0.95)
    {
        Need.Level(level);
        if (baseline.Exposure == 0 || other.Exposure == 0 || baseline.Events == 0) return null;
        var at = Incomplete.BetaInverse(1 - level, baseline.Events, other.Events + 1.0).Mirrored;
        return Math.Exp(at.U) * baseline.Exposure / other.Exposure;
    }

    /// <summary>The exact one-sided lower bound; 0 where B had no events.</summary>
    public static double? LowerBound(EventCount baseline, EventCount other, double level = 0.95)
    {
        Need.Level(level);
        if (baseline.Exposure == 0 || other.Exposure == 0) return null;
        if (other.Events == 0) return 0;
        var at = Incomplete.BetaInverse(1 - level, other.Events, baseline.Events + 1.0);
        return Math.Exp(at.U) * baseline.Exposure / other.Exposure;
    }

    /// <summary>Both exact bounds at once; null where the upper one does not exist.</summary>
    public static Interval? ExactInterval(EventCount baseline, EventCount other, double level = 0.95)
    {
        var each = 1 - (1 - Need.Level(level)) / 2;
        return LowerBound(baseline, other, each) is { } low && UpperBound(baseline, other, each) is { } high ? new(low, high, level) : null;
    }

    /// <summary>
    /// Pr(λ_B ≥ r·λ_A) on Jeffreys' priors: with W ~ Beta(x_B+½, x_A+½), Pr(W ≥ r·T_B/(T_A + r·T_B)), r &gt; 0.
    /// </summary>
    public static double? AtLeast(EventCount baseline, EventCount other, double ratio)
    {
        Need.Positive(ratio);
        if (baseline.Exposure == 0 || other.Exposure == 0) return null;
        var at = Logit.At(Math.Log(ratio) + Math.Log(other.Exposure / baseline.Exposure));
        return Incomplete.Beta(at, other.Events + 0.5, baseline.Events + 0.5).Upper;
    }

    /// <summary>The exact one-sided p that B's rate is above A's: Pr(X_B ≥ x_B | x_A + x_B events, equal rates).</summary>
    public static double? HigherP(EventCount baseline, EventCount other)
    {
        if (baseline.Exposure == 0 || other.Exposure == 0) return null;
        if (other.Events == 0) return 1;
        var at = Logit.At(Math.Log(other.Exposure / baseline.Exposure));
        return Incomplete.Beta(at, other.Events, baseline.Events + 1.0).Lower;
    }

    /// <summary>The exact one-sided p that B's rate is below A's.</summary>
    public static double? LowerP(EventCount baseline, EventCount other) => HigherP(other, baseline);
}

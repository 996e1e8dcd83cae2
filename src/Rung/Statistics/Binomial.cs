namespace Rung.Statistics;

/// <summary>What a proportion says about the share behind it, without a prior (3.1 item 3; V1, V6, V15).</summary>
/// <remarks>Where there were no trials every interval is [0, 1]: nothing is ruled out.</remarks>
public static class Binomial
{
    /// <summary>
    /// Clopper–Pearson interval [B⁻¹(α/2; x, n−x+1), B⁻¹(1−α/2; x+1, n−x)], at least of its level for every truth
    /// (Clopper and Pearson, Biometrika 26, 1934).
    /// </summary>
    public static Interval ClopperPearson(Proportion seen, double level = 0.95)
    {
        var each = (1 - Need.Level(level)) / 2;
        return new(Lower(seen, each), Upper(seen, each), level);
    }

    /// <summary>The exact one-sided lower bound at this level: B⁻¹(1−level; x, n−x+1); α^(1/n) where all succeeded, 0 where none did.</summary>
    public static double LowerBound(Proportion seen, double level = 0.95) => Lower(seen, 1 - Need.Level(level));

    /// <summary>The exact one-sided upper bound at this level; 1 − α^(1/n) where none succeeded, 1 where all did.</summary>
    public static double UpperBound(Proportion seen, double level = 0.95) => Upper(seen, 1 - Need.Level(level));

    /// <summary>
    /// Wilson's score interval: the shares p with |p̂ − p| ≤ z·√(p(1−p)/n) (Wilson, JASA 22, 1927). Shorter than
    /// <see cref="ClopperPearson"/> and of its level only on average.
    /// </summary>
    public static Interval Wilson(Proportion seen, double level = 0.95)
    {
        var z = Normal.TwoSided(level);
        if (seen.Trials == 0) return new(0, 1, level);
        double n = seen.Trials, x = seen.Successes;
        var centre = x + z * z / 2;
        var reach = z * Math.Sqrt(x / n * (n - x) + z * z / 4);
        // The far root times the near one is known: no digits are lost where nearly none or all succeeded.
        var low = x * x / n / (centre + reach);
        var misses = (n - x) * (n - x) / n / (n - x + z * z / 2 + reach);
        return new(low, 1 - misses, level);
    }

    /// <summary>Pr(X ≥ x) of n trials with share p, exact: I_p(x, n−x+1).</summary>
    public static double AtLeast(long successes, long trials, double share)
    {
        Need.Share(share);
        var seen = new Proportion(Math.Clamp(successes, 0, Math.Max(0, trials)), trials);
        if (successes <= 0) return 1;
        if (successes > trials) return 0;
        return Incomplete.Beta(share, seen.Successes, seen.Failures + 1).Lower;
    }

    /// <summary>Pr(X ≤ x) of n trials with share p, exact.</summary>
    public static double AtMost(long successes, long trials, double share) => AtLeast(trials - successes, trials, 1 - Need.Share(share));

    static double Lower(Proportion seen, double alpha) =>
        seen.Successes == 0 ? 0 : Incomplete.BetaInverse(alpha, seen.Successes, seen.Failures + 1.0).X;

    static double Upper(Proportion seen, double alpha) =>
        seen.Failures == 0 ? 1 : Incomplete.BetaInverse(alpha, seen.Failures, seen.Successes + 1.0).Y;
}

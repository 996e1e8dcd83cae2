namespace Rung.Statistics;

/// <summary>Events counted over an exposure: meetings in SDR-months, renewals lost in customer-months. Up to 10⁹ events.</summary>
public readonly record struct EventCount
{
    public EventCount(long events, double exposure)
    {
        Need.Count(events, 1_000_000_000);
        Need.NotNegative(exposure);
        if (events > 0 && exposure == 0) throw new ArgumentOutOfRangeException(nameof(exposure), exposure, "Nothing happens in no time.");
        (Events, Exposure) = (events, exposure);
    }

    public long Events { get; }

    /// <summary>In the unit of time (or of anything) that rates are to be per.</summary>
    public double Exposure { get; }

    /// <summary>Events per unit of exposure; null where there was none.</summary>
    public double? Rate => Exposure == 0 ? null : Events / Exposure;

    public static EventCount operator +(EventCount left, EventCount right) =>
        new(left.Events + right.Events, left.Exposure + right.Exposure);
}

/// <summary>What a count says about the rate behind it (3.1 item 4; V7). Null where there was no exposure.</summary>
public static class PoissonRate
{
    /// <summary>
    /// Garwood's exact interval [χ²⁻¹(α/2; 2x)/2T, χ²⁻¹(1−α/2; 2x+2)/2T] in events per unit of exposure (Biometrika 28, 1936).
    /// </summary>
    public static Interval? Garwood(EventCount seen, double level = 0.95)
    {
        var each = (1 - Need.Level(level)) / 2;
        return seen.Exposure == 0 ? null : new(Lower(seen, each), Upper(seen, each), level);
    }

    /// <summary>The exact one-sided lower bound; 0 where nothing happened.</summary>
    public static double? LowerBound(EventCount seen, double level = 0.95)
    {
        var alpha = 1 - Need.Level(level);
        return seen.Exposure == 0 ? null : Lower(seen, alpha);
    }

    /// <summary>The exact one-sided upper bound; −ln(1−level)/T where nothing happened.</summary>
    public static double? UpperBound(EventCount seen, double level = 0.95)
    {
        var alpha = 1 - Need.Level(level);
        return seen.Exposure == 0 ? null : Upper(seen, alpha);
    }

    /// <summary>Pr(X ≥ x) where m are expected: P(x, m); V7.</summary>
    public static double AtLeast(long events, double expected)
    {
        Need.Count(Math.Max(0, events), 1_000_000_000_000, nameof(events));
        Need.InRange(expected, 0, Incomplete.Most);
        return events <= 0 ? 1 : Incomplete.Gamma(expected, events).Lower;
    }

    /// <summary>Pr(X ≤ x) where m are expected: Q(x+1, m).</summary>
    public static double AtMost(long events, double expected)
    {
        Need.Count(Math.Max(0, events), 1_000_000_000_000, nameof(events));
        Need.InRange(expected, 0, Incomplete.Most);
        return events < 0 ? 0 : Incomplete.Gamma(expected, events + 1.0).Upper;
    }

    static double Lower(EventCount seen, double alpha) =>
        seen.Events == 0 ? 0 : Incomplete.GammaInverse(alpha, seen.Events, upper: false) / seen.Exposure;

    static double Upper(EventCount seen, double alpha) =>
        Incomplete.GammaInverse(alpha, seen.Events + 1.0, upper: true) / seen.Exposure;
}

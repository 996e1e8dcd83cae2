namespace Rung.Statistics;

/// <summary>
/// Geometric mean of the second group over that of the first, with the standard error of its logarithm and Welch's degrees
/// of freedom. These are null, and so is every p and bound, where neither group varies.
/// </summary>
public sealed record GeometricRatio(double Ratio, double StandardError, double? Degrees)
{
    /// <summary>ln(ratio)/se.</summary>
    public double? T => Degrees is null ? null : Math.Log(Ratio) / StandardError;

    /// <summary>One-sided: small where the second group is lower.</summary>
    public double? LowerP => Degrees is { } degrees ? StudentT.Below(T!.Value, degrees) : null;

    /// <summary>One-sided: small where the second group is higher.</summary>
    public double? HigherP => Degrees is { } degrees ? StudentT.Above(T!.Value, degrees) : null;

    /// <summary>The one-sided lower bound of the ratio at this level: ratio·e^(−t·se).</summary>
    public double? LowerBound(double level = 0.95) => Bound(1 - Need.Level(level));

    /// <summary>The one-sided upper bound of the ratio at this level.</summary>
    public double? UpperBound(double level = 0.95) => Bound(Need.Level(level));

    public Interval? Interval(double level = 0.95)
    {
        var each = (1 - Need.Level(level)) / 2;
        return Bound(each) is { } low && Bound(1 - each) is { } high ? new(low, high, level) : null;
    }

    double? Bound(double level) => Degrees is { } degrees ? Ratio * Math.Exp(StudentT.Quantile(level, degrees) * StandardError) : null;
}

/// <summary>
/// Are prices, sizes or times by which factor higher? Welch's t on logarithms, which unequal spreads do not mislead
/// (B. L. Welch, Biometrika 34, 1947; 3.1 item 8; V16).
/// </summary>
public static class WelchOnLogs
{
    /// <summary>Values above 0, in one unit. Null where a group has fewer than two.</summary>
    public static GeometricRatio? Compare(IReadOnlyCollection<double> first, IReadOnlyCollection<double> second)
    {
        var (a, b) = (Logs(first), Logs(second));
        if (a.Length < 2 || b.Length < 2) return null;

        var (va, vb) = (Variance(a) / a.Length, Variance(b) / b.Length);
        var degrees = va + vb > 0 ? (va + vb) * (va + vb) / (va * va / (a.Length - 1) + vb * vb / (b.Length - 1)) : (double?)null;
        return new(Math.Exp(b.Average() - a.Average()), Math.Sqrt(va + vb), degrees);
    }

    static double[] Logs(IReadOnlyCollection<double> values) => [.. values.Select(value => Math.Log(Need.Positive(value)))];

    static double Variance(double[] values)
    {
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        // Equal values differ from their mean by rounding only.
        return variance > 1e-28 * Math.Max(1, mean * mean) ? variance : 0;
    }
}

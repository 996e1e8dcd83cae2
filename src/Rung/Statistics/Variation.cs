namespace Rung.Statistics;

/// <summary>
/// Mean, standard deviation (over n − 1) and coefficient of variation of a period's figure (3.1 item 7; V10, V11). The
/// coefficients are null where the mean is not above 0.
/// </summary>
public sealed record Variation(int Count, double Mean, double StandardDeviation)
{
    /// <summary>Null with fewer than two values.</summary>
    public static Variation? Of(IReadOnlyCollection<double> values)
    {
        foreach (var value in values) Need.Finite(value, nameof(values));
        if (values.Count < 2) return null;
        var mean = values.Average();
        return new(values.Count, mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }

    /// <summary>s/x̄.</summary>
    public double? Cv => Mean > 0 ? StandardDeviation / Mean : null;

    /// <summary>(1 + 1/4n)·s/x̄: nearly unbiased for small n (Sokal and Rohlf).</summary>
    public double? CorrectedCv => (1 + 0.25 / Count) * Cv;

    /// <summary>
    /// Vangel's interval k/√{[(u+2)/n − 1]·k² + u/(n−1)}, u the χ² quantiles at n − 1 degrees (M. Vangel, The American
    /// Statistician 50, 1996), for normal values and a coefficient up to about a third. Null where it has no upper end.
    /// </summary>
    public Interval? Vangel(double level = 0.95)
    {
        var each = (1 - Need.Level(level)) / 2;
        if (Cv is not { } k) return null;
        return End(1 - each) is { } low && End(each) is { } high ? new(low, high, level) : null;

        double? End(double p)
        {
            var u = ChiSquared.Quantile(p, Count - 1);
            var square = ((u + 2) / Count - 1) * k * k + u / (Count - 1);
            return square > 0 ? k / Math.Sqrt(square) : null;
        }
    }

    /// <summary>
    /// The coefficient of variation nobody can go below in the long run: bookings as a sum of Poisson many deals,
    /// CV0 = √((1 + c²)/Λ), Λ deals expected a period, c the coefficient of variation of a deal's size; V11.
    /// </summary>
    public static double NoiseFloor(double expectedDeals, double sizeCv)
    {
        Need.NotNegative(sizeCv);
        return Math.Sqrt((1 + sizeCv * sizeCv) / Need.Positive(expectedDeals));
    }
}

/// <summary>D = Σ(x−x̄)²/x̄, its degrees of freedom, and its p's by χ².</summary>
public sealed record DispersionTest(double D, int Degrees)
{
    /// <summary>Variance over mean: 1 for a Poisson process.</summary>
    public double VarianceToMean => D / Degrees;

    /// <summary>Small where counts vary more than a steady Poisson process would.</summary>
    public double OverP => ChiSquared.Above(D, Degrees);

    /// <summary>Small where counts vary less: smoothed or held-back figures.</summary>
    public double UnderP => ChiSquared.Below(D, Degrees);
}

/// <summary>Do counts per period vary as a steady Poisson process would? (R. A. Fisher's index of dispersion; V12.)</summary>
public static class Dispersion
{
    /// <summary>Null with fewer than two counts or no events at all.</summary>
    public static DispersionTest? Of(IReadOnlyCollection<long> counts)
    {
        foreach (var count in counts) Need.Count(count, 1_000_000_000, nameof(counts));
        if (counts.Count < 2 || counts.All(count => count == 0)) return null;
        var mean = counts.Average();
        return new(counts.Sum(count => (count - mean) * (count - mean)) / mean, counts.Count - 1);
    }
}

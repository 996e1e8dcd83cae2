using MathNet.Numerics;

namespace Rung.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>Φ(z) = ½·erfc(−z/√2): the share below z; either tail to full digits.</summary>
    public static double Below(double z) => 0.5 * SpecialFunctions.Erfc(-Need.NotNan(z) / Math.Sqrt(2));

    /// <summary>1 − Φ(z): the share above z.</summary>
    public static double Above(double z) => Below(-z);

    /// <summary>The z with Φ(z) = p; p strictly between 0 and 1.</summary>
    public static double Quantile(double p)
    {
        if (Need.Inside(p) > 0.5) return -Quantile(1 - p);
        var z = -Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * p);
        // One step of Newton on the logarithm gives back what the rational approximation dropped.
        var below = Below(z);
        return z - below * Math.Log(below / p) / (Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI));
    }

    /// <summary>z for a two-sided interval of this level: 1.959964 at 0.95.</summary>
    internal static double TwoSided(double level) => -Quantile((1 - Need.Level(level)) / 2);
}

/// <summary>Student's t distribution with any positive degrees of freedom.</summary>
public static class StudentT
{
    /// <summary>Pr(T ≤ t) = ½·I_{ν/(ν+t²)}(ν/2, ½) for t ≤ 0.</summary>
    public static double Below(double t, double degrees)
    {
        Need.NotNan(t);
        Need.InRange(degrees, 1e-3, Incomplete.Most);
        if (double.IsInfinity(t)) return t < 0 ? 0 : 1;
        var square = t * t;
        var x = degrees / (degrees + square);
        var tail = 0.5 * Incomplete.Beta(x > 0.5 ? Logit.Of(square / (degrees + square)).Mirrored : Logit.Of(x), degrees / 2, 0.5).Lower;
        return t <= 0 ? tail : 1 - tail;
    }

    public static double Above(double t, double degrees) => Below(-t, degrees);

    /// <summary>The t with Pr(T ≤ t) = p; p strictly between 0 and 1.</summary>
    public static double Quantile(double p, double degrees)
    {
        Need.InRange(degrees, 1e-3, Incomplete.Most);
        if (Need.Inside(p) > 0.5) return -Quantile(1 - p, degrees);
        var at = Incomplete.BetaInverse(2 * p, degrees / 2, 0.5);
        return -Math.Sqrt(degrees) * Math.Exp((at.LnY - at.LnX) / 2);
    }
}

/// <summary>The χ² distribution with any positive degrees of freedom.</summary>
public static class ChiSquared
{
    public static double Below(double value, double degrees) => Incomplete.Gamma(Need.NotNegative(value) / 2, Degrees(degrees)).Lower;

    public static double Above(double value, double degrees) => Incomplete.Gamma(Need.NotNegative(value) / 2, Degrees(degrees)).Upper;

    /// <summary>The value with share p below it; p strictly between 0 and 1.</summary>
    public static double Quantile(double p, double degrees) => 2 * Incomplete.GammaInverse(Need.Inside(p), Degrees(degrees));

    static double Degrees(double degrees) => Need.InRange(degrees, 1e-3, Incomplete.Most) / 2;
}

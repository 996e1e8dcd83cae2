using MathNet.Numerics;

namespace Rung.Statistics;

/// <summary>
/// The large, nearly cancelling parts of Beta and Gamma densities taken out before they meet
/// (C. Loader, <i>Fast and Accurate Computation of Binomial Probabilities</i>, 2000): differences of ln Γ lose
/// nine digits at a million trials, these lose one or two.
/// </summary>
static class Stirling
{
    const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>δ(z) = ln Γ(z) − (z − ½)·ln z + z − ½·ln 2π, z &gt; 0.</summary>
    internal static double Error(double z)
    {
        if (z < 16) return SpecialFunctions.GammaLn(z) - (z - 0.5) * Math.Log(z) + z - HalfLogTwoPi;
        var w = 1 / (z * z);
        return (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w * (1.0 / 1680 - w * (1.0 / 1188 - w * 691.0 / 360360))))) / z;
    }

    /// <summary>x·ln(x/m) + m − x, x and m &gt; 0, exact also where x is near m.</summary>
    internal static double Deviance(double x, double m)
    {
        if (Math.Abs(x - m) >= 0.1 * (x + m)) return x * Math.Log(x / m) + m - x;
        var v = (x - m) / (x + m);
        var (sum, term) = ((x - m) * v, 2 * x * v);
        for (var j = 1; j < 1000; j++)
        {
            term *= v * v;
            var next = sum + term / (2 * j + 1);
            if (next == sum) break;
            sum = next;
        }
        return sum;
    }

    /// <summary>ln B(a, b), a and b &gt; 0.</summary>
    internal static double LogBeta(double a, double b)
    {
        var n = a + b;
        return HalfLogTwoPi + 0.5 * Math.Log(n / a / b) + Error(a) + Error(b) - Error(n)
            - a * Logit.Log1P(b / a) - b * Logit.Log1P(a / b);
    }

    /// <summary>x^a·y^b / B(a, b): the Beta density on the logit.</summary>
    internal static double BetaDensity(Logit at, double a, double b)
    {
        if (at.LnX < -30 || at.LnY < -30) return Math.Exp(a * at.LnX + b * at.LnY - LogBeta(a, b));
        var n = a + b;
        return Math.Sqrt(a / n * b / (2 * Math.PI))
            * Math.Exp(Error(n) - Error(a) - Error(b) - Deviance(a, n * at.X) - Deviance(b, n * at.Y));
    }

    /// <summary>x^a·e^−x / Γ(a): the Gamma density on ln x.</summary>
    internal static double GammaDensity(double x, double lnX, double a) =>
        lnX < -30
            ? Math.Exp(a * lnX - x - SpecialFunctions.GammaLn(a))
            : Math.Sqrt(a / (2 * Math.PI)) * Math.Exp(-Error(a) - Deviance(a, x));
}

using System.Numerics;
using Rung.Statistics;

namespace Rung.Tests.Statistics;

/// <summary>Second methods: slow, plain, and sharing nothing with the code they check.</summary>
static class Slowly
{
    internal static double Simpson(Func<double, double> f, double low, double high, int panels = 2000)
    {
        var width = (high - low) / panels;
        var sum = f(low) + f(high);
        for (var i = 1; i < panels; i++) sum += (i % 2 == 1 ? 4 : 2) * f(low + i * width);
        return sum * width / 3;
    }

    internal static double LogGamma(double z)
    {
        var shift = 0.0;
        for (; z < 30; z++) shift -= Math.Log(z);
        return shift + (z - 0.5) * Math.Log(z) - z + 0.5 * Math.Log(2 * Math.PI) + 1 / (12 * z) - 1 / (360 * z * z * z) + 1 / (1260 * Math.Pow(z, 5));
    }

    internal static double BetaDensity(double x, double a, double b) =>
        x is <= 0 or >= 1 ? 0 : Math.Exp((a - 1) * Math.Log(x) + (b - 1) * Math.Log(1 - x) + LogGamma(a + b) - LogGamma(a) - LogGamma(b));

    /// <summary>Pr(Beta(a, b) ≤ x) for whole a, b: Pr(at least a of a + b − 1 trials succeed).</summary>
    internal static double BetaBelow(double x, int a, int b) => Enumerable.Range(a, b).Sum(k => BinomialMass(k, a + b - 1, x));

    internal static double BinomialMass(int k, int n, double p) => (double)Choose(n, k) * Math.Pow(p, k) * Math.Pow(1 - p, n - k);

    internal static double PoissonMass(int k, double mean) => Math.Exp(k * Math.Log(mean) - mean - LogGamma(k + 1));

    internal static BigInteger Choose(int n, int k)
    {
        var ways = BigInteger.One;
        for (var i = 1; i <= k; i++) ways = ways * (n - k + i) / i;
        return ways;
    }

    internal static double Root(Func<double, double> rising, double low, double high)
    {
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (rising(middle) < 0) low = middle;
            else high = middle;
        }
        return low;
    }

    internal static IEnumerable<int[]> Permutations(int n)
    {
        if (n == 0) return [[]];
        return Permutations(n - 1).SelectMany(rest => Enumerable.Range(0, n).Select(at => (int[])[.. rest[..at], n - 1, .. rest[at..]]));
    }

    internal static double Normal(this Random chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());

    internal static double Exponential(this Random chance, double rate) => -Math.Log(1 - chance.NextDouble()) / rate;

    internal static int Poisson(this Random chance, double mean)
    {
        var (count, product, least) = (0, chance.NextDouble(), Math.Exp(-mean));
        for (; product > least; count++) product *= chance.NextDouble();
        return count;
    }

    internal static Lifetime Lifetime(this Random chance, int most) => new(chance.Next(0, most), chance.Next(3) > 0);

    /// <summary>A random count of successes, of the sizes that make trouble as often as others.</summary>
    internal static Proportion Proportion(this Random chance, int most)
    {
        var n = chance.Next(1, most + 1);
        return new(chance.Next(6) switch { 0 => 0, 1 => n, _ => chance.Next(0, n + 1) }, n);
    }
}

namespace Rung.Statistics;

/// <summary>
/// What is believed of a share: Beta(α, β), before data or after them (3.1 item 1). After x successes of n trials
/// Beta(α+x, β+n−x). Parameters from 10⁻⁶ to 10¹².
/// </summary>
public sealed record BetaDistribution
{
    public BetaDistribution(double alpha, double beta)
    {
        Alpha = Need.InRange(alpha, 1e-6, Incomplete.Most);
        Beta = Need.InRange(beta, 1e-6, Incomplete.Most);
    }

    /// <summary>Every share as likely as any other: Beta(1, 1), the prior of every gate (3.0).</summary>
    public static BetaDistribution Uniform { get; } = new(1, 1);

    /// <summary>The belief after these trials on a uniform prior.</summary>
    public static BetaDistribution From(Proportion seen) => Uniform.After(seen);

    public double Alpha { get; }

    public double Beta { get; }

    public double Mean => Alpha / (Alpha + Beta);

    public double Variance => Mean * (1 - Mean) / (Alpha + Beta + 1);

    /// <summary>The belief after these trials.</summary>
    public BetaDistribution After(Proportion seen) => new(Alpha + seen.Successes, Beta + seen.Failures);

    /// <summary>Pr(p ≥ t) = 1 − I_t(α, β); V6, V8.</summary>
    public double AtLeast(double share) => Incomplete.Beta(Need.Share(share), Alpha, Beta).Upper;

    /// <summary>Pr(p ≤ t) = I_t(α, β); V15, V16.</summary>
    public double AtMost(double share) => Incomplete.Beta(Need.Share(share), Alpha, Beta).Lower;

    /// <summary>The share with probability p below it.</summary>
    public double Quantile(double probability) => Incomplete.BetaInverse(Need.Share(probability), Alpha, Beta).X;

    /// <summary>The central credible interval: as much belief below as above.</summary>
    public Interval CredibleInterval(double level = 0.95)
    {
        var each = (1 - Need.Level(level)) / 2;
        return new(Incomplete.BetaInverse(each, Alpha, Beta).X, Incomplete.BetaInverse(each, Beta, Alpha).Y, level);
    }

    /// <summary>
    /// E[g(p)] over this belief, on the logit, where the density is smooth for every parameter. The breaks are logits at
    /// which g bends or turns quickly.
    /// </summary>
    internal double Expect(Func<Logit, double> g, IEnumerable<double> breaks)
    {
        const double tail = 1e-15;
        var (low, high) = (Incomplete.BetaInverse(tail, Alpha, Beta), Incomplete.BetaInverse(tail, Beta, Alpha).Mirrored);
        var (mode, spread) = (Math.Log(Alpha / Beta), Math.Sqrt(1 / Alpha + 1 / Beta));
        double[] own = [mode - 4 * spread, mode - 1.5 * spread, mode, mode + 1.5 * spread, mode + 4 * spread];
        return Integral.Of(Weighted, low.U, high.U, own.Concat(breaks)) + tail * (g(low) + g(high));

        double Weighted(double u)
        {
            var at = Logit.At(u);
            return Stirling.BetaDensity(at, Alpha, Beta) * g(at);
        }
    }

    /// <summary>Where this distribution turns from 0 to 1, for whoever integrates over it.</summary>
    internal IEnumerable<Logit> Turns()
    {
        foreach (var tail in (double[])[1e-9, 1e-4, 0.02, 0.25])
        {
            yield return Incomplete.BetaInverse(tail, Alpha, Beta);
            yield return Incomplete.BetaInverse(tail, Beta, Alpha).Mirrored;
        }
    }
}

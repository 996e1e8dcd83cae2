namespace Rung.Statistics;

/// <summary>
/// What is believed of a rate: Gamma(shape k, rate T), before data or after them (3.1 item 4). After x events in T′ of
/// exposure Gamma(k+x, T+T′). A rate of 0 makes it improper: fit to be a prior, silent (null) about probabilities.
/// </summary>
public sealed record GammaDistribution
{
    public GammaDistribution(double shape, double rate)
    {
        Shape = Need.InRange(shape, 1e-6, Incomplete.Most);
        Rate = Need.NotNegative(rate);
    }

    /// <summary>Jeffreys' prior Gamma(½, 0), the prior of every gate on a rate (3.0).</summary>
    public static GammaDistribution Jeffreys { get; } = new(0.5, 0);

    /// <summary>The belief after this count on Jeffreys' prior.</summary>
    public static GammaDistribution From(EventCount seen) => Jeffreys.After(seen);

    public double Shape { get; }

    /// <summary>In units of exposure.</summary>
    public double Rate { get; }

    public double? Mean => Rate == 0 ? null : Shape / Rate;

    public GammaDistribution After(EventCount seen) => new(Shape + seen.Events, Rate + seen.Exposure);

    /// <summary>Pr(λ ≥ λ0) = 1 − P(k, λ0·T), λ0 ≥ 0 in events per unit of exposure; V7.</summary>
    public double? AtLeast(double rate)
    {
        Need.NotNegative(rate);
        return Rate == 0 ? null : Incomplete.Gamma(rate * Rate, Shape).Upper;
    }

    /// <summary>Pr(λ ≤ λ0).</summary>
    public double? AtMost(double rate)
    {
        Need.NotNegative(rate);
        return Rate == 0 ? null : Incomplete.Gamma(rate * Rate, Shape).Lower;
    }

    /// <summary>The rate with probability p below it; p strictly between 0 and 1.</summary>
    public double? Quantile(double probability)
    {
        Need.Inside(probability);
        return Rate == 0 ? null : Incomplete.GammaInverse(probability, Shape) / Rate;
    }

    /// <summary>The central credible interval: as much belief below as above.</summary>
    public Interval? CredibleInterval(double level = 0.95)
    {
        var each = (1 - Need.Level(level)) / 2;
        if (Rate == 0) return null;
        return new(Incomplete.GammaInverse(each, Shape, upper: false) / Rate, Incomplete.GammaInverse(each, Shape, upper: true) / Rate, level);
    }
}

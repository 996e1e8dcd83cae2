namespace Rung.Statistics;

/// <summary>
/// A gate on a share: settled above once Pr(p ≥ threshold) ≥ certainty, settled below once it is ≤ 1 − certainty, and neither
/// before <see cref="Fewest"/> trials (3.0).
/// </summary>
public sealed record ShareGate
{
    public ShareGate(double threshold, double certainty = 0.8, long fewest = 0)
    {
        Threshold = Need.Inside(threshold);
        Certainty = Need.Certainty(certainty);
        Fewest = Need.Count(fewest, Settling.Most);
    }

    public double Threshold { get; }

    public double Certainty { get; }

    public long Fewest { get; }

    public BetaDistribution Prior { get; init; } = BetaDistribution.Uniform;

    /// <summary>Pr(p ≥ threshold) after these trials.</summary>
    public double Probability(Proportion seen) => Prior.After(seen).AtLeast(Threshold);

    /// <summary>The fewest successes of so many trials that settle it above; null where even all would not.</summary>
    public long? Needed(long trials)
    {
        if (Need.Count(trials, 1_000_000_000) < Fewest || Probability(new(trials, trials)) < Certainty) return null;
        return Search.First(0, trials, successes => Probability(new(successes, trials)) >= Certainty);
    }

    /// <summary>How likely so many trials settle it above where the share is truly this: Pr(X ≥ needed).</summary>
    public double ChanceToPass(long trials, double truth)
    {
        Need.Share(truth);
        return Needed(trials) is { } needed ? Binomial.AtLeast(needed, trials, truth) : 0;
    }

    internal double Probability(double successes, double failures) =>
        Incomplete.Beta(Threshold, Prior.Alpha + successes, Prior.Beta + failures).Upper;
}

/// <summary>A gate on a rate: settled by Pr(λ ≥ threshold) as a <see cref="ShareGate"/> is, on Jeffreys' prior.</summary>
public sealed record RateGate
{
    public RateGate(double threshold, double certainty = 0.8)
    {
        Threshold = Need.Positive(threshold);
        Certainty = Need.Certainty(certainty);
    }

    /// <summary>In events per unit of exposure.</summary>
    public double Threshold { get; }

    public double Certainty { get; }

    /// <summary>Pr(λ ≥ threshold) after this count; null where there was no exposure.</summary>
    public double? Probability(EventCount seen) => GammaDistribution.From(seen).AtLeast(Threshold);

    internal double Probability(double events, double exposure) => Incomplete.Gamma(Threshold * exposure, events + 0.5).Upper;
}

/// <summary>A gate on one share against a baseline's: settled by Pr(p_B ≥ ratio·p_A − margin), on uniform priors.</summary>
public sealed record ComparisonGate
{
    ComparisonGate(double ratio, double margin, double certainty, long fewest)
    {
        (Ratio, Margin) = (ratio, margin);
        Certainty = Need.Certainty(certainty);
        Fewest = Need.Count(fewest, Settling.Most);
    }

    /// <summary>At least this many times the baseline's share: X2.3 asks 0.8.</summary>
    public static ComparisonGate OfRatio(double ratio, double certainty = 0.8, long fewest = 0) =>
        new(Need.InRange(ratio, 1e-9, 1e9), 0, certainty, fewest);

    /// <summary>At most so far below the baseline's share, in points of share: X2.2 asks 0.15.</summary>
    public static ComparisonGate OfMargin(double margin, double certainty = 0.8, long fewest = 0) =>
        new(1, Need.InRange(margin, -1, 1), certainty, fewest);

    public double Ratio { get; }

    public double Margin { get; }

    public double Certainty { get; }

    public long Fewest { get; }

    public double Probability(Proportion baseline, Proportion other) =>
        Probability(BetaDistribution.From(baseline), BetaDistribution.From(other));

    internal double Probability(BetaDistribution baseline, BetaDistribution other) =>
        Margin == 0 ? TwoProportions.AtLeastRatio(baseline, other, Ratio) : TwoProportions.NotWorse(baseline, other, Margin);

    /// <summary>What the probability tends to as the other share becomes known: how sure the baseline alone lets anybody be.</summary>
    internal double Limit(BetaDistribution baseline, double otherShare) =>
        baseline.AtMost(Math.Clamp(otherShare / Ratio + Margin, 0, 1));
}

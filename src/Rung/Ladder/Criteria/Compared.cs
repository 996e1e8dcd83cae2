using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>One group of sales against a baseline (X1.5, X2.3, X2.4).</summary>
static class Compared
{
    /// <summary>Pr(p ≥ p₀ − δ).</summary>
    public static Reading NotWorse(string id, Evidence evidence, SalesTally baseline, SalesTally other, double margin, double certainty, int fewest) =>
        Of(id, evidence, baseline, other, ComparisonGate.OfMargin(margin, certainty, fewest));

    /// <summary>Pr(p ≥ r·p₀); V3.</summary>
    public static Reading AtLeast(string id, Evidence evidence, SalesTally baseline, SalesTally other, double ratio, double certainty, int fewest) =>
        Of(id, evidence, baseline, other, ComparisonGate.OfRatio(ratio, certainty, fewest));

    static Reading Of(string id, Evidence evidence, SalesTally baseline, SalesTally other, ComparisonGate gate)
    {
        var least = evidence.Whole(Common.BaselineLeast);
        if (baseline.Resolved < least) return Reading.Lacking(id, LackKind.NoBaseline, least, baseline.Resolved);
        var (was, now) = CohortRate.Alike(baseline, other);
        return Judge.Settled(new(id, Verdict.Insufficient)
        {
            Kind = FigureKind.Share, N = (int)now.Resolved, Numerator = now.Won, Denominator = now.Resolved, Estimate = now.Estimate, Interval = now.Trials < 1 ? null : Binomial.ClopperPearson(now.Rounded),
            Probability = now.Resolved == 0 ? null : Probability(gate, was.Belief, now.Belief), Threshold = was.Estimate * gate.Ratio - gate.Margin, Certainty = gate.Certainty, Fewest = (int)gate.Fewest,
            Settles = () => Judge.More(Settling.Comparison(gate, was.Rounded, now.Rounded)),
            Counted = other.Ids, Hits = other.Won,
            Beside = new Dictionary<string, double?>
            {
                ["baseline"] = was.Estimate, ["baselineResolved"] = was.Resolved, ["horizonDays"] = now.Horizon, ["better"] = TwoProportions.Better(was.Belief, now.Belief), ["expectedLoss"] = TwoProportions.ExpectedLoss(was.Belief, now.Belief),
            },
        });
    }

    static double Probability(ComparisonGate gate, BetaDistribution baseline, BetaDistribution other) =>
        gate.Margin == 0 ? TwoProportions.AtLeastRatio(baseline, other, gate.Ratio) : TwoProportions.NotWorse(baseline, other, gate.Margin);
}

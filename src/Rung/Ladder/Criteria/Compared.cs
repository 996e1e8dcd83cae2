using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>One group of sales against a baseline (X1.5, X2.3, X2.4).</summary>
static class Compared
{
    /// <summary>Pr(p ≥ p₀ − δ).</summary>
    public static Reading NotWorse(string id, Evidence evidence, IReadOnlyList<SaleThen> baseline, IReadOnlyList<SaleThen> other, double margin, double certainty, int fewest) =>
        Of(id, evidence, baseline, other, ComparisonGate.OfMargin(margin, certainty, fewest));

    /// <summary>Pr(p ≥ r·p₀); V3.</summary>
    public static Reading AtLeast(string id, Evidence evidence, IReadOnlyList<SaleThen> baseline, IReadOnlyList<SaleThen> other, double ratio, double certainty, int fewest) =>
        Of(id, evidence, baseline, other, ComparisonGate.OfRatio(ratio, certainty, fewest));

    /// <summary>Both cohorts at one horizon: as long as the shorter of them was watched, so that slow wins count on both sides.</summary>
    public static (CohortRate Baseline, CohortRate Other) Rates(IReadOnlyList<SaleThen> baseline, IReadOnlyList<SaleThen> other) => CohortRate.Alike(baseline, other);

    static Reading Of(string id, Evidence evidence, IReadOnlyList<SaleThen> baseline, IReadOnlyList<SaleThen> other, ComparisonGate gate)
    {
        var least = evidence.Whole(Common.BaselineLeast);
        if (baseline.Count(s => s.IsResolved) is var known && known < least) return Reading.Lacking(id, LackKind.NoBaseline, least, known);
        var (was, now) = Rates(baseline, other);
        return Judge.Settled(new(id, Verdict.Insufficient)
        {
            Kind = FigureKind.Share, N = (int)now.Resolved, Numerator = now.Won, Denominator = now.Resolved, Estimate = now.Estimate, Interval = now.Trials < 1 ? null : Binomial.ClopperPearson(now.Rounded),
            Probability = now.Resolved == 0 ? null : Probability(gate, was.Belief, now.Belief), Threshold = was.Estimate * gate.Ratio - gate.Margin, Certainty = gate.Certainty, Fewest = (int)gate.Fewest,
            Settles = () => Judge.More(Settling.Comparison(gate, was.Rounded, now.Rounded)),
            Counted = [.. other.Select(s => s.Id)], Hits = [.. other.Where(s => s.IsWon).Select(s => s.Id)],
            Beside = new Dictionary<string, double?>
            {
                ["baseline"] = was.Estimate, ["baselineResolved"] = was.Resolved, ["horizonDays"] = now.Horizon, ["better"] = TwoProportions.Better(was.Belief, now.Belief), ["expectedLoss"] = TwoProportions.ExpectedLoss(was.Belief, now.Belief),
            },
        });
    }

    static double Probability(ComparisonGate gate, BetaDistribution baseline, BetaDistribution other) =>
        gate.Margin == 0 ? TwoProportions.AtLeastRatio(baseline, other, gate.Ratio) : TwoProportions.NotWorse(baseline, other, gate.Margin);

    /// <summary>What won sales were agreed for, in the currency of most, in its major units.</summary>
    public static List<double> Prices(IEnumerable<SaleThen> sales)
    {
        var values = sales.Where(s => s.IsWon && s.Value is { Minor: > 0 }).Select(s => s.Value!.Value).ToList();
        if (values.Count == 0) return [];
        var most = values.CountBy(v => v.Currency).MaxBy(c => c.Value).Key;
        return [.. values.Where(v => v.Currency == most).Select(v => (double)v.Major)];
    }
}

using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>X2.4 (R62): both sellers, not their average: Pr(both ≥ r·p_founder) through the baseline they share; V5.</summary>
public sealed class X24BothSellers() : Criterion("X2.4", MaturityStage.S2)
{
    static readonly YardstickRow Joint = new("x2.4.certainty", 0.6, 0.51, 0.99, YardstickUnit.Share, "X2.4 [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Joint];

    public override Supposes Supposes => Supposes.StageHistory | Supposes.ClearRoles | Supposes.FitBeforeOutcome;

    public override double Certainty(Evidence evidence) => evidence[Joint];

    protected override Reading Judged(Evidence evidence)
    {
        if (evidence.Pair is not [var first, var second]) return Reading.Lacking(Id, LackKind.NoSellers, 2, evidence.Pair.Count);

        SalesTally Own(Seller seller) => evidence.Tally($"{seller.Id}", evidence.Ideal($"{seller.Id}", evidence.SalesOf(seller)));
        var (baseline, one, two) = (evidence.IdealBaseline, Own(first), Own(second));
        var least = evidence.Whole(Common.BaselineLeast);
        if (baseline.Resolved < least) return Reading.Lacking(Id, LackKind.NoBaseline, least, baseline.Resolved);

        var both = SalesTally.Sum([one, two]);
        var (_, pooled) = CohortRate.Alike(baseline, both);
        var rates = new[] { one, two }.Select(s => CohortRate.Of(s, pooled.Horizon)).ToList();
        var ratio = evidence[X23AsEffective.Ratio];
        var was = CohortRate.Of(baseline, pooled.Horizon);
        var worse = rates.MinBy(r => r.Estimate ?? 0)!;
        var resolved = both.Resolved;
        var enough = evidence.Whole(X23AsEffective.Pooled);
        var parts = rates.Select((r, i) => Compared.AtLeast($"{Id}.{i + 1}", evidence, baseline, i == 0 ? one : two, ratio, evidence.Certainty, 1)).ToList();
        return Judge.Settled(new(Id, Verdict.Insufficient)
        {
            Kind = FigureKind.Probability, N = resolved, Numerator = both.Won.Count, Denominator = resolved, Estimate = worse.Estimate is { } w && was.Estimate is > 0 and var f ? w / f : null,
            Probability = rates.Any(r => r.Resolved == 0) ? null : TwoProportions.AllAtLeastRatio(was.Belief, [.. rates.Select(r => r.Belief)], ratio), Threshold = ratio, Certainty = Certainty(evidence),
            Fewest = X23AsEffective.IsEnough(evidence, [one.Resolved, two.Resolved]) ? 1 : enough, Counted = both.Ids, Hits = both.Won, Parts = parts,
            Settles = () => enough - resolved is > 0 and var more ? more : parts.Select(p => p.NeededMore).Max(),
        });
    }
}

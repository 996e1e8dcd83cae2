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

        List<SaleThen> baseline = X23AsEffective.Ideal(evidence.Baseline), one = X23AsEffective.Ideal(evidence.SalesOf(first)), two = X23AsEffective.Ideal(evidence.SalesOf(second));
        var least = evidence.Whole(Common.BaselineLeast);
        if (baseline.Count(s => s.IsResolved) is var known && known < least) return Reading.Lacking(Id, LackKind.NoBaseline, least, known);

        var (_, pooled) = Compared.Rates(baseline, [.. one, .. two]);
        var rates = new[] { one, two }.Select(s => CohortRate.Of(s, pooled.Horizon)).ToList();
        var ratio = evidence[X23AsEffective.Ratio];
        var was = CohortRate.Of(baseline, pooled.Horizon);
        var worse = rates.MinBy(r => r.Estimate ?? 0)!;
        var resolved = one.Count(s => s.IsResolved) + two.Count(s => s.IsResolved);
        var enough = evidence.Whole(X23AsEffective.Pooled);
        var parts = rates.Select((r, i) => Compared.AtLeast($"{Id}.{i + 1}", evidence, baseline, i == 0 ? one : two, ratio, evidence.Certainty, 1)).ToList();
        return Judge.Settled(new(Id, Verdict.Insufficient)
        {
            Kind = FigureKind.Probability, N = resolved, Numerator = one.Concat(two).Count(s => s.IsWon), Denominator = resolved, Estimate = worse.Estimate is { } w && was.Estimate is > 0 and var f ? w / f : null,
            Probability = rates.Any(r => r.Resolved == 0) ? null : TwoProportions.AllAtLeastRatio(was.Belief, [.. rates.Select(r => r.Belief)], ratio), Threshold = ratio, Certainty = Certainty(evidence),
            Fewest = X23AsEffective.IsEnough(evidence, [one, two]) ? 1 : enough, Counted = [.. one.Concat(two).Select(s => s.Id)], Hits = [.. one.Concat(two).Where(s => s.IsWon).Select(s => s.Id)], Parts = parts,
            Settles = () => enough - resolved is > 0 and var more ? more : parts.Select(p => p.NeededMore).Max(),
        });
    }
}

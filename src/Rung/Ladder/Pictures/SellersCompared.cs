using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>One side of the comparison: the belief about its win rate and what it rests on.</summary>
/// <param name="PersonId">Null of the founder's baseline and of all sellers together.</param>
/// <param name="AtLeast">Pr(p ≥ r·p_F), r of X2.3; null of the baseline and where nothing is resolved.</param>
/// <param name="ExpectedLoss">E[(p_F − p)⁺], in points of share (V4).</param>
/// <param name="More">Resolved sales that would settle it at the rate seen; null where it is settled or nobody can say.</param>
public sealed record SellerRate(Guid? PersonId, CohortRate Rate, double? AtLeast = null, double? ExpectedLoss = null, long? More = null);

/// <summary>Resolved sales from one source, the founder's and the sellers'.</summary>
public sealed record SourceRate(string? Source, Proportion Founder, Proportion Sellers);

/// <summary>What of each side's sales is compared: those of the ideal profile, the others and those of which nobody said.</summary>
public sealed record ProfileMix(int Ideal, int Others, int Unknown);

/// <summary>
/// The founder's win rate against the sellers' (R59, R62; X2.3, X2.4; V1–V5): the beliefs themselves, what is lost if the
/// sellers are trusted, and whether like is compared with like.
/// </summary>
/// <param name="Ratio">What share of the founder's rate is asked for.</param>
/// <param name="Joint">Pr(both of the pair ≥ r·p_F); null with fewer than two.</param>
/// <param name="Alike">Whether the sellers are alike at all; null where it cannot be told.</param>
/// <param name="SameSources">
/// The sellers' rate as a share of the founder's with the mix of sources held equal (Mantel and Haenszel); null where no source
/// has both.
/// </param>
public sealed record SellersCompared(SellerRate Founder, SellerRate Pooled, IReadOnlyList<SellerRate> Each, double Ratio, double? Joint, HomogeneityTest? Alike, IReadOnlyList<SourceRate> Sources, double? SameSources, ProfileMix FounderMix, ProfileMix SellersMix)
{
    /// <summary>Null where nobody sells but the founder, or the founder has no sale that counts.</summary>
    public static SellersCompared? Of(Evidence evidence)
    {
        var sellers = evidence.Team.Sellers;
        var founder = evidence.Ideal("baseline", evidence.Baseline);
        if (sellers.Count == 0 || founder.Count == 0) return null;

        var each = sellers.Select(s => (s.Id, Sales: evidence.Ideal($"{s.Id}", evidence.SalesOf(s)))).ToList();
        List<SaleThen> pooled = [.. each.SelectMany(s => s.Sales)];
        var (was, now) = CohortRate.Alike(SalesTally.Of(founder), SalesTally.Of(pooled));
        var ratio = evidence[X23AsEffective.Ratio];
        var gate = ComparisonGate.OfRatio(ratio, evidence.Certainty, 1);

        SellerRate Told(Guid? person, CohortRate rate) => rate.Resolved == 0 ? new(person, rate)
            : new(person, rate, TwoProportions.AtLeastRatio(was.Belief, rate.Belief, ratio), TwoProportions.ExpectedLoss(was.Belief, rate.Belief), Settling.Comparison(gate, was.Rounded, rate.Rounded) is var more && (more.AtThisShare ?? more.IfAllSucceed) is > 0 and var some ? some : null);

        var rates = each.Select(s => Told(s.Id, CohortRate.Of(SalesTally.Of(s.Sales), now.Horizon))).ToList();
        var pair = rates.Take(2).ToList();
        var sources = BySource(founder, pooled);
        return new(new(null, was), Told(null, now), rates, ratio,
            pair.Count == 2 && pair.All(p => p.Rate.Resolved > 0) ? TwoProportions.AllAtLeastRatio(was.Belief, [.. pair.Select(p => p.Rate.Belief)], ratio) : null,
            AreAlike([.. each.Select(s => Seen(s.Sales))]), sources, SameMix(sources), Mix(evidence.Baseline), Mix(sellers.SelectMany(evidence.SalesOf)));
    }

    static Proportion Seen(IEnumerable<SaleThen> sales)
    {
        var resolved = sales.Where(s => s.IsResolved).ToList();
        return new(resolved.Count(s => s.IsWon), resolved.Count);
    }

    static HomogeneityTest? AreAlike(List<Proportion> each) => each.Count(p => p.Trials > 0) < 2 ? null : Homogeneity.OfShares([.. each.Where(p => p.Trials > 0)]);

    static List<SourceRate> BySource(IReadOnlyList<SaleThen> founder, List<SaleThen> sellers) =>
        [.. founder.Concat(sellers).Select(s => s.Row.Source).Distinct().Select(source => new SourceRate(source, Seen(founder.Where(s => s.Row.Source == source)), Seen(sellers.Where(s => s.Row.Source == source))))
            .Where(s => s.Founder.Trials + s.Sellers.Trials > 0).OrderByDescending(s => s.Founder.Trials + s.Sellers.Trials).ThenBy(s => s.Source, StringComparer.Ordinal)];

    /// <summary>Σ(sellers' wins·founder's n/N) ÷ Σ(founder's wins·sellers' n/N) over sources (N. Mantel and W. Haenszel, 1959).</summary>
    static double? SameMix(List<SourceRate> sources)
    {
        var both = sources.Where(s => s.Founder.Trials > 0 && s.Sellers.Trials > 0).ToList();
        double Weighed(Func<SourceRate, Proportion> of, Func<SourceRate, Proportion> other) => both.Sum(s => of(s).Successes * (double)other(s).Trials / (s.Founder.Trials + s.Sellers.Trials));
        var below = Weighed(s => s.Founder, s => s.Sellers);
        return below > 0 ? Weighed(s => s.Sellers, s => s.Founder) / below : null;
    }

    static ProfileMix Mix(IEnumerable<SaleThen> sales)
    {
        var all = sales.ToList();
        var known = all.Where(s => s.FitWhy is null).ToList();
        return new(known.Count(s => s.IsIdeal), known.Count(s => !s.IsIdeal), all.Count - known.Count);
    }
}

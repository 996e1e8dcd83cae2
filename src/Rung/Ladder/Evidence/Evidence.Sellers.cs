using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>
/// The win rate of a cohort as a share of so many trials: the cumulative incidence of winning at a horizon, with the number
/// of trials that has its variance. Where nothing is censored these are the wins and the resolved, exactly.
/// </summary>
/// <param name="Resolved">Won or lost.</param>
public sealed record CohortRate(double? Estimate, double Wins, double Trials, long Won, long Resolved, double Horizon)
{
    public BetaDistribution Belief => new(1 + Wins, 1 + Math.Max(0, Trials - Wins));

    /// <summary>The nearest whole counts, for plans that need them.</summary>
    public Proportion Rounded => new((long)Math.Round(Wins), Math.Max((long)Math.Round(Wins), (long)Math.Round(Trials)));

    /// <summary>At the longest time any of them was watched.</summary>
    public static CohortRate LongRun(SalesTally sales) => Of(sales, double.MaxValue);

    public static CohortRate Of(SalesTally sales, double horizon) => Of(sales.Risks, horizon);

    /// <summary>Of two cohorts at one horizon: as long as the shorter of them was watched, so that slow wins count on both sides.</summary>
    public static (CohortRate One, CohortRate Other) Alike(SalesTally one, SalesTally other)
    {
        var horizon = Math.Min(Watched(one.Risks), Watched(other.Risks));
        return (Of(one, horizon), Of(other, horizon));
    }

    static double Watched(CompetingRisks risks) => risks.Watched == 0 ? double.MaxValue : risks.LastTime;

    static CohortRate Of(CompetingRisks risks, double horizon)
    {
        if (risks.Watched == 0) return new(null, 0, 0, 0, 0, horizon);
        var (won, resolved) = (risks.Steps.Sum(s => (long)s.Won), risks.Steps.Sum(s => (long)s.Won + s.Lost));
        var at = Math.Min(horizon, risks.LastTime);
        if (risks.WonBy(at) is not { } incidence) return new(null, 0, 0, won, resolved, at);
        var share = incidence.Share;
        // Without a win, or with nothing but wins, there is no variance to take trials from.
        var trials = incidence.StandardError > 0 && share is > 0 and < 1 ? share * (1 - share) / (incidence.StandardError * incidence.StandardError) : resolved;
        trials = Math.Min(trials, risks.Watched);
        return new(share, share * trials, trials, won, resolved, at);
    }
}

public sealed partial class Evidence
{
    /// <summary>Days after which a sale has shown what becomes of it: so many times the median time to resolve (G0.6).</summary>
    public double Horizon => Kept("horizon", HorizonOf);

    double HorizonOf()
    {
        var own = FoundersOwn;
        var median = own.N == 0 && Counted.Count == 0 ? null : (own.N == 0 ? CountedTally : own).Risks.MedianResolution;
        return Math.Max(1, this[Common.HorizonMedians] * (median ?? 60));
    }

    /// <summary>Of all sales that pass the filters.</summary>
    internal SalesTally CountedTally => Kept("counted, told", () => Tally("counted", Counted));

    internal Parts<SaleThen> ByFounders => Turned("by founders", Counted, 0, static (evidence, _, part) =>
    {
        var team = evidence.Team;
        return Array.FindAll(part, s => team.IsFounder(s.Seller));
    });

    /// <summary>Of the founders' own.</summary>
    internal SalesTally FoundersOwn => Kept("founders' own", () => Tally("founders' own", ByFounders));

    /// <summary>
    /// The founder's own sales that later sellers are compared with: those begun in the last months before the first seller
    /// was ramped or S1 was left, or all of them where too few of these are resolved (3.0).
    /// </summary>
    public Parts<SaleThen> Baseline => Kept("baseline", BaselineOf);

    Parts<SaleThen> BaselineOf()
    {
        var end = day;
        if (Team.Everybody.Count > 0 && Team.Everybody[0].RampedOn is var ramped && ramped < end) end = ramped;
        Look(From.Rung);
        if (past.Left.TryGetValue(MaturityStage.S1, out var left) && left < end) end = left;
        var founders = Turned("founders' until", ByFounders, end, static (_, end, part) => Array.FindAll(part, s => s.Row.BeganOn <= end));
        var recent = Turned("founders' lately", founders, end.AddMonths(-Whole(Common.BaselineMonths)), static (_, from, part) => Array.FindAll(part, s => s.Row.BeganOn > from));
        return recent.Count(s => s.IsResolved) >= Whole(Common.BaselineLeast) ? recent : founders;
    }

    /// <summary>Of the baseline those of the ideal profile.</summary>
    internal SalesTally IdealBaseline => Kept("baseline, told", () => Tally("baseline", Ideal("baseline", Baseline)));

    /// <summary>Sales of the ideal profile, where the profile was said before the outcome.</summary>
    internal Parts<SaleThen> Ideal(string what, Parts<SaleThen> of) => Turned("ideal of " + what, of, 0, static (_, _, part) => Array.FindAll(part, s => s.FitWhy is null && s.IsIdeal));

    /// <summary>The sales that pass the filters, part by part by who answered for them when they became sales-accepted.</summary>
    IReadOnlyList<Dictionary<Guid, SaleThen[]>> CountedBy => Kept("counted by", () => Each("counted by", Counted, 0, static (_, _, part) => part.Where(s => s.Seller is not null).GroupBy(s => s.Seller!.Value).ToDictionary(g => g.Key, g => g.ToArray())));

    /// <summary>A seller's sales that count: begun after the certification, or the ramp where there is none.</summary>
    public Parts<SaleThen> SalesOf(Seller seller) => Turned($"sales of {seller.Id}", new Parts<SaleThen>([.. CountedBy.Select(by => by.GetValueOrDefault(seller.Id) ?? [])]), seller.CountsFrom, static (_, from, part) => Array.FindAll(part, s => s.Row.BeganOn >= from));

    internal IReadOnlyDictionary<Guid, Seller> SellersNow => Kept("sellers now", () => Team.Sellers.ToDictionary(s => s.Id));

    /// <summary>The two sellers whom S2 is about: the first who sell now.</summary>
    public IReadOnlyList<Seller> Pair => [.. Team.Sellers.Take(2)];
}

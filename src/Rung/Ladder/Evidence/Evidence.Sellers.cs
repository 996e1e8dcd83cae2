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
    public static CohortRate LongRun(IReadOnlyCollection<SaleThen> sales) => Of(sales, double.MaxValue);

    public static CohortRate Of(IReadOnlyCollection<SaleThen> sales, double horizon) => Of(Risks(sales), horizon);

    /// <summary>Of two cohorts at one horizon: as long as the shorter of them was watched.</summary>
    public static (CohortRate One, CohortRate Other) Alike(IReadOnlyCollection<SaleThen> one, IReadOnlyCollection<SaleThen> other)
    {
        var (risks, others) = (Risks(one), Risks(other));
        var horizon = Math.Min(Watched(risks), Watched(others));
        return (Of(risks, horizon), Of(others, horizon));
    }

    static CompetingRisks Risks(IReadOnlyCollection<SaleThen> sales) => CompetingRisks.Of(sales.Select(s => s.Resolution));

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
        var counted = Counted.Where(s => Team.IsFounder(s.Seller)).ToList();
        if (counted.Count == 0) counted = [.. Counted];
        var median = counted.Count == 0 ? null : CompetingRisks.Of(counted.Select(s => s.Resolution)).MedianResolution;
        return Math.Max(1, this[Common.HorizonMedians] * (median ?? 60));
    }

    /// <summary>
    /// The founder's own sales that later sellers are compared with: those begun in the last months before the first seller
    /// was ramped or S1 was left, or all of them where too few of these are resolved (3.0).
    /// </summary>
    public IReadOnlyList<SaleThen> Baseline => Kept("baseline", BaselineOf);

    List<SaleThen> BaselineOf()
    {
        var end = day;
        if (Team.Everybody.Count > 0 && Team.Everybody[0].RampedOn is var ramped && ramped < end) end = ramped;
        Look(From.Rung);
        if (past.Left.TryGetValue(MaturityStage.S1, out var left) && left < end) end = left;
        var founders = Counted.Where(s => Team.IsFounder(s.Seller) && s.Row.BeganOn <= end).ToList();
        var recent = founders.Where(s => s.Row.BeganOn > end.AddMonths(-Whole(Common.BaselineMonths))).ToList();
        return recent.Count(s => s.IsResolved) >= Whole(Common.BaselineLeast) ? recent : founders;
    }

    /// <summary>The sales that pass the filters, by who answered for them when they became sales-accepted.</summary>
    public ILookup<Guid?, SaleThen> CountedBy => Kept("countedBy", () => Counted.ToLookup(s => s.Seller));

    /// <summary>A seller's sales that count: begun after the certification, or the ramp where there is none.</summary>
    public IReadOnlyList<SaleThen> SalesOf(Seller seller) => [.. CountedBy[seller.Id].Where(s => s.Row.BeganOn >= seller.CountsFrom)];

    /// <summary>The two sellers whom S2 is about: the first who sell now.</summary>
    public IReadOnlyList<Seller> Pair => [.. Team.Sellers.Take(2)];
}

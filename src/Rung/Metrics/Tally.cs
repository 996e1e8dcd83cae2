using Rung.Opportunities;
using Rung.Statistics;

namespace Rung.Metrics;

/// <summary>Deals that no conversion or cycle figure can tell apart.</summary>
/// <param name="Why">The standard filter that leaves them out; null when they count.</param>
/// <param name="Days">Of closed ones the days from creation to close; null when unknown or out of order.</param>
/// <param name="BeganOn">Of open ones the day of creation; null when nobody knows.</param>
public readonly record struct AlikeCount(StageKind Kind, Exclusion? Why, int? Days, DateOnly? BeganOn, long N);

/// <summary>Deals closed in one month in one currency.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Currency">Of a win the currency agreed in; null when no value is known.</param>
/// <param name="Minor">Of wins the sum agreed, in minor units.</param>
public readonly record struct ClosedCount(StageKind Kind, DateOnly Month, Currency? Currency, long N, long Minor);

/// <summary>
/// A set of deals, counted: all that the sales figures of section 4 need, in memory that grows with the variety of the
/// deals and not with their number. Sums of tallies are tallies, so a roll-up and a slow recount give the same.
/// </summary>
public sealed class Tally
{
    readonly Dictionary<(StageKind, Exclusion?, int?, DateOnly?), long> alike = [];
    readonly Dictionary<(StageKind, DateOnly, Currency?), (long N, long Minor)> closed = [];

    public void Add(Deal deal)
    {
        Add(new AlikeCount(deal.Kind, deal.Why, deal.CycleDays, deal.IsClosed ? null : deal.BeganOn, 1));
        if (deal.ClosedOn is { } on) Add(new ClosedCount(deal.Kind, new(on.Year, on.Month, 1), deal.Value?.Currency, 1, deal.Value?.Minor ?? 0));
    }

    public void Add(AlikeCount count)
    {
        var key = (count.Kind, count.Why, count.Days, count.BeganOn);
        alike[key] = alike.GetValueOrDefault(key) + count.N;
    }

    public void Add(ClosedCount count)
    {
        var key = (count.Kind, count.Month, count.Currency);
        var (n, minor) = closed.GetValueOrDefault(key);
        closed[key] = (n + count.N, checked(minor + count.Minor));
    }

    public void Add(Tally other)
    {
        foreach (var count in other.Alike) Add(count);
        foreach (var count in other.Closed) Add(count);
    }

    public IEnumerable<AlikeCount> Alike => alike.Where(a => a.Value != 0).Select(a => new AlikeCount(a.Key.Item1, a.Key.Item2, a.Key.Item3, a.Key.Item4, a.Value));

    public IReadOnlyCollection<ClosedCount> Closed => [.. closed.Where(c => c.Value.N != 0).Select(c => new ClosedCount(c.Key.Item1, c.Key.Item2, c.Key.Item3, c.Value.N, c.Value.Minor))];

    public DealCounts Counts => new(
        Count(a => a.Kind == StageKind.Open && a.BeganOn is not null), Count(a => a.Kind == StageKind.Won), Count(a => a.Kind == StageKind.Lost),
        Count(a => a.Kind == StageKind.Open && a.BeganOn is null));

    /// <summary>Won of all closed, whatever they were.</summary>
    public Proportion WonOfClosed => new(Count(a => a.Kind == StageKind.Won), Count(a => a.Kind != StageKind.Open));

    /// <summary>Won of all that pass the standard filters, open ones included (the flow variant of section 4).</summary>
    public Proportion WonOfCohort => new(Count(a => a is { Why: null, Kind: StageKind.Won }), Count(a => a.Why is null));

    /// <summary>How many each filter left out.</summary>
    public IReadOnlyList<(Exclusion Why, long N)> Excluded =>
        [.. Alike.Where(a => a.Why is not null).GroupBy(a => a.Why!.Value).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(a => a.N)))];

    public CycleDays Cycle
    {
        get
        {
            var won = CycleOf(StageKind.Won);
            return new(won.Mean, won.Median, CycleOf(StageKind.Won, StageKind.Lost).Mean);
        }
    }

    /// <summary>Days from creation to close of those that ended so, as far as both are known and in order.</summary>
    public DayCounts CycleOf(params ReadOnlySpan<StageKind> kinds)
    {
        var days = new DayCounts();
        foreach (var a in Alike)
            if (a.Days is { } took && kinds.Contains(a.Kind)) days.Add(took, a.N);
        return days;
    }

    /// <summary>The cohort in time, on a day: open deals censored at their age then (3.1 item 5).</summary>
    public CompetingRisks Risks(DateOnly day) => CompetingRisks.OfCounted(
        from a in Alike
        where a.Why is null && (a.Kind != StageKind.Open || a.BeganOn <= day)
        select (new Resolution(a.Days ?? day.DayNumber - a.BeganOn!.Value.DayNumber, a.Kind switch { StageKind.Won => Ending.Won, StageKind.Lost => Ending.Lost, _ => Ending.Open }), (int)a.N));

    int Count(Func<AlikeCount, bool> which) => checked((int)Alike.Where(which).Sum(a => a.N));
}

using Rung.Opportunities;

namespace Rung.Metrics;

/// <summary>What changed in the open pipeline between the ends of two days.</summary>
public enum PipelineChange
{
    Before,
    Created,
    Reopened,
    Raised,
    Lowered,
    Won,
    Lost,
    After,
}

/// <summary>
/// The walk from one day's open pipeline to another's, in minor units of one currency: what came, changed and left sums to the
/// difference. Every open deal counts; one that asks nothing, or asks in another currency, with an amount of zero.
/// </summary>
public sealed class PipelineWalk(Currency currency)
{
    readonly Dictionary<PipelineChange, (long N, long Minor)> parts = [];

    public Currency Currency => currency;

    /// <summary>One deal at the ends of the two days; null where it did not exist.</summary>
    public void Add(Deal? before, Deal? after)
    {
        var (was, now) = (Open(before), Open(after));
        Add(before?.Kind, after?.Kind, 1, was ?? 0, now ?? 0, (now ?? 0).CompareTo(was ?? 0));
    }

    /// <summary>Deals that went alike.</summary>
    /// <param name="before">What they were on the first day; null where they did not exist.</param>
    /// <param name="after">What they were on the second.</param>
    /// <param name="n">How many.</param>
    /// <param name="was">What those open on the first day asked for, in all.</param>
    /// <param name="now">What those open on the second day asked for, in all.</param>
    /// <param name="direction">Of those open on both: above 0 where each asks for more, below where each asks for less.</param>
    public void Add(StageKind? before, StageKind? after, long n, long was, long now, int direction)
    {
        var (wasOpen, isOpen) = (before == StageKind.Open, after == StageKind.Open);
        if (wasOpen) Count(PipelineChange.Before, n, was);
        if (isOpen) Count(PipelineChange.After, n, now);
        if (!wasOpen && isOpen) Count(before is null ? PipelineChange.Created : PipelineChange.Reopened, n, now);
        if (wasOpen && !isOpen) Count(after switch { StageKind.Won => PipelineChange.Won, StageKind.Lost => PipelineChange.Lost, _ => PipelineChange.Lowered }, n, -was);
        if (wasOpen && isOpen && direction != 0) Count(direction > 0 ? PipelineChange.Raised : PipelineChange.Lowered, n, checked(now - was));
    }

    public IReadOnlyList<(PipelineChange Change, long N, long Minor)> Steps =>
        [.. Enum.GetValues<PipelineChange>().Select(c => (c, parts.GetValueOrDefault(c).N, parts.GetValueOrDefault(c).Minor))];

    long? Open(Deal? deal) => deal is not { Kind: StageKind.Open } ? null : deal.Amount is { } amount && amount.Currency == currency ? amount.Minor : 0;

    void Count(PipelineChange change, long n, long minor)
    {
        var (before, sum) = parts.GetValueOrDefault(change);
        parts[change] = (before + n, checked(sum + minor));
    }
}

/// <summary>How expected close dates moved.</summary>
public sealed class Slippage
{
    readonly DayCounts pushed = new();

    /// <summary>Deals that ever had a date.</summary>
    public long Dated { get; private set; }

    /// <summary>Deals whose date was put off at least once.</summary>
    public long Slipped { get; set; }

    /// <summary>Times a date was brought forward.</summary>
    public long PulledIn { get; private set; }

    /// <summary>Days of each putting off.</summary>
    public DayCounts Pushes => pushed;

    /// <summary>Moves counted already: by how many days a date was moved, null for a deal's first date. Deals that slipped are counted apart.</summary>
    public void Add(int? days, long n)
    {
        if (days is null) Dated += n;
        else if (days < 0) PulledIn += n;
        else if (days > 0) pushed.Add(days.Value, n);
    }

    /// <summary>The dates one deal was expected on, in the order they were given.</summary>
    public void Add(IReadOnlyList<DateOnly> dates)
    {
        if (dates.Count == 0) return;
        Dated++;
        var slipped = false;
        for (var i = 1; i < dates.Count; i++)
        {
            var days = dates[i].DayNumber - dates[i - 1].DayNumber;
            if (days < 0) PulledIn++;
            if (days <= 0) continue;
            pushed.Add(days);
            slipped = true;
        }

        if (slipped) Slipped++;
    }
}

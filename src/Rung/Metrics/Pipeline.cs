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

    /// <summary>One deal at the ends of the two days; null where it did not exist.</summary>
    public void Add(Deal? before, Deal? after)
    {
        var (was, now) = (Open(before), Open(after));
        if (was is { } then) Count(PipelineChange.Before, then);
        if (now is { } amount) Count(PipelineChange.After, amount);
        if (was is null && now is { } came) Count(before is null ? PipelineChange.Created : PipelineChange.Reopened, came);
        if (was is { } left && now is null) Count(after is { Kind: StageKind.Won } ? PipelineChange.Won : after is { Kind: StageKind.Lost } ? PipelineChange.Lost : PipelineChange.Lowered, -left);
        if (was is { } a && now is { } b && a != b) Count(b > a ? PipelineChange.Raised : PipelineChange.Lowered, b - a);
    }

    public IReadOnlyList<(PipelineChange Change, long N, long Minor)> Steps =>
        [.. Enum.GetValues<PipelineChange>().Select(c => (c, parts.GetValueOrDefault(c).N, parts.GetValueOrDefault(c).Minor))];

    long? Open(Deal? deal) => deal is not { Kind: StageKind.Open } ? null : deal.Amount is { } amount && amount.Currency == currency ? amount.Minor : 0;

    void Count(PipelineChange change, long minor)
    {
        var (n, sum) = parts.GetValueOrDefault(change);
        parts[change] = (n + 1, checked(sum + minor));
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

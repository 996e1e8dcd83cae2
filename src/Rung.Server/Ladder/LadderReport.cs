using Rung.Ladder;
using Rung.Server.Database;
using Rung.Server.Metrics;

namespace Rung.Server.Ladder;

/// <summary>Where the company stands as of a day, from the record alone; the same for a page, the API and the command line.</summary>
sealed class LadderReport(LadderReader reader, Store store, TimeProvider clock)
{
    public async Task<DateOnly> Today(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), await Zones.Of(store)).DateTime);
    }

    /// <summary>Every month-end until the day, and the day.</summary>
    public async Task<IReadOnlyList<Assessment>> History(DateOnly? asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var books = await reader.Read(knownAt, cancel);
        return [.. books.Replay.Until(asOf ?? await Today(cancel))];
    }

    public async Task<AssessmentDocument> Read(DateOnly? asOf, DateTimeOffset? knownAt, CancellationToken cancel) => AssessmentDocument.Of((await History(asOf, knownAt, cancel))[^1], knownAt);
}

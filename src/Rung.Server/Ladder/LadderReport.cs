using Rung.Ladder;
using Rung.Server.Database;
using Rung.Server.Metrics;

namespace Rung.Server.Ladder;

/// <summary>Every month-end until a day, and the day.</summary>
/// <param name="InForce">The yardsticks of that day.</param>
public sealed record LadderHistory(IReadOnlyList<Assessment> Months, Yardsticks InForce)
{
    public Assessment Now => Months[^1];

    /// <summary>The months that have ended: a day within a month is none of them.</summary>
    public IReadOnlyList<Assessment> Ended => Now.AsOf == Replay.MonthEnd(Now.AsOf) ? Months : [.. Months.SkipLast(1)];

    /// <summary>What the founders' hours went into; null where nothing was recorded.</summary>
    public FounderHours? Hours { get; init; }
}

/// <summary>Where the company stands as of a day, from the record alone; the same for a page, the API and the command line.</summary>
sealed class LadderReport(LadderReader reader, Store store, TimeProvider clock)
{
    /// <summary>How long a reading may be shown again where facts of slower transactions can still come in below the last one.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    volatile Remembered? last;

    public async Task<DateOnly> Today(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), await Zones.Of(store)).DateTime);
    }

    /// <summary>The same until another fact is written down.</summary>
    public async Task<LadderHistory> History(DateOnly? asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var heads = await store.Questions.All("SELECT MAX(seq) FROM journal", [], row => row.NumberOrNull(0) ?? 0, cancel);
        var (day, now) = (asOf ?? await Today(cancel), clock.GetUtcNow());
        if (last is { } known && known.Head == heads[0] && known.AsOf == day && known.KnownAt == knownAt && (store.Place.IsSqlite || now - known.At < Fresh)) return known.Told;

        var books = await reader.Read(knownAt, cancel);
        var told = new LadderHistory([.. books.Replay.Until(day)], Yardsticks.On(day, books.Yardsticks)) { Hours = FounderHours.Of(books.Rows, day) };
        last = new(heads[0], day, knownAt, now, told);
        return told;
    }

    public async Task<AssessmentDocument> Read(DateOnly? asOf, DateTimeOffset? knownAt, CancellationToken cancel) => AssessmentDocument.Of((await History(asOf, knownAt, cancel)).Now, knownAt);

    sealed record Remembered(long Head, DateOnly AsOf, DateTimeOffset? KnownAt, DateTimeOffset At, LadderHistory Told);
}

using Rung.Ladder;
using Rung.Server.Database;
using Rung.Server.Metrics;

namespace Rung.Server.Ladder;

/// <summary>Every month-end until a day, and the day.</summary>
/// <param name="InForce">The yardsticks of that day.</param>
/// <param name="At">When the record stood so.</param>
public sealed record LadderHistory(IReadOnlyList<Assessment> Months, Yardsticks InForce, DateTimeOffset At)
{
    public Assessment Now => Months[^1];

    /// <summary>The months that have ended: a day within a month is none of them.</summary>
    public IReadOnlyList<Assessment> Ended => Now.AsOf == Replay.MonthEnd(Now.AsOf) ? Months : [.. Months.SkipLast(1)];

    /// <summary>What the founders' hours went into; null where nothing was recorded.</summary>
    public FounderHours? Hours { get; init; }
}

/// <summary>Where the company stands as of a day, from the record alone; the same for a page, the API and the command line.</summary>
sealed class LadderReport(LadderReader reader, RowsAtHand rows, Store store, TimeProvider clock)
{
    /// <summary>How long a reading may be shown again where facts of slower transactions can still come in below the last one.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    readonly Lock gate = new();
    volatile Remembered? last;
    volatile Worked? worked;
    (long Head, DateOnly AsOf, DateTimeOffset? KnownAt, Task<LadderHistory>? Told) going;

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
        if (last is { } known && (known.Head, known.AsOf, known.KnownAt) == (heads[0], day, knownAt) && (store.Place.IsSqlite || now - known.Told.At < Fresh)) return known.Told with { At = now };
        return await Begin(heads[0], day, knownAt).WaitAsync(cancel);
    }

    /// <summary>One counting for all who ask for the same meanwhile.</summary>
    Task<LadderHistory> Begin(long head, DateOnly day, DateTimeOffset? knownAt)
    {
        lock (gate)
        {
            if (going is { Told: { IsCompleted: false } told } && (going.Head, going.AsOf, going.KnownAt) == (head, day, knownAt)) return told;
            going = (head, day, knownAt, Task.Run(() => Count(head, day, knownAt, default)));
            return going.Told;
        }
    }

    async Task<LadderHistory> Count(long head, DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        var books = knownAt is null ? await rows.Now(cancel) : await reader.Read(knownAt, cancel);
        var months = new List<Assessment>();
        // Values of long ago may decide D1: with any other value everything is worked out anew.
        var replay = books.After(knownAt is null && worked is { } known && ReferenceEquals(known.Yardsticks, books.Yardsticks) ? known.Evidence : null);
        foreach (var told in replay.Until(day))
        {
            // The rows are opened on the last day only.
            if (months.Count > 0) months[^1] = months[^1].WithoutRows();
            months.Add(told);
        }

        var history = new LadderHistory(months, Yardsticks.On(day, books.Yardsticks), at) { Hours = FounderHours.Of(books.Rows, day) };
        if (knownAt is null && replay.Last is { } evidence) worked = new(books.Yardsticks, evidence);
        last = new(head, day, knownAt, history);
        return history;
    }

    /// <summary>Every month-end until the day as a program reads it; the digests of months that are gone through are worked out on the way.</summary>
    public async Task<IReadOnlyList<AssessmentDocument>> Months(DateOnly? asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var books = knownAt is null ? await rows.Now(cancel) : await reader.Read(knownAt, cancel);
        return [.. books.Replay.Until(asOf ?? await Today(cancel)).Select(told => AssessmentDocument.Of(told, knownAt))];
    }

    public async Task<AssessmentDocument> Read(DateOnly? asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var told = await History(asOf, knownAt, cancel);
        return AssessmentDocument.Of(told.Now, knownAt) with { ReadAt = told.At };
    }

    /// <summary>What the last reading worked out of all that is known.</summary>
    sealed record Worked(IReadOnlyList<YardstickValue> Yardsticks, Evidence Evidence);

    sealed record Remembered(long Head, DateOnly AsOf, DateTimeOffset? KnownAt, LadderHistory Told);
}

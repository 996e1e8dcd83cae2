using Rung.Ladder;
using Rung.Server.Database;
using Rung.Server.Metrics;

namespace Rung.Server.Ladder;

/// <summary>Every month-end until a day, and the day.</summary>
/// <param name="InForce">The yardsticks of that day.</param>
/// <param name="At">When the record stood so: now, except of a very large company.</param>
public sealed record LadderHistory(IReadOnlyList<Assessment> Months, Yardsticks InForce, DateTimeOffset At)
{
    public Assessment Now => Months[^1];

    /// <summary>The months that have ended: a day within a month is none of them.</summary>
    public IReadOnlyList<Assessment> Ended => Now.AsOf == Replay.MonthEnd(Now.AsOf) ? Months : [.. Months.SkipLast(1)];

    /// <summary>What the founders' hours went into; null where nothing was recorded.</summary>
    public FounderHours? Hours { get; init; }
}

/// <summary>Where the company stands as of a day, from the record alone; the same for a page, the API and the command line.</summary>
sealed class LadderReport(LadderReader reader, Store store, TimeProvider clock) : BackgroundService
{
    /// <summary>How long a reading may be shown again where facts of slower transactions can still come in below the last one.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>With more sales than this nobody waits until all are read anew: the last reading is told, with its time, while it is.</summary>
    const int Many = 100_000;

    /// <summary>Older readings are not told.</summary>
    static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);

    readonly Lock gate = new();
    volatile Remembered? last;
    (long Head, DateOnly AsOf, DateTimeOffset? KnownAt, Task<LadderHistory>? Told) going;

    /// <summary>A very large company is read as soon as this node starts, so that its first viewer waits for the rest only.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var many = await store.Questions.All($"SELECT opportunity_id FROM sale_lives ORDER BY opportunity_id LIMIT 1 OFFSET {Many}", [], row => row.Id(0), stoppingToken);
        // Where it fails, it fails again for whoever asks, who is told.
        if (many.Count > 0) await ((Task)History(null, null, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async Task<DateOnly> Today(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), await Zones.Of(store)).DateTime);
    }

    /// <summary>The same until another fact is written down; of a very large company the last one, never older than five minutes.</summary>
    public async Task<LadderHistory> History(DateOnly? asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var heads = await store.Questions.All("SELECT MAX(seq) FROM journal", [], row => row.NumberOrNull(0) ?? 0, cancel);
        var (day, now) = (asOf ?? await Today(cancel), clock.GetUtcNow());
        if (last is { } known && known.AsOf == day && known.KnownAt == knownAt)
        {
            if (known.Head == heads[0] && (store.Place.IsSqlite || now - known.Told.At < Fresh)) return known.Told with { At = now };
            if (known.Sales > Many && now - known.Told.At < Oldest)
            {
                _ = Begin(heads[0], day, knownAt, true);
                return known.Told;
            }
        }

        return await Begin(heads[0], day, knownAt, false).WaitAsync(cancel);
    }

    /// <summary>One counting for all who ask for the same meanwhile.</summary>
    /// <param name="head">The last line of the journal.</param>
    /// <param name="day">As of its end.</param>
    /// <param name="knownAt">Null for all that is known.</param>
    /// <param name="any">Whether one that began before the last line will do.</param>
    Task<LadderHistory> Begin(long head, DateOnly day, DateTimeOffset? knownAt, bool any)
    {
        lock (gate)
        {
            if (going is { Told: { IsCompleted: false } told } && (going.AsOf, going.KnownAt) == (day, knownAt) && (any || going.Head == head)) return told;
            going = (head, day, knownAt, Task.Run(() => Count(head, day, knownAt, default)));
            return going.Told;
        }
    }

    async Task<LadderHistory> Count(long head, DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        var books = await reader.Read(knownAt, cancel);
        var months = new List<Assessment>();
        foreach (var told in books.Replay.Until(day))
        {
            // The rows are opened on the last day only.
            if (months.Count > 0) months[^1] = months[^1].WithoutRows();
            months.Add(told);
        }

        var history = new LadderHistory(months, Yardsticks.On(day, books.Yardsticks), at) { Hours = FounderHours.Of(books.Rows, day) };
        last = new(head, day, knownAt, books.Rows.Sales.Count, history);
        return history;
    }

    /// <summary>Every month-end until the day as a program reads it; the digests of months that are gone through are worked out on the way.</summary>
    public async Task<IReadOnlyList<AssessmentDocument>> Months(DateOnly? asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var books = await reader.Read(knownAt, cancel);
        return [.. books.Replay.Until(asOf ?? await Today(cancel)).Select(told => AssessmentDocument.Of(told, knownAt))];
    }

    public async Task<AssessmentDocument> Read(DateOnly? asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var told = await History(asOf, knownAt, cancel);
        return AssessmentDocument.Of(told.Now, knownAt) with { ReadAt = told.At };
    }

    sealed record Remembered(long Head, DateOnly AsOf, DateTimeOffset? KnownAt, int Sales, LadderHistory Told);
}

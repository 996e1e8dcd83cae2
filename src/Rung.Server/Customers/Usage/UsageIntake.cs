using System.Runtime.InteropServices;
using Rung.Customers;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Metrics;

namespace Rung.Server.Customers.Usage;

/// <summary>What came of a batch.</summary>
/// <param name="Batch">The record it left; null where every event had been counted before.</param>
/// <param name="ClockAheadSeconds">By how much the sender's clock ran ahead, and its events were set back.</param>
/// <param name="Answers">One for each event, in the order they were sent.</param>
sealed record UsageTold(UsageBatch? Batch, IReadOnlyDictionary<UsageAnswer, int> Counts, double ClockAheadSeconds, UsageAnswer[] Answers);

/// <summary>
/// Takes batches of events into the roll-ups, each whole or not at all, and none twice. Batches are numbered: where another
/// node took the number, what it counted is read and the batch decided again (decision 0011).
/// </summary>
sealed class UsageIntake(TheDesk desk, Store store) : IDisposable
{
    public const string Permission = "usage.send";

    /// <summary>Identities remembered at most: at 10 to 14 bytes each.</summary>
    const long MostRemembered = 50_000_000;

    const int Attempts = 8;

    readonly SemaphoreSlim gate = new(1, 1);
    SeenIdentities seen = new();
    (long Number, DateOnly Since) known;
    bool hasToForget;

    /// <summary>Bytes that the identities take in memory.</summary>
    public long Room => seen.Room;

    public async Task<Outcome<UsageTold>> Take(Actor actor, UsageLines sent, CancellationToken cancel)
    {
        if (!actor.May(Permission)) return new NotAllowed(Permission);
        var dayOf = Days(await Zones.Of(store));
        var (accounts, events) = (await Accounts(sent.Accounts, cancel), await Events(sent.Events, cancel));
        await gate.WaitAsync(cancel);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                await CatchUp(dayOf(desk.Now.UtcTicks), cancel);
                if (seen.Count + sent.Lines.Count > MostRemembered) return new UsageFull(MostRemembered, UsageBatch.LateDays);

                var taking = new UsageTaking(sent, desk.Now, dayOf, seen);
                taking.Take(accounts, events);
                if (taking.Identities.Count == 0 && taking.Answers.All(a => a == UsageAnswer.Duplicate)) return Told(taking, null);

                var outcome = await desk.Decide(new Call(actor, Permission), docket => Enter(docket, taking, cancel), cancel);
                if (outcome.Accepted(out var receipt, out var refusal))
                {
                    foreach (var identity in taking.Identities) seen.Add(identity);
                    (known.Number, hasToForget) = (known.Number + 1, false);
                    return Told(taking, (UsageBatch)receipt.Main!);
                }

                if (refusal is not AlreadyTaken || attempt == Attempts) return refusal;
            }
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    static UsageTold Told(UsageTaking taking, UsageBatch? batch) => new(batch, taking.Counts, taking.ClockAhead.TotalSeconds, taking.Answers);

    async Task<Record> Enter(Docket docket, UsageTaking taking, CancellationToken cancel)
    {
        var batch = docket.Add(UsageBatch.Enter(new Dictionary<string, object?>(), docket.Act));
        var days = taking.Moves.Keys.Select(k => k.On).DefaultIfEmpty().ToList();
        docket.Do(batch, batch.Count(known.Number + 1, taking.Counts, taking.Moves.Count == 0 ? null : days.Min(), taking.Moves.Count == 0 ? null : days.Max(), docket.Act));
        var moves = await UsageRows.Put(docket, store, taking.Moves, cancel);
        docket.Statements.Add(("INSERT INTO usage_contents (number, batch_id, recorded_at, identities, moves) VALUES (@0, @1, @2, @3, @4)",
            [batch.Number, batch.Key, docket.Act.Now, MemoryMarshal.AsBytes<ulong>(taking.Identities.ToArray()).ToArray(), UsageMoves.Write(moves)]));
        if (hasToForget) docket.Statements.Add(("UPDATE usage_contents SET identities = @0 WHERE recorded_at < @1 AND length(identities) > 0", [Array.Empty<byte>(), From(known.Since)]));
        return batch;
    }

    static DateTimeOffset From(DateOnly since) => new(since, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>Reads what was counted since, by other nodes or before this start; once a day forgets what could only come too late.</summary>
    async Task CatchUp(DateOnly today, CancellationToken cancel)
    {
        // One day more than events are taken back, and one for clocks that ran ahead.
        var since = today.AddDays(-UsageBatch.LateDays - 2);
        if (known.Since != since) (seen, known, hasToForget) = (new(), (0, since), true);
        await store.Questions.All("SELECT number, identities FROM usage_contents WHERE number > @0 AND recorded_at >= @1 ORDER BY number", [known.Number, From(since)], row =>
        {
            foreach (var identity in MemoryMarshal.Cast<byte, ulong>(row.Bytes(1))) seen.Add(identity);
            known.Number = row.Number(0);
            return true;
        }, cancel);
        if (known.Number == 0) known.Number = (await store.Questions.All("SELECT coalesce(max(number), 0) FROM usage_contents", [], row => row.Number(0), cancel))[0];
    }

    async Task<Guid?[]> Accounts(IReadOnlyList<string> names, CancellationToken cancel)
    {
        var found = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var some in names.Where(n => !Guid.TryParse(n, out _)).Chunk(Names.Together))
            await Find("external_id", some, n => n, row => found.TryAdd(row.Text(1)!, row.Id(0)), cancel);
        foreach (var some in names.Where(n => Guid.TryParse(n, out _)).Chunk(Names.Together))
            await Find("id", some, n => Guid.Parse(n), row => found.TryAdd(row.Id(0).ToString(), row.Id(0)), cancel);
        return [.. names.Select(n => found.TryGetValue(Guid.TryParse(n, out var id) ? id.ToString() : n, out var account) ? account : (Guid?)null)];
    }

    /// <summary>An account that was merged is still who it was; what it used is read under the one that stays.</summary>
    Task Find(string column, string[] names, Func<string, object?> value, Func<Reading, bool> row, CancellationToken cancel) => store.Questions.All(
        $"SELECT id, external_id FROM accounts WHERE {column} IN ({Names.Places(names.Length)}) AND (removed_at IS NULL OR merged_into_id IS NOT NULL)", [.. Names.Filled(names).Select(value)], row, cancel);

    async Task<Guid?[]> Events(IReadOnlyList<string> names, CancellationToken cancel)
    {
        var declared = new Dictionary<string, Guid>(StringComparer.Ordinal);
        await store.Questions.All("SELECT id, name FROM usage_events WHERE removed_at IS NULL ORDER BY id", [], row => declared.TryAdd(row.Text(1)!, row.Id(0)), cancel);
        return [.. names.Select(n => declared.TryGetValue(n, out var id) ? id : (Guid?)null)];
    }

    /// <summary>The day of an instant in the company's zone. A day begins on a quarter of an hour, in every zone there is.</summary>
    static Func<long, DateOnly> Days(TimeZoneInfo zone)
    {
        var days = new Dictionary<long, DateOnly>();
        return ticks =>
        {
            ref var day = ref CollectionsMarshal.GetValueRefOrAddDefault(days, ticks / (15 * TimeSpan.TicksPerMinute), out var isKnown);
            if (!isKnown) day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(new(ticks, DateTimeKind.Utc), zone));
            return day;
        };
    }
}

/// <summary>Places for many values in one statement: few different lengths, so that few are prepared.</summary>
static class Names
{
    public const int Together = 500;

    static int Room(int n) => n <= 1 ? 1 : n <= 20 ? 20 : n <= 100 ? 100 : Together;

    public static string Places(int n) => string.Join(", ", Enumerable.Range(0, Room(n)).Select(i => $"@{i}"));

    public static IEnumerable<T> Filled<T>(T[] values) => values.Concat(Enumerable.Repeat(values[^1], Room(values.Length) - values.Length));
}

/// <summary>No more identities can be remembered, so nothing more can be taken without counting some of it twice.</summary>
sealed record UsageFull(long Most, int Days) : Refusal;

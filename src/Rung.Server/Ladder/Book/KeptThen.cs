using System.Text.Json;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Metrics;

namespace Rung.Server.Ladder;

/// <summary>
/// Records of one kind as they stood at the end of a day, from what was known at a time: those there were, and the values of
/// their fields with a history.
/// </summary>
sealed class KeptThen
{
    readonly Dictionary<(Guid Record, string Field), string?> values = [];
    readonly HashSet<Guid> told = [];
    readonly DateTimeOffset before, known;
    readonly KnownThen? then;

    KeptThen(DateTimeOffset before, DateTimeOffset known, KnownThen? then) => (this.before, this.known, this.then) = (before, known, then);

    public static async Task<KeptThen> Read(Store store, Type kind, DateOnly asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var table = store.Schema[kind];
        var kept = new KeptThen(AsOf.StartOf(asOf.AddDays(1), await Zones.Of(store)), knownAt ?? DateTimeOffset.MaxValue.AddDays(-1), knownAt is { } at ? await KnownThen.Read(store, at, ["removedAt"], cancel) : null);
        await store.Questions.All($"""
            SELECT k.record_id, k.field, k.value, k.happened_at FROM {table.Quoted} r CROSS JOIN kept_values k
            WHERE k.record_id = r.id AND k.kind = '{table.Kind}' AND k.recorded_at <= @0 AND (k.retracted_at IS NULL OR k.retracted_at > @0) ORDER BY k.happened_at, k.id
            """, [kept.known], row =>
        {
            kept.told.Add(row.Id(0));
            if (row.At(3) < kept.before) kept.values[(row.Id(0), row.Text(1)!)] = row.Text(2);
            return true;
        }, cancel);
        return kept;
    }

    /// <summary>Whether it was there: begun, known, and not removed.</summary>
    public bool IsThere(Record record)
    {
        var removed = record.RemovedAt;
        then?.Read(record.Key, "removedAt", ref removed);
        return record.CreatedAt < before && record.RecordedAt <= known && !(removed < before);
    }

    /// <summary>The value it had; nothing where it had none yet, and the one it has where no history of it is kept at all.</summary>
    public T? Value<T>(Record record, string field, T? now) =>
        values.TryGetValue((record.Key, field), out var json) ? json is null ? default : JsonSerializer.Deserialize<T>(json, Api.Json.Options) : told.Contains(record.Key) ? default : now;
}

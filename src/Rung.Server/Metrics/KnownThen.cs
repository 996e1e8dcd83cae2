using System.Text.Json;
using Rung.Server.Api;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>
/// Fields without history as they were known at a time: the journal says of every later change what stood before it, and
/// the first such word is what stood then.
/// </summary>
sealed class KnownThen
{
    static readonly string[] Fields = ["removedAt", "team", "productId", "region", "source", "segment", "accountId", "relation", "marksAccepted"];

    readonly Dictionary<(Guid, string), JsonElement> before = [];
    readonly string[] fields;

    KnownThen(string[] fields) => this.fields = fields;

    public bool IsEmpty => before.Count == 0;

    public static Task<KnownThen> Read(Store store, DateTimeOffset at, CancellationToken cancel) =>
        Read(store, at, Fields, "record_kind IN ('opportunity', 'account', 'lead', 'stage', 'subscription', 'churn-event', 'invoice', 'payment')", cancel);

    /// <summary>The same of other fields, whatever kind of record has them.</summary>
    public static Task<KnownThen> Read(Store store, DateTimeOffset at, string[] fields, CancellationToken cancel) => Read(store, at, fields, "record_kind IS NOT NULL", cancel);

    static async Task<KnownThen> Read(Store store, DateTimeOffset at, string[] fields, string which, CancellationToken cancel)
    {
        var known = new KnownThen(fields);
        await store.Questions.Ask($"""
            SELECT record_id, changes FROM journal
            WHERE seq > @1 AND recorded_at > @0 AND {which} AND changes IS NOT NULL
              AND name NOT IN ('opportunity-recorded', 'account-recorded', 'lead-recorded', 'stage-recorded')
            ORDER BY tx, seq
            """, [at, await JournalSearch.Before(store, at, cancel)], async rows =>
        {
            var row = new Reading(rows, store.Place.IsSqlite);
            while (await row.Next(cancel)) known.Note(row.Id(0), row.Text(1)!);
            return true;
        }, cancel);
        return known;
    }

    /// <summary>Puts the value that was known then, where it has changed since.</summary>
    public void Read<T>(Guid record, string field, ref T value)
    {
        if (before.TryGetValue((record, field), out var told)) value = told.Deserialize<T>(Json.Options)!;
    }

    void Note(Guid record, string changes)
    {
        using var told = JsonDocument.Parse(changes);
        foreach (var field in fields)
            if (told.RootElement.TryGetProperty(field, out var pair)) before.TryAdd((record, field), pair[0].Clone());
    }
}

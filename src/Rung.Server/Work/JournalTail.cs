using System.Globalization;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Work;

/// <summary>The place of a line in the order in which readers follow the journal.</summary>
readonly record struct JournalPlace(long Tx, long Seq)
{
    public bool IsAfter(JournalPlace other) => (Tx, Seq).CompareTo((other.Tx, other.Seq)) > 0;

    /// <summary>As <see cref="ToString"/> wrote it; null where it says something else.</summary>
    public static JournalPlace? Read(string? text) =>
        text?.Split('.') is [var tx, var seq] && long.TryParse(tx, NumberStyles.None, CultureInfo.InvariantCulture, out var t) && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? new(t, s) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Tx}.{Seq}");
}

/// <summary>
/// The end of the journal, as far as no running transaction can still come before it: whoever reads on from a place here
/// misses nothing.
/// </summary>
static class JournalTail
{
    const string Columns = "seq, tx, decision_id, batch_id, record_kind, record_id, name, happened_at, recorded_at, actor_id, done_by_id, origin, payload, changes";

    /// <summary>On PostgreSQL, what no running transaction can come before any more.</summary>
    const string Settled = "tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    public static Task<List<JournalEntry>> After(Store store, JournalPlace place, int most, CancellationToken cancel) => store.Place.IsSqlite
        ? store.Questions.All($"SELECT {Columns} FROM journal WHERE seq > @0 ORDER BY seq LIMIT @1", [place.Seq, (long)most], Line, cancel)
        : store.Questions.All($"SELECT {Columns} FROM journal WHERE (tx, seq) > (@0, @1) AND {Settled} ORDER BY tx, seq LIMIT @2", [place.Tx, place.Seq, (long)most], Line, cancel);

    /// <summary>The last line there is, whatever may still come before it; null in an empty journal.</summary>
    public static async Task<JournalPlace?> Last(Store store, CancellationToken cancel) =>
        // Each database by the order it keeps; by another one it would read the whole journal.
        await store.Questions.All($"SELECT tx, seq FROM journal ORDER BY {(store.Place.IsSqlite ? "seq DESC" : "tx DESC, seq DESC")} LIMIT 1", [], Place, cancel) is [var last] ? last : null;

    public static async Task<JournalPlace> End(Store store, CancellationToken cancel) =>
        await store.Questions.All(store.Place.IsSqlite ? "SELECT tx, seq FROM journal ORDER BY seq DESC LIMIT 1" : $"SELECT tx, seq FROM journal WHERE {Settled} ORDER BY tx DESC, seq DESC LIMIT 1", [], Place, cancel) is [var end] ? end : default;

    static JournalPlace Place(Reading row) => new(row.Number(0), row.Number(1));

    static JournalEntry Line(Reading row) => new()
    {
        Seq = row.Number(0), Tx = row.Number(1), DecisionId = row.Id(2), BatchId = row.IdOrNull(3), RecordKind = row.Text(4)!, RecordId = row.Id(5), Name = row.Text(6)!,
        HappenedAt = row.At(7), RecordedAt = row.At(8), ActorId = row.Id(9), DoneById = row.IdOrNull(10), Origin = row.Choice<Origin>(11), Payload = row.Text(12), Changes = row.Text(13),
    };
}

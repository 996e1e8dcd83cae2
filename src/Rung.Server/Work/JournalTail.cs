using System.Globalization;
using Microsoft.EntityFrameworkCore;
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
    public static Task<List<JournalEntry>> After(RungDb db, bool isSqlite, JournalPlace place, int most, CancellationToken cancel) =>
        (isSqlite
            ? db.Journal.Where(j => j.Seq > place.Seq).OrderBy(j => j.Seq).Take(most)
            : db.Journal.FromSql($"SELECT * FROM journal WHERE (tx, seq) > ({place.Tx}, {place.Seq}) AND tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint ORDER BY tx, seq LIMIT {most}"))
        .AsNoTracking().ToListAsync(cancel);

    /// <summary>The last line there is, whatever may still come before it; null in an empty journal.</summary>
    public static async Task<JournalPlace?> Last(RungDb db, bool isSqlite, CancellationToken cancel) =>
        // Each database by the order it keeps; by another one it would read the whole journal.
        await (isSqlite ? db.Journal.OrderByDescending(j => j.Seq) : db.Journal.OrderByDescending(j => j.Tx).ThenByDescending(j => j.Seq))
            .Select(j => (JournalPlace?)new JournalPlace(j.Tx, j.Seq)).FirstOrDefaultAsync(cancel);

    public static Task<JournalPlace> End(RungDb db, bool isSqlite, CancellationToken cancel) =>
        (isSqlite
            ? db.Journal.OrderByDescending(j => j.Seq)
            : db.Journal.FromSql($"SELECT * FROM journal WHERE tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint ORDER BY tx DESC, seq DESC LIMIT 1"))
        .Select(j => new JournalPlace(j.Tx, j.Seq)).FirstOrDefaultAsync(cancel);
}

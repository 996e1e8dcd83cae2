using System.Globalization;
using System.Text.Json;
using Rung.Records;
using Rung.Server.Database;
using Row = Rung.Server.Database.Reading;

namespace Rung.Server.Ladder;

/// <summary>A line of the journal, and how the outreach or the lead it speaks of stands.</summary>
/// <param name="Changes">Before and after of every field it changed; null where it changed none.</param>
sealed record Line(string Kind, Guid Id, string Name, JsonElement? Changes)
{
    public DateTimeOffset HappenedAt { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public Origin Origin { get; init; }

    /// <summary>It was not in sight when outreach and leads were counted.</summary>
    public bool IsUncounted { get; init; }
    public OutreachRow? Outreach { get; init; }
    public LeadNow? Lead { get; init; }

    public bool IsNew => Name == Kind + "-recorded";

    public bool Changed(string field) => Changes?.TryGetProperty(field, out _) == true;

    /// <summary>The identities a field had and has.</summary>
    public IEnumerable<Guid> Ids(string field) => Changes is { } changes && changes.TryGetProperty(field, out var pair) ? pair.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetGuid()) : [];
}

readonly record struct OutreachRow(string? Direction, string Type, DateTimeOffset? DoneAt, DateTimeOffset CreatedAt, Guid? ActorId, DateTimeOffset? RemovedAt);

/// <param name="SoldAt">When the sale it became began.</param>
readonly record struct LeadNow(DateTimeOffset CreatedAt, bool Undated, DateTimeOffset? RemovedAt, Guid? OpportunityId, DateTimeOffset? SoldAt);

/// <summary>
/// Reads what came into the journal since it was last looked at, each line once: by its number on SQLite, by what was in sight
/// on PostgreSQL, where slower transactions come in below the last line. How outreach and leads stand is said by the same
/// statement, so that it is of one moment with the lines.
/// </summary>
static class JournalSince
{
    /// <summary>More lines than these are not followed one by one.</summary>
    public const int Most = 20_000;

    /// <summary>An expression for what of the journal is in sight of a statement.</summary>
    public static string Sight(Store store) => store.Place.IsSqlite ? "CAST((SELECT coalesce(max(seq), 0) FROM journal) AS TEXT)" : "pg_current_snapshot()::text";

    public static async Task<string> Now(Store store, CancellationToken cancel) => (await store.Questions.All($"SELECT {Sight(store)}", [], row => row.Text(0)!, cancel))[0];

    /// <summary>Lines that are not in an earlier sight, in order, one more than <see cref="Most"/> at most; and the sight with them.</summary>
    /// <param name="store">Where the journal is.</param>
    /// <param name="since">The earlier sight.</param>
    /// <param name="counted">The sight in which outreach and leads were counted.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<(string Sight, List<Line> Lines)> Read(Store store, string since, string counted, CancellationToken cancel)
    {
        var sqlite = store.Place.IsSqlite;
        string After(int place) => sqlite ? $"j.seq > @{place}" : $"(j.tx >= pg_snapshot_xmin(@{place}::pg_snapshot)::text::bigint AND NOT pg_visible_in_snapshot(j.tx::text::xid8, @{place}::pg_snapshot))";
        object Value(string sight) => sqlite ? long.Parse(sight, CultureInfo.InvariantCulture) : sight;

        var (now, lines) = (since, new List<Line>());
        await store.Questions.Ask($"""
            SELECT s.sight, j.record_kind, j.record_id, j.name, j.changes, j.happened_at, j.recorded_at, j.origin, {After(1)},
              a.type, a.direction, a.done_at, a.created_at, a.actor_id, a.removed_at, l.created_at, l.undated, l.removed_at, l.opportunity_id, o.created_at
            FROM (SELECT {Sight(store)} AS sight) s
            LEFT JOIN journal j ON {After(0)}
            LEFT JOIN activities a ON j.record_kind = 'activity' AND a.id = j.record_id
            LEFT JOIN leads l ON j.record_kind = 'lead' AND l.id = j.record_id
            LEFT JOIN opportunities o ON o.id = l.opportunity_id
            ORDER BY j.tx, j.seq LIMIT {Most + 1}
            """, [Value(since), Value(counted)], async rows =>
        {
            var row = new Row(rows, sqlite);
            while (await row.Next(cancel))
            {
                now = row.Text(0)!;
                if (row.Text(1) is { } kind)
                    lines.Add(new(kind, row.Id(2), row.Text(3)!, row.Text(4) is { } changes ? JsonSerializer.Deserialize<JsonElement>(changes) : null)
                    {
                        HappenedAt = row.At(5), RecordedAt = row.At(6), Origin = row.Choice<Origin>(7), IsUncounted = row.Flag(8),
                        Outreach = row.Text(9) is { } type ? new(row.Text(10), type, row.AtOrNull(11), row.At(12), row.IdOrNull(13), row.AtOrNull(14)) : null,
                        Lead = row.AtOrNull(15) is { } created ? new(created, row.Flag(16), row.AtOrNull(17), row.IdOrNull(18), row.AtOrNull(19)) : null,
                    });
            }

            return true;
        }, cancel);
        return (now, lines);
    }
}

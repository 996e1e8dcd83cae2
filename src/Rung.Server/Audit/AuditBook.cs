using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Ui;
using Rung.Server.Ui.Lists;
using Rung.Server.Ui.Records;

namespace Rung.Server.Audit;

/// <summary>What is asked of the journal.</summary>
/// <param name="Person">Who did it, or about whose sign-in it is.</param>
/// <param name="From">The first day, in the company's zone.</param>
/// <param name="Until">The last day.</param>
/// <param name="Before">Where the page before ended.</param>
public sealed record AuditQuery(Guid? Person, AuditKind? Kind, DateOnly? From, DateOnly? Until, long? Before);

/// <summary>One fact, as somebody reads it who wants to know who did what.</summary>
public sealed record AuditLine(long Seq, DateTimeOffset At, Guid WhoId, string Who, string Fact, string What, string RecordKind, Guid RecordId, string About, string? Link, Guid Decision, string? Payload);

/// <summary>Reads the journal for whoever must answer for it: everything is in it, nothing can be taken out of it.</summary>
sealed class AuditBook(Store store, Schema schema, Lister lister, FactWords words, Viewer viewer)
{
    public const string Permission = "audit.see";

    /// <summary>Lines are looked through by so many; the journal has no index by person or fact, and pays for none at every write.</summary>
    const long Window = 50_000;

    /// <summary>After so many windows a page ends with what it has, and tells how far it came.</summary>
    const int Windows = 20;

    /// <summary>The newest lines that are asked for, and where to go on; null at the beginning of the journal.</summary>
    public async Task<(IReadOnlyList<AuditLine> Lines, long? Next)> Page(AuditQuery query, int most, CancellationToken cancel)
    {
        var lowest = query.From is { } from ? await JournalSearch.Before(store, Instant(from), cancel) : 0;
        // Lines are out of order by a day at most, which the search allows for downwards; upwards the days after do.
        var top = query.Before ?? (query.Until is { } until ? await JournalSearch.Before(store, Instant(until.AddDays(3)), cancel) + 1 : long.MaxValue);
        var last = (await store.Questions.All("SELECT MAX(seq) FROM journal", [], row => row.NumberOrNull(0) ?? 0, cancel))[0];
        top = Math.Min(top, last + 1);
        var found = new List<long>();
        var (sql, values) = Sql(query);
        for (var looked = 0; looked < Windows && top > lowest + 1 && found.Count <= most; looked++)
        {
            var low = Math.Max(lowest, top - 1 - Window);
            found.AddRange(await store.Questions.All($"SELECT seq FROM journal WHERE seq < @0 AND seq > @1{sql} ORDER BY seq DESC LIMIT {most + 1}", [top, low, .. values], row => row.Number(0), cancel));
            top = low + 1;
        }

        var shown = found.Take(most).ToList();
        return (await Told(shown, cancel), found.Count > most ? shown[^1] : top > lowest + 1 ? top : null);
    }

    (string Sql, List<object?> Values) Sql(AuditQuery query)
    {
        var (sql, values) = (new System.Text.StringBuilder(), new List<object?>());
        string Value(object value)
        {
            values.Add(value);
            return "@" + (values.Count + 1);
        }

        if (query.From is { } from) sql.Append(" AND recorded_at >= ").Append(Value(Instant(from).UtcDateTime));
        if (query.Until is { } until) sql.Append(" AND recorded_at < ").Append(Value(Instant(until.AddDays(1)).UtcDateTime));
        if (query.Person is { } person && Value(person) is var who) sql.Append(" AND (actor_id = " + who + " OR done_by_id = " + who + " OR (record_kind = 'person' AND record_id = " + who + "))");
        if (query.Kind is { } kind) sql.Append(AuditKinds.Sql(kind));
        return (sql.ToString(), values);
    }

    async Task<IReadOnlyList<AuditLine>> Told(IReadOnlyList<long> seqs, CancellationToken cancel)
    {
        await using var db = store.Open();
        var lines = await db.Journal.AsNoTracking().Where(j => seqs.Contains(j.Seq)).OrderByDescending(j => j.Seq).ToListAsync(cancel);
        var people = lines.Select(l => new Id<Person>(l.ActorId)).Distinct().ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id.Value, p => p.Name, cancel);
        var titles = new Dictionary<Guid, string>();
        var told = new List<AuditLine>();
        foreach (var line in lines)
        {
            var table = schema.OfKind(line.RecordKind);
            if (table is not null && !titles.ContainsKey(line.RecordId)) titles[line.RecordId] = await lister.TitleOf(table, line.RecordId, cancel) ?? "";
            told.Add(new(line.Seq, line.RecordedAt, line.ActorId, names.GetValueOrDefault(line.ActorId) ?? Actors.NameOf(line.ActorId, viewer), line.Name,
                table is null ? line.Name : await words.Of(table, line, cancel), line.RecordKind, line.RecordId, titles.GetValueOrDefault(line.RecordId) ?? "",
                ListViews.OfKind(line.RecordKind) is { } view ? $"{view.Path}/{line.RecordId}" : null, line.DecisionId, line.Payload));
        }

        return told;
    }

    /// <summary>The beginning of a day in the company's zone.</summary>
    DateTimeOffset Instant(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, viewer.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}

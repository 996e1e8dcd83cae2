using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Ui.Records;

/// <summary>One value a field got: when it happened, when we learned of it, by whom.</summary>
public sealed record FieldTurn(DateTimeOffset At, DateTimeOffset LearnedAt, string Actor, FieldChange Change);

/// <summary>Every value a field ever had, read off the journal.</summary>
sealed class FieldHistory(Schema schema, Store store, FactWords words, Viewer viewer)
{
    const int Most = 500;

    public async Task<IReadOnlyList<FieldTurn>> Of(string kind, Guid id, string field, CancellationToken cancel)
    {
        await using var db = store.Open();
        var told = field.StartsWith("custom.", StringComparison.Ordinal) ? "custom" : field;
        var lines = await db.Journal.AsNoTracking().Where(j => j.RecordId == id && j.Changes != null && j.Changes.Contains("\"" + told + "\"")).OrderByDescending(j => j.Seq).Take(Most).ToListAsync(cancel);
        var actors = lines.Select(l => new Id<Person>(l.DoneById ?? l.ActorId)).Distinct().ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(p => actors.Contains(p.Id)).ToDictionaryAsync(p => p.Id.Value, p => p.Name, cancel);
        var turns = new List<FieldTurn>();
        foreach (var line in lines)
            foreach (var change in (await words.Changes(schema.OfKind(kind)!, line, cancel)).Where(c => c.Field == field))
                turns.Add(new(line.HappenedAt, line.RecordedAt, names.GetValueOrDefault(line.DoneById ?? line.ActorId) ?? Actors.NameOf(line.ActorId, viewer), change));
        return turns;
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;

namespace Rung.Server.Desk;

/// <summary>What to do with a field that somebody changed after the decision being undone.</summary>
enum OnConflict
{
    /// <summary>Undo nothing and say which fields are in the way.</summary>
    Refuse,

    /// <summary>Leave those fields as they are now and undo the rest.</summary>
    Keep,

    /// <summary>Put back the old value all the same.</summary>
    Restore,
}

/// <summary>One field on which a later change stands in the way.</summary>
sealed record UndoConflict(string RecordKind, Guid RecordId, string Field);

/// <summary>Somebody changed some of these fields since.</summary>
sealed record ChangedSince(IReadOnlyList<UndoConflict> Conflicts) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Changed;
}

/// <summary>This was taken back already, or is itself a taking back.</summary>
sealed record UndoneAlready : Refusal;

/// <summary>
/// Takes back everything one decision or one batch did: new records go out of view, changed fields get their old values,
/// history rows are marked retracted and stay. Undoing is a decision like any other and leaves its facts.
/// </summary>
sealed class Undoing(TheDesk desk, Store store, PersonKeys keys)
{
    const int Chunk = 500;

    /// <summary>What an undo would meet, without doing it.</summary>
    public async Task<IReadOnlyList<UndoConflict>> Preview(Guid decisionOrBatch, CancellationToken cancel)
    {
        var conflicts = new List<UndoConflict>();
        await using var files = store.Files();
        foreach (var lines in await Lines(decisionOrBatch, cancel))
        {
            var record = await files.Find(store.Schema.OfKind(lines[0].RecordKind)!.Type, lines[0].RecordId);
            if (record is not null) conflicts.AddRange((await Plan(record, lines, cancel)).Conflicts);
        }

        return conflicts;
    }

    /// <summary>Undoes in one stroke where it is small enough to be one transaction, else chunk by chunk; the answer names the last receipt.</summary>
    public async Task<Outcome<Receipt>> Undo(Actor actor, Guid decisionOrBatch, OnConflict onConflict, CancellationToken cancel)
    {
        var records = await Lines(decisionOrBatch, cancel);
        if (records.Count == 0) return new NotFound("decision", decisionOrBatch.ToString());
        if (await WasUndone(decisionOrBatch, cancel) || records.Any(r => r.Any(l => l.Name == "change-undone"))) return new UndoneAlready();
        if (onConflict == OnConflict.Refuse && await Preview(decisionOrBatch, cancel) is { Count: > 0 } conflicts) return new ChangedSince(conflicts);

        Outcome<Receipt> last = new NotFound("decision", decisionOrBatch.ToString());
        foreach (var chunk in records.Chunk(Chunk))
        {
            last = await desk.Decide(new Call(actor, "undo") { BatchId = decisionOrBatch }, async docket =>
            {
                Record? main = null;
                foreach (var lines in chunk)
                {
                    var record = await docket.Need(store.Schema.OfKind(lines[0].RecordKind)!.Type, lines[0].RecordId);
                    await PutBack(docket, record, lines, onConflict, cancel);
                    main ??= record;
                }

                foreach (var decision in chunk.SelectMany(l => l).Select(l => l.DecisionId).Distinct())
                    foreach (var table in Conventions.Traces.Select(t => store.Schema[t]))
                        docket.Statements.Add(($"UPDATE {table.Quoted} SET \"retracted_at\"=@0 WHERE \"decision_id\"=@1 AND \"retracted_at\" IS NULL", [docket.Act.Now, decision]));
                return main!;
            }, cancel);
            if (!last.Accepted(out _, out _)) return last;
        }

        return last;
    }

    async Task PutBack(Docket docket, Record record, List<JournalEntry> lines, OnConflict onConflict, CancellationToken cancel)
    {
        var plan = await Plan(record, lines, cancel);
        if (plan.WasNew)
        {
            if (record.RemovedAt is null) _ = record.Remove(docket.Act);
        }
        else
        {
            foreach (var (slot, before, inTheWay) in plan.Fields)
                if (!inTheWay || onConflict == OnConflict.Restore) slot.Write(record, before);
            if (record.Check() is { } refusal) throw new RefusedException(refusal);
        }

        docket.Do(record, new ChangeUndone(lines[0].DecisionId));
    }

    async Task<(bool WasNew, List<(Slot Slot, object? Before, bool InTheWay)> Fields, List<UndoConflict> Conflicts)> Plan(Record record, List<JournalEntry> lines, CancellationToken cancel)
    {
        var table = store.Schema[record.GetType()];
        var wasNew = lines.Any(l => l.Name == record.RecordKind + "-recorded");
        var first = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var last = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var line in lines.Where(l => l.Changes is not null))
            foreach (var field in JsonDocument.Parse(line.Changes!).RootElement.EnumerateObject())
            {
                first.TryAdd(field.Name, field.Value[0]);
                last[field.Name] = field.Value[1];
            }

        var fields = new List<(Slot, object?, bool)>();
        var conflicts = new List<UndoConflict>();
        foreach (var (name, after) in last)
        {
            if (!table.BySlot.TryGetValue(name, out var slot)) continue;
            var inTheWay = !Equals(await Value(record, slot, after, cancel), slot.Read(record));
            if (inTheWay) conflicts.Add(new(record.RecordKind, record.Key, name));
            if (!wasNew) fields.Add((slot, await Value(record, slot, first[name], cancel), inTheWay));
        }

        return (wasNew, fields, conflicts);
    }

    async Task<object?> Value(Record record, Slot slot, JsonElement told, CancellationToken cancel)
    {
        if (told.ValueKind == JsonValueKind.Null) return null;
        if (told.ValueKind == JsonValueKind.Object && told.TryGetProperty("sealed", out var box))
        {
            var plain = await keys.Open(told.GetProperty("of").GetGuid(), box.GetString()!, cancel);
            return plain is null ? null : JsonSerializer.Deserialize(plain, slot.Property.PropertyType, Json.Options);
        }

        return told.Deserialize(slot.Property.PropertyType, Json.Options);
    }

    /// <summary>The journal lines of a decision or batch, by record, in the order they were written.</summary>
    async Task<List<List<JournalEntry>>> Lines(Guid id, CancellationToken cancel)
    {
        await using var db = store.Open();
        var lines = await db.Journal.AsNoTracking().Where(j => j.DecisionId == id).OrderBy(j => j.Seq).ToListAsync(cancel);
        if (lines.Count == 0) lines = await db.Journal.AsNoTracking().Where(j => j.BatchId == id && j.Name != "change-undone").OrderBy(j => j.Seq).ToListAsync(cancel);
        return [.. lines.GroupBy(l => l.RecordId).Select(g => g.ToList())];
    }

    async Task<bool> WasUndone(Guid id, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Journal.AnyAsync(j => j.BatchId == id && j.Name == "change-undone", cancel);
    }
}

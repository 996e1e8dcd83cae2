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
/// <param name="Now">What stands there now.</param>
/// <param name="Then">What stood there before the decision, and would stand there again.</param>
sealed record UndoConflict(string RecordKind, Guid RecordId, string Field, object? Now, object? Then);

/// <summary>Somebody changed some of these fields since.</summary>
sealed record ChangedSince(IReadOnlyList<UndoConflict> Conflicts) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Changed;
}

/// <summary>A person was erased in this; that is for good.</summary>
sealed record ErasureStays : Refusal;

/// <summary>This was taken back already, or is itself a taking back.</summary>
sealed record UndoneAlready : Refusal;

/// <summary>
/// Takes back everything one decision or one batch did: new records go out of view, changed fields get their old values,
/// history rows are marked retracted and stay. Undoing is a decision like any other and leaves its facts.
/// </summary>
sealed class Undoing(TheDesk desk, Store store, PersonKeys keys)
{
    const int Chunk = 500;
    const int MostConflicts = 1000;

    /// <summary>What stage visits say, all of it or none: a later move stands in the way of every one of them.</summary>
    static readonly string[] StandsOn = ["pipelineId", "stageId", "stageKind", "stageEnteredAt"];

    public static readonly string[] Erasures = ["contact-erased", "colleague-erased", "private-values-erased"];

    /// <summary>What an undo would meet, without doing it: the first thousand fields.</summary>
    public async Task<IReadOnlyList<UndoConflict>> Preview(Guid decisionOrBatch, CancellationToken cancel)
    {
        var conflicts = new List<UndoConflict>();
        await using var files = store.Files();
        await foreach (var chunk in Chunks(decisionOrBatch, Guid.Empty, cancel))
            foreach (var lines in chunk)
            {
                var record = await files.Find(store.Schema.OfKind(lines[0].RecordKind)!.Type, lines[0].RecordId);
                if (record is not null) conflicts.AddRange((await Plan(record, lines, cancel)).Conflicts.Select(c => SignIn.Pay.Hides(c.RecordKind, c.Field) ? c with { Now = null, Then = null } : c));
                if (conflicts.Count >= MostConflicts) return conflicts;
            }

        return conflicts;
    }

    /// <summary>Undoes in one stroke where it is small enough to be one transaction, else chunk by chunk; the answer names the last receipt.</summary>
    /// <param name="repeatable">Sent again under its key it is told what came of it; the receipt is that of the last chunk.</param>
    public async Task<Outcome<Receipt>> Undo(Actor actor, Guid decisionOrBatch, OnConflict onConflict, CancellationToken cancel, (string Key, string Fingerprint)? repeatable = null)
    {
        if (await Refuse(decisionOrBatch, onConflict, cancel) is { } no) return await desk.Unanswered(new(actor, "undo") { Repeatable = repeatable }, no, cancel);

        List<List<JournalEntry>>? waiting = null;
        await foreach (var chunk in Chunks(decisionOrBatch, Guid.Empty, cancel))
        {
            if (waiting is not null && await Undo(actor, decisionOrBatch, waiting, onConflict, null, cancel) is { Refusal: { } refusal }) return refusal;
            waiting = chunk;
        }

        return waiting is null ? new NotFound("decision", decisionOrBatch.ToString()) : await Undo(actor, decisionOrBatch, waiting, onConflict, null, cancel, repeatable);
    }

    /// <summary>Why it cannot be undone as asked, before anything is.</summary>
    public async Task<Refusal?> Refuse(Guid decisionOrBatch, OnConflict onConflict, CancellationToken cancel)
    {
        if (await Has(decisionOrBatch, Erasures, cancel)) return new ErasureStays();
        if (await Has(decisionOrBatch, ["change-undone"], cancel)) return new UndoneAlready();
        if (onConflict == OnConflict.Keep) return null;
        var conflicts = await Preview(decisionOrBatch, cancel);
        if (onConflict == OnConflict.Restore) conflicts = [.. conflicts.Where(IsMove)];
        return conflicts.Count > 0 ? new ChangedSince(conflicts) : null;
    }

    /// <summary>Undoes what was done to some records, in one transaction with <paramref name="guard"/>.</summary>
    public Task<Outcome<Receipt>> Undo(Actor actor, Guid decisionOrBatch, IReadOnlyList<List<JournalEntry>> chunk, OnConflict onConflict, (string Sql, object?[] Values)? guard, CancellationToken cancel, (string Key, string Fingerprint)? repeatable = null) =>
        desk.Decide(new Call(actor, "undo") { BatchId = decisionOrBatch, Repeatable = repeatable }, async docket =>
        {
            Record? main = null;
            foreach (var lines in chunk)
            {
                // What others did to a record is taken back only by those who may change it.
                var amends = lines[0].RecordKind + ".amend";
                if (lines.Any(l => l.ActorId != actor.Id.Value) && !actor.May(amends)) throw new RefusedException(new NotAllowed(amends));
                var record = await docket.Need(store.Schema.OfKind(lines[0].RecordKind)!.Type, lines[0].RecordId);
                await PutBack(docket, record, lines, onConflict, cancel);
                main ??= record;
            }

            if (guard is { } held) docket.Guards.Add(held);
            foreach (var (record, decision) in chunk.SelectMany(l => l).Select(l => (l.RecordId, l.DecisionId)).Distinct())
                foreach (var table in Conventions.Traces.Select(t => store.Schema[t]))
                    docket.Statements.Add(($"UPDATE {table.Quoted} SET \"retracted_at\"=@0 WHERE {table.Key[0]}=@1 AND \"decision_id\"=@2 AND \"retracted_at\" IS NULL", [docket.Act.Now, record, decision]));
            return main!;
        }, cancel);

    async Task PutBack(Docket docket, Record record, List<JournalEntry> lines, OnConflict onConflict, CancellationToken cancel)
    {
        var plan = await Plan(record, lines, cancel);
        if (plan.WasNew)
        {
            if (record.RemovedAt is null) _ = record.Remove(docket.Act);
            // What the source calls it is free again, so that the same rows can come in anew.
            store.Schema[record.GetType()].BySlot["externalId"].Write(record, null);
        }
        else
        {
            // A stage is where the last move led: none can be put back under a later one without a visit that never was.
            if (onConflict == OnConflict.Restore && plan.Conflicts.Where(IsMove).ToList() is { Count: > 0 } moves) throw new RefusedException(new ChangedSince(moves));

            foreach (var (slot, before, inTheWay) in plan.Fields)
                if (!inTheWay || onConflict == OnConflict.Restore) slot.Write(record, before);
            if (record.Check() is { } refusal) throw new RefusedException(refusal);
        }

        docket.PutBack(record, plan.Fields.Where(f => !f.InTheWay).Select(f => f.Slot), new ChangeUndone(lines[0].DecisionId));
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
        var movedSince = !wasNew && record is Rung.Opportunities.Opportunity { StageEnteredAt: var entered } && last.TryGetValue("stageEnteredAt", out var then) && then.GetDateTimeOffset() != entered;
        foreach (var (name, after) in last)
        {
            if (!table.BySlot.TryGetValue(name, out var slot)) continue;
            // What only a destroyed key could tell stays blank.
            if (await Value(slot, after, cancel) is not (true, var was) || await Value(slot, first[name], cancel) is not (true, var before)) continue;
            var now = slot.Read(record);
            var inTheWay = !Equals(was, now) || (movedSince && StandsOn.Contains(name));
            if (inTheWay) conflicts.Add(new(record.RecordKind, record.Key, name, now, before));
            if (!wasNew) fields.Add((slot, before, inTheWay));
        }

        return (wasNew, fields, conflicts);
    }

    static bool IsMove(UndoConflict conflict) => conflict.RecordKind == "opportunity" && StandsOn.Contains(conflict.Field);

    async Task<(bool IsKnown, object? Value)> Value(Slot slot, JsonElement told, CancellationToken cancel)
    {
        if (told.ValueKind == JsonValueKind.Null) return (true, null);
        if (told.ValueKind != JsonValueKind.Object || !told.TryGetProperty("sealed", out var box)) return (true, told.Deserialize(slot.Property.PropertyType, Json.Options));
        return await keys.Open(told.GetProperty("of").GetGuid(), box.GetString()!, cancel) is { } plain ? (true, JsonSerializer.Deserialize(plain, slot.Property.PropertyType, Json.Options)) : (false, null);
    }

    /// <summary>The journal lines of a decision or batch, a few hundred records at a time, each record's in the order they were written.</summary>
    public async IAsyncEnumerable<List<List<JournalEntry>>> Chunks(Guid id, Guid after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var db = store.Open();
        var isDecision = await db.Journal.AnyAsync(j => j.DecisionId == id, cancel);
        for (var last = after; ;)
        {
            var lines = isDecision ? db.Journal.Where(j => j.DecisionId == id) : db.Journal.Where(j => j.BatchId == id && j.Name != "change-undone");
            var records = await lines.Where(j => j.RecordId > last).Select(j => j.RecordId).Distinct().OrderBy(r => r).Take(Chunk).ToListAsync(cancel);
            if (records.Count == 0) yield break;

            var (from, until) = (records[0], records[^1]);
            var chunk = await lines.AsNoTracking().Where(j => j.RecordId >= from && j.RecordId <= until).OrderBy(j => j.Seq).ToListAsync(cancel);
            yield return [.. chunk.GroupBy(l => l.RecordId).Select(g => g.ToList())];
            last = until;
        }
    }

    async Task<bool> Has(Guid id, string[] facts, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Journal.AnyAsync(j => (j.BatchId == id || j.DecisionId == id) && facts.Contains(j.Name), cancel);
    }
}

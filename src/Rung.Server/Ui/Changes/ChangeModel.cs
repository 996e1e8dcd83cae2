using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Export;
using Rung.Server.Ui.Lists;
using Rung.Server.Ui.Records;

namespace Rung.Server.Ui.Changes;

/// <summary>Everything done in one stroke, on a line: a decision, or a whole import.</summary>
/// <param name="Id">The decision or the batch; undo takes it.</param>
/// <param name="First">Where it begins in the journal.</param>
/// <param name="Records">How many it touched; of more than <see cref="MostCounted"/> no more is said.</param>
public sealed record Change(Guid Id, long First, DateTimeOffset At, string Who, string What, string Subject, string? Link, long Records, bool IsUndone, bool CanUndo)
{
    public const int MostCounted = 10_000;

    /// <summary>How many beside those already named.</summary>
    internal string Beside(Viewer viewer, int named) => Counted(viewer, "changes.andMore", "changes.manyMore", Records - named);

    internal string Total(Viewer viewer) => Counted(viewer, "changes.records", "changes.manyRecords", Records);

    string Counted(Viewer viewer, string some, string many, long n) => Records > MostCounted ? viewer[many, ("n", MostCounted)] : viewer[some, ("n", n)];
}

/// <summary>What one decision did to one record.</summary>
public sealed record ChangedRecord(string Kind, string Title, string? Link, IReadOnlyList<string> Facts, IReadOnlyList<(string Field, string Before, string After)> Fields);

/// <summary>Values of the journal as a reader sees them.</summary>
public static class ChangeWords
{
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "—",
        JsonValueKind.Object when value.TryGetProperty("sealed", out _) => "·",
        JsonValueKind.Object when value.TryGetProperty("private", out var told) => Of(told),
        JsonValueKind.Object when value.TryGetProperty("minor", out var minor) => new Money(minor.GetInt64(), new(value.GetProperty("currency").GetString()!)).ToString(),
        _ => value.ToString(),
    };
}

/// <summary>Reads the journal for people: what was done lately, by whom, and whether it can be taken back.</summary>
sealed class Changes(Store store, Schema schema, Lister lister, Viewer viewer, PrivateValues privates)
{
    readonly Dictionary<Guid, string> named = [];

    const int AtOnce = 40;
    const int Lines = 400;
    public const int MostShown = 200;

    /// <summary>The newest strokes of the whole company before a place in the journal, each once, however many lines it has.</summary>
    public async Task<(IReadOnlyList<Change> Changes, long? Next)> Company(long? before, CancellationToken cancel)
    {
        await using var db = store.Open();
        var changes = new List<Change>();
        var from = before ?? long.MaxValue;
        while (changes.Count < AtOnce)
        {
            var lines = await db.Journal.AsNoTracking().Where(j => j.Seq < from).OrderByDescending(j => j.Seq).Take(Lines).ToListAsync(cancel);
            if (lines.Count == 0) return (changes, null);

            foreach (var stroke in lines.GroupBy(l => l.BatchId ?? l.DecisionId))
            {
                if (changes.Any(c => c.Id == stroke.Key)) continue;
                var change = await Told(db, stroke.Key, [.. stroke.Reverse()], cancel);
                if (change.First < (before ?? long.MaxValue)) changes.Add(change);
                if (changes.Count == AtOnce) break;
            }

            from = Math.Min(lines[^1].Seq, changes.Count == 0 ? lines[^1].Seq : changes.Min(c => c.First));
        }

        return (changes, changes.Min(c => c.First));
    }

    /// <summary>What happened to one record, newest first.</summary>
    public async Task<IReadOnlyList<(Change Change, ChangedRecord Did)>> Of(Guid record, CancellationToken cancel)
    {
        await using var db = store.Open();
        var lines = await db.Journal.AsNoTracking().Where(j => j.RecordId == record).OrderByDescending(j => j.Seq).Take(MostShown).ToListAsync(cancel);
        var all = new List<(Change, ChangedRecord)>();
        foreach (var stroke in lines.GroupBy(l => l.DecisionId))
            all.Add((await Told(db, stroke.Key, [.. stroke.Reverse()], cancel), await Did([.. stroke.Reverse()], cancel)));
        return all;
    }

    /// <summary>One stroke with what it did to each record, the first ones where there are many.</summary>
    public async Task<(Change Change, IReadOnlyList<ChangedRecord> Did)?> One(Guid id, CancellationToken cancel)
    {
        await using var db = store.Open();
        var lines = await db.Journal.AsNoTracking().Where(j => j.DecisionId == id).OrderBy(j => j.Seq).Take(2000).ToListAsync(cancel);
        if (lines.Count == 0) lines = await db.Journal.AsNoTracking().Where(j => j.BatchId == id && j.Name != "change-undone").OrderBy(j => j.Seq).Take(2000).ToListAsync(cancel);
        if (lines.Count == 0) return null;

        var did = new List<ChangedRecord>();
        foreach (var record in lines.GroupBy(l => l.RecordId).Take(MostShown)) did.Add(await Did([.. record], cancel));
        return (await Told(db, id, lines, cancel), did);
    }

    async Task<Change> Told(RungDb db, Guid id, List<JournalEntry> lines, CancellationToken cancel)
    {
        var first = lines[0];
        var isBatch = first.BatchId == id;
        var records = lines.Select(l => l.RecordId).Distinct().LongCount();
        if (isBatch)
        {
            records = await db.Journal.Where(j => j.BatchId == id).Select(j => j.RecordId).Distinct().Take(Change.MostCounted + 1).LongCountAsync(cancel);
            first = await db.Journal.AsNoTracking().Where(j => j.BatchId == id).OrderBy(j => j.Seq).FirstAsync(cancel);
        }

        var who = await db.Set<Person>().AsNoTracking().Where(p => p.Id == new Id<Person>(first.ActorId)).Select(p => p.Name).FirstOrDefaultAsync(cancel) ?? Actors.NameOf(first.ActorId, viewer);
        var isUndone = await db.Journal.AnyAsync(j => j.BatchId == id && j.Name == "change-undone", cancel);
        var undoing = lines.All(l => l.Name == "change-undone");
        return new(id, first.Seq, first.RecordedAt, who, string.Join(", ", (await FactsOf(lines, cancel)).Take(3)), await TitleOf(first, cancel), LinkOf(first), records,
            isUndone && !undoing, !undoing && !isUndone && viewer.May("undo") && !lines.Any(l => Undoing.Erasures.Contains(l.Name)) && lines.Any(l => l.Changes is not null));
    }

    async Task<ChangedRecord> Did(List<JournalEntry> lines, CancellationToken cancel)
    {
        var fields = new List<(string, string, string)>();
        foreach (var line in lines)
            if (await privates.Tell(line.Changes, cancel) is { } changes)
                foreach (var change in JsonDocument.Parse(changes).RootElement.EnumerateObject())
                    fields.Add((viewer.Field(line.RecordKind, change.Name), await Shown(line.RecordKind, change.Name, change.Value[0], cancel), await Shown(line.RecordKind, change.Name, change.Value[1], cancel)));
        return new(lines[0].RecordKind, await TitleOf(lines[0], cancel), LinkOf(lines[0]), await FactsOf(lines, cancel), fields);
    }

    /// <summary>A value as its field shows it: references by name, choices in words.</summary>
    public async Task<string> Shown(string kind, string field, JsonElement value, CancellationToken cancel)
    {
        if (SignIn.Pay.Hides(kind, field)) return "•••";
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || schema.OfKind(kind)?.BySlot.GetValueOrDefault(field) is not { } slot) return ChangeWords.Of(value);
        var type = Conventions.Plain(slot.Property.PropertyType);
        if (Conventions.IsId(type) && value.TryGetGuid(out var id)) return await lister.TitleOf(schema[type.GetGenericArguments()[0]], id, cancel) ?? "·";
        if (type.IsEnum) return viewer[$"value.{Words.Camel(type.Name)}.{value}"];
        if (type == typeof(bool)) return viewer[value.GetBoolean() ? "ui.yes" : "ui.no"];
        if (type == typeof(Money) && value.TryGetProperty("minor", out var minor)) return viewer.Money(new(minor.GetInt64(), new(value.GetProperty("currency").GetString()!)));
        if (type == typeof(DateOnly)) return viewer.Day(value.Deserialize<DateOnly>());
        return type == typeof(DateTimeOffset) ? viewer.When(value.GetDateTimeOffset()) : ChangeWords.Of(value);
    }

    async Task<IReadOnlyList<string>> FactsOf(List<JournalEntry> lines, CancellationToken cancel)
    {
        var facts = new List<string>();
        foreach (var line in lines) facts.Add(viewer["fact." + FactWords.Told(line.Name, line.RecordKind), [("Record", viewer["record." + line.RecordKind]), .. await Payload(line, cancel)]]);
        return [.. facts.Distinct()];
    }

    async Task<List<(string, object?)>> Payload(JournalEntry line, CancellationToken cancel)
    {
        var values = new List<(string, object?)>();
        if (line.Payload is not { } payload) return values;
        foreach (var told in JsonDocument.Parse(payload).RootElement.EnumerateObject())
            values.Add((told.Name, told.Value.ValueKind == JsonValueKind.String && told.Value.TryGetGuid(out var id) ? await NameOf(id, FactReferences.KindOf(line.Name, told.Name), cancel) : ChangeWords.Of(told.Value)));
        return values;
    }

    async Task<string> NameOf(Guid id, string? kind, CancellationToken cancel)
    {
        if (store.Known.StageNamed(id) is { } stage) return viewer.StageName(stage);
        if (kind is null || schema.OfKind(kind) is not { } table) return "";
        if (!named.TryGetValue(id, out var name)) named[id] = name = await lister.TitleOf(table, id, cancel) ?? "";
        return name;
    }

    async Task<string> TitleOf(JournalEntry line, CancellationToken cancel) =>
        schema.OfKind(line.RecordKind) is { } table && await lister.TitleOf(table, line.RecordId, cancel) is { Length: > 0 } title ? title : viewer["record." + line.RecordKind];

    static string? LinkOf(JournalEntry line) => ListViews.OfKind(line.RecordKind) is { } view ? $"{view.Path}/{line.RecordId}" : null;
}

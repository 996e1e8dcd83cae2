using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Ui.Lists;

namespace Rung.Server.Ui.Records;

/// <summary>One line of a record's story.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Icon">What kind of thing it was.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Text">What it was.</param>
/// <param name="Body">What was said, if anything.</param>
/// <param name="DecisionId">The stroke it was part of; undo takes it.</param>
public sealed record Happening(DateTimeOffset At, string Icon, string Actor, string Text, string? Body, Guid? DecisionId);

/// <summary>A field on the side of a record.</summary>
public sealed record Pair(string Field, string Label, string Value, string? Link);

/// <summary>Records that hang on this one.</summary>
public sealed record Related(ListView View, IReadOnlyList<ListRow> Rows);

public sealed class RecordModel
{
    public required ListView View { get; init; }
    public required ListRow Row { get; init; }
    public required string Title { get; init; }
    public required IReadOnlyList<Pair> Pairs { get; init; }
    public required IReadOnlyList<Happening> Events { get; init; }
    public IReadOnlyList<Related> Related { get; init; } = [];
    public IReadOnlyList<Stage> Stages { get; init; } = [];
    public Stage? Stage { get; init; }

    /// <summary>Days spent in each stage so far.</summary>
    public IReadOnlyDictionary<Guid, int> DaysIn { get; init; } = new Dictionary<Guid, int>();
    public string? Accountable { get; init; }

    public bool IsOpen => Row.View("stageKind") is "open";
}

static class RowWords
{
    /// <summary>A field of the row where the kind has it, else null.</summary>
    public static string? View(this ListRow row, string field) => row.Has(field) ? row[field]?.ToString() : null;
}

/// <summary>Reads record pages.</summary>
sealed class RecordModels(Schema schema, Lister lister, Store store, Viewer viewer)
{
    static readonly string[] NotShown = ["id", "version", "name", "subject", "plan", "custom", "removedAt", "mergedIntoId", "stageId", "pipelineId", "stageKind", "nextStep", "nextStepAt", "undated", "erasedAt"];

    public async Task<RecordModel?> Read(ListView view, Guid id, CancellationToken cancel)
    {
        var table = schema.OfKind(view.Kind)!;
        string[] titles = [.. table.References.Select(r => Words.Camel(r.Property)).Where(r => schema[table.References.First(x => Words.Camel(x.Property) == r).To].Type.GetProperty("Name") is not null || r is "meetingId")];
        if (await lister.One(table, id, titles, cancel) is not { } row) return null;

        var stages = view.Kind == "opportunity" ? [.. (await store.Known.Stages()).Where(s => s.PipelineId.Value == row.Reference("pipelineId"))] : (IReadOnlyList<Stage>)[];
        return new()
        {
            View = view,
            Row = row,
            Title = row.View(Form.Of(table.Type).Title?.Name ?? "id") ?? viewer["ui.unnamed"],
            Pairs = [.. table.Slots.Where(s => !NotShown.Contains(s.Name)).Select(s => PairOf(view, row, s, titles)).Where(p => p.Value.Length > 0)],
            Events = await Events(table, id, cancel),
            Related = await RelatedTo(table, id, cancel),
            Stages = stages,
            Stage = stages.FirstOrDefault(s => s.Id.Value == row.Reference("stageId")),
            DaysIn = view.Kind == "opportunity" ? await DaysIn(id, cancel) : new Dictionary<Guid, int>(),
            Accountable = titles.Contains("accountableId") ? row.Title("accountableId") : null,
        };
    }

    /// <summary>The record's name, as its page heads it.</summary>
    public async Task<string> TitleOf(ListView view, Guid id, CancellationToken cancel) => await lister.TitleOf(schema.OfKind(view.Kind)!, id, cancel) is { Length: > 0 } title ? title : viewer["ui.unnamed"];

    Pair PairOf(ListView view, ListRow row, Slot slot, string[] titles)
    {
        var type = Conventions.Plain(slot.Property.PropertyType);
        var label = viewer.Field(view.Kind, slot.Name);
        var value = row[slot.Name];
        if (value is null) return new(slot.Name, label, "", null);
        if (Conventions.IsId(type))
        {
            var to = ListViews.OfKind(Words.Kebab(type.GetGenericArguments()[0].Name));
            return new(slot.Name, label, titles.Contains(slot.Name) ? row.Title(slot.Name) ?? "" : "", to is null ? null : $"{to.Path}/{value}");
        }

        return new(slot.Name, label, value switch
        {
            Money money => viewer.Money(money),
            DateOnly day => viewer.Day(day),
            DateTimeOffset at => viewer.When(at),
            bool flag => viewer[flag ? "ui.yes" : "ui.no"],
            string text when type.IsEnum => viewer[$"value.{Words.Camel(type.Name)}.{text}"],
            _ => Convert.ToString(value, viewer.Culture) ?? "",
        }, slot.Name is "website" or "recording" && value is string url && url.StartsWith("https://", StringComparison.Ordinal) ? url : null);
    }

    async Task<List<Happening>> Events(Table table, Guid id, CancellationToken cancel)
    {
        await using var db = store.Open();
        var lines = await db.Journal.AsNoTracking().Where(j => j.RecordId == id).OrderByDescending(j => j.Seq).Take(200).ToListAsync(cancel);
        var events = new List<Happening>();
        var names = await db.Set<Person>().AsNoTracking().Where(p => lines.Select(l => new Id<Person>(l.ActorId)).Contains(p.Id)).ToDictionaryAsync(p => p.Id.Value, p => p.Name, cancel);
        foreach (var line in lines)
            events.Add(new(line.HappenedAt, IconOf(line.Name), names.GetValueOrDefault(line.ActorId, ""), FactText(table, line), null, line.DecisionId));

        if (table.Kind is "opportunity" or "account" or "lead" or "contact") events.AddRange(await Touches(db, table.Kind, id, cancel));
        return [.. events.OrderByDescending(e => e.At)];
    }

    static async Task<List<Happening>> Touches(RungDb db, string kind, Guid id, CancellationToken cancel)
    {
        var meetings = db.Set<Meeting>().AsNoTracking().Where(m => m.RemovedAt == null);
        var activities = db.Set<Activity>().AsNoTracking().Where(a => a.RemovedAt == null);
        (meetings, activities) = kind switch
        {
            "opportunity" => (meetings.Where(m => m.OpportunityId == new Id<Opportunity>(id)), activities.Where(a => a.OpportunityId == new Id<Opportunity>(id))),
            "account" => (meetings.Where(m => m.AccountId == new Id<Account>(id)), activities.Where(a => a.AccountId == new Id<Account>(id))),
            "lead" => (meetings.Where(m => m.LeadId == new Id<Rung.Leads.Lead>(id)), activities.Where(a => a.LeadId == new Id<Rung.Leads.Lead>(id))),
            _ => (meetings.Where(m => m.ContactId == new Id<Contact>(id)), activities.Where(a => a.ContactId == new Id<Contact>(id))),
        };
        var events = (await meetings.OrderByDescending(m => m.ScheduledFor).Take(100).ToListAsync(cancel))
            .Select(m => new Happening(m.HeldAt ?? m.ScheduledFor, "meeting", "", m.Subject ?? m.Type.ToString(), m.Notes, null)).ToList();
        events.AddRange((await activities.OrderByDescending(a => a.CreatedAt).Take(100).ToListAsync(cancel))
            .Select(a => new Happening(a.CreatedAt, a.Type == ActivityType.Email ? "mail" : "note", "", a.Subject ?? a.Type.ToString(), a.Body, null)));
        return events;
    }

    string FactText(Table table, JournalEntry line)
    {
        var values = new List<(string, object?)> { ("Record", viewer["record." + table.Kind]) };
        if (line.Payload is { } payload)
            foreach (var property in JsonDocument.Parse(payload).RootElement.EnumerateObject()) values.Add((property.Name, Spoken(property.Value)));
        var text = viewer["fact." + Told(line.Name, table.Kind), [.. values]];
        if (line.Name.EndsWith("-amended", StringComparison.Ordinal) && line.Changes is { } changes)
            text += ": " + string.Join(", ", JsonDocument.Parse(changes).RootElement.EnumerateObject().Select(c => viewer.Field(table.Kind, c.Name)));
        return text;
    }

    /// <summary>What every kind can do is told in one sentence for all of them.</summary>
    public static string Told(string fact, string kind) => fact.Length > kind.Length && fact.StartsWith(kind, StringComparison.Ordinal) ? fact[(kind.Length + 1)..] switch
    {
        "recorded" => "recorded",
        "amended" => "amended",
        "removed" => "record-removed",
        "restored" => "record-restored",
        "merged" => "record-merged",
        _ => fact,
    } : fact;

    string Spoken(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.TryGetProperty("minor", out var minor) => viewer.Money(new Money(minor.GetInt64(), new(value.GetProperty("currency").GetString()!))),
        JsonValueKind.String when Guid.TryParse(value.GetString(), out var id) => NameOf(id),
        JsonValueKind.String when DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var at) && value.GetString()!.Contains('T', StringComparison.Ordinal) => viewer.When(at),
        JsonValueKind.String when DateOnly.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var day) => viewer.Day(day),
        JsonValueKind.Null => "",
        _ => value.ToString(),
    };

    string NameOf(Guid id) => store.Known.StageNamed(id) is { } stage ? viewer.StageName(stage) : "";

    async Task<List<Related>> RelatedTo(Table table, Guid id, CancellationToken cancel)
    {
        var related = new List<Related>();
        foreach (var view in ListViews.All.Where(v => v.Kind != table.Kind && v.Kind is not ("meeting" or "activity")))
        {
            var other = schema.OfKind(view.Kind)!;
            if (other.References.FirstOrDefault(r => r.To == table.Type).Property is not { } reference || !viewer.May(view.Kind + ".read")) continue;
            var page = await lister.Read(new ListSpec(other) { Where = new Condition.Compare(Words.Camel(reference), Op.Eq, id), Limit = 8, Descending = true }, cancel);
            if (page.Rows.Count > 0) related.Add(new(view, page.Rows));
        }

        return related;
    }

    async Task<Dictionary<Guid, int>> DaysIn(Guid id, CancellationToken cancel)
    {
        await using var db = store.Open();
        var visits = await db.Set<StageVisit>().AsNoTracking().Where(v => v.OpportunityId == new Id<Opportunity>(id) && v.RetractedAt == null).OrderBy(v => v.HappenedAt).ToListAsync(cancel);
        var days = new Dictionary<Guid, int>();
        for (var i = 0; i < visits.Count; i++)
        {
            var until = i + 1 < visits.Count ? visits[i + 1].HappenedAt : viewer.Now;
            days[visits[i].StageId.Value] = days.GetValueOrDefault(visits[i].StageId.Value) + viewer.DayOf(until).DayNumber - viewer.DayOf(visits[i].HappenedAt).DayNumber;
        }

        return days;
    }

    static string IconOf(string fact) => fact switch
    {
        "opportunity-won" => "check",
        "opportunity-moved" or "opportunity-reopened" => "move",
        "change-undone" => "undo",
        "next-step-planned" => "flag",
        _ when fact.EndsWith("-recorded", StringComparison.Ordinal) => "lead",
        _ => "note",
    };
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Ui.Lists;

namespace Rung.Server.Ui.Records;

/// <summary>One line of a form as a page shows it.</summary>
public sealed record FormLine(string Name, string Label, string Type, string Value, bool Required)
{
    public int Max { get; init; }

    /// <summary>Choices of a closed list.</summary>
    public IReadOnlyList<(string Value, string Label)> Options { get; init; } = [];

    /// <summary>The kind a reference names, and what is chosen now.</summary>
    public string? Referred { get; init; }
    public string? Chosen { get; init; }
    public string? Currency { get; init; }

    /// <summary>Its place on the page, where the same field stands in several forms.</summary>
    public string Id { get => field ?? "f-" + Name; init; }
}

public sealed record FormModel(ListView View, Guid? Id, long Version, string Title, IReadOnlyList<FormLine> Main, IReadOnlyList<FormLine> More);

/// <summary>Reads the form of a kind, empty or filled.</summary>
sealed class FormModels(Schema schema, Lister lister, Viewer viewer, Fields.FieldSpecs specs, Store store)
{
    static readonly string[] Behind = ["externalId", "custom", "subscriptionId", "tags", "segment", "campaign", "website", "foundedIn", "parentId", "idealFit", "queueId", "team", "sourcedById", "csmId", "leadId", "department", "profile", "mobile", "language", "doNotContact", "revenue", "recording", "bookedById", "bookedAt", "heldAt", "cancelledReason", "status"];

    /// <summary>What a verb fills in when the time comes; whoever enters it afterwards may say it at once.</summary>
    static readonly Dictionary<string, string[]> Later = new()
    {
        ["opening"] = ["offeredAt", "hiredId", "closedAt", "withdrawnReason"], ["improvement"] = ["closedAt", "droppedReason"], ["hypothesis"] = ["result", "learned", "decision", "settledAt"], ["time-block"] = ["meetingId"],
    };

    public async Task<FormModel?> Read(ListView view, Guid? id, IQueryCollection query, CancellationToken cancel)
    {
        var table = schema.OfKind(view.Kind)!;
        var form = Form.Of(table.Type);
        string[] titles = [.. form.Fields.Where(f => f.IsReference && Form.Of(f.Referred!).Title is not null).Select(f => f.Name)];
        var row = id is { } there ? await lister.One(table, there, titles, cancel) : null;
        if (id is not null && row is null) return null;

        var lines = new List<FormLine>();
        foreach (var field in form.Fields.Where(f => f.Name is not ("externalId" or "custom") && (id is null || !f.Once)))
            lines.Add(await Line(view, field, row, query[field.Name].FirstOrDefault(), titles, cancel));
        foreach (var further in (await specs.Of(view.Kind)).Where(f => f.IsFurther)) lines.Add(Further(further, row));
        var title = row is null ? viewer["ui.newOf", ("record", viewer["record." + view.Kind])] : form.Title is { } named ? row.View(named.Name) ?? "" : viewer["record." + view.Kind];
        return new(view, id, row?.Version ?? 0, title, [.. lines.Where(l => !IsBehind(view, l))], [.. lines.Where(l => IsBehind(view, l))]);
    }

    /// <summary>The profile of a seat is what is looked for; of anybody else it is an address.</summary>
    static bool IsBehind(ListView view, FormLine line) => (Later.TryGetValue(view.Kind, out var later) && later.Contains(line.Name)) || (Behind.Contains(line.Name) && (view.Kind, line.Name) is not ("opening", "profile"));

    async Task<FormLine> Line(ListView view, FormField field, ListRow? row, string? given, string[] titles, CancellationToken cancel)
    {
        var value = row?[field.Name];
        var line = new FormLine(field.Name, viewer.Field(view.Kind, field.Name), TypeOf(field), given ?? Written(value), field.Required || (field.IsTitle && !field.Optional)) { Max = field.Max };
        if (field.Type.IsEnum)
            return line with { Options = [.. Enum.GetNames(field.Type).Select(n => (Words.Camel(n), viewer[$"value.{Words.Camel(field.Type.Name)}.{Words.Camel(n)}"]))] };
        if (field.Type == typeof(bool)) return line with { Options = field.Optional ? [("", "—"), ("true", viewer["ui.yes"]), ("false", viewer["ui.no"])] : [("false", viewer["ui.no"]), ("true", viewer["ui.yes"])] };
        if (field.Type == typeof(Money)) return line with { Currency = row?.Money(field.Name)?.Currency.Code ?? viewer.Currency };
        if (!field.IsReference) return line;

        var chosen = row is not null && titles.Contains(field.Name) ? row.Title(field.Name)
            : given is not null && Guid.TryParse(given, out var id) ? await lister.TitleOf(schema[field.Referred!], id, cancel) : null;
        // Somebody new answers for what they enter, unless they say otherwise, or the rules of assignment do.
        if (row is null && given is null && field.Name == "accountableId" && !(view.Kind == "lead" && await HasRules(cancel))) return line with { Referred = "person", Value = viewer.Actor.Id.ToString(), Chosen = await lister.TitleOf(schema[typeof(Person)], viewer.Actor.Id.Value, cancel) };
        return line with { Referred = Words.Kebab(field.Referred!.Name), Chosen = chosen };
    }

    async Task<bool> HasRules(CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Set<AssignmentRule>().AnyAsync(r => r.RemovedAt == null && r.Gives == AssignmentOf.NewLead && r.FromOn <= viewer.Today && (r.EndsOn == null || r.EndsOn > viewer.Today), cancel);
    }

    static FormLine Further(Fields.FieldSpec field, ListRow? row) => new(field.Name, field.Label, field.Type switch { "day" => "date", "flag" or "choice" => "choice", var type => type }, Fields.FurtherValue.Raw(row?.Text("custom"), field.Key), false)
    {
        Max = field.Max, Options = field.Options.Count == 0 ? [] : [("", "—"), .. field.Options.Select(o => (o[0], o[1]))],
    };

    static string TypeOf(FormField field) => field switch
    {
        { IsReference: true } => "reference",
        { Lines: true } => "lines",
        _ when field.Type == typeof(Money) => "money",
        _ when field.Type == typeof(DateOnly) => "date",
        _ when field.Type == typeof(DateTimeOffset) => "instant",
        _ when field.Type == typeof(int) || field.Type == typeof(double) || field.Type == typeof(long) => "number",
        _ when field.Type.IsEnum || field.Type == typeof(bool) => "choice",
        _ when field.Name == "email" => "email",
        _ => "text",
    };

    string Written(object? value) => value switch
    {
        null => "",
        Money money => money.Plain,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => TimeZoneInfo.ConvertTime(at, viewer.Zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}

using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Rung.Notes;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;

namespace Rung.Server.Ui.Lists;

/// <summary>A condition shown as a chip, with the address without it.</summary>
public sealed record Chip(string Field, string Value, string Without);

/// <summary>A condition one can add.</summary>
public sealed record FilterChoice(string Name, string Label, string Type, string? Value, IReadOnlyList<(string Value, string Label)> Options);

/// <summary>What a list page shows, read off its address: the address is the whole of a view.</summary>
public sealed class ListModel
{
    public required ListView View { get; init; }
    public required ListPage Page { get; init; }
    public required IReadOnlyList<ListColumn> Columns { get; init; }
    public required string Sort { get; init; }

    /// <summary>The query without the cursor.</summary>
    public required string Query { get; init; }
    public string Text { get; init; } = "";
    public IReadOnlyList<Chip> Chips { get; init; } = [];
    public IReadOnlyList<FilterChoice> Choices { get; init; } = [];
    public IReadOnlyList<(string Name, string Query)> Views { get; init; } = [];

    public bool IsNarrowed => Chips.Count > 0 || Text.Length > 0;

    public string SortedBy(string field)
    {
        var query = QueryHelpers.ParseQuery(Query).ToDictionary(q => q.Key, q => q.Value.ToString());
        query["sort"] = Sort == field ? "-" + field : field;
        return View.Path + "?" + Written(query);
    }

    public static string Written(IEnumerable<KeyValuePair<string, string>> query) =>
        string.Join('&', query.Select(q => Uri.EscapeDataString(q.Key) + "=" + Uri.EscapeDataString(q.Value)));
}

/// <summary>Reads list pages.</summary>
sealed class Lists(Schema schema, Lister lister, Store store, Viewer viewer)
{
    static readonly string[] NotConditions = ["q", "sort", "after", "columns", "lang", "theme", "rows", "view"];

    /// <summary>The model of an address, or why it cannot be read.</summary>
    public async Task<Outcome<ListModel>> Read(ListView view, IQueryCollection query, CancellationToken cancel)
    {
        var table = schema.OfKind(view.Kind)!;
        var asked = query.Where(q => q.Value is [{ Length: > 0 }] || (q.Key == "columns" && q.Value.Count > 0)).ToDictionary(q => q.Key, q => string.Join(',', q.Value.ToArray()), StringComparer.Ordinal);
        var sort = asked.GetValueOrDefault("sort", view.Sort);
        var conditions = asked.Where(q => !NotConditions.Contains(q.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var (field, value) in view.Usual)
            if (!conditions.Keys.Any(k => k == field || k.StartsWith(field + ".", StringComparison.Ordinal))) conditions[field] = value;

        var api = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(StringComparer.Ordinal) { ["sort"] = sort, ["limit"] = "60" };
        foreach (var (key, value) in conditions)
            if (value != "*") api[key] = value;
        if (asked.GetValueOrDefault("q") is { } text) api[view.Search + ".has"] = text;
        if (asked.GetValueOrDefault("after") is { } after) api["after"] = after;
        if (ListQuery.Read(new QueryCollection(api), table, out var spec) is { } refusal) return refusal;

        var columns = asked.GetValueOrDefault("columns") is { } chosen
            ? [.. view.Columns.Where(c => chosen.Split(',').Contains(c.Field) || c.Cell == Cell.Name)]
            : view.Columns.Where(c => c.Shown).ToList();
        var page = await lister.Read(spec with { Fields = FieldsOf(columns, table), Titles = [.. columns.Where(c => c.Cell is Cell.Person or Cell.Reference).Select(c => c.Field)] }, cancel);
        return new ListModel
        {
            View = view,
            Page = page,
            Columns = columns,
            Sort = sort,
            Query = ListModel.Written(asked.Where(q => q.Key is not ("after" or "rows"))),
            Text = asked.GetValueOrDefault("q", ""),
            Chips = [.. await Chips(view, table, asked, conditions, cancel)],
            Choices = [.. await Choices(view, table, conditions, cancel)],
            Views = await Views(view, cancel),
        };
    }

    public async ValueTask<IReadOnlyList<Stage>> Stages() => await store.Known.Stages();

    static IReadOnlyList<string> FieldsOf(IReadOnlyList<ListColumn> columns, Table table)
    {
        var fields = columns.Select(c => c.Field).ToHashSet(StringComparer.Ordinal);
        foreach (var besides in (string[])["stageKind", "stageId", "status"])
            if (table.BySlot.ContainsKey(besides)) fields.Add(besides);
        return [.. fields];
    }

    async Task<List<Chip>> Chips(ListView view, Table table, Dictionary<string, string> asked, Dictionary<string, string> conditions, CancellationToken cancel)
    {
        var chips = new List<Chip>();
        foreach (var (key, value) in conditions.Where(c => c.Value != "*"))
        {
            var field = key.Split('.')[0];
            var without = asked.Where(a => a.Key != key && a.Key != "after").ToDictionary(StringComparer.Ordinal);
            if (view.Usual.ContainsKey(key)) without[key] = "*";
            var op = key.Split('.') is [_, var o] ? viewer["op." + o] + " " : "";
            chips.Add(new(viewer.Field(view.Kind, field), op + await Shown(table, field, value, cancel), view.Path + "?" + ListModel.Written(without)));
        }

        return chips;
    }

    async Task<string> Shown(Table table, string field, string value, CancellationToken cancel)
    {
        if (!table.BySlot.TryGetValue(field, out var slot)) return value;
        var type = Conventions.Plain(slot.Property.PropertyType);
        if (type.IsEnum) return viewer[$"value.{Words.Camel(type.Name)}.{value}"];
        if (type == typeof(bool)) return viewer[value == "true" ? "ui.yes" : "ui.no"];
        if (Conventions.IsId(type) && Guid.TryParse(value, out var id)) return await lister.TitleOf(schema[type.GetGenericArguments()[0]], id, cancel) ?? value;
        if (type == typeof(Money) && long.TryParse(value, out var minor)) return viewer.Money(new Money(minor, new(viewer.Currency)));
        return type == typeof(DateOnly) && DateOnly.TryParse(value, CultureInfo.InvariantCulture, out var day) ? viewer.Day(day) : value;
    }

    async Task<List<FilterChoice>> Choices(ListView view, Table table, Dictionary<string, string> conditions, CancellationToken cancel)
    {
        var choices = new List<FilterChoice>();
        foreach (var field in view.Filters)
        {
            var type = Conventions.Plain(table.BySlot[field].Property.PropertyType);
            var label = viewer.Field(view.Kind, field);
            if (type.IsEnum)
                choices.Add(new(field, label, "", conditions.GetValueOrDefault(field), [.. Enum.GetNames(type).Select(n => (Words.Camel(n), viewer[$"value.{Words.Camel(type.Name)}.{Words.Camel(n)}"]))]));
            else if (type == typeof(bool))
                choices.Add(new(field, label, "", conditions.GetValueOrDefault(field), [("true", viewer["ui.yes"]), ("false", viewer["ui.no"])]));
            else if (type == typeof(Id<Stage>))
                choices.Add(new(field, label, "", conditions.GetValueOrDefault(field), [.. (await Stages()).Select(s => (s.Id.ToString(), viewer.StageName(s)))]));
            else if (type == typeof(Id<Person>))
                choices.Add(new(field, label, "", conditions.GetValueOrDefault(field), await People(cancel)));
            else if (type == typeof(DateOnly) || type == typeof(DateTimeOffset))
            {
                choices.Add(new(field + ".gte", label + " ≥", "date", conditions.GetValueOrDefault(field + ".gte"), []));
                choices.Add(new(field + ".lte", label + " ≤", "date", conditions.GetValueOrDefault(field + ".lte"), []));
            }
            else if (type == typeof(string))
                choices.Add(new(field, label, "text", conditions.GetValueOrDefault(field), []));
        }

        return choices;
    }

    async Task<IReadOnlyList<(string, string)>> People(CancellationToken cancel) =>
        [.. (await lister.Read(new ListSpec(schema[typeof(Person)]) { Sort = "name", Limit = 200, Fields = ["name"] }, cancel)).Rows.Select(p => (p.Id.ToString(), p.Text("name")!))];

    async Task<IReadOnlyList<(string, string)>> Views(ListView view, CancellationToken cancel)
    {
        var spec = new ListSpec(schema[typeof(SavedView)]) { Where = new Condition.Compare("forKind", Op.Eq, view.Kind), Limit = 50 };
        return schema[typeof(SavedView)].BySlot.ContainsKey("forKind") ? [.. (await lister.Read(spec, cancel)).Rows.Select(v => (v.Text("name")!, v.Text("query") ?? ""))] : [];
    }
}

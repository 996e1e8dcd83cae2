using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Ui.Fields;

namespace Rung.Server.Ui.Lists;

/// <summary>What stands under a list and beside its groups.</summary>
sealed record ListFooting(ListFoot Foot, IReadOnlyList<GroupFoot> Groups);

/// <summary>What an address asks for, whatever page of it.</summary>
sealed record ListAsked(ListSpec Spec, IReadOnlyList<ListColumn> Columns, IReadOnlyList<FieldSpec> Fields);

/// <summary>Reads list pages off their address.</summary>
sealed class Lists(Schema schema, Lister lister, Store store, Viewer viewer, FieldSpecs specs, SavedViews views, GroupedLists grouped)
{
    const int AtOnce = 100;

    /// <summary>The model of an address, or why it cannot be read.</summary>
    public async Task<Outcome<ListModel>> Read(ListView view, HttpContext http, CancellationToken cancel)
    {
        var (table, address) = (schema.OfKind(view.Kind)!, new ListAddress(view, http.Request.Query));
        if (Query(view, address, table, await Standpoint.Of(http), out var spec) is { } refusal) return refusal;

        var fields = await specs.Of(view.Kind);
        var all = ListColumns.All(view, fields);
        var columns = ListColumns.Chosen(address["columns"], all);
        spec = spec with { Fields = FieldsOf(columns, address.Group, table), Titles = [.. TitlesOf(columns, address.Group, fields, table)] };
        var page = fields.FirstOrDefault(f => f.Name == address.Group) is { Type: "choice" } step ? await grouped.Read(spec, step, cancel) : await lister.Read(spec, cancel);
        var model = new ListModel
        {
            View = view, Address = address, Page = page, Fields = fields, Columns = columns, Others = [.. all.Where(a => columns.All(c => c.Field != a.Field))],
            Stages = view.Kind == "opportunity" ? await store.Known.Stages() : [],
        };
        return address["rows"] is null ? await Whole(model, cancel) : model;
    }

    /// <summary>The question of an address over all of its rows: with titles for every reference that a column shows.</summary>
    public async Task<Outcome<ListAsked>> Whole(ListView view, HttpContext http)
    {
        var (table, address) = (schema.OfKind(view.Kind)!, new ListAddress(view, http.Request.Query));
        if (Query(view, address, table, await Standpoint.Of(http), out var spec) is { } refusal) return refusal;

        var fields = await specs.Of(view.Kind);
        var columns = ListColumns.Chosen(address["columns"], ListColumns.All(view, fields));
        string[] titles = [.. TitlesOf(columns, null, fields, table).Concat(columns.Where(c => c.Cell == Cell.Stage).Select(c => c.Field)).Distinct()];
        return new ListAsked(spec with { After = null, Fields = FieldsOf(columns, null, table), Titles = titles }, columns, fields);
    }

    /// <summary>What stands under the list.</summary>
    public async Task<Outcome<ListFooting>> Foot(ListView view, HttpContext http, CancellationToken cancel)
    {
        var (table, address) = (schema.OfKind(view.Kind)!, new ListAddress(view, http.Request.Query));
        if (Query(view, address, table, await Standpoint.Of(http), out var spec) is { } refusal) return refusal;
        var columns = ListColumns.Chosen(address["columns"], ListColumns.All(view, await specs.Of(view.Kind)));
        string[] money = [.. columns.Where(c => c.Cell == Cell.Money).Select(c => c.Field)];
        var foot = await ListFeet.Foot(store, spec, money, address["foot"] == "all", cancel);
        return new ListFooting(foot, foot.IsMore || address.Group is not { } group || !table.BySlot.ContainsKey(group) ? [] : await ListFeet.Groups(store, spec, group, money.FirstOrDefault(), cancel));
    }

    async Task<ListModel> Whole(ListModel model, CancellationToken cancel)
    {
        var words = new FilterWords(viewer, schema, lister, model.Fields);
        var (chips, parts) = (new List<Chip>(), new JsonArray());
        foreach (var (part, without) in model.Address.Parts())
        {
            var (field, value) = await words.Of(part, cancel);
            chips.Add(new(field, value, without));
            parts.Add(part.DeepClone());
        }

        var mine = await views.Of(model.View.Kind, cancel);
        return new()
        {
            View = model.View, Address = model.Address, Page = model.Page, Fields = model.Fields, Columns = model.Columns, Others = model.Others, Stages = model.Stages,
            Chips = chips, Filter = new JsonObject { ["and"] = parts }.ToJsonString(), Views = mine,
            Current = Guid.TryParse(model.Address["view"], out var id) ? mine.FirstOrDefault(v => v.Id == id) : null,
        };
    }

    static Refusal? Query(ListView view, ListAddress address, Table table, Standpoint from, out ListSpec spec)
    {
        var query = new Dictionary<string, StringValues>(StringComparer.Ordinal) { ["sort"] = address.Sort, ["limit"] = AtOnce.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        foreach (var (key, value) in address.Simple) query[key] = value;
        if (address["filter"] is { } filter) query["filter"] = filter;
        if (address["q"] is { } text) query[view.Search + ".has"] = text;
        if (address["after"] is { } after) query["after"] = after;
        return ListQuery.Read(new QueryCollection(query), table, from, out spec);
    }

    static IReadOnlyList<string> FieldsOf(IReadOnlyList<ListColumn> columns, string? group, Table table)
    {
        var fields = columns.Select(c => c.Cell == Cell.Further ? "custom" : c.Field).Append(group ?? "id").ToHashSet(StringComparer.Ordinal);
        foreach (var besides in (string[])["stageKind", "stageId", "status"])
            if (table.BySlot.ContainsKey(besides)) fields.Add(besides);
        return [.. fields.Where(table.BySlot.ContainsKey)];
    }

    IEnumerable<string> TitlesOf(IReadOnlyList<ListColumn> columns, string? group, IReadOnlyList<FieldSpec> fields, Table table) => columns
        .Where(c => c.Cell is Cell.Person or Cell.Reference || (c.Cell == Cell.Name && fields.Any(f => f.Name == c.Field && f.Type == "reference"))).Select(c => c.Field)
        .Concat(fields.Where(f => f.Name == group && f.Type == "reference").Select(f => f.Name)).Distinct().Where(table.BySlot.ContainsKey);
}

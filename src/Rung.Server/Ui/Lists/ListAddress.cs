using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace Rung.Server.Ui.Lists;

/// <summary>
/// The address of a list, which is the whole of its view: conditions, order, columns, grouping. Reads it, and writes it with one thing changed.
/// </summary>
public sealed class ListAddress
{
    /// <summary>What an address says beside conditions.</summary>
    static readonly string[] Besides = ["q", "sort", "after", "columns", "group", "lang", "theme", "rows", "foot", "filter", "view", "seen", "id"];
    static readonly string[] NotKept = ["after", "rows", "foot", "lang", "theme", "seen"];

    readonly ListView view;
    readonly Dictionary<string, string> asked;

    public ListAddress(ListView view, IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        this.view = view;
        asked = query.Where(q => q.Value.Any(v => v is { Length: > 0 })).ToDictionary(q => q.Key, q => string.Join(',', q.Value.ToArray()), StringComparer.Ordinal);
    }

    public string? this[string name] => asked.GetValueOrDefault(name);

    public string Sort => this["sort"] ?? (Group is { } group && !HasOrder(group) ? group : view.Sort);

    /// <summary>Groups that stand in an order of their own; others stand as their values sort.</summary>
    static bool HasOrder(string group) => group is "stageId" or "status" or "type" or "relation" or "billing";

    public string? Group => this["group"];

    /// <summary>Simple conditions, the usual ones included unless the address says otherwise.</summary>
    public IReadOnlyDictionary<string, string> Simple
    {
        get
        {
            var simple = asked.Where(a => !Besides.Contains(a.Key)).ToDictionary(StringComparer.Ordinal);
            if (this["id"] is { } id) simple["id"] = id;
            foreach (var (name, value) in view.Usual.Where(u => this["id"] is null || this["rows"] is null))
                if (!simple.Keys.Any(k => k == name || k.StartsWith(name + ".", StringComparison.Ordinal))) simple[name] = value;
            return simple.Where(s => s.Value != "*").ToDictionary(StringComparer.Ordinal);
        }
    }

    /// <summary>The parts that must all hold, written alike: simple conditions first, then those of <c>filter</c>.</summary>
    public IReadOnlyList<(JsonNode Part, string Without)> Parts()
    {
        var parts = new List<(JsonNode, string)>();
        foreach (var (key, value) in Simple.Where(s => s.Key != "id"))
        {
            var (field, op) = key.Split('.') is [var f, var o] ? (f, o) : (key, "eq");
            JsonNode given = op == "in" ? new JsonArray([.. value.Split(',').Select(v => (JsonNode)v)]) : value;
            parts.Add((new JsonObject { ["field"] = field, ["op"] = op, ["value"] = given }, With((key, view.Usual.ContainsKey(key) ? "*" : null))));
        }

        var tree = Tree();
        var joined = tree is JsonObject { Count: 1 } whole && whole["and"] is JsonArray and ? and.Where(n => n is not null).Select(n => n!).ToList() : tree is null ? [] : [tree];
        foreach (var part in joined)
        {
            var rest = joined.Where(j => !ReferenceEquals(j, part)).Select(j => j.DeepClone()).ToArray();
            parts.Add((part, With(("filter", rest.Length == 0 ? null : new JsonObject { ["and"] = new JsonArray(rest) }.ToJsonString()))));
        }

        return parts;
    }

    /// <summary>The query kept when the view is looked at again.</summary>
    public string Kept => Written(asked.Where(a => !NotKept.Contains(a.Key)));

    /// <summary>The address with some things changed; null takes one away.</summary>
    public string With(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var query = asked.Where(a => !NotKept.Contains(a.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            if (value is null) query.Remove(name);
            else query[name] = value;
        }

        return query.Count == 0 ? view.Path : view.Path + "?" + Written(query);
    }

    public static string Written(IEnumerable<KeyValuePair<string, string>> query) =>
        string.Join('&', query.Select(q => Uri.EscapeDataString(q.Key) + "=" + Uri.EscapeDataString(q.Value)));

    JsonNode? Tree()
    {
        try
        {
            return this["filter"] is { } text ? JsonNode.Parse(text, null, new JsonDocumentOptions { MaxDepth = 16 }) : null;
        }
        catch (JsonException)
        {
            return null; // the list query names it
        }
    }
}

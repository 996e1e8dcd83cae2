using System.Text.Json;
using Rung.Server.Database;

namespace Rung.Server.Api;

/// <summary>
/// Reads a list from a query string: <c>?stageKind=open&amp;amount.gte=100000&amp;sort=-closeOn&amp;limit=50&amp;after=…</c>, and for
/// and/or/not in any depth <c>filter={"or":[{"field":"closeOn","op":"lt","value":"today+30"},{"not":…}]}</c>. Days may be told from
/// today, people as <c>me</c>: see <see cref="Standpoint"/>.
/// </summary>
static class ListQuery
{
    const int MostRows = 500;
    const int MostConditions = 100;

    public static Refusal? Read(IQueryCollection query, Table table, Standpoint from, out ListSpec spec)
    {
        spec = new(table);
        var conditions = new List<Condition>();
        foreach (var (name, values) in query)
        {
            if (values is not [{ } value]) return new Unreadable(name, "one value");
            Refusal? refusal = null;
            switch (name)
            {
                case "sort": refusal = Sort(value, ref spec); break;
                case "limit": refusal = Limit(value, ref spec); break;
                case "after": refusal = After(value, ref spec); break;
                case "removed": spec = spec with { Removed = value == "true" }; break;
                case "titles": refusal = Titles(value, ref spec); break;
                case "fields": refusal = Fields(value, ref spec); break;
                case "filter": refusal = Filter(value, table, from, conditions); break;
                case "lang": break;
                default: refusal = Simple(name, value, table, from, conditions); break;
            }

            if (refusal is not null) return refusal;
        }

        if (conditions.Count > 0) spec = spec with { Where = Condition.All(conditions) };
        return null;
    }

    static Refusal? Sort(string value, ref ListSpec spec)
    {
        var (field, descending) = value.StartsWith('-') ? (value[1..], true) : (value, false);
        if (field != "id" && !spec.Table.BySlot.ContainsKey(field)) return new UnknownField(field);
        if (SignIn.Pay.Refuse(spec.Table, field) is { } refusal) return refusal;
        spec = spec with { Sort = field, Descending = descending };
        return null;
    }

    static Refusal? Limit(string value, ref ListSpec spec)
    {
        if (!int.TryParse(value, out var limit) || limit is < 1 or > MostRows) return new OutOfRange("limit", "1", MostRows.ToString(System.Globalization.CultureInfo.InvariantCulture));
        spec = spec with { Limit = limit };
        return null;
    }

    static Refusal? After(string value, ref ListSpec spec)
    {
        if (ListCursor.Read(value) is not { } cursor) return new Unreadable("after", "cursor");
        spec = spec with { After = cursor };
        return null;
    }

    static Refusal? Titles(string value, ref ListSpec spec)
    {
        var names = value.Split(',');
        foreach (var name in names)
            if (spec.Table.References.All(r => Words.Camel(r.Property) != name)) return new UnknownField(name);
        spec = spec with { Titles = names };
        return null;
    }

    static Refusal? Fields(string value, ref ListSpec spec)
    {
        var names = value.Split(',');
        foreach (var name in names)
        {
            if (!spec.Table.BySlot.ContainsKey(name)) return new UnknownField(name);
            if (SignIn.Pay.Refuse(spec.Table, name) is { } refusal) return refusal;
        }

        spec = spec with { Fields = names };
        return null;
    }

    static Refusal? Simple(string name, string value, Table table, Standpoint from, List<Condition> conditions)
    {
        var (field, op) = name.Split('.') is [var f, var o] ? (f, o) : (name, "eq");
        return ListCondition.Read(field, op, op == "in" ? value.Split(',') : [value], table, from, conditions);
    }

    static Refusal? Filter(string value, Table table, Standpoint from, List<Condition> conditions)
    {
        try
        {
            using var document = JsonDocument.Parse(value, new JsonDocumentOptions { MaxDepth = 16 });
            var budget = MostConditions;
            return Tree(document.RootElement, table, from, conditions, ref budget);
        }
        catch (JsonException)
        {
            return new Unreadable("filter", "JSON");
        }
    }

    static Refusal? Tree(JsonElement node, Table table, Standpoint from, List<Condition> conditions, ref int budget)
    {
        if (--budget < 0) return new OutOfRange("filter", "1", "100");
        if (node.ValueKind != JsonValueKind.Object) return new Unreadable("filter", "{\"field\",\"op\",\"value\"}");
        foreach (var join in (string[])["and", "or"])
        {
            if (!node.TryGetProperty(join, out var parts)) continue;
            if (parts.ValueKind != JsonValueKind.Array) return new Unreadable("filter." + join, "[…]");
            var inner = new List<Condition>();
            foreach (var part in parts.EnumerateArray())
                if (Tree(part, table, from, inner, ref budget) is { } refusal) return refusal;
            conditions.Add(new Condition.Join(join == "and", inner));
            return null;
        }

        if (node.TryGetProperty("not", out var negated))
        {
            var inner = new List<Condition>();
            if (Tree(negated, table, from, inner, ref budget) is { } refusal) return refusal;
            conditions.Add(new Condition.Not(Condition.All(inner)));
            return null;
        }

        if (!node.TryGetProperty("field", out var field) || field.ValueKind != JsonValueKind.String) return new Unreadable("filter", "{\"field\",\"op\",\"value\"}");
        var op = node.TryGetProperty("op", out var given) ? given.ToString() : "eq";
        string[] values = !node.TryGetProperty("value", out var value) ? [""] : value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(v => v.ToString())]
            : [value.ToString()];
        return ListCondition.Read(field.GetString()!, op, values, table, from, conditions);
    }
}

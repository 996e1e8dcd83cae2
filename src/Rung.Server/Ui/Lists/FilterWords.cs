using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rung.Server.Database;
using Rung.Server.Ui.Fields;

namespace Rung.Server.Ui.Lists;

/// <summary>Says a filter in words: <c>Amount ≥ 10,000</c>, <c>Owner is me</c>, <c>Closes until today + 14 d</c>.</summary>
sealed partial class FilterWords(Viewer viewer, Schema schema, Lister lister, IReadOnlyList<FieldSpec> fields)
{
    /// <summary>The field and what is asked of it; a group of conditions has no field of its own.</summary>
    public async Task<(string Field, string Value)> Of(JsonNode? node, CancellationToken cancel)
    {
        if (node is not JsonObject part) return ("", "");
        if (part["not"] is JsonObject inner)
        {
            var (field, value) = await Of(inner, cancel);
            return field.Length == 0 ? ("", viewer["filter.not"] + " (" + value + ")") : (field, viewer["filter.not"] + " " + value);
        }

        if ((part["and"] ?? part["or"]) is JsonArray parts)
        {
            var said = new List<string>();
            foreach (var one in parts.Take(4))
            {
                var (field, value) = await Of(one, cancel);
                said.Add(field.Length == 0 ? "(" + value + ")" : field + " " + value);
            }

            if (parts.Count > 4) said.Add("…");
            return ("", string.Join(" " + viewer[part["and"] is null ? "filter.or" : "filter.and"] + " ", said));
        }

        var (name, op) = (part["field"]?.ToString() ?? "", part["op"]?.ToString() ?? "eq");
        var spec = fields.FirstOrDefault(f => f.Name == name);
        if (op is "empty" or "filled") return (spec?.Label ?? name, viewer["op." + op]);
        string[] texts = part["value"] is JsonArray many ? [.. many.Select(m => m?.ToString() ?? "")] : [part["value"]?.ToString() ?? ""];
        var values = new List<string>();
        foreach (var text in texts.Take(3)) values.Add(await Value(spec, text, cancel));
        if (texts.Length > 3) values.Add("…");
        return (spec?.Label ?? name, (OpWord(spec, op) + " " + string.Join(", ", values)).Trim());
    }

    string OpWord(FieldSpec? spec, string op) => op switch
    {
        "eq" or "in" => "",
        "gte" or "lte" or "gt" or "lt" when spec?.Type is not ("day" or "instant") => op switch { "gte" => "≥", "lte" => "≤", "gt" => ">", _ => "<" },
        "gt" or "lt" => viewer["op." + op + "Day"],
        _ => viewer["op." + op],
    };

    async Task<string> Value(FieldSpec? spec, string text, CancellationToken cancel)
    {
        if (text == "me") return viewer["filter.me"];
        if (spec?.Options.FirstOrDefault(o => o[0] == text) is { } option) return option[1];
        switch (spec?.Type)
        {
            case "reference" when Guid.TryParse(text, out var id): return await lister.TitleOf(schema.OfKind(spec.Kind!)!, id, cancel) ?? text;
            case "money" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor): return viewer.Money(new Money(minor, new(viewer.Currency)));
            case "day" or "instant": return DayWords(text);
            default: return text;
        }
    }

    string DayWords(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return viewer.Day(day);
        if (Relative().Match(text) is not { Success: true } told) return text;
        var (word, by) = (told.Groups[1].Value, told.Groups[2].Success ? int.Parse(told.Groups[2].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0);
        return viewer[(word, Math.Sign(by)) switch
        {
            ("today", 0) => "days.today",
            ("today", > 0) => "days.todayPlus",
            ("today", _) => "days.todayMinus",
            ("days", < 0) => "days.past",
            ("days", _) => "days.coming",
            (_, 0) => $"days.{word}.this",
            _ when by == 1 => $"days.{word}.next",
            _ when by == -1 => $"days.{word}.last",
            _ => $"days.{word}.by",
        }, ("n", Math.Abs(by)), ("by", by.ToString("+0;-0", CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex(@"^(today|days|week|month|quarter|year)([+-]\d{1,5})?$")]
    private static partial Regex Relative();
}

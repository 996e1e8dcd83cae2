using System.Globalization;
using System.Text.Json;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Ui.Fields;

namespace Rung.Server.Ui.Records;

/// <summary>One change of one field, as a reader sees it.</summary>
public sealed record FieldChange(string Field, string Label, string Before, string After);

/// <summary>Tells facts of the journal in words.</summary>
sealed class FactWords(Schema schema, Lister lister, Store store, Viewer viewer, FieldSpecs specs)
{
    readonly Dictionary<Guid, string> named = [];
    readonly Dictionary<string, IReadOnlyList<FieldSpec>> fields = new(StringComparer.Ordinal);

    public async Task<string> Of(Table table, JournalEntry line, CancellationToken cancel)
    {
        var values = new List<(string, object?)> { ("Record", viewer["record." + table.Kind]) };
        if (line.Payload is { } payload)
            foreach (var property in JsonDocument.Parse(payload).RootElement.EnumerateObject()) values.Add((property.Name, await Spoken(property.Value, null, cancel, FactReferences.KindOf(line.Name, property.Name))));
        var fact = Told(line.Name, table.Kind);
        if (fact != "amended") return viewer["fact." + fact, [.. values]];

        var changes = await Changes(table, line, cancel);
        return changes.Count == 0 ? viewer["fact.amended", [.. values]] : string.Join("; ", changes.Select(c => c.Before.Length == 0 && c.After.Length == 0 ? c.Label : viewer["ui.changedFromTo", ("field", c.Label), ("before", Shortened(c.Before)), ("after", Shortened(c.After))]));
    }

    /// <summary>What a line changed; values under a person's key are not told.</summary>
    public async Task<IReadOnlyList<FieldChange>> Changes(Table table, JournalEntry line, CancellationToken cancel)
    {
        if (line.Changes is not { } told) return [];
        if (!fields.TryGetValue(table.Kind, out var known)) fields[table.Kind] = known = await specs.Of(table.Kind);

        var changes = new List<FieldChange>();
        foreach (var change in JsonDocument.Parse(told).RootElement.EnumerateObject())
        {
            if (change.Name == "custom")
            {
                changes.AddRange(Further(change.Value, known));
                continue;
            }

            var spec = known.FirstOrDefault(f => f.Name == change.Name);
            changes.Add(new(change.Name, spec?.Label ?? viewer.Field(table.Kind, change.Name), await Spoken(change.Value[0], spec, cancel), await Spoken(change.Value[1], spec, cancel)));
        }

        return changes;
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

    IEnumerable<FieldChange> Further(JsonElement change, IReadOnlyList<FieldSpec> known)
    {
        var (before, after) = (change[0].ValueKind == JsonValueKind.String ? change[0].GetString() : null, change[1].ValueKind == JsonValueKind.String ? change[1].GetString() : null);
        return known.Where(f => f.IsFurther).Select(f => new FieldChange(f.Name, f.Label, FurtherValue.Shown(before, f, viewer), FurtherValue.Shown(after, f, viewer))).Where(c => c.Before != c.After);
    }

    async Task<string> Spoken(JsonElement value, FieldSpec? spec, CancellationToken cancel, string? kind = null)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null: return "";
            case JsonValueKind.Object when value.TryGetProperty("minor", out var minor): return viewer.Money(new Money(minor.GetInt64(), new(value.GetProperty("currency").GetString()!)));
            case JsonValueKind.Object: return "";
            case JsonValueKind.True or JsonValueKind.False: return viewer[value.GetBoolean() ? "ui.yes" : "ui.no"];
            case not JsonValueKind.String: return value.ToString();
        }

        var text = value.GetString()!;
        if (spec?.Options.FirstOrDefault(o => o[0] == text) is { } option) return option[1];
        if (Guid.TryParse(text, out var id)) return await NameOf(id, spec?.Kind ?? kind, cancel);
        if (text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)) return viewer.When(at);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? viewer.Day(day) : text;
    }

    async Task<string> NameOf(Guid id, string? kind, CancellationToken cancel)
    {
        if (store.Known.StageNamed(id) is { } stage) return viewer.StageName(stage);
        if (kind is null || schema.OfKind(kind) is not { } table) return "";
        if (!named.TryGetValue(id, out var name)) named[id] = name = await lister.TitleOf(table, id, cancel) ?? "";
        return name;
    }

    string Shortened(string text) => text.Length == 0 ? "–" : text.Length > 80 ? text[..80] + "…" : text;
}

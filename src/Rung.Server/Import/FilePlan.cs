using System.Text.Json;
using System.Text.RegularExpressions;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Export;
using Rung.Server.Import.Reading;
using Column = Rung.Server.Import.Reading.Column;

namespace Rung.Server.Import;

/// <summary>A map made ready for one file: every column found, every field known, so that a row costs no looking up.</summary>
sealed partial class FilePlan
{
    readonly Dictionary<ValueMap, TextPlan> texts = [];
    readonly List<(string Name, int Place)> kept;
    readonly List<(int Place, bool Joined, string Wanted)> wanted = [];

    FilePlan(FileMap map, Table table, IReadOnlyList<Column> columns) => (Map, Table, Form, Columns, kept) = (map, table, Form.Of(table.Type), columns, []);

    public FileMap Map { get; }
    public Table Table { get; }
    public Form Form { get; }
    public IReadOnlyList<Column> Columns { get; }
    public TextPlan? Id { get; private set; }
    public IReadOnlyList<(FormField Field, ValueMap Map, TextPlan Text, TextPlan? Currency)> Fields { get; private set; } = [];

    /// <summary>Place in the row by which the joined file is asked; -1 without a join.</summary>
    public int JoinOn { get; private set; } = -1;

    public IEnumerable<string> Kept => kept.Select(k => k.Name);

    public TextPlan Of(ValueMap map) => texts[map];

    public static Outcome<FilePlan> For(FileMap map, Schema schema, IReadOnlyList<Column> columns, IReadOnlyList<string> joined)
    {
        if (schema.OfKind(map.Record) is not { IsUpkeep: false } table) return new Rung.Notes.UnknownKind("record", map.Record);
        var plan = new FilePlan(map, table, columns);
        if (map.Fields.Keys.FirstOrDefault(f => plan.Form.Field(f) is null) is { } unknown) return new UnknownField(unknown);
        if (map.Duplicates != LookalikeMode.Enter && !Lookalikes.Concerns(table.Type)) return new UnknownField("duplicates");
        if (map.Story is not null && table.Type != typeof(Rung.Opportunities.Opportunity)) return new UnknownField("story");

        var places = columns.ToDictionary(c => c.Name, c => c.Place - 1, StringComparer.OrdinalIgnoreCase);
        string? missing = null;
        (int Place, bool Joined) Place(string column)
        {
            if (places.TryGetValue(column, out var place)) return (place, false);
            var at = joined.ToList().FindIndex(j => string.Equals(j, column, StringComparison.OrdinalIgnoreCase));
            if (at < 0) missing ??= column;
            return (at, true);
        }

        TextPlan Text(ValueMap value) => plan.texts[value] = new(value,
            value.Column is { } column && value.Always is null && value.Text is null ? Place(column) : (-1, false),
            value.Text is { } template ? [.. Braces().Split(template).Select((part, i) => i % 2 == 0 ? (part, (-1, false)) : ("", Place(part)))] : null);

        plan.Id = map.Id is not { } id ? null : Text(id.Contains('{', StringComparison.Ordinal) ? new ValueMap { Text = id } : new ValueMap { Column = id });
        plan.Fields = [.. map.Fields.Select(f => (plan.Form.Field(f.Key)!, f.Value, Text(f.Value), f.Value.CurrencyFrom is { } from ? Text(new ValueMap { Column = from }) : null))];
        foreach (var value in (map.Story?.Values ?? []).Append(map.Began).Append(map.Author).OfType<ValueMap>()) Text(value);
        foreach (var (column, wanted) in map.Where)
        {
            var (place, isJoined) = Place(column);
            plan.wanted.Add((place, isJoined, wanted));
        }

        if (map.Join is { } join) plan.JoinOn = Place(join.On).Place;
        if (missing is not null) return new NoSuchColumn(map.File, missing, string.Join(", ", columns.Select(c => c.Name)));

        // What no field takes is kept with the record, never dropped.
        var taken = map.Fields.Values.Concat(map.Story?.Values ?? []).Append(map.Began).Append(map.Author).OfType<ValueMap>()
            .SelectMany(v => (string?[])[v.Column, v.CurrencyFrom]).Append(map.Id).Concat(map.Ignore).Append(Rejects.Reason).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        plan.kept.AddRange(columns.Where(c => !taken.Contains(c.Name)).Select(c => (c.Name, c.Place - 1)));
        return plan;
    }

    /// <summary>Whether the row is one the map wants.</summary>
    public bool Wants(SourceRow row) => wanted.Count == 0 || wanted.All(w => string.Equals(row.Cell(w.Place, w.Joined).Trim(), w.Wanted, StringComparison.OrdinalIgnoreCase));

    /// <summary>Columns without a field as one JSON object; null when all of them are empty.</summary>
    public string? Custom(SourceRow row, string? before)
    {
        Dictionary<string, object?>? all = null;
        foreach (var (name, place) in kept)
            if (row.Cell(place, false) is { Length: > 0 } cell) (all ??= [])[name] = cell;
        if (all is null) return null;
        if (before is not null)
            foreach (var old in JsonDocument.Parse(before).RootElement.EnumerateObject()) all.TryAdd(old.Name, old.Value.Clone());
        return JsonSerializer.Serialize(all, Json.Options);
    }

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Braces();
}

/// <summary>One row with what another file adds to it.</summary>
readonly record struct SourceRow(IReadOnlyList<string> Cells, string[]? Joined)
{
    public string Cell(int place, bool joined) => joined ? Joined is null ? "" : CsvText.AsWritten(Joined[place]) : CsvText.AsWritten(Cells[place]);
}

/// <summary>How a value's text is put together from a row.</summary>
sealed class TextPlan(ValueMap map, (int Place, bool Joined) at, (string Literal, (int Place, bool Joined) At)[]? parts)
{
    public string? Of(SourceRow row)
    {
        var raw = map.Always ?? (parts is not null ? Filled(row) : at.Place >= 0 ? row.Cell(at.Place, at.Joined) : null);
        if (map.Values.Count == 0) return string.IsNullOrWhiteSpace(raw) ? null : raw;
        if (string.IsNullOrWhiteSpace(raw)) return map.Values.TryGetValue("", out var empty) && empty.Length > 0 ? empty : null;
        return map.Values.TryGetValue(raw, out var meant) ? (meant.Length == 0 ? null : meant) : raw;
    }

    string Filled(SourceRow row) => string.Concat(parts!.Select(p => p.At.Place < 0 ? p.Literal : row.Cell(p.At.Place, p.At.Joined))).Trim(' ', '·', ',', '-');
}

/// <summary>The map names a column that the file does not have.</summary>
sealed record NoSuchColumn(string File, string Column, string Columns) : Refusal;

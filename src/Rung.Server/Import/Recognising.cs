using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Notes;
using Rung.Server.Database;
using Rung.Server.Import.Reading;
using Rung.Server.Work;

namespace Rung.Server.Import;

/// <summary>A column with what a reader sees of it: some of its values, and what the ones that differ are.</summary>
public sealed record SeenColumn(string Name, IReadOnlyList<string> Samples, string? Means);

/// <summary>A file as it was understood.</summary>
public sealed record Recognised(Guid FileId, string Name, long Bytes, string? Encoding, string? Clue, string? Delimiter, IReadOnlyList<string> Sheets, string? Sheet, long HeaderNumber, bool HeaderIsDoubtful,
    IReadOnlyList<string> Titles, string Kind, IReadOnlyList<SeenColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, bool AsksDays, DayOrder? Days, DecimalMark Decimals,
    IReadOnlyList<string> Stages, IReadOnlyList<string> Strangers, string? Saved, string Source);

/// <summary>Looks at an uploaded file: how it is read, which records it holds, what each column means, what has to be asked.</summary>
sealed class Recognising(Shelf shelf, Store store)
{
    const int SampleRows = 200;
    const int MostValues = 40;

    public async Task<Outcome<Recognised>> Look(Guid fileId, string? kind, ReadMap? read, CancellationToken cancel)
    {
        await using var local = await shelf.Take(fileId, cancel);
        if (local is null) return new FileGone(fileId.ToString());
        if (!(await SourceFile.Open(() => File.OpenRead(local.Path), local.File.Name, read?.Options ?? new(), cancel)).Accepted(out var file, out var refusal)) return refusal;

        var rows = new List<Row>();
        await using (var reader = file.Read())
            while (rows.Count < SampleRows && await reader.Next(cancel)) rows.Add(reader.Current);
        var headers = file.Columns.Select(c => c.Name).ToList();
        kind = kind is not null && Aliases.Kinds.Contains(kind) ? kind : Aliases.Guess(headers, local.File.Name);
        var means = Aliases.Match(kind, headers);
        var columns = file.Columns.Select((c, i) => new SeenColumn(c.Name, [.. rows.Select(r => r.Cells[i]).Where(t => t.Length > 0).Distinct().Take(3)], means.GetValueOrDefault(c.Name))).ToList();
        var (asks, days) = Days(rows.SelectMany(r => r.Cells));
        var saved = await Saved(kind, headers, cancel);
        return new Recognised(fileId, local.File.Name, file.Bytes, file.Encoding?.Name, file.Encoding is { } e ? Words.Camel(e.Clue.ToString()) : null, file.Dialect?.Delimiter.ToString(), file.Sheets, file.Sheet,
            file.Layout.HeaderNumber, file.Layout.HeaderIsDoubtful, file.Layout.Titles, kind, columns, [.. rows.Take(8).Select(r => r.Cells)], asks, days, Decimals(rows.SelectMany(r => r.Cells)),
            await Stages(file, means, cancel), await Strangers(file, means, cancel), saved?.Map, saved?.Name ?? Path.GetFileNameWithoutExtension(local.File.Name));
    }

    /// <summary>Whether days have to be asked about: some are written with strokes and none tells which number is the day.</summary>
    static (bool Asks, DayOrder? Days) Days(IEnumerable<string> cells)
    {
        var either = false;
        foreach (var cell in cells)
        {
            if (cell.Length is < 6 or > 25 || !char.IsAsciiDigit(cell[0]) || cell.IndexOfAny(['/', '.', '-']) is not (1 or 2)) continue;
            if (Values.Day(cell, null, DayOrder.DayFirst, out _) is { } day && Values.Day(cell, null, DayOrder.MonthFirst, out _) is null) return (false, DayOrder.DayFirst);
            if (Values.Day(cell, null, DayOrder.MonthFirst, out _) is not null && Values.Day(cell, null, DayOrder.DayFirst, out _) is null) return (false, DayOrder.MonthFirst);
            Values.Day(cell, null, null, out var isEither);
            either |= isEither;
        }

        return (either, null);
    }

    /// <summary>A comma before one or two last digits, and never a point there, is a fraction.</summary>
    static DecimalMark Decimals(IEnumerable<string> cells)
    {
        var (commas, points) = (0, 0);
        foreach (var cell in cells)
        {
            if (cell.Length < 3 || !char.IsAsciiDigit(cell[^1]) || Values.Number(cell, DecimalMark.Comma) is null) continue;
            if (cell[^2] == ',' || cell[^3] == ',') commas++;
            if (cell[^2] == '.' || cell[^3] == '.') points++;
        }

        return commas > points ? DecimalMark.Comma : DecimalMark.Point;
    }

    /// <summary>The stages the source knows, from the whole file.</summary>
    static Task<IReadOnlyList<string>> Stages(SourceFile file, Dictionary<string, string> means, CancellationToken cancel) => Distinct(file, means, "stage", cancel);

    /// <summary>Owners who are nobody here: to be given a name of ours, or to be sorted out afterwards.</summary>
    async Task<IReadOnlyList<string>> Strangers(SourceFile file, Dictionary<string, string> means, CancellationToken cancel)
    {
        var owners = await Distinct(file, means, "accountableId", cancel);
        var identities = new Identities(store, "\0");
        var strangers = new List<string>();
        foreach (var owner in owners)
            if (await identities.Refer(typeof(Rung.People.Person), owner) is null) strangers.Add(owner);
        return strangers;
    }

    static async Task<IReadOnlyList<string>> Distinct(SourceFile file, Dictionary<string, string> means, string field, CancellationToken cancel)
    {
        var place = file.Columns.Where(c => means.GetValueOrDefault(c.Name) == field).Select(c => c.Place - 1).FirstOrDefault(-1);
        if (place < 0) return [];

        var values = new SortedSet<string>(StringComparer.Ordinal);
        await using var reader = file.Read();
        while (values.Count < MostValues && await reader.Next(cancel))
            if (reader.Current.Cells[place] is { Length: > 0 } text) values.Add(text);
        return [.. values];
    }

    /// <summary>The map saved last whose columns this file has.</summary>
    async Task<SavedMap?> Saved(string kind, List<string> headers, CancellationToken cancel)
    {
        await using var db = store.Open();
        var saved = await db.Set<SavedMap>().AsNoTracking().Where(m => m.ForKind == kind && m.RemovedAt == null).OrderByDescending(m => m.Id).Take(50).ToListAsync(cancel);
        return saved.FirstOrDefault(m => ColumnsOf(m.Map) is { Count: > 0 } columns && columns.All(c => headers.Contains(c, StringComparer.OrdinalIgnoreCase)));
    }

    static List<string> ColumnsOf(string map) => ImportMap.Read(map).Accepted(out var read, out _)
        ? [.. read.Files.SelectMany(f => f.Fields.Values.Concat(f.Story?.Values ?? []).Append(f.Began)).OfType<ValueMap>().Select(v => v.Column).Concat(read.Files.Select(f => f.Id)).OfType<string>().Distinct()]
        : [];
}

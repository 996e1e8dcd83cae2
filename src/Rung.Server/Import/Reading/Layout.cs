using System.Globalization;
using System.Text.RegularExpressions;

namespace Rung.Server.Import.Reading;

/// <summary>One column of a file.</summary>
/// <param name="Place">From 1.</param>
/// <param name="Header">As written; empty where nothing was.</param>
/// <param name="Name">Unlike every other name in the file: <c>Amount (2)</c> for the second Amount, <c>#7</c> for one without.</param>
public sealed record Column(int Place, string Header, string Name);

/// <summary>Where a file's names and data begin.</summary>
/// <param name="Titles">What stands above the names.</param>
/// <param name="HeaderNumber">The number of the record with the names; 0 when there is none.</param>
/// <param name="HeaderIsDoubtful">The names look like data: ask whether the file has names at all.</param>
public sealed partial record Layout(IReadOnlyList<string> Titles, long HeaderNumber, bool HeaderIsDoubtful, IReadOnlyList<Column> Columns)
{
    /// <summary>How many records are looked at.</summary>
    public const int Sample = 100;

    public static Outcome<Layout> Of(IReadOnlyList<Row> sample, int? chosen)
    {
        var filled = sample.Where(r => !r.IsBlank).ToList();
        if (filled.Count == 0) return new EmptyFile();
        if (chosen == 0) return new Layout([], 0, false, Named(Enumerable.Repeat("", filled.Max(r => r.Cells.Count))));
        if (chosen is { } line) return filled.FirstOrDefault(r => r.Line == line) is { } row ? At(row, filled) : new NoHeaderThere(line);

        return At(filled.FirstOrDefault(r => r.Filled * 2 >= Width(filled)) ?? filled[0], filled);
    }

    /// <summary>
    /// The width, blank ends not counted, in which most of the cells lie: lines of title and footer may outnumber the rows
    /// of a short report, but they are narrow. Names are nearly as wide as the data.
    /// </summary>
    static int Width(List<Row> rows) => rows.GroupBy(WidthOf).MaxBy(g => (g.Count() * g.Key, g.Key))!.Key;

    static int WidthOf(Row row) => row.Cells.Count - row.Cells.Reverse().TakeWhile(string.IsNullOrWhiteSpace).Count();

    static Layout At(Row header, List<Row> rows) => new(
        [.. rows.TakeWhile(r => r.Number < header.Number).Select(r => string.Join(' ', r.Cells.Where(c => !string.IsNullOrWhiteSpace(c))).Trim())],
        header.Number,
        header.Cells.Count(LooksLikeData) * 2 >= Math.Max(header.Filled, 1),
        Named(header.Cells));

    static IReadOnlyList<Column> Named(IEnumerable<string> headers)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. headers.Select((raw, i) =>
        {
            var header = Spaces().Replace(raw.Trim().Trim('\uFEFF'), " ");
            var wanted = header.Length == 0 ? "#" + (i + 1).ToString(CultureInfo.InvariantCulture) : header;
            var name = wanted;
            for (var n = 2; !taken.Add(name); n++) name = string.Create(CultureInfo.InvariantCulture, $"{wanted} ({n})");
            return new Column(i + 1, header, name);
        })];
    }

    static bool LooksLikeData(string cell) => Data().IsMatch(cell.Trim());

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^([-+(]?[\d.,\s]*\d%?\)?|\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}.*|[^\s@]+@[^\s@]+\.[^\s@]+|true|false)$", RegexOptions.IgnoreCase)]
    private static partial Regex Data();
}

using System.Buffers;

namespace Rung.Server.Import.Reading;

/// <summary>How a text is cut into cells.</summary>
/// <param name="Delimiter">What stands between two cells.</param>
/// <param name="IsDeclared">The first line says so itself, as <c>sep=;</c>, and is no record.</param>
public sealed record Dialect(char Delimiter, bool IsDeclared);

/// <summary>Finds the delimiter that cuts a text into rows of equal width.</summary>
static class Dialects
{
    const int Enough = 200;

    // In order of trust where two cut equally well.
    static readonly char[] Candidates = [',', ';', '\t', '|', '^', '~', '\u001F'];

    public static Dialect Detect(ReadOnlySpan<char> sample, bool whole, char quote, string fileName)
    {
        if (Declared(sample) is { } declared) return new(declared, true);

        var (best, score) = (fileName.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',', 0.0);
        foreach (var candidate in Candidates)
        {
            var fit = Fit(sample, whole, candidate, quote);
            if (fit > score + 1e-9) (best, score) = (candidate, fit);
        }

        return new(best, false);
    }

    static char? Declared(ReadOnlySpan<char> sample) =>
        sample.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && sample.Length > 5 && sample[5] is '\r' or '\n' ? sample[4] : null;

    /// <summary>
    /// The share of rows that have the commonest width, a little more for wider tables: a comma inside every amount makes
    /// two cells of each row but not of its header. 0 where it cuts nothing.
    /// </summary>
    static double Fit(ReadOnlySpan<char> sample, bool whole, char delimiter, char quote)
    {
        var parser = new RowParser(delimiter, quote);
        var widths = new Dictionary<int, int>();
        int rows = 0, stray = 0, widest = 0;
        for (int length; rows < Enough && !sample.IsEmpty && (length = parser.Parse(sample, whole)) > 0; sample = sample[length..])
        {
            var cells = parser.Cells;
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            rows++;
            if (parser.StrayAt > 0) stray++;
            widths[cells.Length] = widths.GetValueOrDefault(cells.Length) + 1;
            widest = Math.Max(widest, cells.Length);
        }

        if (widest < 2) return 0;
        var (width, count) = widths.Where(w => w.Key > 1).MaxBy(w => (w.Value, w.Key));
        return (count - 0.5 * stray) / rows + 0.02 * Math.Log2(width);
    }
}

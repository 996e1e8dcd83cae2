using System.Buffers;
using System.Text;

namespace Rung.Server.Export;

/// <summary>
/// CSV (RFC 4180) that a spreadsheet does not run: a text that begins like a formula gets an apostrophe in front, and one
/// that begins with an apostrophe gets another, so that reading takes exactly one away (OWASP, CSV injection). An empty text
/// is <c>""</c>, no value is nothing.
/// </summary>
static class CsvText
{
    static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");
    const string Dangerous = "=+-@\t\r\0'＝＋－＠";

    /// <summary>A text somebody wrote, made harmless.</summary>
    public static string Harmless(string text) => IsDangerous(text) ? "'" + text : text;

    public static string AsWritten(string cell) => cell.Length > 1 && cell[0] == '\'' && IsDangerous(cell.AsSpan(1)) ? cell[1..] : cell;

    /// <summary>Some spreadsheets look behind spaces, and take the wide signs of Chinese keyboards for the narrow ones.</summary>
    static bool IsDangerous(ReadOnlySpan<char> text) => text.TrimStart(' ') is [var first, ..] && Dangerous.Contains(first, StringComparison.Ordinal);

    public static void Append(StringBuilder line, string? cell)
    {
        if (cell is null) return;
        if (cell.Length == 0) line.Append("\"\"");
        else if (cell.AsSpan().ContainsAny(Quoted) || cell[0] == ' ' || cell[^1] == ' ') line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else line.Append(cell);
    }

    /// <summary>The cells of the next line, null for no value; null at the end.</summary>
    public static List<string?>? Read(TextReader reader)
    {
        if (reader.Peek() < 0) return null;

        var (cells, cell, wasQuoted) = (new List<string?>(), new StringBuilder(), false);
        for (var isInside = false; ;)
        {
            var next = reader.Read();
            if (isInside && next < 0) throw new FormatException("A quoted cell does not end.");
            if (isInside)
            {
                if (next != '"') cell.Append((char)next);
                else if (reader.Peek() == '"') cell.Append((char)reader.Read());
                else isInside = false;
            }
            else if (next == '"')
            {
                (isInside, wasQuoted) = (true, true);
            }
            else if (next is ',' or '\n' or < 0)
            {
                cells.Add(cell.Length > 0 || wasQuoted ? cell.ToString() : null);
                (wasQuoted, _) = (false, cell.Clear());
                if (next != ',') return cells;
            }
            else
            {
                cell.Append((char)next);
            }
        }
    }
}

using System.Buffers;

namespace Rung.Server.Import.Reading;

/// <summary>
/// Cuts delimited text into records as RFC 4180 has it, with what real files add: any line end, any delimiter, quotes
/// that stand in the middle of a plain value.
/// </summary>
/// <remarks>
/// Our own, where Sylvan.Data.Csv is faster: an import must name the line of a fault and go on after it, keep the cells
/// of a broken record for the file of rejects, take lone carriage returns and rows of any width, and stop an unclosed
/// quote before it swallows the file. Sylvan throws at the first fault and counts no lines.
/// </remarks>
sealed class RowParser(char delimiter, char quote)
{
    readonly SearchValues<char> ends = SearchValues.Create([delimiter, '\r', '\n']);
    readonly List<string> cells = [];

    /// <summary>The column, from 1, where text followed a closing quotation mark; 0 where none did.</summary>
    public int StrayAt { get; private set; }

    /// <summary>Whether the text ended while a quotation mark was open, and after how many characters it opened.</summary>
    public int? OpenAt { get; private set; }

    public string[] Cells => [.. cells];

    /// <summary>
    /// Reads one record from the start of <paramref name="text"/> and says how long it was, its line end included;
    /// 0 when the text ends before the record does. With <paramref name="last"/> no more text will come.
    /// </summary>
    public int Parse(ReadOnlySpan<char> text, bool last)
    {
        cells.Clear();
        (StrayAt, OpenAt) = (0, null);
        for (var at = 0; ;)
        {
            var end = at < text.Length && text[at] == quote ? Quoted(text, at, last) : Plain(text, at);
            if (end < 0 || (end == text.Length && !last)) return 0;
            if (end == text.Length) return Whole(end, end);
            if (text[end] == delimiter)
            {
                at = end + 1;
                continue;
            }

            if (text[end] == '\n') return Whole(end, end + 1);
            if (end + 1 < text.Length) return Whole(end, text[end + 1] == '\n' ? end + 2 : end + 1);
            return last ? Whole(end, end + 1) : 0;
        }
    }

    /// <summary>An empty line is a record without cells, not one with an empty cell.</summary>
    int Whole(int end, int length)
    {
        if (end == 0) cells.Clear();
        return length;
    }

    int Plain(ReadOnlySpan<char> text, int at)
    {
        var length = text[at..].IndexOfAny(ends);
        var end = length < 0 ? text.Length : at + length;
        cells.Add(text[at..end].ToString());
        return end;
    }

    int Quoted(ReadOnlySpan<char> text, int at, bool last)
    {
        var start = at + 1;
        var doubled = false;
        for (var from = start; ;)
        {
            var found = text[from..].IndexOf(quote);
            var close = from + found;
            if (found < 0 || (close + 1 == text.Length && !last))
            {
                OpenAt = at;
                return -1;
            }

            if (close + 1 < text.Length && text[close + 1] == quote)
            {
                (doubled, from) = (true, close + 2);
                continue;
            }

            var value = text[start..close].ToString();
            if (doubled) value = value.Replace($"{quote}{quote}", quote.ToString(), StringComparison.Ordinal);
            return Rest(text, close + 1, value);
        }
    }

    int Rest(ReadOnlySpan<char> text, int at, string value)
    {
        var length = text[at..].IndexOfAny(ends);
        var rest = length < 0 ? text[at..] : text.Slice(at, length);
        if (!rest.IsWhiteSpace() && StrayAt == 0) StrayAt = cells.Count + 1;
        cells.Add(rest.IsEmpty ? value : value + rest.ToString());
        return at + rest.Length;
    }
}

using System.Text;

namespace Rung.Server.Import.Reading;

/// <summary>The records of a delimited text.</summary>
sealed class TextRows(Stream stream, TextEncoding encoding, char delimiter, char quote, ReadingLimits limits) : RowReader
{
    const int Chunk = 64 * 1024;

    readonly RowParser parser = new(delimiter, quote);
    readonly Decoder decoder = encoding.Encoding.GetDecoder();
    readonly byte[] bytes = new byte[Chunk];
    char[] text = new char[2 * Chunk];
    int start, end;
    bool isLast, isPastMark;
    long number, line = 1;

    public override async ValueTask<bool> Next(CancellationToken cancel)
    {
        while (Refusal is null)
        {
            if (start == end && isLast) return false;
            var length = start == end ? 0 : parser.Parse(text.AsSpan(start, end - start), isLast);
            if (length > 0) return Take(length);
            if (isLast || end - start > limits.RowCharacters) Refusal = BrokenOff();
            else await FillTwice(cancel);
        }

        return false;
    }

    public override ValueTask DisposeAsync() => stream.DisposeAsync();

    bool Take(int length)
    {
        var cells = parser.Cells;
        if (cells.Length > limits.Columns)
        {
            Refusal = new TooManyColumns(line, cells.Length, limits.Columns);
            return false;
        }

        Current = new(++number, line, cells, Fault(cells));
        line += Lines(text.AsSpan(start, length));
        start += length;
        return true;
    }

    Refusal? Fault(string[] cells)
    {
        var isDamaged = false;
        for (var i = 0; i < cells.Length; i++)
        {
            if (!cells[i].Contains(TextEncodings.Damage, StringComparison.Ordinal)) continue;
            (isDamaged, cells[i]) = (true, cells[i].Replace(TextEncodings.Damage, '\uFFFD'));
        }

        if (isDamaged) return new DamagedText(line, encoding.Name);
        return parser.StrayAt > 0 ? new TextAfterQuote(line, parser.StrayAt) : null;
    }

    Refusal BrokenOff() => parser.OpenAt is { } open
        ? new UnclosedQuote(line + Lines(text.AsSpan(start, open)))
        : new RecordTooLong(line, limits.RowCharacters);

    /// <summary>Twice as much text before the next try, or a long record would be read again for every chunk.</summary>
    async ValueTask FillTwice(CancellationToken cancel)
    {
        for (var wanted = 2 * (end - start); !isLast && end - start <= wanted;) await Fill(cancel);
    }

    async ValueTask Fill(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (start > 0)
        {
            text.AsSpan(start, end - start).CopyTo(text);
            (start, end) = (0, end - start);
        }

        var read = await stream.ReadAsync(bytes, cancel);
        isLast = read == 0;
        BytesRead += read;
        var fresh = bytes.AsMemory(0, read);
        if (!isPastMark && read > 0)
        {
            // A first read shorter than the mark would be a stream that hands out single bytes; files do not.
            fresh = fresh[Math.Min(encoding.MarkLength, read)..];
            isPastMark = true;
        }

        var room = decoder.GetCharCount(fresh.Span, isLast);
        if (end + room > text.Length) Array.Resize(ref text, Math.Max(text.Length * 2, end + room));
        end += decoder.GetChars(fresh.Span, text.AsSpan(end), isLast);
    }

    static long Lines(ReadOnlySpan<char> text)
    {
        long lines = text.Count('\n');
        for (int at; (at = text.IndexOf('\r')) >= 0; text = text[(at + 1)..])
            if (at + 1 == text.Length || text[at + 1] != '\n') lines++;
        return lines;
    }
}

namespace Rung.Server.Import.Reading;

/// <summary>A file that cannot be read as a table.</summary>
public abstract record UnreadableFile : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>There is nothing in the file, or nothing but blank lines.</summary>
public sealed record EmptyFile : UnreadableFile;

/// <summary>The file is larger than an import takes.</summary>
public sealed record FileTooLarge(long Bytes, long Limit) : UnreadableFile;

/// <summary>An Excel workbook of the old kind (.xls, until 2003).</summary>
public sealed record OldWorkbook : UnreadableFile;

/// <summary>The file is a <paramref name="Found"/>, not a table.</summary>
public sealed record NotATable(string Found) : UnreadableFile;

/// <summary>The workbook cannot be opened: damaged, locked by a password, or no workbook at all.</summary>
public sealed record DamagedWorkbook : UnreadableFile;

/// <summary>The workbook has no such sheet.</summary>
public sealed record NoSuchSheet(string Sheet, string Sheets) : UnreadableFile;

/// <summary>The file has no line with that number, or nothing stands on it.</summary>
public sealed record NoHeaderThere(int Line) : UnreadableFile;

/// <summary>More columns than an import takes; mostly a wrong delimiter.</summary>
public sealed record TooManyColumns(long Line, int Columns, int Limit) : UnreadableFile;

/// <summary>A quotation mark opens on this line and never closes.</summary>
public sealed record UnclosedQuote(long Line) : UnreadableFile;

/// <summary>One record is longer than an import takes.</summary>
public sealed record RecordTooLong(long Line, int Limit) : UnreadableFile;

/// <summary>A record that cannot be taken; the others can.</summary>
public abstract record FaultyRow(long Line) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>Text goes on after the quotation mark that should end it, so the values may have slipped.</summary>
public sealed record TextAfterQuote(long Line, int Column) : FaultyRow(Line);

/// <summary>More values than there are columns, so values may stand under the wrong names.</summary>
public sealed record TooManyCells(long Line, int Cells, int Columns) : FaultyRow(Line);

/// <summary>Some bytes of the record are no text in this encoding.</summary>
public sealed record DamagedText(long Line, string Encoding) : FaultyRow(Line);

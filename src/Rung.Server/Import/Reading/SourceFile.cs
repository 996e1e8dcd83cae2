using System.IO.Compression;
using System.Xml;
using MiniExcelLibs;

namespace Rung.Server.Import.Reading;

/// <summary>
/// A file understood well enough to read its rows: what it is, how its bytes are text, what cuts the text into cells, and
/// where the names and the data begin. Everything found out can be overridden by opening it again with other options.
/// </summary>
public sealed class SourceFile
{
    const int SampleBytes = 256 * 1024;

    readonly Func<Stream> open;
    readonly ReadingOptions options;
    bool from1904;

    SourceFile(Func<Stream> open, ReadingOptions options, long bytes) => (this.open, this.options, Bytes) = (open, options, bytes);

    public long Bytes { get; }

    /// <summary>Of a text; null for a workbook.</summary>
    public TextEncoding? Encoding { get; private init; }

    /// <summary>Of a text; null for a workbook.</summary>
    public Dialect? Dialect { get; private init; }

    /// <summary>Of a workbook; empty for a text.</summary>
    public IReadOnlyList<string> Sheets { get; private init; } = [];

    /// <summary>The sheet that is read.</summary>
    public string? Sheet { get; private set; }

    public Layout Layout { get; private set; } = new([], 0, false, []);

    public IReadOnlyList<Column> Columns => Layout.Columns;

    /// <summary>Looks at the beginning of a file. <paramref name="open"/> gives the file from its start each time; it must know its length.</summary>
    public static async Task<Outcome<SourceFile>> Open(Func<Stream> open, string name, ReadingOptions options, CancellationToken cancel)
    {
        await using var stream = open();
        if (stream.Length == 0) return new EmptyFile();
        if (stream.Length > options.Limits.FileBytes) return new FileTooLarge(stream.Length, options.Limits.FileBytes);

        var sample = new byte[Math.Min(SampleBytes, stream.Length)];
        await stream.ReadExactlyAsync(sample, cancel);
        var found = FileKinds.Of(sample) switch
        {
            FileKind.Workbook => Workbook(open, options, stream),
            FileKind.OldWorkbook => new OldWorkbook(),
            FileKind.Text => await Text(open, name, options, stream, sample, cancel),
            var other => new NotATable(FileKinds.Shown(other)),
        };
        if (!found.Accepted(out var file, out var no)) return no;

        if (!(await file.FirstRows(cancel)).Accepted(out var first, out no)) return no;

        // Workbooks often open with an empty sheet; nobody means that one.
        foreach (var sheet in file.Sheets.Where(s => options.Sheet is null && s != file.Sheet))
        {
            if (first.Any(r => !r.IsBlank)) break;
            file.Sheet = sheet;
            if (!(await file.FirstRows(cancel)).Accepted(out first, out no)) return no;
        }

        if (!Layout.Of(first, options.HeaderRow).Accepted(out var layout, out no)) return no;

        file.Layout = layout;
        return file;
    }

    /// <summary>The data rows from the first; to go on from a checkpoint, skip past it.</summary>
    public TableReader Read() => new(Rows(), Layout);

    async Task<Outcome<List<Row>>> FirstRows(CancellationToken cancel)
    {
        var first = new List<Row>();
        await using var rows = Rows();
        while (first.Count < Layout.Sample && await rows.Next(cancel)) first.Add(rows.Current);
        return rows.Refusal is { } broken && first.Count < 2 ? broken : first;
    }

    RowReader Rows()
    {
        if (Sheet is not null) return new WorkbookRows(open(), Sheet, from1904, options.Limits);
        var rows = new TextRows(open(), Encoding!, Dialect!.Delimiter, options.Quote, options.Limits);
        return Dialect.IsDeclared ? new AfterFirst(rows) : rows;
    }

    static Outcome<SourceFile> Workbook(Func<Stream> open, ReadingOptions options, Stream stream)
    {
        List<string> sheets;
        bool from1904;
        try
        {
            stream.Position = 0;
            using (var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
            {
                if (zip.GetEntry("xl/workbook.xml") is not { } book) return new NotATable("zip");
                from1904 = CountsFrom1904(book);
                var unpacked = zip.Entries.Sum(e => Math.Max(0, e.Length));
                if (unpacked > options.Limits.UnpackedBytes) return new FileTooLarge(unpacked, options.Limits.UnpackedBytes);
            }

            stream.Position = 0;
            sheets = stream.GetSheetNames();
        }
        catch (Exception damaged) when (damaged is not OutOfMemoryException)
        {
            return new DamagedWorkbook();
        }

        if (sheets.Count == 0) return new DamagedWorkbook();
        var sheet = options.Sheet is { } wanted ? sheets.Find(s => string.Equals(s, wanted, StringComparison.OrdinalIgnoreCase)) : sheets[0];
        if (sheet is null) return new NoSuchSheet(options.Sheet!, string.Join(", ", sheets));
        return new SourceFile(open, options, stream.Length) { Sheets = sheets, Sheet = sheet, from1904 = from1904 };
    }

    /// <summary>Excel for the Mac counted days from 1904; such files are still about, and MiniExcel takes their days for others.</summary>
    static bool CountsFrom1904(ZipArchiveEntry book)
    {
        using var xml = XmlReader.Create(book.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return xml.ReadToFollowing("workbookPr", "http://schemas.openxmlformats.org/spreadsheetml/2006/main") && xml.GetAttribute("date1904") is "1" or "true";
    }

    static async Task<Outcome<SourceFile>> Text(Func<Stream> open, string name, ReadingOptions options, Stream stream, byte[] sample, CancellationToken cancel)
    {
        var telling = options.Encoding is null ? await Telling(stream, sample, cancel) : sample;
        var isWhole = sample.Length == stream.Length;
        if (!(options.Encoding is { } chosen ? TextEncodings.Named(chosen, sample) : TextEncodings.Detect(telling, isWhole)).Accepted(out var encoding, out var no)) return no;

        var text = Decoded(encoding, sample, isWhole);
        if (FileKinds.IsMarkup(text)) return new NotATable("HTML");
        if (FileKinds.IsBinary(text)) return new NotATable("binary");
        var dialect = options.Delimiter is { } delimiter ? new Dialect(delimiter, false) : Dialects.Detect(text, isWhole, options.Quote, name);
        return new SourceFile(open, options, stream.Length) { Encoding = encoding, Dialect = dialect };
    }

    /// <summary>A beginning in plain ASCII says nothing; the first bytes that are not do, wherever they stand.</summary>
    static async Task<byte[]> Telling(Stream stream, byte[] sample, CancellationToken cancel)
    {
        var block = sample;
        while (true)
        {
            var at = block.AsSpan().IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (at >= 0 && block == sample) return sample;
            if (at >= 0)
            {
                var rest = new byte[Math.Min(SampleBytes, stream.Length - stream.Position)];
                await stream.ReadExactlyAsync(rest, cancel);
                return [.. block.AsSpan(at), .. rest];
            }

            if (stream.Position == stream.Length || block.Contains((byte)0)) return sample;
            block = new byte[Math.Min(SampleBytes, stream.Length - stream.Position)];
            await stream.ReadExactlyAsync(block, cancel);
        }
    }

    static string Decoded(TextEncoding encoding, byte[] sample, bool isWhole)
    {
        var decoder = encoding.Encoding.GetDecoder();
        var bytes = sample.AsSpan(encoding.MarkLength);
        var text = new char[decoder.GetCharCount(bytes, isWhole)];
        return new string(text, 0, decoder.GetChars(bytes, text, isWhole));
    }
}

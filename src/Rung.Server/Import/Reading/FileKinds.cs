namespace Rung.Server.Import.Reading;

enum FileKind
{
    Text,
    Workbook,
    OldWorkbook,
    Gzip,
    Pdf,
    Picture,
}

/// <summary>What a file is by its first bytes; names lie.</summary>
static class FileKinds
{
    public static FileKind Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x50, 0x4B, 0x03, 0x04, ..] or [0x50, 0x4B, 0x05, 0x06, ..] => FileKind.Workbook,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => FileKind.OldWorkbook,
        [0x1F, 0x8B, ..] => FileKind.Gzip,
        [0x25, 0x50, 0x44, 0x46, 0x2D, ..] => FileKind.Pdf,
        [0x89, 0x50, 0x4E, 0x47, ..] or [0xFF, 0xD8, 0xFF, ..] or [0x47, 0x49, 0x46, 0x38, ..] => FileKind.Picture,
        _ => FileKind.Text,
    };

    public static string Shown(FileKind kind) => kind switch
    {
        FileKind.Gzip => "gzip",
        FileKind.Pdf => "PDF",
        _ => "binary",
    };

    /// <summary>Some systems "export to Excel" by writing a web page with the name of a workbook.</summary>
    public static bool IsMarkup(ReadOnlySpan<char> text)
    {
        var start = text.TrimStart();
        return start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<table", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A few control characters happen; a twentieth of the text does not.</summary>
    public static bool IsBinary(ReadOnlySpan<char> text)
    {
        var odd = 0;
        foreach (var c in text)
            if (c is < ' ' and not ('\t' or '\n' or '\r' or '\v' or '\f' or '\u001F') or TextEncodings.Damage) odd++;
        return odd >= 8 && odd > text.Length / 20;
    }
}

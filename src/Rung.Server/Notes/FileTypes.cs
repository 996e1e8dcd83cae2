namespace Rung.Server.Notes;

/// <summary>What a file is by its first bytes. What its sender calls it is a wish, and what a browser would guess a danger.</summary>
static class FileTypes
{
    public const string Unknown = "application/octet-stream";

    static readonly (string Type, int At, byte[] Begins)[] Known =
    [
        ("image/png", 0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        ("image/jpeg", 0, [0xFF, 0xD8, 0xFF]),
        ("image/gif", 0, "GIF8"u8.ToArray()),
        ("image/webp", 8, "WEBP"u8.ToArray()),
        ("application/pdf", 0, "%PDF-"u8.ToArray()),
        ("application/zip", 0, [0x50, 0x4B, 0x03, 0x04]),
        ("application/gzip", 0, [0x1F, 0x8B]),
        ("application/x-cfb", 0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        ("application/rtf", 0, "{\\rtf"u8.ToArray()),
    ];

    /// <summary>Programs, by their first bytes: not kept.</summary>
    static readonly byte[][] Programs = ["MZ"u8.ToArray(), [0x7F, 0x45, 0x4C, 0x46], "#!"u8.ToArray(), [0xCA, 0xFE, 0xBA, 0xBE], [0xCF, 0xFA, 0xED, 0xFE]];

    static readonly Dictionary<string, string> Offices = new(StringComparer.OrdinalIgnoreCase)
    {
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    };

    public static bool IsProgram(ReadOnlySpan<byte> content)
    {
        foreach (var program in Programs)
            if (content.StartsWith(program)) return true;
        return false;
    }

    public static string Of(ReadOnlySpan<byte> content, string name)
    {
        foreach (var (type, at, begins) in Known)
            if (content.Length > at && content[at..].StartsWith(begins)) return type == "application/zip" && Offices.TryGetValue(Path.GetExtension(name), out var office) ? office : type;
        return IsText(content) ? "text/plain" : Unknown;
    }

    /// <summary>Pictures that cannot hold script are shown; everything else is only ever saved.</summary>
    public static bool IsShown(string type) => type is "image/png" or "image/jpeg" or "image/gif" or "image/webp";

    static bool IsText(ReadOnlySpan<byte> content) => content.IndexOf((byte)0) < 0 && System.Text.Unicode.Utf8.IsValid(content);
}

using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Rung.Server.Import.Reading;

/// <summary>What told us how a file's bytes are to be read.</summary>
public enum EncodingClue
{
    Chosen,
    ByteOrderMark,
    OnlyAscii,
    WellFormedUtf8,
    MostlyUtf8,
    ZeroBytes,
    ChineseBytePairs,
    NothingElseFits,
}

/// <summary>How a file's bytes become text; its byte order mark, if it has one, is no part of the text.</summary>
public sealed record TextEncoding(Encoding Encoding, int MarkLength, EncodingClue Clue)
{
    public string Name => Encoding.WebName;
}

/// <summary>The encoding asked for is none of those that files are read in.</summary>
public sealed record UnknownEncoding(string Given, string Known) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>Finds out how a file's bytes are to be read as text.</summary>
public static class TextEncodings
{
    /// <summary>
    /// Stands where bytes could not be read. A noncharacter, so that no well-formed file can hold it: U+FFFD itself does
    /// occur in files that were damaged long before they came here, and is then simply their text.
    /// </summary>
    public const char Damage = '\uFFFF';

    /// <summary>What a person may choose from.</summary>
    public static IReadOnlyList<string> Known { get; } =
        ["utf-8", "utf-16", "utf-16be", "gb18030", "windows-1252", "big5", "shift_jis", "euc-kr", "windows-1250", "windows-1251", "iso-8859-15"];

    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>As chosen by a person.</summary>
    public static Outcome<TextEncoding> Named(string name, ReadOnlySpan<byte> sample)
    {
        if (!Known.Contains(name, StringComparer.OrdinalIgnoreCase)) return new UnknownEncoding(name, string.Join(", ", Known));
        var encoding = Reading(name);
        return new TextEncoding(encoding, sample.StartsWith(encoding.Preamble) ? encoding.Preamble.Length : 0, EncodingClue.Chosen);
    }

    /// <summary>From the bytes; <paramref name="whole"/> when the sample is all there is and its end is no accident.</summary>
    public static TextEncoding Detect(ReadOnlySpan<byte> sample, bool whole)
    {
        if (Marked(sample) is { } marked) return marked;
        if (Utf16(sample) is { } utf16) return new(Reading(utf16), 0, EncodingClue.ZeroBytes);
        if (!sample.ContainsAnyInRange((byte)0x80, (byte)0xFF)) return new(Reading("utf-8"), 0, EncodingClue.OnlyAscii);
        if (IsUtf8(sample, whole)) return new(Reading("utf-8"), 0, EncodingClue.WellFormedUtf8);
        if (IsMostlyUtf8(sample)) return new(Reading("utf-8"), 0, EncodingClue.MostlyUtf8);
        return IsChinese(sample)
            ? new(Reading("gb18030"), 0, EncodingClue.ChineseBytePairs)
            : new(Reading("windows-1252"), 0, EncodingClue.NothingElseFits);
    }

    static Encoding Reading(string name) =>
        Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(Damage.ToString()));

    static TextEncoding? Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new(Reading("utf-8"), 3, EncodingClue.ByteOrderMark),
        [0xFF, 0xFE, 0, 0, ..] => new(Reading("utf-32"), 4, EncodingClue.ByteOrderMark),
        [0xFF, 0xFE, ..] => new(Reading("utf-16"), 2, EncodingClue.ByteOrderMark),
        [0xFE, 0xFF, ..] => new(Reading("utf-16be"), 2, EncodingClue.ByteOrderMark),
        [0x84, 0x31, 0x95, 0x33, ..] => new(Reading("gb18030"), 4, EncodingClue.ByteOrderMark),
        _ => null,
    };

    /// <summary>
    /// Every separator and line end of a UTF-16 table has a zero for its other byte, always on the same side. Two zeros
    /// at least, so that one stray NUL in a short file does not turn it into Chinese.
    /// </summary>
    static string? Utf16(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.Contains((byte)0)) return null;
        int first = 0, second = 0, separators = 0, mirrored = 0;
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            var (a, b) = (bytes[i], bytes[i + 1]);
            if (a == 0) first++;
            if (b == 0) second++;
            if (b == 0 && Separates(a)) separators++;
            if (a == 0 && Separates(b)) mirrored++;
        }

        var few = bytes.Length / 100;
        if (separators > 0 && second >= 2 && second >= few && first * 10 <= second) return "utf-16";
        return mirrored > 0 && first >= 2 && first >= few && second * 10 <= first ? "utf-16be" : null;
    }

    static bool Separates(byte b) => b is (byte)'\n' or (byte)'\r' or (byte)',' or (byte)';' or (byte)'\t' or (byte)'|';

    static bool IsUtf8(ReadOnlySpan<byte> bytes, bool whole)
    {
        // A sample may end inside a character of up to four bytes.
        for (var cut = 0; cut <= (whole ? 0 : 3) && cut < bytes.Length; cut++)
            if (Utf8.IsValid(bytes[..^cut])) return true;
        return false;
    }

    /// <summary>A few spoiled bytes in much good UTF-8: reading all of it as something else would spoil the rest too.</summary>
    static bool IsMostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out _, out var length) != OperationStatus.Done) bad++;
            else if (length > 1) good++;
            bytes = bytes[length..];
        }

        return good > 20 * bad;
    }

    /// <summary>
    /// GB18030 as ordinary text has it: well-formed, and mostly of pairs with both bytes from A1 up (GB 2312). Western
    /// accented letters form pairs too, but with the ASCII letter that follows them ("Müller"), so below A1.
    /// </summary>
    static bool IsChinese(ReadOnlySpan<byte> bytes)
    {
        int common = 0, rare = 0, bad = 0;
        for (var i = 0; i + 1 < bytes.Length; i++)
        {
            if (bytes[i] < 0x80) continue;
            var (lead, trail) = (bytes[i], bytes[i + 1]);
            if (lead is 0x80 or 0xFF || trail is < 0x30 or 0x7F or 0xFF) bad++;
            else if (trail is >= 0x30 and <= 0x39)
            {
                if (i + 3 < bytes.Length && bytes[i + 2] is >= 0x81 and <= 0xFE && bytes[i + 3] is >= 0x30 and <= 0x39) (rare, i) = (rare + 1, i + 3);
                else if (i + 3 < bytes.Length) bad++;
            }
            else if (trail < 0x40) bad++;
            else
            {
                if (lead >= 0xA1 && trail >= 0xA1) common++;
                else rare++;
                i++;
            }
        }

        return common > 2 * rare && common > 50 * bad;
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace Rung.Records;

/// <summary>What any value must be before it may stand in a record, whichever field or verb it is meant for.</summary>
public static class Plausible
{
    /// <summary>Text as it will stand: trimmed, in Unicode's composed form.</summary>
    public static string Tidy(string text, bool lines)
    {
        var plain = (lines ? text.ReplaceLineEndings("\n") : text).Trim();
        return Ascii.IsValid(plain) ? plain : IsWellFormed(plain) ? plain.Normalize() : plain;
    }

    /// <summary>Why a tidied text may not stand, or null where it may.</summary>
    /// <param name="field">Where it is meant to stand.</param>
    /// <param name="text">The text.</param>
    /// <param name="max">The longest it may be, in characters as a reader counts them.</param>
    /// <param name="lines">Whether it may hold several lines.</param>
    public static Refusal? Refuse(string field, string text, int max, bool lines)
    {
        // One character may carry any number of marks, and an index row of PostgreSQL holds 2.7 kB.
        if (text.Length > 2 * max) return new TooLong(field, text.Length, max);
        if (text.Length > max && new StringInfo(text).LengthInTextElements is var length && length > max) return new TooLong(field, length, max);
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return null;
        foreach (var c in text)
        {
            // Direction overrides make a name read as something else; control characters break every export.
            if (c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069') return new UnprintableText(field);
            if (char.IsControl(c) && !(lines && c is '\n' or '\t')) return new UnprintableText(field);
        }

        return IsWellFormed(text) ? null : new UnprintableText(field);
    }

    /// <summary>Why an amount, a day, an instant, a number or a choice cannot be meant, or null where it can.</summary>
    public static Refusal? Refuse(string field, object value) => value switch
    {
        double n when !double.IsFinite(n) => new Unreadable(field, "number"),
        Money m when Math.Abs((decimal)m.Minor) > 1_000_000_000_000_000m => new OutOfRange(field, "-10^15", "10^15"),
        DateOnly d when d.Year is < 1900 or > 2200 => new OutOfRange(field, "1900-01-01", "2200-12-31"),
        DateTimeOffset t when t.UtcDateTime.Year is < 1900 or > 2200 => new OutOfRange(field, "1900-01-01", "2200-12-31"),
        Enum e when !Enum.IsDefined(e.GetType(), e) => new Unreadable(field, string.Join(", ", Enum.GetNames(e.GetType()).Select(Words.Camel))),
        _ => null,
    };

    static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done) return false;
            rest = rest[length..];
        }

        return true;
    }
}

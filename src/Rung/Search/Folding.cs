using System.Text;

namespace Rung.Search;

/// <summary>
/// Makes texts alike that readers take for the same: case, accents, full width (ＡＢＣ), ligatures, stray forms of one
/// letter. Simplified and traditional characters stay what they are: one cannot be told from the other by letter alone.
/// </summary>
public static class Folding
{
    /// <summary>
    /// Unicode NFKC, lower case, without the combining marks of Latin, Greek and Cyrillic (U+0300–036F). The voice marks of
    /// kana and the vowel signs of Indic scripts change the word and stay.
    /// </summary>
    public static string Fold(string text)
    {
        if (IsPlain(text)) return text;
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();

        var parts = WellFormed(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormD);
        var folded = new StringBuilder(parts.Length);
        foreach (var c in parts)
        {
            if (c is >= '\u0300' and <= '\u036F') continue;
            if (Spelled(c) is { } letters) folded.Append(letters);
            else folded.Append(c);
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Letters that Unicode does not take apart but people do.</summary>
    static string? Spelled(char c) => c switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => null,
    };

    static bool IsPlain(string text)
    {
        foreach (var c in text)
            if (c is (< '\u0080' and not (>= 'A' and <= 'Z')) or (>= '\u4E00' and <= '\u9FFF')) continue;
            else return false;
        return true;
    }

    /// <summary>Half a surrogate pair is no character; normalising it would throw.</summary>
    static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune);
        return whole.ToString();
    }
}

using System.Text;

namespace Rung.Search;

/// <summary>What kind of writing a character is, as far as cutting a text into words goes.</summary>
static class Scripts
{
    /// <summary>Written without spaces between words: Han, kana, Hangul, Bopomofo.</summary>
    public static bool IsUnspaced(Rune rune) => rune.Value switch
    {
        < 0x2E80 => false,
        >= 0x4E00 and <= 0x9FFF => true,
        >= 0x3400 and <= 0x4DBF => true,
        >= 0x3041 and <= 0x30FF => rune.Value != 0x30FB,
        >= 0x3105 and <= 0x312F => true,
        >= 0x31A0 and <= 0x31BF or >= 0x31F0 and <= 0x31FF => true,
        >= 0xAC00 and <= 0xD7A3 => true,
        >= 0xF900 and <= 0xFAFF => true,
        >= 0x20000 and <= 0x3FFFF => true,
        0x3005 or 0x3007 => true,
        _ => false,
    };

    /// <summary>Part of a word that spaces set off.</summary>
    public static bool IsWord(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value)
        : Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}

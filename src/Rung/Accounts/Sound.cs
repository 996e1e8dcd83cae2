namespace Rung.Accounts;

/// <summary>What a word sounds like, roughly: its first letter and the classes of its consonants, vowels left out.</summary>
static class Sound
{
    /// <summary>At most four signs for spaced writing; at most the first three characters of unspaced writing.</summary>
    public static string Of(string word)
    {
        if (word.Length == 0) return "";
        if (!char.IsAsciiLetter(word[0])) return word.Length <= 3 ? word : word[..3];

        Span<char> sound = stackalloc char[4];
        sound[0] = Class(word[0]) is '\0' ? word[0] : Class(word[0]);
        var (length, last) = (1, sound[0]);
        foreach (var c in word.AsSpan(1))
        {
            var now = Class(c);
            if (now != '\0' && now != last && length < 4) sound[length++] = now;
            last = now;
        }

        return sound[..length].ToString();
    }

    /// <summary>Consonants that are mistaken for each other, after Russell's Soundex (US patent 1,261,167), a little finer.</summary>
    static char Class(char c) => c switch
    {
        'b' or 'p' => 'p',
        'f' or 'v' => 'f',
        'c' or 'k' or 'q' or 'g' or 'j' or 'x' => 'k',
        's' or 'z' => 's',
        'd' or 't' => 't',
        'l' => 'l',
        'm' or 'n' => 'm',
        'r' => 'r',
        _ => '\0',
    };
}

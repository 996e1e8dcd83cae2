using System.Globalization;
using System.Text;

namespace Rung.Server.Database;

/// <summary>Words that a million rows have alike, as SQLite holds them: read once, then recognised by their letters.</summary>
/// <typeparam name="T">What they mean.</typeparam>
sealed class Alike<T>(Func<string, T> read)
{
    /// <summary>Where there are more different words than this they are read each time.</summary>
    const int Most = 32;

    volatile (byte[] Word, T Value)[] known = [];

    public T Of(ReadOnlySpan<byte> word)
    {
        foreach (var (seen, told) in known)
            if (word.SequenceEqual(seen)) return told;

        var value = read(Encoding.UTF8.GetString(word));
        // Where two meet a new word at once, one of them meets it again.
        if (known.Length < Most) known = [.. known, (word.ToArray(), value)];
        return value;
    }
}

/// <summary>The choices of one kind.</summary>
static class Choices<T> where T : struct, Enum
{
    public static readonly Alike<T> Known = new(word => Enum.Parse<T>(word, true));
}

static class Currencies
{
    public static readonly Alike<Currency> Known = new(code => new(code));
}

/// <summary>A day as SQLite holds it, in letters.</summary>
static class Letters
{
    /// <exception cref="FormatException">It is not written as 2026-11-27.</exception>
    public static DateOnly Day(ReadOnlySpan<byte> letters)
    {
        if (letters.Length != 10 || letters[4] != '-' || letters[7] != '-') throw new FormatException($"'{Encoding.UTF8.GetString(letters)}' is not a day.");
        return new(Number(letters[..4]), Number(letters[5..7]), Number(letters[8..]));
    }

    static int Number(ReadOnlySpan<byte> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}

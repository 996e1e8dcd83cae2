using System.Buffers;
using System.Text;

namespace Rung.Search;

/// <summary>
/// Cuts text into the words of a search index, alike for what is indexed and what is asked. Words with spaces between them
/// are folded (<see cref="Folding"/>); writing without spaces is indexed by every two neighbours and every single character,
/// so that a name of two characters is found, which an index of three would not do.
/// </summary>
/// <remarks>
/// The result is plain words with spaces between, for any index that splits at spaces and knows positions (FTS5 unicode61,
/// tsvector 'simple'). Pairs stand in the order of the text, so that a phrase of pairs finds a longer word; the last single
/// character of a run stands behind its pairs and keeps two runs from forming a phrase; the other single characters follow
/// at the end.
/// </remarks>
public static class Tokens
{
    /// <summary>The words to index. Linear in the length of <paramref name="text"/>.</summary>
    public static string Index(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        var folded = Folding.Fold(text);

        // At most a pair, a single and two spaces for each character, and singles are held in the second half.
        var rented = ArrayPool<char>.Shared.Rent(folded.Length * 5 + 8);
        var writer = new Writer(rented, folded.Length * 3 + 4);
        for (var at = 0; at < folded.Length;)
        {
            Rune.DecodeFromUtf16(folded.AsSpan(at), out var rune, out var length);
            if (Scripts.IsUnspaced(rune)) at = writer.Run(folded, at);
            else if (Scripts.IsWord(rune)) at = writer.Word(folded, at);
            else at += length;
        }

        var result = writer.ToString();
        ArrayPool<char>.Shared.Return(rented);
        return result;
    }

    /// <summary>
    /// What to look for: all of it, in any order. Two or more characters of unspaced writing are a phrase of pairs, a single
    /// one is itself, any other word is the beginning of a word. At most <paramref name="limit"/> terms; more never narrow.
    /// </summary>
    public static IReadOnlyList<SearchTerm> Query(string? text, int limit = 16)
    {
        var terms = new List<SearchTerm>();
        if (string.IsNullOrWhiteSpace(text)) return terms;
        var folded = Folding.Fold(text);
        for (var at = 0; at < folded.Length && terms.Count < limit;)
        {
            Rune.DecodeFromUtf16(folded.AsSpan(at), out var rune, out var length);
            var end = at + length;
            if (Scripts.IsUnspaced(rune))
            {
                end = End(folded, at, Scripts.IsUnspaced);
                Add(Phrase(folded.AsSpan(at, end - at)));
            }
            else if (Scripts.IsWord(rune))
            {
                end = End(folded, at, IsSpacedWord);
                Add(new SearchTerm(SearchTermKind.Prefix, [folded[at..end]]));
            }

            at = end;
        }

        return terms;

        void Add(SearchTerm term)
        {
            if (!terms.Any(t => t.Kind == term.Kind && t.Words.SequenceEqual(term.Words))) terms.Add(term);
        }
    }

    static SearchTerm Phrase(ReadOnlySpan<char> run)
    {
        var words = new List<string>();
        Rune.DecodeFromUtf16(run, out _, out var first);
        if (first == run.Length) return new(SearchTermKind.Word, [run.ToString()]);
        while (first < run.Length)
        {
            Rune.DecodeFromUtf16(run[first..], out _, out var second);
            words.Add(run[..(first + second)].ToString());
            run = run[first..];
            first = second;
        }

        return new(SearchTermKind.Phrase, words);
    }

    static bool IsSpacedWord(Rune rune) => Scripts.IsWord(rune) && !Scripts.IsUnspaced(rune);

    static int End(string text, int at, Func<Rune, bool> isInside)
    {
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (!isInside(rune)) break;
            at += length;
        }

        return at;
    }

    /// <summary>Fills one buffer from two sides: words and pairs in front, single characters behind.</summary>
    ref struct Writer(Span<char> buffer, int half)
    {
        readonly Span<char> words = buffer[..half];
        readonly Span<char> singles = buffer[half..];
        int wordsEnd, singlesEnd;

        public int Word(string text, int at)
        {
            var start = at;
            for (; at < text.Length; at++)
            {
                var c = text[at];
                if (char.IsAsciiLetterOrDigit(c)) continue;
                if (c < 0x80) break;
                Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
                if (!IsSpacedWord(rune)) break;
                at += length - 1;
            }

            Put(words, ref wordsEnd, text.AsSpan(start, at - start));
            return at;
        }

        public int Run(string text, int at)
        {
            Span<char> pair = stackalloc char[4];
            var (start, last, lastLength) = (at, at, 0);
            while (at < text.Length)
            {
                Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
                if (!Scripts.IsUnspaced(rune))
                {
                    if (at != last + lastLength || !IsGapInName(text, at, isAfterOne: last == start)) break;
                    at++;
                    continue;
                }

                if (lastLength > 0)
                {
                    text.AsSpan(last, lastLength).CopyTo(pair);
                    text.AsSpan(at, length).CopyTo(pair[lastLength..]);
                    Put(words, ref wordsEnd, pair[..(lastLength + length)]);
                    Single(text.AsSpan(last, lastLength));
                }

                (last, lastLength) = (at, length);
                at += length;
            }

            Put(words, ref wordsEnd, text.AsSpan(last, lastLength));
            return at;
        }

        /// <summary>A space with a single character before or behind it ("王 建国", "欧阳 修") stands inside a name.</summary>
        static bool IsGapInName(string text, int at, bool isAfterOne)
        {
            if (text[at] != ' ' || at + 1 == text.Length) return false;
            Rune.DecodeFromUtf16(text.AsSpan(at + 1), out var next, out var length);
            if (!Scripts.IsUnspaced(next)) return false;
            if (isAfterOne || at + 1 + length == text.Length) return true;
            Rune.DecodeFromUtf16(text.AsSpan(at + 1 + length), out var after, out _);
            return !Scripts.IsUnspaced(after);
        }

        /// <summary>Few enough to look through; in a long text repetition costs less than looking.</summary>
        void Single(ReadOnlySpan<char> character)
        {
            if (singlesEnd < 128 && singles[..singlesEnd].IndexOf(character) >= 0) return;
            Put(singles, ref singlesEnd, character);
        }

        static void Put(Span<char> half, ref int end, ReadOnlySpan<char> word)
        {
            if (end > 0) half[end++] = ' ';
            word.CopyTo(half[end..]);
            end += word.Length;
        }

        public override readonly string ToString() => singlesEnd == 0
            ? words[..wordsEnd].ToString()
            : string.Concat(words[..wordsEnd], " ", singles[..singlesEnd]);
    }
}

/// <summary>How the words of a term are to be found.</summary>
public enum SearchTermKind
{
    /// <summary>The word itself.</summary>
    Word,

    /// <summary>The beginning of a word.</summary>
    Prefix,

    /// <summary>The words next to each other, in this order.</summary>
    Phrase,
}

/// <summary>One thing to look for; its words are letters and digits only, so no query language can misread them.</summary>
public sealed record SearchTerm(SearchTermKind Kind, IReadOnlyList<string> Words);

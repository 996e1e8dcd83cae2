namespace Rung.Accounts;

/// <summary>How alike two texts are, from 0 to 1.</summary>
public static class Similarity
{
    /// <summary>
    /// Jaro–Winkler: J = (m/|a| + m/|b| + (m−t)/m)/3 with m characters in common within max(|a|,|b|)/2−1 places and t half the
    /// number of them out of order; then J + 0.1·ℓ·(1−J) with ℓ ≤ 4 the length of the common beginning. Symmetric, 1 for equal
    /// texts, 0 without a character in common.
    /// Source: W. E. Winkler, String Comparator Metrics, 1990.
    /// </summary>
    public static double JaroWinkler(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.SequenceEqual(b)) return 1;
        if (a.IsEmpty || b.IsEmpty) return 0;
        if (a.Length > b.Length) return JaroWinkler(b, a);

        var reach = Math.Max(Math.Max(a.Length, b.Length) / 2 - 1, 0);
        Span<bool> taken = b.Length <= 256 ? stackalloc bool[b.Length] : new bool[b.Length];
        Span<char> common = a.Length <= 256 ? stackalloc char[a.Length] : new char[a.Length];
        var matches = 0;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = Math.Max(0, i - reach); j < Math.Min(b.Length, i + reach + 1); j++)
            {
                if (taken[j] || a[i] != b[j]) continue;
                taken[j] = true;
                common[matches++] = a[i];
                break;
            }
        }

        if (matches == 0) return 0;
        int displaced = 0, next = 0;
        for (var j = 0; j < b.Length; j++)
            if (taken[j] && common[next++] != b[j]) displaced++;

        var m = (double)matches;
        var jaro = (m / a.Length + m / b.Length + (m - displaced / 2.0) / m) / 3;
        var start = Math.Min(4, a.CommonPrefixLength(b));
        return jaro + 0.1 * start * (1 - jaro);
    }

    /// <summary>
    /// Dice's coefficient over neighbouring pairs of characters: 2·|A∩B|/(|A|+|B|), pairs counted as often as they stand. Fit
    /// for writing whose every character carries meaning. Texts of one character are alike only when equal.
    /// </summary>
    public static double Dice(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.SequenceEqual(b)) return 1;
        if (a.Length < 2 || b.Length < 2) return 0;
        Span<bool> taken = b.Length <= 256 ? stackalloc bool[b.Length] : new bool[b.Length];
        var common = 0;
        for (var i = 0; i + 1 < a.Length; i++)
        {
            for (var j = 0; j + 1 < b.Length; j++)
            {
                if (taken[j] || a[i] != b[j] || a[i + 1] != b[j + 1]) continue;
                taken[j] = true;
                common++;
                break;
            }
        }

        return 2.0 * common / (a.Length + b.Length - 2);
    }

    /// <summary>
    /// Names of several words in any order: each word of the shorter name takes the most similar word left of the other
    /// (Jaro–Winkler; an initial fits its word at 0.9), weighted by length; a word left over counts a third of its length
    /// against. Greedy from the longest word, which differs from the best assignment only between near-equal words.
    /// </summary>
    public static double Words(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        if (a.Count == 0 || b.Count == 0) return 0;
        // Greed depends on who chooses; with one to choose always, both sides give the same answer.
        if (a.Count > b.Count || (a.Count == b.Count && string.CompareOrdinal(string.Join(' ', a), string.Join(' ', b)) > 0)) (a, b) = (b, a);

        var left = b.ToList();
        double sum = 0, weight = 0;
        foreach (var word in a.OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal))
        {
            var (best, alike) = (0, -1.0);
            for (var i = 0; i < left.Count; i++)
                if (Word(word, left[i]) is var here && here > alike) (best, alike) = (i, here);
            var size = Math.Max(word.Length, left[best].Length);
            (sum, weight) = (sum + alike * size, weight + size);
            left.RemoveAt(best);
        }

        return sum / (weight + left.Sum(w => w.Length) / 3.0);
    }

    static double Word(string a, string b)
    {
        if (a.Length == 1 || b.Length == 1) return a[0] == b[0] ? (a.Length == b.Length ? 1 : 0.9) : 0;
        return JaroWinkler(a, b);
    }
}

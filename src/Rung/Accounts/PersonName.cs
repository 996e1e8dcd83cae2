using System.Collections.Frozen;
using Rung.Search;

namespace Rung.Accounts;

/// <summary>
/// A person's name as words without order, titles or accents. A Chinese, Japanese or Korean name is one word, however it
/// was spaced: 王 伟 is 王伟. A name given in both writings keeps both.
/// </summary>
public sealed record PersonName(IReadOnlyList<string> Words)
{
    static readonly FrozenSet<string> Titles = FrozenSet.ToFrozenSet(
        ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "herr", "frau", "dipl", "ing", "mag", "sir", "dame", "jr", "sr", "phd", "md", "mba", "esq"]);

    static readonly string[] ChineseTitles = ["先生", "女士", "小姐", "经理", "总监", "老师", "教授", "博士"];

    /// <summary>Words in order of the alphabet with a space between: the same for "Ada Lovelace" and "LOVELACE, Ada".</summary>
    public string Key => string.Join(' ', Words);

    public static PersonName Of(string name)
    {
        var (words, unspaced) = (new List<string>(), "");
        foreach (var word in Folding.Fold(name).Split([.. " \t\r\n,.;/()[]\"·・　"], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.EnumerateRunes().All(Scripts.IsUnspaced)) unspaced += word;
            else if (new string([.. word.Where(char.IsLetterOrDigit)]) is { Length: > 0 } letters) words.Add(letters);
        }

        if (words.Any(w => !Titles.Contains(w))) words.RemoveAll(Titles.Contains);
        foreach (var title in ChineseTitles)
            if (unspaced.Length > title.Length && unspaced.EndsWith(title, StringComparison.Ordinal)) unspaced = unspaced[..^title.Length];
        if (unspaced.Length > 0) words.Add(unspaced);
        words.Sort(StringComparer.Ordinal);
        return new(words);
    }
}

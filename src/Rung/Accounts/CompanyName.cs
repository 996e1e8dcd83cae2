using System.Collections.Frozen;
using System.Text;
using Rung.Search;

namespace Rung.Accounts;

/// <summary>
/// A company's name taken apart: what tells it from others, without legal form, and the place it names itself after. Two
/// companies of one core and different places are mostly two companies; of one core and one place mostly the same.
/// </summary>
public sealed record CompanyName(string Core, IReadOnlyList<string> Words, string? Place)
{
    /// <summary>Longest first: 股份有限公司 ends in 有限公司. 科技 or 贸易 say what a company does and stay.</summary>
    static readonly string[] ChineseForms =
        ["股份有限责任公司", "有限责任公司", "股份有限公司", "集团有限公司", "控股有限公司", "有限公司", "股份公司", "集团公司", "總公司", "总公司", "株式会社", "有限会社", "合同会社", "주식회사", "유한회사", "集团", "集團", "控股", "公司", "股份", "责任"];

    static readonly FrozenSet<string> Forms = FrozenSet.ToFrozenSet(
    [
        "inc", "incorporated", "corp", "corporation", "co", "company", "llc", "llp", "lllp", "lp", "ltd", "limited", "plc", "pllc", "pbc",
        "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "haftungsbeschrankt", "ev", "eg", "ek", "se", "stiftung",
        "sa", "sas", "sasu", "sarl", "eurl", "snc", "sca", "sprl", "srl", "spa", "sapa", "sl", "slu", "ltda", "eireli", "cv", "sab", "sapi",
        "bv", "nv", "vof", "cvba", "oy", "oyj", "ab", "hb", "as", "asa", "aps", "ivs", "ehf", "hf", "ou",
        "spzoo", "zoo", "sro", "doo", "dd", "kft", "zrt", "nyrt", "ooo", "zao", "oao", "ооо", "зао", "оао", "пао", "ао", "ип",
        "pte", "pty", "pvt", "private", "proprietary", "sdn", "bhd", "tbk", "pt", "kk", "gk", "yk",
        "group", "groupe", "gruppe", "grupo", "holding", "holdings", "gruppo",
    ]);

    /// <summary>Russian and Indonesian names begin with the form.</summary>
    static readonly FrozenSet<string> FormsInFront = FrozenSet.ToFrozenSet(["ooo", "zao", "oao", "ооо", "зао", "оао", "пао", "ао", "ип", "pt"]);

    static readonly FrozenSet<string> Joining = FrozenSet.ToFrozenSet(["and", "und", "et", "y", "e", "the", "of", "de", "der", "die", "das", "la", "le", "les"]);

    public static CompanyName Of(string name)
    {
        var folded = Folding.Fold(name).Trim();
        return folded.EnumerateRunes().Any(Scripts.IsUnspaced) ? Chinese(folded) : Latin(folded);
    }

    static CompanyName Latin(string folded)
    {
        var all = LatinWords(folded.Replace("sp. z o.o.", "spzoo", StringComparison.Ordinal));
        var words = all.ToList();

        // From the end only: a "Company" in the middle belongs to the name. What is nothing but forms keeps them.
        while (words.Count > 1 && (Forms.Contains(words[^1]) || Joining.Contains(words[^1]))) words.RemoveAt(words.Count - 1);
        while (words.Count > 1 && FormsInFront.Contains(words[0])) words.RemoveAt(0);
        if (words.Any(w => !Joining.Contains(w))) words.RemoveAll(Joining.Contains);
        return new(string.Concat(words), words, null);
    }

    static CompanyName Chinese(string folded)
    {
        var place = default(string);
        var text = new StringBuilder(folded.Length);
        for (var at = 0; at < folded.Length; at++)
        {
            if (folded[at] == '(' && folded.IndexOf(')', at) is > 0 and var close)
            {
                // 华夏（北京）: the place stands in brackets; anything else in them is part of the name.
                var inside = folded[(at + 1)..close];
                if (Places.Named(inside) is { } named) (place, at) = (place ?? named, close);
                else if (ChineseForms.Contains(inside)) at = close;
            }

            if (at < folded.Length && char.IsLetterOrDigit(folded[at])) text.Append(folded[at]);
            else if (at < folded.Length && char.IsSurrogate(folded[at])) text.Append(folded[at]);
        }

        var core = WithoutForm(text.ToString());
        while (Places.AtStart(core, out var length) is { } named && core.Length - length >= 2)
        {
            // The narrower place is the one that tells: 广东省深圳市 is Shenzhen.
            (place, core) = (named, core[length..]);
        }

        return new(core, [core], place);
    }

    static string WithoutForm(string text)
    {
        while (Array.Find(ChineseForms, f => text.Length > f.Length + 1 && text.EndsWith(f, StringComparison.Ordinal)) is { } form) text = text[..^form.Length];
        return text.StartsWith("株式会社", StringComparison.Ordinal) && text.Length > 5 ? text[4..] : text;
    }

    /// <summary>Letters and digits; "S.A." and "A/S" are one word, so single letters set off by points are joined.</summary>
    static List<string> LatinWords(string folded)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isAfterLetter = false;
        foreach (var c in folded + " ")
        {
            if (char.IsLetterOrDigit(c)) word.Append(c);
            else if (c is '\'' or '’') continue;
            else if (word.Length > 0)
            {
                if (word.Length == 1 && isAfterLetter) words[^1] += word;
                else words.Add(word.ToString());
                isAfterLetter = word.Length == 1 && c is '.' or '/';
                word.Clear();
            }
            else if (c != ' ')
            {
                isAfterLetter = false;
            }
        }

        return words;
    }
}

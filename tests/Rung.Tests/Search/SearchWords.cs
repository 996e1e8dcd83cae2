using CsCheck;
using Rung.Search;

namespace Rung.Tests.Search;

/// <summary>How texts and questions are cut into words.</summary>
public sealed class SearchWords
{
    [Theory]
    [InlineData("Helios GmbH & Co. KG", "helios gmbh co kg")]
    [InlineData("Crème Brûlée Łódź Straße Ærø", "creme brulee lodz strasse aero")]
    [InlineData("ＡＢＣ１２３　ﬁne", "abc123 fine")]
    [InlineData("华夏制造", "华夏 夏制 制造 造 华 夏 制")]
    [InlineData("ABC科技3M", "abc 科技 技 3m 科")]
    [InlineData("華夏", "華夏 夏 華")]
    [InlineData("王 伟", "王伟 伟 王")]
    [InlineData("王 建国", "王建 建国 国 王 建")]
    [InlineData("欧阳 修", "欧阳 阳修 修 欧 阳")]
    [InlineData("上海 北京", "上海 海 北京 京 上 北")]
    [InlineData("ガンダム ﾊﾟﾝ", "ガン ンダ ダム ム パン ン ガ ン ダ パ")]
    [InlineData("𠮷野家", "𠮷野 野家 家 𠮷 野")]
    [InlineData("Иванов Ёлка", "иванов елка")]
    [InlineData(" \t…!", "")]
    [InlineData(null, "")]
    public void A_text_is_indexed_by_folded_words_and_by_pairs_and_singles_of_unspaced_writing(string? text, string words) =>
        Assert.Equal(words, Tokens.Index(text));

    [Theory]
    [InlineData("华夏", "Phrase:华夏")]
    [InlineData("华夏制造", "Phrase:华夏+夏制+制造")]
    [InlineData("华", "Word:华")]
    [InlineData("Hélio", "Prefix:helio")]
    [InlineData("王伟 ABC科技", "Phrase:王伟 Prefix:abc Phrase:科技")]
    [InlineData("\"helio* OR (x:y) ' -z", "Prefix:helio Prefix:or Prefix:x Prefix:y Prefix:z")]
    [InlineData("a a A", "Prefix:a")]
    [InlineData("  ", "")]
    public void A_question_asks_for_phrases_of_pairs_single_characters_and_beginnings_of_words(string question, string terms) =>
        Assert.Equal(terms, string.Join(' ', Tokens.Query(question).Select(t => $"{t.Kind}:{string.Join('+', t.Words)}")));

    [Fact]
    public void Whatever_is_cut_out_of_a_text_finds_it() =>
        Gen.Select(Gen.String[Gen.OneOf("华夏制造王伟𠮷ab ÉＡ1-，修。".EnumerateRunes().Select(r => Gen.Const(r.ToString())).ToArray()).Select(s => s[0]), 1, 12], Gen.Int[0, 11], Gen.Int[1, 12])
            .Sample((text, from, length) =>
            {
                from %= text.Length;
                var part = text.Substring(from, Math.Min(length, text.Length - from));
                // A cut inside a spaced word is no beginning of one.
                if (from > 0 && IsLatin(text[from - 1]) && IsLatin(text[from])) return;
                Assert.True(Finds(part, text), $"{part} in {text}: {Tokens.Index(text)}");
            }, iter: 20_000);

    [Fact]
    public void Neighbouring_runs_form_no_phrase() => Assert.False(Finds("北京上", "海北京，上海"));

    [Fact]
    public void Half_characters_and_long_texts_are_taken_without_complaint() =>
        Gen.String[0, 2_000].Sample(text => _ = (Tokens.Index(text), Tokens.Query(text)), iter: 300);

    [Fact]
    public void Every_published_name_of_two_characters_or_more_is_found_by_any_two_of_them()
    {
        var names = Published.Lines("cjk-names-companies", "Company-Shorter-Form（28W）.txt").Skip(2).Where((n, i) => i % 50 == 0 && n.Length > 1).ToList();
        Assert.True(names.Count > 5_000);
        Assert.All(names, name =>
        {
            for (var at = 0; at + 2 <= name.Length; at++) Assert.True(Finds(name.Substring(at, 2), name), name);
        });
    }

    static bool IsLatin(char c) => char.IsAsciiLetterOrDigit(c) || c is 'É' or 'Ａ';

    /// <summary>As an index with positions would.</summary>
    static bool Finds(string question, string text)
    {
        var words = Tokens.Index(text).Split(' ');
        return Tokens.Query(question, 100).All(t => t.Kind switch
        {
            SearchTermKind.Word => words.Contains(t.Words[0]),
            SearchTermKind.Prefix => words.Any(w => w.StartsWith(t.Words[0], StringComparison.Ordinal)),
            _ => Enumerable.Range(0, words.Length).Any(i => words.Skip(i).Take(t.Words.Count).SequenceEqual(t.Words)),
        });
    }
}

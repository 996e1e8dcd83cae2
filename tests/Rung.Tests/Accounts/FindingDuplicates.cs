using CsCheck;
using Rung.Accounts;

namespace Rung.Tests.Accounts;

/// <summary>Which records are taken for the same party, and why.</summary>
public sealed class FindingDuplicates
{
    [Theory]
    [InlineData("martha", "marhta", 0.9611)]
    [InlineData("dwayne", "duane", 0.84)]
    [InlineData("dixon", "dicksonx", 0.8133)]
    [InlineData("same", "same", 1)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("", "a", 0)]
    public void JaroWinkler_agrees_with_the_published_examples(string a, string b, double expected) => Assert.Equal(expected, Similarity.JaroWinkler(a, b), 4);

    [Theory]
    [InlineData("night", "nacht", 0.25)]
    [InlineData("华夏制造", "华夏科技", 1 / 3.0)]
    [InlineData("华", "夏", 0)]
    public void Dice_counts_the_pairs_in_common(string a, string b, double expected) => Assert.Equal(expected, Similarity.Dice(a, b), 6);

    [Fact]
    public void Likeness_is_the_same_from_both_sides_and_never_beyond_1() =>
        Gen.Select(Word, Word).Sample((a, b) =>
        {
            var (one, two) = (Similarity.JaroWinkler(a, b), Similarity.Dice(a, b));
            Assert.InRange(one, 0, 1);
            Assert.InRange(two, 0, 1);
            Assert.Equal((one, two), (Similarity.JaroWinkler(b, a), Similarity.Dice(b, a)));
            Assert.InRange(Similarity.Words(a.Split(' ', StringSplitOptions.RemoveEmptyEntries), b.Split(' ', StringSplitOptions.RemoveEmptyEntries)), 0, 1);
        }, iter: 5_000);

    [Fact]
    public void The_same_mailbox_and_name_is_certainly_the_same_person()
    {
        var likeness = Compare(Person("Ada Lovelace", "ada@helios.com"), Person("LOVELACE, Ada", "ADA@helios.com"));

        Assert.Equal(Likelihood.Certain, likeness.Level);
        Assert.Equal([DuplicateReason.SameEmail, DuplicateReason.SameDomain, DuplicateReason.SameName], likeness.Reasons);
    }

    [Fact]
    public void Colleagues_are_not_the_same_person() =>
        Assert.Null(Compare(Person("Ada Lovelace", "ada@helios.com"), Person("Charles Babbage", "charles@helios.com")).Level);

    [Fact]
    public void Two_people_behind_one_switchboard_are_not_the_same_person() =>
        Assert.Null(Compare(Person("Ada Lovelace") with { Phones = ["+4930123456"] }, Person("Charles Babbage") with { Phones = ["+4930123456"] }).Level);

    [Fact]
    public void A_common_name_alone_is_only_possibly_the_same_person() =>
        Assert.Equal(Likelihood.Possible, Compare(Person("王伟"), Person("王 伟")).Level);

    [Fact]
    public void A_name_and_company_in_common_is_likely_the_same_person() =>
        Assert.Equal(Likelihood.Likely, Compare(Person("王伟") with { Company = "华夏制造有限公司" }, Person("王 伟") with { Company = "华夏制造" }).Level);

    [Fact]
    public void A_domain_and_name_in_common_is_certainly_the_same_company() =>
        Assert.Equal(Likelihood.Certain, Compare(Company("Helios GmbH") with { Domain = "www.helios.com" }, Company("HELIOS") with { Domain = "https://helios.com" }).Level);

    [Fact]
    public void Two_companies_with_addresses_at_a_public_host_have_no_domain_in_common() =>
        Assert.Null(Compare(Company("Helios") with { Email = "helios@qq.com" }, Company("Atlas") with { Email = "atlas@qq.com" }).Level);

    [Fact]
    public void The_same_Chinese_company_is_found_under_its_short_and_its_full_name() =>
        Assert.Equal(Likelihood.Likely, Compare(Company("华夏科技"), Company("北京华夏科技有限公司")).Level);

    [Fact]
    public void Namesakes_in_two_cities_are_told_apart() => Assert.Null(Compare(Company("北京华夏科技有限公司"), Company("上海华夏科技有限公司")).Level);

    [Fact]
    public void Companies_that_only_do_the_same_are_not_alike() => Assert.Null(Compare(Company("云图科技有限公司"), Company("星海科技有限公司")).Level);

    [Fact]
    public void A_slip_of_the_pen_does_not_hide_a_duplicate()
    {
        Party[] parties =
        [
            Person("Michaela Neumann") with { City = "Winston Hills", Address = "8 Stanley Street" },
            Person("Charles Babbage") with { City = "Winston Hills", Address = "11 High Street" },
            Person("Micheala Neuman") with { City = "Winston Hils", Address = "8 Stanly St" },
        ];
        var pair = Assert.Single(Duplicates.Among([.. parties.Select(Fingerprint.Of)], Likelihood.Likely));

        Assert.Equal((0, 2), (pair.First, pair.Second));
        Assert.Equal([DuplicateReason.SimilarName, DuplicateReason.SameCity, DuplicateReason.SameAddress], pair.Likeness.Reasons);
    }

    [Fact]
    public void A_person_is_no_duplicate_of_a_company() => Assert.Empty(Duplicates.Among([Fingerprint.Of(Person("Helios", "a@helios.com")), Fingerprint.Of(Company("Helios") with { Email = "a@helios.com" })]));

    [Fact]
    public void Blank_fields_are_no_duplicates_of_blank_fields() =>
        Assert.Empty(Duplicates.Among([.. Enumerable.Repeat(Fingerprint.Of(new Party(true, " ") { Email = "", Phones = [""], City = "" }), 3)]));

    [Fact]
    public void Comparing_is_the_same_from_both_sides_whatever_the_texts() =>
        Gen.Select(Gen.Bool, Word, Word, Word, Word).Sample((isPerson, a, b, c, d) =>
        {
            var one = Fingerprint.Of(new Party(isPerson, a) { Email = c, Company = d, City = b, Address = c, Domain = d, OfficialNumber = a });
            var two = Fingerprint.Of(new Party(isPerson, b) { Email = d, Company = c, City = a, Address = d, Domain = c, OfficialNumber = b });
            Assert.Equal(Duplicates.Compare(one, two).Bits, Duplicates.Compare(two, one).Bits, 9);
        }, iter: 5_000);

    [Fact]
    public void A_crowd_with_one_key_is_not_compared_with_everybody()
    {
        // 30,000 namesakes: n² would be 450 million comparisons, 60 each are under two million.
        var crowd = Enumerable.Range(0, 30_000).Select(_ => Fingerprint.Of(Person("王伟"))).ToList();

        Assert.InRange(Duplicates.Among(crowd).Count(), 30_000, 30_000 * 60);
    }

    static readonly Gen<string> Word = Gen.OneOf(Gen.String[0, 12], Gen.OneOf("a b", "Ada", "ada lovelace", "华夏", "北京华夏", "(北京)", "a@b.c", "12 st", "…", "", "Co", "𠮷").Array[0, 3].Select(w => string.Join(' ', w)));

    static Party Person(string name, string? email = null) => new(true, name) { Email = email };

    static Party Company(string name) => new(false, name);

    static Likeness Compare(Party a, Party b) => Duplicates.Compare(Fingerprint.Of(a), Fingerprint.Of(b));
}

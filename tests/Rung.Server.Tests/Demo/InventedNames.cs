using System.Net.Mail;
using System.Text.RegularExpressions;
using DiscreteEvents;
using Rung.Server.Demo;

namespace Rung.Server.Tests.Demo;

public partial class InventedNames
{
    const int Many = 150_000;

    static readonly AddressBook Book = new(new Chance(7));

    [Fact]
    public void No_two_companies_share_a_name_or_a_domain()
    {
        var (names, domains) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new HashSet<string>(StringComparer.Ordinal));

        for (var number = 1; number <= Many; number++)
        {
            var company = Book.Company(number);
            Assert.True(names.Add(company.Short), $"{company.Short} twice");
            Assert.True(domains.Add(company.Domain), $"{company.Domain} twice");
        }
    }

    [Fact]
    public void Names_that_ran_out_are_followed_by_others()
    {
        // Coined names end near number 450,000.
        var seen = Enumerable.Range(0, 20_000).Select(i => Book.Company(440_000 + i).Short).ToList();

        Assert.Equal(seen.Count, seen.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Every_address_lies_under_example_com()
    {
        for (var number = 1; number <= 5_000; number++)
        {
            var company = Book.Company(number);
            var person = Book.Person(company, number, number % 4);

            Assert.EndsWith(".example.com", company.Domain, StringComparison.Ordinal);
            Assert.EndsWith("@" + company.Domain, new MailAddress(person.Email).Address, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_phone_number_is_one_that_nobody_has()
    {
        for (var number = 1; number <= 5_000; number++)
            if (Book.Company(number).Phone is { } phone) Assert.Matches(KeptForStories, phone);
    }

    [Fact]
    public void Chinese_companies_have_chinese_names_and_people()
    {
        var company = Enumerable.Range(1, 20).Select(n => Book.Company(n)).First(c => c.Language == "zh-CN");

        Assert.Matches("有限公司$", company.Name);
        Assert.DoesNotMatch("[A-Za-z]", Book.Person(company, 1, 3).Name);
    }

    [Fact]
    public void The_same_seed_names_the_same_company() =>
        Assert.Equal(new AddressBook(new Chance(7)).Company(4711), Book.Company(4711));

    [Fact]
    public void Another_seed_names_another() =>
        Assert.NotEqual(new AddressBook(new Chance(8)).Company(4711).Name, Book.Company(4711).Name);

    [Fact]
    public void Every_phrase_is_said_in_both_languages()
    {
        foreach (var key in Phrases.Keys)
        {
            var (english, chinese) = (Phrases.Of(key, "en"), Phrases.Of(key, "zh-CN"));
            Assert.NotEmpty(english);
            Assert.All(chinese, text => Assert.Matches(@"[一-鿿]", text));
            Assert.All(english, text => Assert.DoesNotMatch(@"[一-鿿]", text));
        }
    }

    /// <summary>Blocks that the regulators of these countries keep for films and books.</summary>
    [GeneratedRegex(@"^(\+46 8 465 004 \d\d|\+49 30 23125 \d{3}|\+44 20 7946 \d{4}|\+33 1 99 00 \d\d \d\d|\+353 20 91\d \d{4}|\+1 202 555 01\d\d)$")]
    private static partial Regex KeptForStories { get; }
}

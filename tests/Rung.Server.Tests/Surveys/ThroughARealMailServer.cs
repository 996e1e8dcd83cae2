using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Rung.Server.Mail;

namespace Rung.Server.Tests.Surveys;

/// <summary>Letters through Exim: over STARTTLS, signed in, kept, put off and turned down by a server we did not write.</summary>
public sealed class ThroughARealMailServer(Exim exim) : IClassFixture<Exim>
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task An_invitation_and_a_promise_to_confirm_arrive_and_their_links_work(Database database)
    {
        Exim.Need();
        var (asked, told) = ($"asked.{database}@example.com", $"told.{database}@example.com");
        exim.Knows(asked, told);
        await using var house = await Open(database, exim.Settings());
        await Invited(house, asked);
        await Promised(house, told);

        Assert.Equal(2, await Round(house));

        var invitation = await exim.LetterTo(asked);
        Assert.Equal("hello@my.example", invitation.From.Mailboxes.Single().Address);
        Assert.Contains("X=TLS", exim.Log, StringComparison.Ordinal);
        Assert.Contains("A=plain:rung", exim.Log, StringComparison.Ordinal);
        await house.Stranger().Tap(LinkIn(invitation, "answer"), ("score", "10"));
        Assert.Equal(10, Assert.Single(await house.Surveys()).GetProperty("score").GetInt32());
        await house.Stranger().Tap(LinkIn(await exim.LetterTo(told), "confirm"), ("answer", "yes"));
        await using var db = house.Store.Open();
        Assert.NotNull((await db.Set<Rung.Customers.PromisedOutcome>().SingleAsync()).ConfirmedAt);
    }

    [Fact]
    public async Task Whoever_is_put_off_is_tried_again_and_gets_one_letter()
    {
        Exim.Need();
        const string later = "later@example.com";
        exim.Knows(later);
        exim.PutsOff(later);
        await using var house = await Open(Database.Sqlite, exim.Settings());
        await Invited(house, later);

        Assert.Equal(0, await Round(house));
        Assert.Equal(("451", 1), await Mail(house) is var put ? (put.Problem, put.Tries) : default);
        exim.PutsOff();
        Assert.Equal(0, await Round(house));
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Round(house));

        await exim.LetterTo(later);
        Assert.Single(exim.LettersTo(later));
        Assert.Equal((null, true), await Mail(house) is var sent ? (sent.Problem, sent.SentAt is not null) : default);
    }

    [Fact]
    public async Task Whoever_the_server_does_not_know_is_given_up_and_the_page_says_so_with_the_link_to_copy()
    {
        Exim.Need();
        await using var house = await Open(Database.Sqlite, exim.Settings());
        await Invited(house, "nobody@example.com");

        Assert.Equal(0, await Round(house));

        Assert.Equal(("550", true), await Mail(house) is var mail ? (mail.Problem, mail.EndedAt is not null) : default);
        Assert.Contains("https://rung.example/answer/", await house.ClientOf(house.Founder).GetStringAsync("/surveys/asked?state=toCopy&lang=en"));
    }

    [Theory]
    [InlineData("wrong", true, "not-authenticated"), InlineData("secret", false, "not-secret")]
    public async Task Without_the_password_or_a_certificate_that_is_vouched_for_nothing_is_sent(string password, bool knowsItsCertificate, string problem)
    {
        Exim.Need();
        exim.Knows("varg.1@example.com");
        await using var house = await Open(Database.Sqlite, exim.Settings(password, knowsItsCertificate));
        await Invited(house, "varg.1@example.com");

        Assert.Equal(0, await Round(house));

        Assert.Equal(problem, (await Mail(house)).Problem);
        Assert.Empty(exim.LettersTo("varg.1@example.com"));
    }

    static async Task<House> Open(Database database, MailSettings settings) => await House.Open(database, services =>
    {
        services.AddSingleton(new Mailer(settings));
        services.AddSingleton(new Rung.Server.SignIn.Settings(new Uri("https://rung.example"), []));
        // The round is gone by hand here.
        services.Remove(services.Single(s => s.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService) && s.ImplementationFactory?.Method.ReturnType == typeof(Postman)));
    });

    static async Task Invited(House house, string email)
    {
        await house.Programme();
        var (_, contacts) = await house.Customer("Varg", 1, "2026-03-02");
        (await house.ClientOf(house.Founder).Patch("contacts", contacts[0], 1, new { email })).EnsureSuccessStatusCode();
        Assert.Equal(1, await house.Ask());
    }

    static async Task Promised(House house, string email)
    {
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        var them = await client.Enter("contacts", new { name = "Li Wei", accountId = account.Id(), email });
        JsonElement outcome = await client.Enter("promised-outcomes", new { kpi = "Hours to answer", unit = "h", accountId = account.Id(), baseline = 20, target = 8, stakeholderId = them.Id() });
        await client.Post($"/api/v1/promised-outcomes/{outcome.Id()}/measure", new { value = 8 });
        await client.Post($"/api/v1/promised-outcomes/{outcome.Id()}/ask-to-confirm", new { });
    }

    static Task<int> Round(House house) => house.Services.GetRequiredService<Postman>().Round(CancellationToken.None);

    static async Task<OutgoingMail> Mail(House house)
    {
        await using var db = house.Store.Open();
        return await db.Set<OutgoingMail>().AsNoTracking().SingleAsync();
    }

    static string LinkIn(MimeMessage letter, string word) => new Uri(letter.TextBody!.Split((char[])['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).First(l => l.StartsWith($"https://rung.example/{word}/", StringComparison.Ordinal))).AbsolutePath;
}

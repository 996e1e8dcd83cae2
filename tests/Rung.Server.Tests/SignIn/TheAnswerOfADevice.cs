using System.Net;
using static Rung.Server.Tests.SignIn.ThePasskeys;

namespace Rung.Server.Tests.SignIn;

/// <summary>What a device answers with its passkey: taken once, soon, where it was asked, and only if it is true.</summary>
public class TheAnswerOfADevice
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task An_answer_is_taken_once(Database database)
    {
        await using var house = await Open(database);
        using var device = new Authenticator();
        await Add(await house.SignedIn((await house.Colleague()).Email), device);
        var browser = new Browser(house.Stranger());
        var credential = device.Show(await Asked(browser, Asks));
        // Whoever listened has the cookie too.
        var thieves = Enumerable.Range(0, 3).Select(_ => browser.Copy()).ToList();

        var answers = await Task.WhenAll(thieves.Take(2).Append(browser).Select(b => b.Send(HttpMethod.Post, Shows, new { credential })));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.NotEqual(HttpStatusCode.OK, (await thieves[2].Send(HttpMethod.Post, Shows, new { credential })).StatusCode);
    }

    [Fact]
    public async Task An_answer_is_taken_once_of_a_device_that_does_not_count()
    {
        await using var house = await Open(Database.Sqlite);
        using var device = new Authenticator { Step = 0, Syncs = true };
        await Add(await house.SignedIn((await house.Colleague()).Email), device);
        var browser = new Browser(house.Stranger());
        var credential = device.Show(await Asked(browser, Asks));
        var thief = browser.Copy();

        Assert.Equal(HttpStatusCode.OK, (await browser.Send(HttpMethod.Post, Shows, new { credential })).StatusCode);
        Assert.Equal("passkey-too-late", await (await thief.Send(HttpMethod.Post, Shows, new { credential })).Problem());
    }

    /// <summary>A copy of the device would count as the device does: of the two one is let in, however close they come.</summary>
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Of_answers_with_the_same_count_at_the_same_time_one_opens(Database database)
    {
        await using var house = await Open(database);
        using var device = new Authenticator { Count = 5 };
        await Add(await house.SignedIn((await house.Colleague()).Email), device);
        var shown = new List<(Browser Browser, object Credential)>();
        for (var i = 0; i < 4; i++)
        {
            var browser = new Browser(house.Stranger());
            var asked = await Asked(browser, Asks);
            device.Count = 10;
            shown.Add((browser, device.Show(asked)));
        }

        var answers = await Task.WhenAll(shown.Select(s => s.Browser.Send(HttpMethod.Post, Shows, new { credential = s.Credential })));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
    }

    public static TheoryData<string> Forgeries => ["key", "origin", "name", "unverified", "question", "count", "nonsense"];

    [Theory, MemberData(nameof(Forgeries))]
    public async Task A_forged_answer_opens_nothing_and_is_noted(string what)
    {
        await using var house = await Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        using var device = new Authenticator { Count = 5 };
        await Add(await house.SignedIn(email), device);
        var browser = new Browser(house.Stranger());
        Assert.Equal(HttpStatusCode.OK, (await Show(new Browser(house.Stranger()), device)).StatusCode);

        if (what == "key") device.Forges = true;
        else if (what == "origin") device.Origin = "http://localhost:5001";
        else if (what == "name") device.For = "rung.example.com";
        else if (what == "unverified") device.Verifies = false;
        else if (what == "question") device.Deaf = true;
        else if (what == "count") device.Count = 6;
        var credential = device.Show(await Asked(browser, Asks));
        var answer = await browser.Send(HttpMethod.Post, Shows, new { credential = what == "nonsense" ? "nonsense" : credential });

        Assert.Equal("passkey-refused", await answer.Problem());
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Ask("/api/v1/me"));
        if (what != "nonsense") Assert.Contains("sign-in-failed", await house.FactsOf(id));
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(4, HttpStatusCode.OK)]
    [InlineData(5, HttpStatusCode.Forbidden)]
    public async Task A_question_holds_for_five_minutes(int minutes, HttpStatusCode expected)
    {
        await using var house = await Open(Database.Sqlite);
        using var device = new Authenticator();
        await Add(await house.SignedIn((await house.Colleague()).Email), device);
        var browser = new Browser(house.Stranger());
        var asked = await Asked(browser, Asks);
        house.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(expected, (await browser.Send(HttpMethod.Post, Shows, new { credential = device.Show(asked) })).StatusCode);
    }

    [Fact]
    public async Task An_answer_counts_only_in_the_browser_that_was_asked()
    {
        await using var house = await Open(Database.Sqlite);
        using var device = new Authenticator();
        await Add(await house.SignedIn((await house.Colleague()).Email), device);
        var credential = device.Show(await Asked(new Browser(house.Stranger()), Asks));
        var other = new Browser(house.Stranger());

        Assert.Equal("passkey-too-late", await (await other.Send(HttpMethod.Post, Shows, new { credential })).Problem());
        await Asked(other, Asks);
        Assert.Equal("passkey-refused", await (await other.Send(HttpMethod.Post, Shows, new { credential })).Problem());
    }
}

using System.Net;
using Rung.Server.Tests.SignIn;

namespace Rung.Server.Tests.Ui;

public class PagesOverHttp
{
    [Theory]
    [InlineData("en", false)]
    [InlineData("zh-CN", false)]
    [InlineData("en", true)]
    [InlineData("zh-CN", true)]
    public async Task Every_list_and_form_opens_empty_and_filled_in_both_languages(string language, bool filled)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        if (filled)
        {
            var account = await client.Enter("accounts", new { name = "大洋冷链 <b>" });
            var deal = await client.Enter("opportunities", new { name = "Visibility", accountId = account.Id(), amount = new { minor = 100, currency = "EUR" }, closeOn = "2026-01-01" });
            await client.Enter("contacts", new { name = "Karin Holm", accountId = account.Id() });
            await client.Enter("leads", new { name = "Lead", accountId = account.Id() });
            await client.Enter("activities", new { type = "note", subject = "Said", opportunityId = deal.Id() });
            await Page(client, $"/opportunities/{deal.Id()}?lang={language}");
            await Page(client, $"/opportunities/{deal.Id()}/edit?lang={language}");
            await Page(client, $"/accounts/{account.Id()}?lang={language}");
        }

        foreach (var place in (string[])["opportunities", "opportunities/board", "leads", "accounts", "contacts", "meetings", "activities", "subscriptions", "reports"])
        {
            await Page(client, $"/{place}?lang={language}");
            if (place is not ("opportunities/board" or "reports")) await Page(client, $"/{place}/new?lang={language}");
        }
    }

    [Fact]
    public async Task At_an_address_that_is_none_whoever_is_signed_in_finds_the_way_to_everything_else()
    {
        await using var house = await House.Open(Database.Sqlite);
        var signedIn = await house.SignedIn((await house.Colleague()).Email);
        foreach (var (browser, sees) in ((Browser, bool)[])[(signedIn, true), (new(house.Stranger()), false)])
        {
            using var answer = await browser.Send(HttpMethod.Get, "/nowhere");
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("There is nothing at this address.", html, StringComparison.Ordinal);
            Assert.Equal(sees, html.Contains("href=\"/leads\"", StringComparison.Ordinal));
        }
    }

    static async Task Page(HttpClient client, string path)
    {
        var answer = await client.GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode}\n{html[..Math.Min(2000, html.Length)]}");
        Assert.DoesNotContain("<b>\"", html, StringComparison.Ordinal);
        // A text without words would show its key.
        Assert.DoesNotMatch(@">(ui|keys|place|field|value|record|list|op|report)\.[a-z-]+\.?[A-Za-z.]*<", html);
    }
}

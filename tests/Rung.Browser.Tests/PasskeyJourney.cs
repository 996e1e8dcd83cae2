using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rung.People;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Browser.Tests;

/// <summary>A passkey in a real browser, whose device DevTools plays: made, signed in with, taken away.</summary>
public sealed class PasskeyJourney(Chromium chromium) : IClassFixture<Chromium>
{
    const string Password = "four words in a row";

    [Fact]
    public async Task Made_signed_in_with_and_taken_away_it_opens_no_more()
    {
        var (page, here) = await Invited("Tom");
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        await page.GotoAsync(here + "/me");
        await page.Loaded("passkeys.js");
        var making = page.Locator("[data-passkey=make]");
        await making.Locator("[name=name]").FillAsync("Work laptop");
        await making.Locator("[name=current]").FillAsync(Password);
        await making.Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator(".related", new() { HasText = "Work laptop" })).ToBeVisibleAsync();
        await Chromium.Picture(page, "passkeys");
        Assert.Empty(await Chromium.Violations(page));

        await SignOut(page);
        await page.Loaded("passkeys.js");
        Assert.Equal(0, await page.Locator(".toast-line").CountAsync());
        await Chromium.Picture(page, "sign-in");
        Assert.Empty(await Chromium.Violations(page));
        await page.Locator("[data-passkey=show] button").ClickAsync();
        await page.WaitForURLAsync(u => !u.Contains("/sign-in", StringComparison.Ordinal));
        await page.GotoAsync(here + "/me");
        await Assertions.Expect(page.Locator("li", new() { HasText = "by passkey" })).ToContainTextAsync("this one");

        await page.Locator("details summary", new() { HasText = "Rename or remove" }).ClickAsync();
        await page.Loaded("forms.js");
        await page.Locator("form[action$='/remove'] [name=current]").FillAsync(Password);
        await page.Locator("form[action$='/remove'] button").ClickAsync();
        // Said by the page that comes then: what is clicked before goes with the old one.
        await Assertions.Expect(page.Locator(".toast-line")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".related", new() { HasText = "Work laptop" })).ToHaveCountAsync(0);
        await SignOut(page);
        await page.Loaded("passkeys.js");
        await page.Locator("[data-passkey=show] button").ClickAsync();
        await Assertions.Expect(page.Locator("[data-passkey=show] .field-error")).ToContainTextAsync("does not open anything here");
    }

    [Theory]
    [InlineData(1440, false, "en")]
    [InlineData(390, true, "zh-CN")]
    public async Task What_an_authenticator_is_told_is_a_picture_with_words_beside_it(int width, bool dark, string language)
    {
        var (page, here) = await Invited("Ines" + width, width, dark, language);
        await page.GotoAsync(here + "/me");
        await page.Loaded("forms.js");
        await page.Locator("form[action='/api/v1/me/second-step'] button").ClickAsync();
        await Assertions.Expect(page.Locator("svg.qr[role=img][aria-label]")).ToBeVisibleAsync();
        await page.Locator("svg.qr").ScrollIntoViewIfNeededAsync();
        await Chromium.Picture(page, "second-step-" + width);
        Assert.Empty(await Chromium.Violations(page));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    /// <summary>Somebody of the house who has just chosen a password, at the address where passkeys work.</summary>
    async Task<(IPage Page, string Here)> Invited(string name, int width = 1440, bool dark = false, string language = "en")
    {
        var founder = await chromium.Open();
        var answer = await founder.APIRequest.PostAsync("/api/v1/people", new() { DataObject = new { name, email = name.ToLowerInvariant() + "@example.com" } });
        var id = (await answer.JsonAsync())!.Value.GetProperty("id").GetString()!;
        Assert.True((await founder.APIRequest.PostAsync("/api/v1/role-assignments", new() { DataObject = new { personId = id, role = "sdr", startsOn = "2026-01-01" } })).Ok);
        var way = (await chromium.Services.GetRequiredService<Logins>().Invite(new Actor(await First(founder), "Maya Lindqvist", Permits.Everything), new(Guid.Parse(id)), default)).Value.Path;
        var (page, here) = (await chromium.Open(width, dark, language, "stranger"), chromium.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await page.GotoAsync(here + way);
        await page.Loaded("forms.js");
        await page.Locator("[name=password]").FillAsync(Password);
        await page.Locator("button[data-kind=primary]").ClickAsync();
        await page.WaitForURLAsync(u => !u.Contains("/welcome/", StringComparison.Ordinal));
        return (page, here);
    }

    static async Task SignOut(IPage page)
    {
        await page.Locator("form[action='/api/v1/session'] button").ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/sign-in", StringComparison.Ordinal));
    }

    static async Task<Id<Person>> First(IPage page) =>
        new(Guid.Parse(JsonDocument.Parse(await (await page.APIRequest.GetAsync("/api/v1/me")).TextAsync()).RootElement.GetProperty("id").GetString()!));
}

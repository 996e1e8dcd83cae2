using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rung.Server.Customers;
using Rung.Server.Customers.Surveys;

namespace Rung.Browser.Tests;

/// <summary>
/// A customer's first ninety days, each part by whoever does it: the AE wins, the CSM brings it live and looks after it, a
/// program sends its use, the customer answers on a phone in Chinese, and the CSM renews.
/// </summary>
public sealed class NinetyDays(Chromium chromium) : IClassFixture<Chromium>
{
    const string Customer = "华夏冷链", Contact = "王伟";

    static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);

    [Fact]
    public async Task From_the_win_to_the_renewal_by_AE_CSM_and_customer()
    {
        var founder = await chromium.Open();
        var (ines, sara) = (await Enter(founder, "people", new { name = "Ines Duarte" }), await Enter(founder, "people", new { name = "Sara Holm" }));
        await Enter(founder, "usage-events", new { name = "load-tracked" });
        var (account, deal) = await Sold(await chromium.Open(who: ines + "/ae"), ines);

        await Win(await chromium.Open(who: ines + "/ae"), deal);
        var csm = await chromium.Open(who: sara + "/csm");
        await TakeOver(csm);
        await Onboard(csm, account);
        await SendUse(founder, account);
        await Ask(founder);
        await Answer(await LinkOf(csm));
        await Review(csm, account);
        await Renew(csm, account);
    }

    static async Task<(string Account, string Deal)> Sold(IPage page, string seller)
    {
        var account = await Enter(page, "accounts", new { name = Customer });
        var contact = await Enter(page, "contacts", new { name = Contact, accountId = account, language = "zh-CN" });
        return (account, await Enter(page, "opportunities", new { name = "Cold chain, 8 sites", accountId = account, contactId = contact, accountableId = seller, amount = new { minor = 960_000, currency = "USD" } }));
    }

    /// <summary>Nothing is typed again that the sale knows; the term began ninety days ago, so that it ends within the notice.</summary>
    static async Task Win(IPage page, string deal)
    {
        await page.GotoAsync($"/opportunities/{deal}/win");
        await page.Locator("#win-startsOn").FillAsync(Iso(Today.AddDays(-90)));
        await page.Locator("#win-termMonths").FillAsync("4");
        await page.Locator("#win-billing").SelectOptionAsync("month");
        await page.Locator("#win-noticeDays").FillAsync("30");
        await page.Locator("#win-csmId").FillAsync("Sara");
        await page.GetByRole(AriaRole.Option, new() { Name = "Sara Holm" }).ClickAsync();
        await page.Locator("#win-kpi").FillAsync("Late arrivals per 1,000 loads");
        await page.Locator("#win-baseline").FillAsync("41");
        await page.Locator("#win-target").FillAsync("20");
        await page.Locator(".win .sheet-foot button").ClickAsync();
        await page.WaitForURLAsync(u => u.EndsWith("/opportunities/" + deal, StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".notice[data-tone=won]")).ToBeVisibleAsync();
    }

    /// <summary>The win handed the customer over with its promises; the CSM tells what is missing and takes it.</summary>
    static async Task TakeOver(IPage page)
    {
        await page.GotoAsync("/handoffs");
        await page.Locator(".handoff-row a[data-kind=primary]").First.ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/handoffs/0", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".answers")).ToContainTextAsync("Late arrivals per 1,000 loads");
        foreach (var item in await page.Locator("[data-packet-item]").AllAsync()) await item.FillAsync("told on the phone");
        await page.Locator("form[action$='/accept'] button").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Accepted");
    }

    static async Task Onboard(IPage page, string account)
    {
        await page.GotoAsync("/customers/" + account);
        await page.Locator(".part-onboarding a").First.ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/onboardings/", StringComparison.Ordinal));
        for (var left = await page.Locator("[data-act=d]").CountAsync(); left > 0; left--)
        {
            await page.Loaded("walk.js");
            await page.Locator("[data-act=d]").First.ClickAsync();
            await page.Locator("dialog[open] button[data-kind=primary]").ClickAsync();
            await Assertions.Expect(page.Locator("[data-act=d]")).ToHaveCountAsync(left - 1);
        }

        await page.GotoAsync("/customers/" + account);
        await page.Locator(".part-outcomes a").First.ClickAsync();
        await page.Loaded("record.js");
        await page.Locator("[commandfor=deed-measure]").First.ClickAsync();
        await page.Locator("dialog[open] [name=value]").FillAsync("27");
        await page.Locator("dialog[open] .sheet-foot button:not([type=button])").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("27");
    }

    /// <summary>Sent twice, counted once.</summary>
    static async Task SendUse(IPage page, string account)
    {
        var events = Enumerable.Range(0, 400).Select(i => new { id = "e" + i, account, @event = "load-tracked", user = "u" + i % 5, at = DateTime.UtcNow.AddHours(-1 - i).ToString("O", CultureInfo.InvariantCulture) }).ToArray();
        var counts = new List<string>();
        for (var time = 0; time < 2; time++)
        {
            var answer = await page.APIRequest.PostAsync("/api/v1/usage", new() { DataObject = new { events } });
            Assert.True(answer.Ok, await answer.TextAsync());
            counts.Add((await answer.JsonAsync())!.Value.GetProperty("counts").GetRawText());
        }

        Assert.Equal(["""{"counted":400}""", """{"duplicate":400}"""], counts);
    }

    /// <summary>The programme is switched on, and its round asks everybody who came to the trigger.</summary>
    async Task Ask(IPage page)
    {
        var programme = (await (await page.APIRequest.GetAsync("/api/v1/survey-programmes?type=onboardingNps")).JsonAsync())!.Value.GetProperty("items")[0];
        var address = "/api/v1/survey-programmes/" + programme.GetProperty("id").GetString();
        Assert.True((await page.APIRequest.PatchAsync(address, new() { DataObject = new { days = 0 }, Headers = [KeyValuePair.Create("If-Match", $"\"{programme.GetProperty("version").GetInt64()}\"")] })).Ok);
        await page.GotoAsync("/surveys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch on: NPS after onboarding" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Switch off: NPS after onboarding" })).ToBeVisibleAsync();
        await chromium.Services.GetRequiredService<SurveyRounds>().Run(CancellationToken.None);
    }

    static async Task<string> LinkOf(IPage page)
    {
        await page.GotoAsync("/surveys/asked?state=toCopy");
        return await page.Locator(".link-copy").First.InputValueAsync();
    }

    /// <summary>One tap on a phone, in the customer's language, without an account.</summary>
    async Task Answer(string link)
    {
        var phone = await chromium.Open(390, language: "zh-CN", who: "stranger");
        await phone.GotoAsync(link);
        await Assertions.Expect(phone.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await Assertions.Expect(phone.Locator("h1")).ToContainTextAsync("推荐");
        Assert.Empty(await Chromium.Violations(phone));
        Assert.True(await phone.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await phone.Locator("button[name=score][value='9']").ClickAsync();
        await Assertions.Expect(phone.Locator("h1")).ToContainTextAsync("谢谢");
        await phone.Locator("textarea").FillAsync("到货时间终于看得见了。");
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交原因" }).ClickAsync();
        await Assertions.Expect(phone.Locator("button[name=score][value='9']")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    /// <summary>The facts of the review are there before anybody prepares them.</summary>
    static async Task Review(IPage page, string account)
    {
        var check = await Enter(page, "check-ins", new { accountId = account, type = "qbr", dueOn = Iso(Today) });
        await page.GotoAsync($"/check-ins/{check}/review");
        var review = page.Locator(".review");
        await Assertions.Expect(review).ToContainTextAsync("到货时间终于看得见了。");
        await Assertions.Expect(review).ToContainTextAsync("Late arrivals per 1,000 loads");
        await Assertions.Expect(review.Locator("svg.chart").First).ToBeVisibleAsync();
        await page.Locator($"[data-act][commandfor=done-{check}], [data-key][commandfor=done-{check}]").ClickAsync();
        await page.Locator("dialog[open] [name=nextGoals]").FillAsync("Two more sites by spring");
        await page.Locator("dialog[open] button[data-kind=primary]").ClickAsync();
        await Assertions.Expect(review).ToContainTextAsync("Two more sites by spring");
    }

    /// <summary>The house opened the sale ahead of the notice date; the case is made, it is won, and the next term has begun.</summary>
    async Task Renew(IPage page, string account)
    {
        await chromium.Services.GetRequiredService<RenewalRounds>().Run(CancellationToken.None);
        await page.GotoAsync("/renewals?owner=all");
        await page.Locator("[data-rows-table][data-ready]").WaitForAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("o");
        await page.WaitForURLAsync(u => u.Contains("/renewals/0", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".case")).ToContainTextAsync("到货时间终于看得见了。");
        Assert.Empty(await Chromium.Violations(page));
        await page.Keyboard.PressAsync("o");
        await page.WaitForURLAsync(u => u.Contains("/opportunities/0", StringComparison.Ordinal));
        await page.Locator("[commandfor=deed-win]").First.ClickAsync();
        await page.Locator("#deed-win .sheet-foot button:not([type=button])").ClickAsync();
        await Assertions.Expect(page.Locator(".notice[data-tone=won]")).ToBeVisibleAsync();

        var term = (await (await page.APIRequest.GetAsync("/api/v1/subscriptions?accountId=" + account)).JsonAsync())!.Value.GetProperty("items")[0];
        Assert.Equal(Iso(Today.AddDays(-90).AddMonths(8)), term.GetProperty("endsOn").GetString());
        await page.GotoAsync("/customers/" + account);
        await Assertions.Expect(page.Locator(".record-side")).ToContainTextAsync("Sara Holm");
        Assert.Empty(await Chromium.Violations(page));
    }

    static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    static async Task<string> Enter(IPage page, string kinds, object values)
    {
        var answer = await page.APIRequest.PostAsync($"/api/v1/{kinds}", new() { DataObject = values });
        Assert.True(answer.Ok, await answer.TextAsync());
        return (await answer.JsonAsync())!.Value.GetProperty("id").GetString()!;
    }
}

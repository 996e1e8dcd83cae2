using Microsoft.Playwright;

namespace Rung.Browser.Tests;

/// <summary>From the win to the review: the seller, whoever looks after the customer, and the customer.</summary>
public sealed class CustomerJourney(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_plan_is_worked_by_key_and_the_customer_confirms_a_measure_on_a_phone_in_Chinese()
    {
        var page = await chromium.Open();
        await page.GotoAsync("/");
        var account = await Enter(page, "accounts", new { name = "华夏制造有限公司" });
        var them = await Enter(page, "contacts", new { name = "李伟", accountId = account, language = "zh" });
        await page.GotoAsync("/accounts/" + account);
        await page.Locator("[data-deed='Begin onboarding…']").First.EvaluateAsync("b => b.click()");
        await page.Locator("#deed-onboard .sheet-foot button:not([type=button])").ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/onboardings/0", StringComparison.Ordinal));

        await page.Loaded("walk.js");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("d");
        await page.Locator("dialog[open] [name=evidence]").FillAsync("Seen in the call");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".step[data-state=done]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".plan-head .facts")).ToContainTextAsync("after 0 days");
        // Whoever was at a card is there again when the page is drawn anew.
        await Assertions.Expect(page.Locator(".step[data-state=done]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("b");
        await page.Locator("dialog[open] [name=reason]").FillAsync("Their firewall");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".step[data-state=blocked]")).ToContainTextAsync("Their firewall");

        var outcome = await Enter(page, "promised-outcomes", new { kpi = "每千车晚到数", accountId = account, baseline = 41, target = 20, stakeholderId = them });
        await page.APIRequest.PostAsync($"/api/v1/promised-outcomes/{outcome}/measure", new() { DataObject = new { value = 19 } });
        await page.APIRequest.PostAsync($"/api/v1/promised-outcomes/{outcome}/ask-to-confirm", new() { DataObject = new { } });
        var checkIn = await Enter(page, "check-ins", new { accountId = account, type = "qbr", dueOn = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });
        await page.GotoAsync($"/check-ins/{checkIn}/review");
        var link = await page.Locator(".link-copy").InputValueAsync();

        var phone = await chromium.Open(width: 390, language: "zh-CN");
        await phone.GotoAsync(link);
        await Assertions.Expect(phone.Locator("h1")).ToHaveTextAsync("以下数据是否正确？");
        var violations = await Chromium.Violations(phone);
        Assert.True(violations.Count == 0, string.Join('\n', violations));
        await phone.Locator("button[value=yes]").ClickAsync();
        await Assertions.Expect(phone.Locator("h1")).ToContainTextAsync("已确认");

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".outcome-more")).ToContainTextAsync("confirmed by the link");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator(".nav")).ToBeHiddenAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollHeight > 500"));
    }

    [Theory]
    [InlineData(1440, false, "en"), InlineData(1440, true, "zh-CN"), InlineData(390, false, "zh-CN"), InlineData(390, true, "en")]
    public async Task Every_page_of_customers_is_accessible_and_fits(int width, bool dark, string language)
    {
        var page = await chromium.Open(width, dark, language);
        await page.GotoAsync("/");
        var account = await Enter(page, "accounts", new { name = "Varg Steel" });
        var sale = await Enter(page, "opportunities", new { name = "Varg", accountId = account });
        await Enter(page, "promised-outcomes", new { kpi = "Late arrivals", accountId = account, baseline = 41, target = 20, measured = 27, measuredAt = "2026-01-05T10:00:00Z", unitValue = new { minor = 100_00, currency = "USD" } });
        await Enter(page, "risks", new { name = "Their firewall", accountId = account });
        await Enter(page, "tickets", new { subject = "Slow", accountId = account, openedAt = "2026-01-05T10:00:00Z", severity = "critical" });
        await Enter(page, "subscriptions", new { accountId = account, startsOn = "2025-10-01", billing = "year" });
        var review = await Enter(page, "check-ins", new { accountId = account, type = "qbr", dueOn = "2026-01-05" });
        var begun = await page.APIRequest.PostAsync($"/api/v1/accounts/{account}/onboard", new() { DataObject = new { startsOn = "2026-01-05" } });
        var onboarding = (await begun.JsonAsync())!.Value.GetProperty("id").GetString();
        foreach (var path in (string[])["/onboardings", "/onboardings/" + onboarding, "/care", $"/check-ins/{review}/review", $"/opportunities/{sale}/win", "/reports/onboarding", "/reports/value", "/tickets", "/settings/onboarding", "/settings/cadence"])
        {
            await page.GotoAsync(path);
            var violations = await Chromium.Violations(page);
            Assert.True(violations.Count == 0, $"{path}\n{string.Join('\n', violations)}");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), path);
        }
    }

    static async Task<string> Enter(IPage page, string kinds, object values)
    {
        var answer = await page.APIRequest.PostAsync($"/api/v1/{kinds}", new() { DataObject = values });
        Assert.True(answer.Ok, await answer.TextAsync());
        return (await answer.JsonAsync())!.Value.GetProperty("id").GetString()!;
    }
}

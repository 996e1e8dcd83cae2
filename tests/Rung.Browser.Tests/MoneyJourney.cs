using Microsoft.Playwright;

namespace Rung.Browser.Tests;

/// <summary>From a figure of customers to its rows, on pages that everybody can read.</summary>
public sealed class MoneyJourney(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1440, false, "en")]
    [InlineData(390, true, "zh-CN")]
    public async Task A_figure_opens_the_customers_it_counts_and_every_page_passes_axe(int width, bool dark, string language)
    {
        var page = await chromium.Open(width, dark, language);
        var name = "Varg " + width;
        var account = await Enter(page, "accounts", new { name });
        await Enter(page, "subscriptions", new { accountId = account, plan = "P", startsOn = Ago(20), endsOn = Ago(8), termMonths = 12, billing = "month", price = new { minor = 40_000, currency = "USD" } });
        await Enter(page, "subscriptions", new { accountId = account, plan = "Q", startsOn = Ago(18), billing = "month", price = new { minor = 25_000, currency = "USD" } });
        await Enter(page, "churn-events", new { accountId = account, type = "logo", decidedOn = Ago(8), reason = "price" });

        foreach (var path in (string[])["/reports/recurring", "/reports/retention?by=cohort", "/reports/contradictions", "/reports/customer-rows?of=due"])
        {
            await page.GotoAsync(path);
            Assert.Empty((await Chromium.Violations(page)).Select(v => $"{path} {v}"));
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), path);
        }

        await page.GotoAsync("/reports/recurring");
        await page.Locator("[href*='of=contraction']").First.ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/reports/customer-rows", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".report-table tbody")).ToContainTextAsync(name);
        await page.GotoAsync("/reports/contradictions?kind=churnedYetActive");
        await Assertions.Expect(page.Locator(".report-table tbody")).ToContainTextAsync(name);
    }

    static string Ago(int months) => DateOnly.FromDateTime(DateTime.UtcNow).AddMonths(-months).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    static async Task<string> Enter(IPage page, string kinds, object values)
    {
        var answer = await page.APIRequest.PostAsync($"/api/v1/{kinds}", new() { DataObject = values });
        Assert.True(answer.Ok, await answer.TextAsync());
        return (await answer.JsonAsync())!.Value.GetProperty("id").GetString()!;
    }
}

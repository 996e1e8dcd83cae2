using System.Globalization;
using Microsoft.Playwright;

namespace Rung.Browser.Tests;

/// <summary>From use that a program sends to adoption, to the health it makes, to the rows behind each point: by keyboard.</summary>
public sealed class UseJourney(Chromium chromium) : IClassFixture<Chromium>
{
    static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);

    [Fact]
    public async Task Use_sent_by_a_program_shows_who_falls_short_and_why_by_keys_alone()
    {
        var page = await chromium.Open();
        await page.GotoAsync("/");
        await Enter(page, "usage-events", new { name = "load-tracked" });
        var (steady, fading) = (await Customer(page, "Steady Foods"), await Customer(page, "Fading Freight"));
        await Send(page, steady, day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        await Send(page, fading, day => day.DayOfWeek == DayOfWeek.Monday);
        await Enter(page, "tickets", new { subject = "Nobody logs in", accountId = fading, openedAt = Today.AddDays(-3).ToString("O", CultureInfo.InvariantCulture) + "T10:00:00Z", severity = "high" });

        // Who is short of acceptable use, and from there to the customer's health.
        await page.GotoAsync("/reports/adoption");
        var row = page.GetByRole(AriaRole.Link, new() { Name = "Fading Freight" });
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Steady Foods");
        Assert.Empty(await Chromium.Violations(page));
        await row.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(u => u.Contains($"/accounts/{fading}/health", StringComparison.Ordinal));

        // The use of four weeks, one day of the three asked for in each week: a third of what is needed, explained by its rows, which a key opens.
        var part = page.Locator(".health-part").First;
        await Assertions.Expect(part.Locator("b.num")).ToHaveTextAsync("33");
        await part.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(part.Locator("li")).ToHaveCountAsync(4);
        await Assertions.Expect(part.Locator("li").First).ToBeVisibleAsync();
        var asked = page.Locator(".health-part", new() { Has = page.Locator("a[href^='/tickets/']") });
        await asked.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(asked.Locator("a[href^='/tickets/']")).ToBeVisibleAsync();
        Assert.Empty(await Chromium.Violations(page));

        // The same customer is the weakest of the book, and its page says the same points.
        await page.GotoAsync("/reports/health");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("Fading Freight");
        var points = await page.Locator("tbody tr").First.Locator("td").Nth(1).InnerTextAsync();
        await page.GotoAsync("/customers/" + fading);
        await Assertions.Expect(page.Locator(".health-part").First.Locator("b.num")).ToHaveTextAsync(points);
    }

    [Theory]
    [InlineData(390, false, "zh-CN"), InlineData(1440, true, "zh-CN"), InlineData(390, true, "en")]
    public async Task Adoption_and_health_are_accessible_and_fit(int width, bool dark, string language)
    {
        var page = await chromium.Open(width, dark, language);
        await page.GotoAsync("/");
        var account = await Customer(page, "Calm Foods");
        foreach (var path in (string[])["/reports/adoption", "/reports/health", $"/accounts/{account}/health", "/settings/usage", "/settings/health"])
        {
            await page.GotoAsync(path);
            var violations = await Chromium.Violations(page);
            Assert.True(violations.Count == 0, $"{path}\n{string.Join('\n', violations)}");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), path);
        }
    }

    [Fact]
    public async Task A_sheet_opens_and_closes_before_any_script_has_come()
    {
        var page = await chromium.Open();
        await page.GotoAsync("/");
        var account = await Customer(page, "Early Bird");
        var check = await Enter(page, "check-ins", new { accountId = account, type = "cadence", dueOn = Today.ToString("O", CultureInfo.InvariantCulture) });
        await page.RouteAsync("**/*.js", route => route.AbortAsync());
        await page.GotoAsync("/care");

        await page.Locator($"[command=show-modal][commandfor=done-{check}]").ClickAsync();
        await Assertions.Expect(page.Locator($"#done-{check}")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator($"#done-{check} [name=notes]")).ToBeFocusedAsync();
        await page.Locator($"#done-{check} [command=close]").ClickAsync();
        await Assertions.Expect(page.Locator($"#done-{check}")).ToBeHiddenAsync();
    }

    static async Task<string> Customer(IPage page, string name)
    {
        var account = await Enter(page, "accounts", new { name });
        await Enter(page, "subscriptions", new { accountId = account, plan = "P", startsOn = Today.AddDays(-60).ToString("O", CultureInfo.InvariantCulture), billing = "month" });
        return account;
    }

    /// <summary>Four weeks of use, on days of one's choice; twice, as programs do.</summary>
    static async Task Send(IPage page, string account, Func<DateOnly, bool> isUsed)
    {
        var events = Enumerable.Range(0, 28).Select(back => Today.AddDays(-back)).Where(isUsed)
            .Select(day => new { id = $"{account}/{day:O}", account, @event = "load-tracked", user = "u1", times = 25, at = day.ToString("O", CultureInfo.InvariantCulture) + "T00:00:01Z" }).ToArray();
        foreach (var _ in (int[])[1, 2])
        {
            var answer = await page.APIRequest.PostAsync("/api/v1/usage", new() { DataObject = new { events } });
            Assert.True(answer.Ok, await answer.TextAsync());
        }
    }

    static async Task<string> Enter(IPage page, string kinds, object values)
    {
        var answer = await page.APIRequest.PostAsync($"/api/v1/{kinds}", new() { DataObject = values });
        Assert.True(answer.Ok, await answer.TextAsync());
        return (await answer.JsonAsync())!.Value.GetProperty("id").GetString()!;
    }
}

using Microsoft.Playwright;

namespace Rung.Browser.Tests;

public sealed class Journeys(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_deal_is_entered_planned_moved_won_and_the_win_taken_back()
    {
        var page = await chromium.Open();
        await page.GotoAsync("/accounts/new");
        await page.GetByLabel("Name").FillAsync("Varg Steel");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/accounts/0", StringComparison.Ordinal));

        await page.GotoAsync("/opportunities/new");
        await page.GetByLabel("Name").FillAsync("Visibility, 12 sites");
        await page.Locator("#f-accountId").FillAsync("Varg");
        await page.GetByRole(AriaRole.Option, new() { Name = "Varg Steel" }).ClickAsync();
        await page.Locator("#f-amount").FillAsync("21,600.50");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/opportunities/0", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".record-head")).ToContainTextAsync("21,600.50");

        // One key moves it on.
        await page.Keyboard.PressAsync("m");
        await Assertions.Expect(page.Locator(".stagepath [aria-current=step]")).ToContainTextAsync("Demo");

        // The win says who looks after the customer and what was promised; what is missing is named beside its field.
        await page.GetByRole(AriaRole.Link, new() { Name = "Win…" }).First.ClickAsync();
        await page.WaitForURLAsync(u => u.EndsWith("/win", StringComparison.Ordinal));
        await page.Locator("#win-csmId").FillAsync("Founder");
        await page.GetByRole(AriaRole.Option, new() { Name = "Founder" }).First.ClickAsync();
        await page.Locator(".win .sheet-foot button").ClickAsync();
        await Assertions.Expect(page.Locator("[data-error-for=kpi]")).ToBeVisibleAsync();
        await page.Locator("#win-kpi").FillAsync("Late arrivals per 1,000 loads");
        await page.Locator("#win-target").FillAsync("20");
        await page.Locator(".win .sheet-foot button").ClickAsync();
        await Assertions.Expect(page.Locator(".notice[data-tone=won]")).ToBeVisibleAsync();

        await page.Locator(".toast-line button").ClickAsync();
        await Assertions.Expect(page.Locator(".stagepath [aria-current=step]")).ToContainTextAsync("Demo");
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed_and_says_why_beside_the_field()
    {
        var page = await chromium.Open(language: "zh-CN");
        await page.GotoAsync("/contacts/new");
        await page.Locator("#f-name").FillAsync("王伟");
        await page.Locator("#f-email").EvaluateAsync("e => { e.type = 'text'; e.value = 'no address'; }");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        await Assertions.Expect(page.Locator("[data-error-for=email]")).ToBeVisibleAsync();
        Assert.Equal("王伟", await page.Locator("#f-name").InputValueAsync());
    }

    [Fact]
    public async Task The_palette_finds_two_Chinese_characters_and_leads_there()
    {
        var page = await chromium.Open();
        await page.GotoAsync("/accounts/new");
        await page.GetByLabel("Name").FillAsync("华夏制造有限公司");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/accounts/0", StringComparison.Ordinal));

        await page.Keyboard.PressAsync("Control+k");
        await page.Locator(".palette-input").FillAsync("华夏");
        await page.Locator("#palette-list [role=option]", new() { HasText = "华夏制造有限公司" }).ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("华夏制造有限公司");
    }

    [Fact]
    public async Task A_list_is_worked_by_keys_and_a_cell_edited_in_place()
    {
        var page = await chromium.Open();
        foreach (var name in (string[])["First", "Second"])
        {
            await page.GotoAsync("/leads/new");
            await page.Locator("#f-name").FillAsync(name);
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await page.WaitForURLAsync(u => u.Contains("/leads/0", StringComparison.Ordinal));
        }

        await page.GotoAsync("/leads?sort=name");
        await page.Locator("[data-grid][data-ready]").WaitForAsync();
        await page.Keyboard.PressAsync("j");
        for (var i = 0; i < 3; i++) await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("e");
        await page.Keyboard.TypeAsync("referral");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("[data-rows] .row").First).ToContainTextAsync("referral");
        await page.Keyboard.PressAsync("o");
        await page.WaitForURLAsync(u => u.Contains("/leads/0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1440, false, "en")]
    [InlineData(1440, true, "zh-CN")]
    [InlineData(390, true, "en")]
    [InlineData(390, false, "zh-CN")]
    public async Task Every_page_can_be_read_by_everybody(int width, bool dark, string language)
    {
        var page = await chromium.Open(width, dark, language);
        var found = new List<string>();
        foreach (var path in (string[])["/opportunities", "/opportunities/board", "/opportunities/new", "/leads", "/accounts", "/contacts", "/meetings", "/reports", "/settings/company", "/settings/pipelines", "/settings/people", "/me"])
        {
            await page.GotoAsync(path);
            found.AddRange((await Chromium.Violations(page)).Select(v => $"{path} {v}"));
        }

        Assert.Empty(found);
    }
}

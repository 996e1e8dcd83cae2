using Microsoft.Playwright;

namespace Rung.Browser.Tests;

/// <summary>What people do all day: lists, boards, records, settings.</summary>
public sealed class Working(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Rows_are_chosen_by_keys_changed_together_and_taken_back_by_one_undo()
    {
        var page = await chromium.Open();
        await Enter(page, "accounts", "{ name: 'Bulk one' }", "{ name: 'Bulk two' }");
        await page.GotoAsync("/accounts?q=Bulk");
        await page.Locator("[data-grid][data-ready]").WaitForAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.Locator(".bulk [data-kind=primary]").ClickAsync();
        await page.Locator("dialog select").First.SelectOptionAsync("industry");
        await page.Locator("dialog input.input").FillAsync("Forestry");
        await page.Locator("dialog button[data-kind=primary]").ClickAsync();
        await Assertions.Expect(page.Locator(".chunk .row", new() { HasText = "Forestry" })).ToHaveCountAsync(2);

        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Locator(".chunk .row", new() { HasText = "Forestry" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_lost_race_over_a_cell_shows_the_others_value_and_keeps_what_was_typed()
    {
        var page = await chromium.Open();
        var id = (await Enter(page, "accounts", "{ name: 'Raced', city: 'Oslo' }"))[0];
        await page.GotoAsync($"/accounts/{id}");
        await page.Locator(".pair-value[data-field=city]").ClickAsync();
        await page.Keyboard.TypeAsync("Malmö");
        await page.EvaluateAsync("id => fetch('/api/v1/accounts/' + id, { method: 'PATCH', headers: { 'Content-Type': 'application/json', 'If-Match': '\"1\"' }, body: JSON.stringify({ city: 'Bergen' }) })", id);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".toast-line")).ToContainTextAsync("Bergen");
        Assert.Equal("Malmö", await page.Locator(".pair-value[data-field=city] input").InputValueAsync());

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".pair-value[data-field=city] bdi")).ToHaveTextAsync("Malmö");
    }

    [Fact]
    public async Task A_card_goes_on_by_key_and_is_lost_with_its_reason()
    {
        var page = await chromium.Open();
        await Enter(page, "opportunities", "{ name: 'Keyed deal' }");
        await page.GotoAsync("/opportunities/board?q=Keyed");
        await page.Locator(".card").FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowRight");
        await Assertions.Expect(page.Locator(".lane").Nth(1).Locator(".card")).ToContainTextAsync("Keyed deal");
        await Assertions.Expect(page.Locator(".lane").Nth(1).Locator("[data-count]")).ToHaveTextAsync("1");

        await page.Locator(".card").FocusAsync();
        await page.Keyboard.PressAsync("Shift+W");
        await page.Locator("#board-reason").FillAsync("no budget");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task On_a_phone_a_card_is_moved_by_a_sheet()
    {
        var page = await chromium.Open(390);
        await Enter(page, "opportunities", "{ name: 'Phone deal' }");
        await page.GotoAsync("/opportunities/board?q=Phone");
        await page.Locator(".card").ClickAsync();
        await page.Locator("[data-move-sheet] [data-to]").Nth(2).ClickAsync();
        await Assertions.Expect(page.Locator(".lane").Nth(2).Locator(".card")).ToContainTextAsync("Phone deal");
    }

    [Fact]
    public async Task A_stage_gets_another_name_where_it_stands()
    {
        var page = await chromium.Open();
        await page.GotoAsync("/settings/pipelines");
        await page.Locator("tr", new() { HasText = "Agreement" }).Locator(".pair-value[data-field=name]").ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("Signature");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.body.textContent.includes('Signature') && !document.querySelector('[data-editing]')");

        await page.GotoAsync("/opportunities/board");
        await Assertions.Expect(page.Locator(".lane").Last).ToContainTextAsync("Signature");
    }

    [Fact]
    public async Task A_filter_is_built_saved_as_a_view_and_asks_to_be_saved_when_changed()
    {
        var page = await chromium.Open();
        await Enter(page, "contacts", "{ name: 'Viewed', jobTitle: 'CFO' }", "{ name: 'Not viewed', jobTitle: 'CTO' }");
        await page.GotoAsync("/contacts");
        await page.Locator("[data-grid][data-ready]").WaitForAsync();
        await page.Keyboard.PressAsync("f");
        await page.Locator(".condition select").First.SelectOptionAsync("jobTitle");
        await page.Locator(".condition-value input").FillAsync("CFO");
        await page.Locator(".filter-sheet button[data-kind=primary]").ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("filter=", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".chunk .row")).ToHaveCountAsync(1);

        await page.Locator("[data-grid][data-ready]").WaitForAsync();
        await page.Locator("[data-views-open]").ClickAsync();
        await page.Locator(".view-sheet input.input").FillAsync("CFOs");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(u => u.Contains("view=", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("[data-views-open]")).ToContainTextAsync("CFOs");

        await page.Locator("[role=columnheader] a").First.ClickAsync();
        await Assertions.Expect(page.Locator("[data-view-save]")).ToBeVisibleAsync();
    }

    /// <summary>Enters records through the API of the page's own server; their identities.</summary>
    static async Task<string[]> Enter(IPage page, string kinds, params string[] bodies)
    {
        await page.GotoAsync("/me");
        return await page.EvaluateAsync<string[]>($"async () => Promise.all([{string.Join(", ", bodies)}].map(async body => (await (await fetch('/api/v1/{kinds}', {{ method: 'POST', headers: {{ 'Content-Type': 'application/json' }}, body: JSON.stringify(body) }})).json()).id))");
    }
}

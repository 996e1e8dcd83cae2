using Microsoft.Playwright;

namespace Rung.Browser.Tests;

public sealed class ImportJourney(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_published_file_is_tried_taken_in_and_taken_back()
    {
        var accounts = Path.Combine(Root(), "..", "shared", "data", "maven-crm-opportunities", "accounts.csv");
        Assert.SkipUnless(File.Exists(accounts), "the published files of maven-crm-opportunities are not beside the project");
        var page = await chromium.Open();
        await page.GotoAsync("/imports");
        await page.Locator("input[type=file]").SetInputFilesAsync(accounts);

        await page.WaitForURLAsync(u => u.Contains("/imports/new", StringComparison.Ordinal));
        Assert.Equal(("account", "name", "industry"), (await page.Locator("[data-kind-choice]").InputValueAsync(), await page.Locator("[data-column=account]").InputValueAsync(), await page.Locator("[data-column=sector]").InputValueAsync()));
        await Assertions.Expect(page.Locator("[data-preview] tbody tr")).ToHaveCountAsync(10);
        await page.Locator("[name=source]").FillAsync("maven");
        await page.Locator("[name=key]").SelectOptionAsync("name");

        // One key tries it.
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("t");
        await page.WaitForURLAsync(u => u.Contains("/imports/0", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("[data-ended] .facts")).ToContainTextAsync("85");

        await page.GoBackAsync();
        await page.Locator("[data-take]").ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/imports/0", StringComparison.Ordinal));
        await page.Locator("[data-ended]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-ended] .facts")).ToContainTextAsync("85");

        await page.GetByRole(AriaRole.Button, new() { Name = "Take the import back" }).ClickAsync();
        // The second line tells of the taking back; the first, of the import, has long been done.
        await Assertions.Expect(page.Locator("[data-ended] > .line").Nth(1)).ToContainTextAsync("Done");
        await page.GotoAsync("/accounts");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("No accounts yet");
    }

    [Theory]
    [InlineData(1440, false, "en")]
    [InlineData(390, true, "zh-CN")]
    public async Task The_pages_of_an_import_pass_axe(int width, bool dark, string language)
    {
        var page = await chromium.Open(width, dark, language);
        await page.GotoAsync("/imports");
        Assert.Empty(await Chromium.Violations(page));
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "deals.csv", MimeType = "text/csv", Buffer = "Deal Name,Deal Stage,Deal owner,Amount,Close Date\nOne,Demo,Gone,12,03/04/2024\n"u8.ToArray() });
        await page.WaitForURLAsync(u => u.Contains("/imports/new", StringComparison.Ordinal));
        await page.Locator("[data-preview] tbody tr").WaitForAsync();
        Assert.Empty(await Chromium.Violations(page));
        await page.Locator("[name=days]").First.CheckAsync();
        await page.Locator("[data-try]").ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/imports/0", StringComparison.Ordinal));
        await page.Locator("[data-ended]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Empty(await Chromium.Violations(page));
        await page.GotoAsync("/work");
        Assert.Empty(await Chromium.Violations(page));
    }

    static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Rung.slnx"))) at = at.Parent!;
        return at.FullName;
    }
}

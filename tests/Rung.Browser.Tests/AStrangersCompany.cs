using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace Rung.Browser.Tests;

/// <summary>
/// A company is put together through the pages alone, as the guide says: lists that a founder has are dropped on the import
/// page, what is missing is entered with its true day, and the ladder reads the exit of S0 from it.
/// </summary>
public sealed class AStrangersCompany(Chromium chromium) : IClassFixture<Chromium>
{
    const int Customers = 8;

    /// <summary>The first of the month, seven months ago: every window of S0 lies behind it at the last two month-ends.</summary>
    static readonly DateOnly Began = new DateOnly(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1).AddMonths(-7), Today = DateOnly.FromDateTime(DateTime.UtcNow);

    [Fact]
    public async Task Put_together_by_imports_and_entries_with_their_days_it_leaves_S0()
    {
        var page = await chromium.Open();
        await page.GotoAsync("/ladder");
        await Assertions.Expect(page.Locator(".empty")).ToContainTextAsync("Nothing to judge yet");

        await Import(page, "account", "account,city", i => $"{Name(i)},Lund");
        await Import(page, "subscription", "account,plan,start date,price,billing,created", i => $"{Name(i)},Yearly,{Day(0)},12000,year,{Day(0)}");
        await Import(page, "payment", "account,paid on,amount", i => $"{Name(i)},{Day(20)},12000", Customers - 1);
        await Import(page, "usage-day", "account,used on,core events,active users", i => string.Join('\n', Enumerable.Range(0, Today.DayNumber - Began.DayNumber - 10).Where(d => d % 2 == 0).Select(d => $"{Name(i)},{Day(10 + d)},12,3")));
        await Import(page, "promised-outcome", "kpi,account,baseline,target,measured,measured at,confirmed at,created", i => $"Late loads,{Name(i)},41,20,18,{Day(60)},{Day(65)},{Day(0)}");
        await Import(page, "survey", "account,type,sent at,answered at,score", i => $"{Name(i)},worthIt,{Day(75)},{Day(77)},9\n{Name(i)},renewalIntent,{Day(75)},{Day(77)},9");
        await Import(page, "reference", "account,status,answered on,created", i => $"{Name(i)},consented,{Day(80)},{Day(80)}");
        await EnterPayment(page, Name(Customers - 1));

        await page.GotoAsync("/ladder");
        await Assertions.Expect(page.Locator("[aria-current=step]")).ToContainTextAsync("S1");
        await page.GotoAsync("/ladder?rung=S0");
        await Assertions.Expect(page.Locator(".ladder-main")).ToContainTextAsync("5 of 5 proven");
        await Assertions.Expect(page.Locator(".ladder-main .verdict[data-verdict=pass]")).ToHaveCountAsync(5);
        await Confirm(page);
    }

    /// <summary>Axe over every page of the ladder, on a desk and on a phone.</summary>
    [Theory]
    [InlineData(1440, false, "en")]
    [InlineData(390, true, "zh-CN")]
    public async Task The_pages_of_the_ladder_pass_axe(int width, bool dark, string language)
    {
        var page = await chromium.Open(width, dark, language);
        var found = new List<string>();
        foreach (var path in (string[])["/ladder", "/ladder?rung=S4", "/ladder/X2.3", "/ladder/A1.2", "/ladder/sellers", "/ladder/charts", "/ladder/problems", "/ladder/review", "/openings/new", "/hypotheses/new"])
        {
            await page.GotoAsync(path);
            found.AddRange((await Chromium.Violations(page)).Select(v => path + ": " + v));
            if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")) found.Add(path + " is wider than the window");
        }

        Assert.Empty(found);
    }

    static string Name(int i) => "Customer " + (char)('A' + i);

    static string Day(int after) => Began.AddDays(after).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A file is dropped, its columns are known by their names, and it is taken in.</summary>
    static async Task Import(IPage page, string kind, string header, Func<int, string> row, int customers = Customers)
    {
        await page.GotoAsync("/imports");
        var text = header + "\n" + string.Join('\n', Enumerable.Range(0, customers).Select(row)) + "\n";
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = kind + ".csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
        await page.WaitForURLAsync(u => u.Contains("/imports/new", StringComparison.Ordinal));
        Assert.Equal(kind, await page.Locator("[data-kind-choice]").InputValueAsync());
        await page.Locator("[data-preview] tbody tr").First.WaitForAsync();
        await page.Locator("[name=mode]").SelectOptionAsync("create");
        await page.Locator("[data-take]").ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/imports/0", StringComparison.Ordinal));
        await page.Locator("[data-ended]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.ReloadAsync();
        var entered = text.Trim().Split('\n').Length - 1;
        await Assertions.Expect(page.Locator("[data-ended] .facts")).ToContainTextAsync(entered.ToString("N0", CultureInfo.GetCultureInfo("en")));
    }

    /// <summary>What no list had, by hand and with its true day.</summary>
    static async Task EnterPayment(IPage page, string customer)
    {
        await page.GotoAsync("/payments/new");
        await page.Locator("#f-accountId").FillAsync(customer);
        await page.GetByRole(AriaRole.Option, new() { Name = customer }).ClickAsync();
        await page.Locator("#f-paidOn").FillAsync(Day(25));
        await page.Locator("#f-amount").FillAsync("12000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/payments/0", StringComparison.Ordinal));
    }

    /// <summary>The founder agrees with what the record reaches.</summary>
    static async Task Confirm(IPage page)
    {
        await page.GotoAsync("/ladder");
        await page.Locator("button[command=show-modal][commandfor=confirm-rung]").ClickAsync();
        await page.Locator("#confirm-rung button[data-kind=primary]").ClickAsync();
        await Assertions.Expect(page.Locator(".rung-here")).ToHaveTextAsync("You stand here");
    }
}

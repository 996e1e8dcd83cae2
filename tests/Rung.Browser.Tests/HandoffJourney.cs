using System.Globalization;
using Microsoft.Playwright;

namespace Rung.Browser.Tests;

/// <summary>
/// Lead → SDR → AE → CSM by four people, each signed in: a hand-off comes back and is sent again, the win hands the customer
/// over, the AE is away and then leaves, and nobody drops anything.
/// </summary>
public sealed class HandoffJourney(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task From_the_lead_to_the_CSM_with_a_return_an_absence_and_an_exit()
    {
        var founder = await chromium.Open();
        var (tom, ines, sara, wei) = (await Enter(founder, "people", new { name = "Tom Okafor" }), await Enter(founder, "people", new { name = "Ines Dahl" }), await Enter(founder, "people", new { name = "Sara Berg" }), await Enter(founder, "people", new { name = "Wei Lin" }));
        foreach (var (who, role) in new[] { (tom, "sdr"), (ines, "ae"), (sara, "csm"), (wei, "ae") }) await Enter(founder, "role-assignments", new { personId = who, role, startsOn = "2026-01-01" });
        var (sdr, ae, csm, other) = (await chromium.Open(who: tom + "/sdr"), await chromium.Open(who: ines + "/ae"), await chromium.Open(who: sara + "/csm"), await chromium.Open(who: wei + "/ae"));
        var account = await Enter(sdr, "accounts", new { name = "Halden Tyres", accountableId = tom });
        var lead = await Enter(sdr, "leads", new { name = "Halden Tyres", accountId = account, accountableId = tom, nextStep = "Scope call", nextStepAt = DateTime.UtcNow.AddDays(2).ToString("O", CultureInfo.InvariantCulture) });

        await Send(sdr, $"/leads/{lead}", "Ines Dahl", []);
        await Return(ae);
        await SendAgain(sdr);
        var sale = await Accept(ae, account);
        await Win(ae, sale);
        await Take(csm);
        await Away(founder, ae, other, ines, account);
        await Exit(founder, other, ines);
    }

    /// <summary>H on the record; what the record knows is not asked for.</summary>
    static async Task Send(IPage page, string path, string to, string[] told)
    {
        await page.GotoAsync(path);
        await page.Loaded("record.js");
        await page.Keyboard.PressAsync("h");
        await page.WaitForURLAsync(u => u.Contains("/handoffs/new", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".known").First).ToBeVisibleAsync();
        Assert.Empty(await Chromium.Violations(page));
        await page.Locator("#to").FillAsync(to);
        await page.GetByRole(AriaRole.Option, new() { Name = to }).ClickAsync();
        foreach (var (text, i) in told.Select((t, i) => (t, i))) await page.Locator("[data-packet-item]").Nth(i).FillAsync(text);
        await page.Locator(".send .sheet-foot button").ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/handoffs/0", StringComparison.Ordinal));
    }

    static async Task Return(IPage page)
    {
        await page.GotoAsync("/today");
        await page.Loaded("walk.js");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("a");
        await page.WaitForURLAsync(u => u.Contains("/handoffs/0", StringComparison.Ordinal));
        Assert.Empty(await Chromium.Violations(page));
        await page.Locator("[data-fill=gap]").First.ClickAsync();
        await Chromium.Picture(page, "handoff-return");
        await page.Locator("form[action$='/return'] button:not([type=button])").ClickAsync();
        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("Missing: Meeting held");
    }

    /// <summary>It came back to the sender's day, with what was missing.</summary>
    static async Task SendAgain(IPage page)
    {
        await page.GotoAsync("/today");
        await Assertions.Expect(page.Locator(".queue")).ToContainTextAsync("Missing: Meeting held");
        await page.Locator(".queue .row", new() { HasText = "Missing: Meeting held" }).Locator("[data-act=a]").ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/handoffs/new", StringComparison.Ordinal));
        foreach (var item in await page.Locator("[data-packet-item]").AllAsync()) await item.FillAsync("Olga Brandt, VP Supply, met on Friday");
        await Chromium.Picture(page, "handoff-send");
        await page.Locator(".send .sheet-foot button").ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/handoffs/0", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("You stay accountable until it is accepted.");
    }

    static async Task<string> Accept(IPage page, string account)
    {
        await page.GotoAsync("/handoffs");
        await page.Locator(".handoff-row a[data-kind=primary]").First.ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/handoffs/0", StringComparison.Ordinal));
        await page.Locator("form[action$='/accept'] button").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Accepted");
        return (await (await page.APIRequest.GetAsync("/api/v1/opportunities?accountId=" + account)).JsonAsync())!.Value.GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    static async Task Win(IPage page, string sale)
    {
        await page.GotoAsync($"/opportunities/{sale}/win");
        await page.Locator("#win-value").FillAsync("9600");
        await page.Locator("#win-csmId").FillAsync("Sara");
        await page.GetByRole(AriaRole.Option, new() { Name = "Sara Berg" }).ClickAsync();
        await page.Locator("#win-kpi").FillAsync("Late arrivals");
        await page.Locator("#win-baseline").FillAsync("41");
        await page.Locator("#win-target").FillAsync("20");
        await page.Locator(".win .sheet-foot button").ClickAsync();
        await page.WaitForURLAsync(u => u.EndsWith("/opportunities/" + sale, StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".record-side")).ToContainTextAsync("Handed over to Sara Berg, waiting");
    }

    /// <summary>The promises are there; what is missing is filled in and the customer taken.</summary>
    static async Task Take(IPage page)
    {
        await page.GotoAsync("/today");
        await page.Locator(".queue [data-act=a]").First.ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/handoffs/0", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".answers")).ToContainTextAsync("Late arrivals");
        foreach (var item in await page.Locator("[data-packet-item]").AllAsync()) await item.FillAsync("told on the phone");
        await Chromium.Picture(page, "handoff-take");
        await page.Locator("form[action$='/accept'] button").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Accepted");
    }

    /// <summary>What the AE has to do while away stands in the day of the stand-in, for the AE.</summary>
    static async Task Away(IPage founder, IPage ae, IPage other, string ines, string account)
    {
        await Enter(ae, "opportunities", new { name = "Second site", accountId = account, accountableId = ines, nextStep = "Call the planner", nextStepAt = DateTime.UtcNow.AddMinutes(-5).ToString("O", CultureInfo.InvariantCulture) });
        await founder.GotoAsync("/people");
        await founder.Loaded("walk.js");
        await founder.Locator($"[data-act=w][data-fill-person='{ines}']").ClickAsync();
        Assert.Empty(await Chromium.Violations(founder));
        await founder.Locator("#away-coveredById").FillAsync("Wei");
        await founder.GetByRole(AriaRole.Option, new() { Name = "Wei Lin" }).ClickAsync();
        await founder.Locator("dialog[open] .sheet-foot button:not([type=button])").ClickAsync();
        await Assertions.Expect(founder.Locator(".people")).ToContainTextAsync("Wei Lin stands in");
        await other.GotoAsync("/today");
        await Assertions.Expect(other.Locator(".queue")).ToContainTextAsync("for Ines Dahl");
        await Chromium.Picture(other, "stand-in");
        Assert.Empty(await Chromium.Violations(other));
    }

    /// <summary>The AE leaves: the founder answers at once, and the successor takes the work over by a hand-off.</summary>
    static async Task Exit(IPage founder, IPage other, string ines)
    {
        await founder.GotoAsync($"/people/{ines}");
        await founder.Loaded("forms.js");
        await founder.Locator("[data-act=l]").ClickAsync();
        await founder.Locator("#leave-successorId").FillAsync("Wei");
        await founder.GetByRole(AriaRole.Option, new() { Name = "Wei Lin" }).ClickAsync();
        await Chromium.Picture(founder, "exit");
        await founder.Locator("dialog[open] .sheet-foot button:not([type=button])").ClickAsync();
        await Assertions.Expect(founder.Locator(".people .label:text-is('Last day') + .value")).ToBeVisibleAsync();
        await other.GotoAsync("/today");
        await other.Locator(".queue .row", new() { HasText = "Second site" }).Locator("[data-act=a]").ClickAsync();
        await other.WaitForURLAsync(u => u.Contains("/handoffs/0", StringComparison.Ordinal));
        await other.Locator("form[action$='/accept'] button").ClickAsync();
        await Assertions.Expect(other.Locator("main")).ToContainTextAsync("Accepted");
        await founder.GotoAsync("/leaks?whose=all");
        await Assertions.Expect(founder.Locator(".leaks")).Not.ToContainTextAsync("Nobody is named");
        Assert.Empty(await Chromium.Violations(founder));
    }

    static async Task<string> Enter(IPage page, string kinds, object values)
    {
        var answer = await page.APIRequest.PostAsync($"/api/v1/{kinds}", new() { DataObject = values });
        Assert.True(answer.Ok, await answer.TextAsync());
        return (await answer.JsonAsync())!.Value.GetProperty("id").GetString()!;
    }
}

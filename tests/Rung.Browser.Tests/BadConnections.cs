using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rung.Accounts;
using Rung.Records;
using Rung.Server.Desk;

namespace Rung.Browser.Tests;

/// <summary>A browser on a train: answers get lost, the stream breaks, much happens meanwhile.</summary>
public sealed class BadConnections(Chromium chromium) : IClassFixture<Chromium>
{
    const string City = ".pair-value[data-field=city]", Stream = "**/ui/live*";

    [Fact]
    public async Task A_change_whose_answer_was_lost_is_sent_again_under_its_key_and_done_once()
    {
        var (page, id) = await OnAnAccount("Lost Ropes");
        var keys = new List<string>();
        await page.RouteAsync("**/api/v1/accounts/*", async route =>
        {
            keys.Add(route.Request.Headers["idempotency-key"]);
            if (keys.Count > 3) await route.ContinueAsync();
            else if (keys.Count == 3) await route.FulfillAsync(new() { Status = 503 });
            else
            {
                // The first is done before its answer is lost; the second never arrives.
                if (keys.Count == 1) await route.FetchAsync();
                await route.AbortAsync("connectionreset");
            }
        });

        await page.Locator(City).ClickAsync();
        await page.Keyboard.TypeAsync("Bergen");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(City + " bdi")).ToHaveTextAsync("Bergen");
        Assert.Equal((4, 1), (keys.Count, keys.Distinct().Count()));
        await using var db = chromium.Services.GetRequiredService<Rung.Server.Database.Store>().Open();
        Assert.Equal(2, db.Journal.Count(j => j.RecordId == id));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_stream_that_was_refused_is_asked_for_again()
    {
        var (page, id) = await OnAnAccount("Refused Ropes", page => page.RouteAsync(Stream, route => route.FulfillAsync(new() { Status = 503 }), new() { Times = 1 }));

        await page.Locator("html[data-listening]").WaitForAsync();
        await Change(id, "Oslo");

        await Assertions.Expect(page.Locator(City + " bdi")).ToHaveTextAsync("Oslo");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_was_away_for_too_much_is_read_anew_when_nobody_writes_in_it()
    {
        await Enter(1100);
        // The stream ends at once, as far as the journal's beginning, for as long as the browser is away.
        var (page, id) = await OnAnAccount("Away Ropes", page => page.RouteAsync(Stream, route => route.FulfillAsync(new() { ContentType = "text/event-stream", Body = "retry: 100\nid: 0.0\nevent: at\ndata: 0.0\n\n" })));
        await Change(id, "Oslo");
        await page.Locator(".pair-value[data-field=industry]").ClickAsync();
        await page.Keyboard.TypeAsync("Ropes");

        await page.UnrouteAsync(Stream);
        await page.WaitForResponseAsync(r => r.Url.Contains("/ui/live", StringComparison.Ordinal));
        await page.Locator("html[data-listening]").WaitForAsync();
        await Assertions.Expect(page.Locator(City + " bdi")).Not.ToHaveTextAsync("Oslo");
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.Locator(City + " bdi")).ToHaveTextAsync("Oslo");
        await page.Context.CloseAsync();
    }

    async Task<(IPage Page, Guid Id)> OnAnAccount(string name, Func<IPage, Task>? before = null)
    {
        var id = (await Desk.Decide(new(Everybody, "account.record"), docket => Entering.Enter(docket, typeof(Account), new Dictionary<string, object?> { ["name"] = name, ["city"] = "Malmö", ["industry"] = "Steel" }))).Value.RecordId;
        var page = await chromium.Open();
        if (before is not null) await before(page);
        await page.GotoAsync("/accounts/" + id);
        await page.Loaded("record.js");
        return (page, id);
    }

    Task Change(Guid id, string city) => Desk.Decide(new(Everybody, "account.amend"), new Id<Account>(id), (account, docket) => account.Amend(new Dictionary<string, object?> { ["city"] = city }, docket.Act));

    Task Enter(int many) => Desk.DecideMany(new(Everybody, "account.record"), [.. Enumerable.Range(0, many).Select(i => (Func<Docket, Task<Rung.Records.Record>>)(docket =>
        Entering.Enter(docket, typeof(Account), new Dictionary<string, object?> { ["name"] = $"Ropes {i}" })))]);

    TheDesk Desk => chromium.Services.GetRequiredService<TheDesk>();

    static readonly Actor Everybody = new(default, "", Permits.Everything);
}

using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Rung.Browser.Tests.Nodes;

/// <summary>Somebody signed in who enters companies and changes them, and remembers what the page acknowledged.</summary>
sealed class Work : IAsyncDisposable
{
    readonly IPage page;
    readonly TwoNodes nodes;
    readonly Dictionary<string, (string Id, int Changes)> acknowledged = [];
    TaskCompletionSource? change;

    Work(IPage page, TwoNodes nodes)
    {
        (this.page, this.nodes) = (page, nodes);
        page.Request += (_, request) =>
        {
            if (request.Method is "POST" or "PATCH") change?.TrySetResult();
        };
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 500) Errors.Add($"{answer.Status} {answer.Request.Method} {answer.Url}");
        };
    }

    /// <summary>Answers that a browser would show as an error.</summary>
    public ConcurrentBag<string> Errors { get; } = [];

    public static async Task<Work> Begin(Chromium chromium, TwoNodes nodes) => new(await SignedIn(chromium, nodes), nodes);

    public static async Task<IPage> SignedIn(Chromium chromium, TwoNodes nodes)
    {
        var page = await chromium.Open(at: nodes.Address);
        await page.GotoAsync("/sign-in");
        await page.Loaded("forms.js");
        await page.Locator("[name=email]").FillAsync(TwoNodes.Email);
        await page.Locator("[name=password]").FillAsync(TwoNodes.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(u => !u.Contains("sign-in", StringComparison.Ordinal));
        return page;
    }

    /// <summary>Does something in the moment in which the next change is on its way.</summary>
    public async Task AtNextChange(Func<Task> deed)
    {
        change = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await change.Task;
        await deed();
    }

    /// <summary>Enters a company by the form.</summary>
    public async Task<string> Enter(string name)
    {
        await page.GotoAsync("/accounts/new");
        await page.Loaded("forms.js");
        await page.Locator("form.entry [name=name]").FillAsync(name);
        await page.Locator("form.entry [name=city]").FillAsync(CityAfter(0));
        await page.Locator("form.entry button:not([type=button])").First.ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("/accounts/0", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("h1").First).ToContainTextAsync(name);
        var id = new Uri(page.Url).Segments[^1];
        acknowledged[name] = (id, 0);
        return id;
    }

    /// <summary>Enters it if it is new, and changes it a few times where it stands.</summary>
    public async Task Change(string name, int times = 1)
    {
        if (!acknowledged.ContainsKey(name)) await Enter(name);
        for (var i = 0; i < times; i++) await Amend(name);
    }

    /// <summary>One change in place; it counts when the page shows it.</summary>
    public async Task<string> Amend(string name)
    {
        var (id, changes) = acknowledged[name];
        var city = CityAfter(changes + 1);
        if (!page.Url.EndsWith(id, StringComparison.Ordinal)) await page.GotoAsync("/accounts/" + id);
        await page.Loaded("record.js");
        await page.Locator(".pair-value[data-field=city]").ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(city);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".pair-value[data-field=city] bdi")).ToHaveTextAsync(city);
        acknowledged[name] = (id, changes + 1);
        return city;
    }

    /// <summary>Every company stands once, with what was said last and a version for each thing that was said.</summary>
    public async Task IsAllThere()
    {
        foreach (var (name, (id, changes)) in acknowledged)
            Assert.Equal($"{name}: 1, {CityAfter(changes)}, {changes + 1}, {changes + 1}", await TwoNodes.Ask(nodes.Postgres, $"""
                SELECT '{name}: ' || (SELECT count(*) FROM accounts WHERE name='{name}') || ', ' || city || ', ' || version || ', ' || (SELECT count(*) FROM journal WHERE record_id=a.id)
                FROM accounts a WHERE id='{id}'
                """));
        await page.GotoAsync("/me");
        Assert.EndsWith("/me", page.Url, StringComparison.Ordinal);
    }

    static string CityAfter(int changes) => $"City {changes}";

    public async ValueTask DisposeAsync() => await page.Context.CloseAsync();
}

/// <summary>Somebody else, who only looks at one company and hears what becomes of it.</summary>
sealed class Watching
{
    readonly IPage page;

    Watching(IPage page)
    {
        this.page = page;
        page.Response += (_, answer) =>
        {
            if (answer.Url.Contains("/ui/live", StringComparison.Ordinal) && answer.Headers.TryGetValue("rung-node", out var node)) Node = node;
        };
    }

    /// <summary>Where the stream comes from.</summary>
    public string Node { get; private set; } = "";

    public static async Task<Watching> Begin(Chromium chromium, TwoNodes nodes, string account)
    {
        var watching = new Watching(await Work.SignedIn(chromium, nodes));
        await watching.page.GotoAsync("/accounts/" + account);
        await watching.IsBack();
        return watching;
    }

    /// <summary>The stream is open, again.</summary>
    public Task IsBack() => page.Locator("html[data-listening]").WaitForAsync();

    public Task Sees(string city) => Assertions.Expect(page.Locator(".pair-value[data-field=city] bdi")).ToHaveTextAsync(city);
}

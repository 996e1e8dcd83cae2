using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Rung.People;
using Rung.Server;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Browser.Tests;

/// <summary>A real browser before a real server over an empty company; skipped where there is no Chromium.</summary>
public sealed class Chromium : IAsyncLifetime
{
    const string Program = "/usr/bin/chromium";

    /// <summary>How long to wait for what must come, in ms: long, for a busy machine is no failure.</summary>
    const float Patience = 60_000;

    IPlaywright? playwright;
    IBrowser? browser;
    WebApplication? app;
    string directory = "";

    /// <summary>Names who a page acts as; without it, the founder.</summary>
    const string ActsAs = "Rung-Test-Acts-As";

    public string Address => app!.Urls.First();

    public IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program)) return;

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        directory = Directory.CreateTempSubdirectory("rung-browser-").FullName;
        app = await Hosting.Build([], new Place(directory, null), builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            builder.Services.AddSingleton<IStartupFilter, ActAsFounder>();
        });
        await app.StartAsync();
    }

    /// <summary>A fresh page: 1440 or 390 wide, light or dark, English or Chinese, as the founder, as a person in a role, or as a stranger.</summary>
    /// <param name="who">A person's identity and role as <c>id/csm</c>, or <c>stranger</c>.</param>
    /// <param name="at">Another server than this one.</param>
    public async Task<IPage> Open(int width = 1440, bool dark = false, string language = "en", string? who = null, string? at = null)
    {
        Assert.SkipWhen(browser is null, $"no Chromium at {Program}");
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = at ?? Address, ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, Locale = language, HasTouch = width < 700,
            ExtraHTTPHeaders = who is null ? null : [KeyValuePair.Create(ActsAs, who)],
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        return page;
    }

    /// <summary>A picture of the page for the guide, where <c>RUNG_PICTURES</c> names a folder for them.</summary>
    public static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("RUNG_PICTURES") is not { Length: > 0 } folder) return;
        await page.EvaluateAsync("document.fonts.ready");
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });
    }

    /// <summary>What axe finds against WCAG 2 A and AA on the page, a line each.</summary>
    public static async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        var found = await page.RunAxe(new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } });
        return [.. found.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}"))];
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (directory.Length == 0) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    sealed class ActAsFounder(Store store) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
        {
            builder.Use(async (http, go) =>
            {
                if (http.Request.Headers[ActsAs].FirstOrDefault() is { } who)
                {
                    if (who.Split('/') is [var id, var role])
                    {
                        await using var people = store.Open();
                        var key = new Id<Person>(Guid.Parse(id));
                        http.Items["rung.actor"] = new Actor(key, people.Set<Person>().Where(p => p.Id == key).Select(p => p.Name).FirstOrDefault() ?? role, Permissions.Of([role]));
                    }

                    await go(http);
                    return;
                }

                await using var db = store.Open();
                http.Items["rung.actor"] = new Actor(db.Set<Person>().OrderBy(p => p.Id).Select(p => p.Id).First(), "Maya Lindqvist", Permits.Everything);
                await go(http);
            });
            next(builder);
        };
    }
}

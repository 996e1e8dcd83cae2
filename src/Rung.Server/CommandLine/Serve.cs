using System.CommandLine;
using Rung.Server.Database;
using Rung.Server.Demo;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.CommandLine;

/// <summary><c>rung serve</c>: the pages, the API and the work behind them, until it is told to stop.</summary>
static class Serve
{
    static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen; several with semicolons.",
        HelpName = "URLS",
        DefaultValueFactory = _ => "http://localhost:5080",
    };

    static readonly Option<bool> Demo = new("--demo") { Description = "Serve a company with data, to this machine alone; anybody may sign in as anybody in it." };

    public static Command Make() => new Command("serve", "Serve the pages and the API.") { Urls, Demo }
        .Does(async (parsed, terminal, cancel) =>
        {
            var isDemo = parsed.GetValue(Demo);
            if (isDemo && !DemoMode.IsLoopback(parsed.GetValue(Urls)!))
            {
                terminal.Say("The demo has no passwords and answers this machine alone: give it an address on localhost.");
                return Exit.Usage;
            }

            if (isDemo) terminal = terminal.Apart("data-demo");
            using var duty = Duty.Take(terminal.Place);
            if (duty is null)
            {
                terminal.Say(Duty.Announced(terminal.Place) is { } other
                    ? $"A server runs on {terminal.Place.Directory} already, at {other.Url}."
                    : $"Another process is writing to {terminal.Place.Directory}. Try again when it has finished.");
                return Exit.Busy;
            }

            await using var app = await Hosting.Build([], terminal.Place, builder =>
            {
                builder.WebHost.UseUrls(parsed.GetValue(Urls)!);
                builder.Services.AddSingleton(duty);
                if (isDemo) builder.Services.AddSingleton<DemoMode>();
            });
            // Better now than at the first sign-in: a place that cannot be written is said here.
            _ = app.Services.GetRequiredService<KeyFile>().Keys(make: true);
            if (!await KeyRing.Opens(app.Services, cancel)) terminal.Say($"Secrets in this database were sealed under a key that is not in {app.Services.GetRequiredService<KeyFile>().Path ?? "any key file"}. Bring that file back, or name it in RUNG_KEYFILE; without it people sign in anew and links sent before are dead.");
            if (isDemo && await Fill(app.Services, terminal, cancel) is { } failed) return failed;
            await app.StartAsync(cancel);
            duty.Announce(app.Urls);
            terminal.Say($"Rung is at {string.Join(", ", app.Urls)}. Records are in {Records(terminal.Place)}.");
            var firstRun = app.Services.GetRequiredService<FirstRun>();
            if (!isDemo && !await firstRun.IsClaimed(cancel)) terminal.Say($"Nobody has set this company up yet. Open {app.Urls.First()}/first-run on this machine, or from another with the set-up code {firstRun.Token}");
            _ = Tidying.Settle(app.Lifetime.ApplicationStopping);
            await app.WaitForShutdownAsync(cancel);
            return Exit.Ok;
        });

    /// <summary>A demo without records gets a company first; null when there is one.</summary>
    static async Task<int?> Fill(IServiceProvider services, Terminal terminal, CancellationToken cancel)
    {
        var company = services.GetRequiredService<DemoCompany>();
        if (!await company.IsEmpty(cancel)) return null;

        terminal.Say("Writing three years of a company …");
        var actor = await Operator.Acting(services, "demo", cancel);
        var told = await company.Tell(actor, new(DemoCompany.UsualSeed, DemoSize.Year3, Stories.Usual, null, Stories.Months, null), null, cancel);
        if (!told.Accepted(out var done, out var refusal)) throw new InvalidOperationException($"The demo company met a refusal: {refusal}");

        terminal.Say($"{done.Facts:N0} facts in {done.Seconds:F0} s. What is really so: {done.Truth}");
        return null;
    }

    /// <summary>Where the records are, without a password.</summary>
    static string Records(Place place) => place.IsSqlite
        ? place.SqliteFile
        : new Npgsql.NpgsqlConnectionStringBuilder(place.Postgres) is var at ? $"PostgreSQL, database {at.Database} at {at.Host}" : "";
}

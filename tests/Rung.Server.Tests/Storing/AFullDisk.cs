using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.People;
using Rung.Server.Company;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.Storing;

/// <summary>
/// A server whose files may grow no further, as on a full disk: the write-ahead log is cut short in the middle of a commit.
/// Everybody of that commit is told, what was acknowledged is there, nothing is there in part, and reading goes on.
/// </summary>
public sealed class AFullDisk
{
    const int Writers = 8;
    const int Kilobytes = 5000;

    /// <summary>Records of one writer that fit nowhere near.</summary>
    const int Most = 300;

    [Fact(SkipUnless = nameof(IsLinux), Skip = "The limit is set by a Linux shell.")]
    public async Task Everybody_is_told_and_what_was_acknowledged_stays()
    {
        var (place, directory, _) = await House.Somewhere(Database.Sqlite);
        var token = await Prepared(place);
        using (var server = Start(directory!))
        {
            try
            {
                using var client = new HttpClient { BaseAddress = new(await Address(server)) };
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
                var (acknowledged, refused) = await FillUp(client);
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/accounts?limit=1")).StatusCode);
                server.Kill();
                await server.WaitForExitAsync();
                await Look(place, acknowledged, refused);
            }
            finally
            {
                server.Kill();
            }
        }

        await House.Leave(directory, null);
    }

    public static bool IsLinux => OperatingSystem.IsLinux();

    static async Task<string> Prepared(Place place)
    {
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddDesk(place).BuildServiceProvider();
        var (desk, store) = (services.GetRequiredService<TheDesk>(), services.GetRequiredService<Store>());
        await Preparing.Prepare(store);
        await Founding.Found(desk, store);
        await using var db = store.Open();
        var founder = new Actor(db.Set<Person>().Select(p => p.Id).First(), "Founder", Permits.Everything);
        return (await new Tokens(store, desk).Create(founder, "full", "read write", null, default)).Accepted(out var made, out var refusal) ? made.Token : throw new InvalidOperationException(refusal.ToString());
    }

    /// <summary>A limit on the size of files; the runtime maps its own code through one, unless told not to.</summary>
    static Process Start(string directory)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Rung.Server");
        var start = new ProcessStartInfo("bash", ["-c", $"trap '' XFSZ; ulimit -f {Kilobytes}; exec \"$0\" serve --data \"$1\" --urls http://127.0.0.1:0", program, directory]) { RedirectStandardError = true };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Process.Start(start)!;
    }

    static async Task<string> Address(Process server)
    {
        const string before = "Rung is at ";
        while (await server.StandardError.ReadLineAsync() is { } line)
            if (line.StartsWith(before, StringComparison.Ordinal))
            {
                _ = server.StandardError.ReadToEndAsync();
                return line[before.Length..].Split(". ")[0];
            }

        throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>Enters accounts until every writer has been told no, then once more each.</summary>
    static async Task<(ConcurrentBag<string> Acknowledged, ConcurrentBag<string> Refused)> FillUp(HttpClient client)
    {
        var (acknowledged, refused) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var (i, told) = (0, 0); told < 2 && i < Most; i++)
            {
                var key = $"{writer}-{i}";
                var answer = await client.PostAsJsonAsync("/api/v1/accounts", new { name = key, externalId = key, description = new string('x', 15_000) });
                if (answer.IsSuccessStatusCode)
                {
                    acknowledged.Add(key);
                    continue;
                }

                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                Assert.Equal("not-now", await answer.Problem());
                refused.Add(key);
                told++;
            }
        }));
        return (acknowledged, refused);
    }

    static async Task Look(Place place, ConcurrentBag<string> acknowledged, ConcurrentBag<string> refused)
    {
        await using var store = new Store(place);
        await using var db = store.Open();
        var there = db.Set<Account>().ToDictionary(a => a.ExternalId!, a => a.Id.Value);
        Assert.NotEmpty(acknowledged);
        Assert.NotEmpty(refused);
        Assert.Equal(acknowledged.Order(StringComparer.Ordinal), there.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(refused, there.ContainsKey);
        Assert.Equal(there.Values.Order(), db.Journal.Where(j => j.RecordKind == "account").Select(j => j.RecordId).ToList().Order());
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Records;
using Rung.Server.Database;

namespace Rung.Bench;

/// <summary>
/// Kills the server in the middle of concurrent writes, again and again, and looks afterwards: was anything lost that had
/// been acknowledged, is there a record without its fact or a fact without its record? On SQLite also with what a power cut
/// leaves of the files. Exit 1 when there is.
/// </summary>
static class Faults
{
    const int Writers = 8;
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static int Run(string[] args)
    {
        var rounds = args.SkipWhile(a => a != "--rounds").Skip(1).Select(int.Parse).FirstOrDefault(args.Contains("--quick") ? 30 : 200);
        var seed = args.SkipWhile(a => a != "--seed").Skip(1).Select(int.Parse).FirstOrDefault(Environment.TickCount);
        var cuts = args.SkipWhile(a => a != "--cuts").Skip(1).Select(int.Parse).FirstOrDefault(args.Contains("--quick") ? 6 : 40);
        var lost = Embedded(rounds, cuts, seed).GetAwaiter().GetResult();
        if (Environment.GetEnvironmentVariable("RUNG_BENCH_POSTGRES") is { Length: > 0 } server) lost += OnServer(server, rounds, seed).GetAwaiter().GetResult();
        else Console.WriteLine("PostgreSQL skipped: set RUNG_BENCH_POSTGRES to a connection string.");
        return lost == 0 ? 0 : 1;
    }

    static async Task<int> Embedded(int rounds, int cuts, int seed)
    {
        var directory = Directory.CreateTempSubdirectory("rung-faults-").FullName;
        try
        {
            var lost = await Rounds("SQLite", new(directory, null), rounds, seed);
            using var power = new PowerCut(directory);
            return lost + await Rounds("SQLite", new(directory, null), cuts, seed, power);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(directory, true);
        }
    }

    static async Task<int> OnServer(string server, int rounds, int seed)
    {
        var (place, close) = await BenchPlace.OnServer(server);
        try
        {
            return await Rounds("PostgreSQL", place, rounds, seed);
        }
        finally
        {
            await close();
        }
    }

    static async Task<int> Rounds(string name, Place place, int rounds, int seed, PowerCut? power = null)
    {
        var chance = new Random(seed);
        var acknowledged = new ConcurrentDictionary<string, int>();
        var (clock, lost, torn, unsynced) = (Stopwatch.StartNew(), 0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            await WriteAndKill(place, acknowledged, (power is null ? "kill" : "cut") + round, chance.Next(20, 400), power);
            unsynced += power?.Cut(chance) ?? 0;
            (lost, torn) = await Look(place, acknowledged) is var now ? (lost + now.Lost, torn + now.Torn) : default;
        }

        Console.WriteLine($"{name}: {rounds} {(power is null ? "kills" : $"power cuts, {unsynced:N0} writes not synced")}, {acknowledged.Values.Sum():N0} writes acknowledged on {acknowledged.Count:N0} records, {lost} lost, {torn} torn, seed {seed}, {clock.Elapsed.TotalSeconds:F0} s");
        return lost + torn;
    }

    static async Task WriteAndKill(Place place, ConcurrentDictionary<string, int> acknowledged, string round, int afterMilliseconds, PowerCut? power)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["serve-bench", place.Directory ?? "", place.Postgres ?? ""]) { RedirectStandardOutput = true };
        power?.Watch(start);
        using var child = Process.Start(start)!;
        var address = await child.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        using var client = new HttpClient { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(20) };
        using var end = new CancellationTokenSource();
        var (before, clock) = (acknowledged.Count, Stopwatch.StartNew());
        var writers = Enumerable.Range(0, Writers).Select(w => Write(client, acknowledged, $"{round}-{w}", end.Token)).ToArray();
        while (acknowledged.Count < before + Writers && !child.HasExited && clock.Elapsed < Patience) await Task.Delay(1, CancellationToken.None);
        var died = child.HasExited;
        await Task.Delay(afterMilliseconds, CancellationToken.None);
        child.Kill();
        await child.WaitForExitAsync(CancellationToken.None);
        await end.CancelAsync();
        await Task.WhenAll(writers);
        if (died || acknowledged.Count < before + Writers)
            throw new InvalidOperationException($"Round {round}: the server {(died ? "ended by itself" : $"acknowledged {acknowledged.Count - before} records in {Patience}")}, before it was killed.");
    }

    /// <summary>Enters records and changes each once; what was answered with success is acknowledged at that version.</summary>
    static async Task Write(HttpClient client, ConcurrentDictionary<string, int> acknowledged, string prefix, CancellationToken cancel)
    {
        for (var i = 0; !cancel.IsCancellationRequested; i++)
        {
            var key = $"fault:{prefix}-{i}";
            try
            {
                using var entered = await client.PostAsJsonAsync("/api/v1/accounts", new { name = key, externalId = key }, cancel);
                if (!entered.IsSuccessStatusCode) continue;
                acknowledged[key] = 1;
                using var change = new HttpRequestMessage(HttpMethod.Patch, entered.Headers.Location) { Content = JsonContent.Create(new { segment = "changed" }), Headers = { { "If-Match", entered.Headers.ETag!.Tag } } };
                using var changed = await client.SendAsync(change, cancel);
                if (changed.IsSuccessStatusCode) acknowledged[key] = 2;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                // Killed or slow: unknown, and so not acknowledged. Only the end of the round ends a writer.
            }
        }
    }

    /// <summary>Lost is what was acknowledged and is not there; torn is a record whose version, facts and kept values do not tell the same.</summary>
    static async Task<(int Lost, int Torn)> Look(Place place, ConcurrentDictionary<string, int> acknowledged)
    {
        await using var store = new Store(place);
        await using var db = store.Open();
        var there = await db.Set<Account>().Where(a => a.ExternalId!.StartsWith("fault:")).Select(a => new { a.Id, a.ExternalId, a.Version, a.Segment }).ToListAsync();
        var versions = there.ToDictionary(a => a.ExternalId!, a => a.Version, StringComparer.Ordinal);
        var facts = await db.Journal.Where(j => j.RecordKind == "account").GroupBy(j => j.RecordId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var kept = await db.Set<KeptValue>().Where(k => k.Field == "segment").GroupBy(k => k.RecordId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var lost = acknowledged.Count(a => versions.GetValueOrDefault(a.Key) < a.Value);
        var torn = there.Count(a => facts.GetValueOrDefault(a.Id.Value) != a.Version || kept.GetValueOrDefault(a.Id.Value) != (a.Segment is null ? 0 : 1) || a.Version != (a.Segment is null ? 1 : 2));
        if (place.IsSqlite && await store.Questions.All("PRAGMA integrity_check", [], row => row.Text(0)!) is var told && told is not ["ok"]) throw new InvalidDataException("The database is damaged: " + told[0]);
        return (lost, torn + facts.Keys.Except(there.Select(a => a.Id.Value)).Count());
    }
}

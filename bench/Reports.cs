using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Database;
using Rung.Server.Metrics;
using Rung.Server.Work;

namespace Rung.Bench;

/// <summary>
/// Every report over real HTTP, roll-ups and recounts, in wall and CPU time and in memory over idle, beside the one
/// question of the floor in hand-written SQL: won amount by month and owner.
/// </summary>
static class Reports
{
    const string Floor = "SELECT owner_id, closed_on, sum(value_minor), count(*) FROM (SELECT accountable_id AS owner_id, substr(CAST(closed_on AS text), 1, 7) AS closed_on, value_minor FROM opportunities WHERE stage_kind = 'won') w GROUP BY 1, 2";

    static readonly (string Name, string Path, double Limit)[] All =
    [
        ("figures, now", "/api/v1/metrics", 0.3),
        ("figures by owner", "/api/v1/metrics?by=owner", 0.3),
        ("figures by product, quarters", "/api/v1/metrics?by=product&every=quarter", 0.3),
        ("figures of one region", "/api/v1/metrics?region=North&by=owner", 3),
        ("figures as of a past day", "/api/v1/metrics?asOf=2024-06-30&by=owner", 3),
        .. ReportPages.All.Select(p => ("page " + p, "/reports" + (p == "winning" ? "" : "/" + p), p == "winning" ? 0.3 : 3.0)),
    ];

    public static int Run(string[] args)
    {
        var quick = args.Contains("--quick");
        var opportunities = args.SkipWhile(a => a != "--opportunities").Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).FirstOrDefault(quick ? 20_000 : 1_000_000);
        foreach (var (name, open) in BenchPlace.Asked(args)) Measure(name, open, opportunities).GetAwaiter().GetResult();
        return 0;
    }

    static async Task Measure(string name, Func<Task<(Place, Func<Task>)>> open, int opportunities)
    {
        var (place, close) = await open();
        try
        {
            await using var rung = await BenchPlace.Served(place);
            Console.WriteLine($"\n{name}: {await ReportData.Fill(rung.Services, opportunities)}");
            await CatchUp(rung.Services);
            await BenchPlace.Settle(rung.Services.GetRequiredService<Store>());
            using var client = new HttpClient { BaseAddress = new(rung.Urls.First()), Timeout = TimeSpan.FromMinutes(10) };
            var store = rung.Services.GetRequiredService<Store>();
            GC.Collect();
            var idle = Resident();
            var floor = await Median(async () => await store.Questions.All(Floor, [], row => row.Text(1)), 3);
            Console.WriteLine($"{"report",-32}{"ms",10}{"CPU ms",10}{"limit ms",10}{"floor ÷ ours",14}{"MB over idle",14}{"KB",8}");
            foreach (var (report, path, limit) in All)
            {
                var size = 0;
                var (ms, cpu) = await Median(async () => size = await Whole(client, path), 3);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report,-32}{ms,10:F0}{cpu,10:F0}{limit * 1000,10:F0}{floor.Cpu / cpu,14:F2}{Resident() - idle,14:F0}{size / 1024,8}"));
            }

            var scope = new DealScope(new DateOnly(2024, 6, 30));
            var slowly = await Median(async () => await rung.Services.GetRequiredService<DealQuestions>().CountSlowly(scope, null, default), 1);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recounted from history: {slowly.Ms:F0} ms, {slowly.Cpu:F0} ms CPU; floor {floor.Ms:F0} ms, {floor.Cpu:F0} ms CPU; idle {idle:F0} MB"));
        }
        finally
        {
            await close();
        }
    }

    /// <summary>What is asked for, however often it has to be asked again until it is counted.</summary>
    static async Task<int> Whole(HttpClient client, string path)
    {
        while (true)
        {
            using var answer = await client.GetAsync(path);
            answer.EnsureSuccessStatusCode();
            if (!answer.Headers.Contains("Refresh")) return (await answer.Content.ReadAsByteArrayAsync()).Length;
            await Task.Delay(200);
        }
    }

    static async Task CatchUp(IServiceProvider services)
    {
        const string read = "SELECT coalesce(max(seq), 0) FROM follower_places WHERE name = 'deal-states'";
        var questions = services.GetRequiredService<Store>().Questions;
        var (clock, cpu, from) = (Stopwatch.StartNew(), Cpu(), (await questions.All(read, [], row => row.Number(0)))[0]);
        await services.GetRequiredService<Followers>().ReadAll(DealStates.FollowerName, TimeSpan.FromSeconds(10), default);
        var lines = (await questions.All(read, [], row => row.Number(0)))[0] - from;
        cpu = Cpu() - cpu;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"roll-ups caught up with {lines:N0} journal lines in {clock.Elapsed.TotalSeconds:F1} s, {cpu:F1} s CPU: {lines / cpu:N0} lines per CPU second; {Resident():F0} MB"));
    }

    /// <summary>CPU seconds of this process, client and server; a PostgreSQL beside it is not in it.</summary>
    static double Cpu()
    {
        using var me = Process.GetCurrentProcess();
        return me.TotalProcessorTime.TotalSeconds;
    }

    static double Resident()
    {
        using var me = Process.GetCurrentProcess();
        return me.WorkingSet64 / 1048576.0;
    }

    static async Task<(double Ms, double Cpu)> Median(Func<Task> what, int times)
    {
        var took = new List<(double Ms, double Cpu)>();
        for (var i = 0; i < times; i++)
        {
            var (clock, cpu) = (Stopwatch.StartNew(), Cpu());
            await what();
            took.Add((clock.Elapsed.TotalMilliseconds, (Cpu() - cpu) * 1000));
        }

        return (took.Select(t => t.Ms).Order().ElementAt(times / 2), took.Select(t => t.Cpu).Order().ElementAt(times / 2));
    }
}

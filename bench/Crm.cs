using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Database;

namespace Rung.Bench;

/// <summary>
/// The real API, with rules, permissions, history and journal, against a bare Kestrel with hand-written SQL on the same
/// database, the two in turn; CPU of server and client together, because wall time lies on a busy machine. The followers
/// have read the journal before the first measurement; while writes are measured, what they do for them counts.
/// </summary>
static class Crm
{
    public static int Run(string[] args)
    {
        var (quick, scale) = (args.Contains("--quick"), args.Contains("--scale"));
        var opportunities = args.SkipWhile(a => a != "--opportunities").Skip(1).Select(int.Parse).FirstOrDefault(quick ? 10_000 : 100_000);
        var places = new List<(string Name, Func<Task<(Place, Func<Task>)>> Open)> { ("SQLite", BenchPlace.Embedded) };
        if (Environment.GetEnvironmentVariable("RUNG_BENCH_POSTGRES") is { Length: > 0 } server) places.Add(("PostgreSQL", () => BenchPlace.OnServer(server)));
        else Console.WriteLine("PostgreSQL skipped: set RUNG_BENCH_POSTGRES to a connection string.");

        var only = args.SkipWhile(a => a != "--only").Skip(1).FirstOrDefault("");
        foreach (var (name, open) in places) Compare(name, open, opportunities, quick, scale, only).GetAwaiter().GetResult();
        return 0;
    }

    static async Task Compare(string name, Func<Task<(Place, Func<Task>)>> open, int opportunities, bool quick, bool scale, string only)
    {
        var (place, close) = await open();
        try
        {
            await using var rung = await BenchPlace.Served(place);
            var filled = await CrmData.Fill(rung.Services, opportunities, contacts: scale ? opportunities * 2 : opportunities / 2, activities: scale ? opportunities * 5 : 0);
            Console.WriteLine($"\n{name}: {filled}");
            await using var floor = await CrmFloor.Serve(rung.Services.GetRequiredService<Store>());
            Console.WriteLine("CPU ms of one request, server, database and client together; the floor is a bare Kestrel with hand-written SQL on a plain table of the same rows, without rules, permissions, history or journal");
            var seconds = quick ? 2.0 : 5.0;
            Console.WriteLine($"{"operation",-32}{"Rung ms CPU",14}{"floor ms CPU",14}{"share of floor",16}{"Rung req/s",12}{"floor req/s",12}");
            foreach (var operation in CrmOperations.All(rung, floor).Where(o => o.Name.Contains(only, StringComparison.Ordinal)))
            {
                var (ours, bare) = await InTurn(operation.Rung, operation.Floor, seconds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{operation.Name,-32}{ours.Cpu,14:F3}{bare.Cpu,14:F3}{bare.Cpu / ours.Cpu,16:F2}{ours.Rate,12:F0}{bare.Rate,12:F0}"));
            }
        }
        finally
        {
            await close();
        }
    }

    /// <summary>Four rounds of each in turn after one to warm up; the median of the rounds.</summary>
    static async Task<((double Cpu, double Rate) A, (double Cpu, double Rate) B)> InTurn(Func<Task> a, Func<Task> b, double seconds)
    {
        await Round(a, seconds / 2);
        await Round(b, seconds / 2);
        List<(double, double)> ours = [], bare = [];
        for (var i = 0; i < 4; i++)
        {
            ours.Add(await Round(a, seconds / 2));
            bare.Add(await Round(b, seconds / 2));
        }

        return (Median(ours), Median(bare));
    }

    static async Task<(double Cpu, double Rate)> Round(Func<Task> operation, double seconds)
    {
        var (clock, cpu, done) = (Stopwatch.StartNew(), CpuSeconds(), 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                await operation();
                Interlocked.Increment(ref done);
            }
        }));
        return ((CpuSeconds() - cpu) * 1000 / done, done / clock.Elapsed.TotalSeconds);
    }

    static (double, double) Median(List<(double Cpu, double Rate)> rounds) =>
        (rounds.Select(r => r.Cpu).Order().ElementAt(rounds.Count / 2), rounds.Select(r => r.Rate).Order().ElementAt(rounds.Count / 2));

    /// <summary>CPU of this process and of every PostgreSQL process beside it, whoever asked for that.</summary>
    static double CpuSeconds()
    {
        var total = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        foreach (var postgres in Process.GetProcessesByName("postgres"))
            using (postgres)
                try
                {
                    total += postgres.TotalProcessorTime.TotalSeconds;
                }
                catch (InvalidOperationException)
                {
                    // It ended between being listed and being asked.
                }

        return total;
    }
}

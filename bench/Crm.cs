using System.Diagnostics;
using System.Globalization;
using System.Runtime;
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
        var only = args.SkipWhile(a => a != "--only").Skip(1).FirstOrDefault("");
        foreach (var (name, open) in BenchPlace.Asked(args)) Compare(name, open, opportunities, quick, scale, only).GetAwaiter().GetResult();
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
            await BenchPlace.Settle(rung.Services.GetRequiredService<Store>());
            Console.WriteLine("CPU ms of one request, server, database and client together; the floor is a bare Kestrel with hand-written SQL on a plain table of the same rows, without rules, permissions, history or journal");
            var postmaster = Postmaster(rung.Services.GetRequiredService<Store>());
            var seconds = quick ? 2.0 : 5.0;
            Console.WriteLine($"{"operation",-32}{"Rung ms CPU",14}{"floor ms CPU",14}{"share of floor",16}{"Rung req/s",12}{"floor req/s",12}");
            foreach (var operation in CrmOperations.All(rung, floor).Where(o => o.Name.Contains(only, StringComparison.Ordinal)))
            {
                var (ours, bare) = await InTurn(operation.Rung, operation.Floor, seconds, postmaster);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{operation.Name,-32}{ours.Cpu,14:F3}{bare.Cpu,14:F3}{bare.Cpu / ours.Cpu,16:F2}{ours.Rate,12:F0}{bare.Rate,12:F0}"));
            }
        }
        finally
        {
            await close();
        }
    }

    /// <summary>Four rounds of each in turn, once hardly anything is left to compile; the median of the rounds.</summary>
    static async Task<((double Cpu, double Rate) A, (double Cpu, double Rate) B)> InTurn(Func<Task> a, Func<Task> b, double seconds, int postmaster)
    {
        for (var (warm, compiled) = (0, 0L); warm < 12 && JitInfo.GetCompiledMethodCount() - compiled > 30; warm++)
        {
            compiled = JitInfo.GetCompiledMethodCount();
            await Round(a, seconds / 4, postmaster);
            await Round(b, seconds / 4, postmaster);
        }

        List<(double, double)> ours = [], bare = [];
        for (var i = 0; i < 4; i++)
        {
            ours.Add(await Round(a, seconds / 2, postmaster));
            bare.Add(await Round(b, seconds / 2, postmaster));
        }

        return (Median(ours), Median(bare));
    }

    static async Task<(double Cpu, double Rate)> Round(Func<Task> operation, double seconds, int postmaster)
    {
        var (clock, cpu, done) = (Stopwatch.StartNew(), CpuSeconds(postmaster), 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                await operation();
                Interlocked.Increment(ref done);
            }
        }));
        return ((CpuSeconds(postmaster) - cpu) * 1000 / done, done / clock.Elapsed.TotalSeconds);
    }

    static (double, double) Median(List<(double Cpu, double Rate)> rounds) =>
        (rounds.Select(r => r.Cpu).Order().ElementAt(rounds.Count / 2), rounds.Select(r => r.Rate).Order().ElementAt(rounds.Count / 2));

    /// <summary>CPU of this process and of the PostgreSQL server it asks, with what that server has already ended.</summary>
    static double CpuSeconds(int postmaster) => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds + PostgresSeconds(postmaster);

    static double PostgresSeconds(int postmaster)
    {
        if (postmaster == 0) return 0;
        var ticks = 0L;
        foreach (var directory in Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(d[^1])))
            if (Stat(directory) is { } stat && (stat.Id == postmaster || stat.Parent == postmaster)) ticks += stat.Own + (stat.Id == postmaster ? stat.Reaped : 0);
        return ticks / 100.0;
    }

    /// <summary>Of /proc/N/stat: CPU of the process and of its children that have ended, in hundredths of a second.</summary>
    static (int Id, int Parent, long Own, long Reaped)? Stat(string directory)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(directory, "stat"));
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(Path.GetFileName(directory), CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture), Number(11) + Number(12), Number(13) + Number(14));

            long Number(int i) => long.Parse(fields[i], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null; // it ended between being listed and being asked
        }
    }

    /// <summary>The server's first process, parent of the one that answers; 0 without a PostgreSQL on this machine.</summary>
    static int Postmaster(Store store)
    {
        if (store.Source is not { } source) return 0;
        using var command = source.CreateCommand("SELECT pg_backend_pid()");
        return Stat("/proc/" + command.ExecuteScalar()) is { } backend ? backend.Parent : 0;
    }
}

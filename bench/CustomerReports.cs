using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Database;

namespace Rung.Bench;

/// <summary>Pages and reports of very many customers over real HTTP: the first time, when nothing is remembered, and the median of those after.</summary>
static class CustomerReports
{
    const double Page = 0.3, Report = 3;

    static readonly (string Path, double Limit)[] All =
    [
        ("/customers?owner=all", Page), ("/customers?owner=me", Page), ("/api/v1/book-of-business", Page), ("/care", Page), ("/care?accountableId=me", Page), ("/onboardings", Page), ("/renewals?owner=all", Report), ("/invoices/due", Report),
        ("/api/v1/coverage", Report), ("/reports/health", Report), ("/api/v1/health", Report), ("/reports/onboarding", Report), ("/api/v1/onboarding-times", Report), ("/reports/value", Report), ("/api/v1/value", Report),
        ("/reports/adoption", Report), ("/reports/recurring", Report), ("/reports/retention", Report),
    ];

    public static int Run(string[] args)
    {
        var customers = Argument(args, "--customers") is { } n ? int.Parse(n, CultureInfo.InvariantCulture) : args.Contains("--quick") ? 5_000 : 100_000;
        Measure(customers, Argument(args, "--data"), Argument(args, "--only")).GetAwaiter().GetResult();
        return 0;
    }

    static string? Argument(string[] args, string name) => args.SkipWhile(a => a != name).Skip(1).FirstOrDefault();

    static async Task Measure(int customers, string? kept, string? only)
    {
        var (place, close) = kept is null ? await BenchPlace.Embedded() : (new Place(kept, null), () => Task.CompletedTask);
        try
        {
            await using var rung = await BenchPlace.Served(place);
            Console.WriteLine(await CustomerData.Fill(rung.Services, customers, DateOnly.FromDateTime(DateTime.UtcNow)));
            using var client = new HttpClient { BaseAddress = new(rung.Urls.First()), Timeout = TimeSpan.FromMinutes(10) };
            Console.WriteLine($"{"page",-32}{"first ms",10}{"CPU ms",10}{"then ms",10}{"CPU ms",10}{"limit ms",10}{"KB",8}{"MB",8}");
            foreach (var (path, limit) in All.Where(a => only is null || a.Path.Contains(only, StringComparison.Ordinal)))
            {
                var (first, size) = await Once(client, path);
                var again = new List<(double Ms, double Cpu)>();
                for (var i = 0; i < 3; i++) again.Add((await Once(client, path)).Took);
                using var me = Process.GetCurrentProcess();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path,-32}{first.Ms,10:F0}{first.Cpu,10:F0}{again.Select(a => a.Ms).Order().ElementAt(1),10:F0}{again.Select(a => a.Cpu).Order().ElementAt(1),10:F0}{limit * 1000,10:F0}{size / 1024,8}{me.WorkingSet64 >> 20,8}"));
            }
        }
        finally
        {
            await close();
        }
    }

    /// <summary>What is asked for, however often it has to be asked again until it is counted.</summary>
    static async Task<((double Ms, double Cpu) Took, int Size)> Once(HttpClient client, string path)
    {
        var (clock, cpu) = (Stopwatch.StartNew(), Cpu());
        while (true)
        {
            using var answer = await client.GetAsync(path);
            answer.EnsureSuccessStatusCode();
            var size = (await answer.Content.ReadAsByteArrayAsync()).Length;
            if (!answer.Headers.Contains("Refresh")) return ((clock.Elapsed.TotalMilliseconds, (Cpu() - cpu) * 1000), size);
            await Task.Delay(100);
        }
    }

    /// <summary>CPU seconds of client and server.</summary>
    static double Cpu()
    {
        using var me = Process.GetCurrentProcess();
        return me.TotalProcessorTime.TotalSeconds;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Rung.Server.Database;

namespace Rung.Bench;

/// <summary>
/// What the server takes while nobody asks for anything: from the start of its process to the first page, memory when
/// idle, and what a thousand open pages add. Memory is proportional set size (PSS), of the server's process alone.
/// </summary>
static class Resting
{
    const int Pages = 1000;
    const int Starts = 9;

    public static int Run(string[] args)
    {
        Measure(args is [var program, ..] && File.Exists(program) ? program : null).GetAwaiter().GetResult();
        return 0;
    }

    /// <param name="published">The published program, <c>publish/Rung.Server</c>; null measures the server inside the bench.</param>
    static async Task Measure(string? published)
    {
        var directory = Directory.CreateTempSubdirectory("rung-bench-").FullName;
        try
        {
            var first = await Opened(published, directory);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first start, database made: first page after {first.Seconds:F2} s, {first.Cpu:F2} s CPU"));
            var again = new List<(double Seconds, double Cpu)>();
            for (var i = 0; i < Starts; i++) again.Add(await Opened(published, directory, i == Starts - 1 ? Rest : null));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"started {Starts} times more: first page after {again.Select(a => a.Seconds).Order().ElementAt(Starts / 2):F2} s ({again.Min(a => a.Seconds):F2} to {again.Max(a => a.Seconds):F2}), {again.Select(a => a.Cpu).Order().ElementAt(Starts / 2):F2} s CPU"));
        }
        finally
        {
            Directory.Delete(directory, true);
        }
    }

    /// <summary>From the start of its process to the first page, and what is done then.</summary>
    static async Task<(double Seconds, double Cpu)> Opened(string? published, string directory, Func<Process, HttpClient, Task>? then = null)
    {
        var (clock, port) = (Stopwatch.StartNew(), Random.Shared.Next(20_000, 60_000));
        using var server = Start(published, directory, $"http://127.0.0.1:{port}");
        await Listens(server, port);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Pages + 8 }) { BaseAddress = new($"http://127.0.0.1:{port}") };
        using (var answer = await client.GetAsync("/")) answer.EnsureSuccessStatusCode();
        var took = (clock.Elapsed.TotalSeconds, server.TotalProcessorTime.TotalSeconds);
        if (then is not null) await then(server, client);
        server.Kill();
        await server.WaitForExitAsync();
        return took;
    }

    static Process Start(string? published, string directory, string address) => Process.Start(published is null
        ? new ProcessStartInfo(Environment.ProcessPath!, ["serve-bench", directory, "", address]) { RedirectStandardOutput = true }
        : new ProcessStartInfo(published, ["serve", "--data", directory, "--urls", address]) { RedirectStandardError = true })!;

    /// <summary>Asked of the kernel: knocking at a closed door takes from the start what is to be measured.</summary>
    static async Task Listens(Process server, int port)
    {
        var listening = $":{port:X4} 00000000:0000 0A ";
        for (; !(await File.ReadAllTextAsync("/proc/net/tcp")).Contains(listening, StringComparison.Ordinal); await Task.Delay(2))
            if (server.HasExited) throw new InvalidOperationException($"The server ended with {server.ExitCode} before it listened.");
    }

    static async Task Rest(Process server, HttpClient client)
    {
        await Task.Delay(TimeSpan.FromSeconds(5));
        Console.WriteLine($"idle: {Pss(server)} MB");
        using (var claimed = await client.PostAsJsonAsync("/api/v1/first-run", new { name = "Bench", email = "bench@example.com", password = "four words of no meaning", company = "Bench" }))
            claimed.EnsureSuccessStatusCode();
        await client.GetAsync("/opportunities");
        await Task.Delay(TimeSpan.FromSeconds(5));
        var idle = Pss(server);
        Console.WriteLine($"signed in, one page read: {idle} MB");
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < Pages; i++)
        {
            var page = await client.GetAsync("/ui/live", HttpCompletionOption.ResponseHeadersRead);
            page.EnsureSuccessStatusCode();
            open.Add(page);
        }

        await Task.Delay(TimeSpan.FromSeconds(5));
        Console.WriteLine($"{Pages:N0} open pages: {Pss(server)} MB, {Pss(server) - idle} more");
        open.ForEach(page => page.Dispose());
    }

    static long Pss(Process server) => File.ReadLines($"/proc/{server.Id}/smaps_rollup").First(l => l.StartsWith("Pss:", StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] is var kilobytes ? long.Parse(kilobytes, CultureInfo.InvariantCulture) >> 10 : 0;
}

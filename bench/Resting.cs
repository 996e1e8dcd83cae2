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
            foreach (var run in (string[])["first start, database made", "second start", "third start"])
            {
                var clock = Stopwatch.StartNew();
                using var server = Start(published, directory, out var address);
                using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Pages + 8 }) { BaseAddress = new(address) };
                await Answered(client);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run}: first page after {clock.Elapsed.TotalSeconds:F2} s, {server.TotalProcessorTime.TotalSeconds:F2} s CPU"));
                if (run[0] == 't') await Rest(server, client);
                server.Kill();
                await server.WaitForExitAsync();
            }
        }
        finally
        {
            Directory.Delete(directory, true);
        }
    }

    static Process Start(string? published, string directory, out string address)
    {
        address = "http://127.0.0.1:" + Random.Shared.Next(20_000, 60_000);
        return Process.Start(published is null
            ? new ProcessStartInfo(Environment.ProcessPath!, ["serve-bench", directory, "", address]) { RedirectStandardOutput = true }
            : new ProcessStartInfo(published, ["serve", "--data", directory, "--urls", address]) { RedirectStandardError = true })!;
    }

    static async Task Answered(HttpClient client)
    {
        for (; ; await Task.Delay(5))
            try
            {
                using var answer = await client.GetAsync("/");
                if ((int)answer.StatusCode < 500) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
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

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Rung.Server.Database;

namespace Rung.Server.Tests.Telemetry;

/// <summary>The program itself, as an operator starts it, with what it says.</summary>
sealed class Running : IAsyncDisposable
{
    readonly Process process;
    readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    Running(Process process)
    {
        this.process = process;
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"It ended by itself: {string.Join('\n', Said)}"));
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.EnableRaisingEvents = true;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public ConcurrentQueue<string> Said { get; } = [];

    public static async Task<(Running Server, HttpClient Client)> Start(Place place, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Rung.Server"), ["serve", "--urls", "http://127.0.0.1:0"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment.Remove("RUNG_POSTGRES");
        start.Environment[place.IsSqlite ? "RUNG_DATA" : "RUNG_POSTGRES"] = place.Directory ?? place.Postgres;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var server = new Running(Process.Start(start)!);
        return (server, new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = await server.address.Task.WaitAsync(TestContext.Current.CancellationToken) });
    }

    /// <summary>The libraries that are in its memory.</summary>
    public bool HasLoaded(string library) => File.ReadLines($"/proc/{process.Id}/maps").Any(l => l.Contains(library, StringComparison.Ordinal));

    /// <summary>Tells it to stop, and waits until it has.</summary>
    public async Task Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    void Hear(string? line)
    {
        if (line is null) return;
        Said.Enqueue(line);
        if (line.StartsWith("Rung is at ", StringComparison.Ordinal)) address.TrySetResult(new(line["Rung is at ".Length..].Split(' ', ',')[0].TrimEnd('.')));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

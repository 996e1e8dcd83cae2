using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Rung.Browser.Tests.Nodes;

/// <summary>The program itself, as an operator starts it, on a port of its own.</summary>
sealed class Node(string name, string postgres, string keyFile, int publicPort) : IAsyncDisposable
{
    readonly System.Collections.Concurrent.ConcurrentQueue<string> said = [];
    Process? process;

    /// <summary>As the balancer and the database's list of connections call it.</summary>
    public string Name => name;

    public int Port { get; } = FreePort();

    public string Said => string.Join('\n', said);

    public bool HasLeft => process!.HasExited;

    public void Start()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Rung.Server"), ["serve", "--urls", $"http://127.0.0.1:{Port}"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["RUNG_POSTGRES"] = $"{postgres};Application Name={name}";
        start.Environment["RUNG_KEYFILE"] = keyFile;
        start.Environment["RUNG_PUBLICBASEURL"] = $"http://127.0.0.1:{publicPort}";
        start.Environment["RUNG_PROXIES"] = "127.0.0.1";
        start.Environment["RUNG_DRAINFOR"] = "3";
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>As the system does it: at once, in the middle of whatever it did.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Tells it to stop and does not wait.</summary>
    public async Task Dismiss()
    {
        using var kill = Process.Start("kill", ["-TERM", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>How it ended.</summary>
    public async Task<int> Exit()
    {
        await process!.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async Task<bool> IsReady(HttpClient client)
    {
        if (process!.HasExited) throw new InvalidOperationException($"{name} ended by itself: {Said}");
        return await IsReady(client, Port);
    }

    public static async Task<bool> IsReady(HttpClient client, int port)
    {
        try
        {
            using var answer = await client.GetAsync($"http://127.0.0.1:{port}/health/ready", TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is null) return;
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

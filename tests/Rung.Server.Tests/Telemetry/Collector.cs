using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rung.Server.Tests.Telemetry;

/// <summary>A collector of telemetry on the loopback: keeps every byte that it is sent.</summary>
sealed class Collector : IAsyncDisposable
{
    readonly WebApplication app;

    Collector(WebApplication app) => this.app = app;

    public ConcurrentQueue<(string Signal, byte[] Bytes)> Told { get; } = [];

    public string Address => app.Urls.First();

    public static async Task<Collector> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = new Collector(builder.Build());
        collector.app.MapPost("/v1/{signal}", async (string signal, HttpContext http) =>
        {
            using var bytes = new MemoryStream();
            await http.Request.Body.CopyToAsync(bytes);
            collector.Told.Enqueue((signal, bytes.ToArray()));
            return Results.Bytes([], "application/x-protobuf");
        });
        await collector.app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Whether some message of a kind has a text in it: protobuf writes texts as they are.</summary>
    public bool Says(string signal, string text) => Told.Any(t => t.Signal == signal && t.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

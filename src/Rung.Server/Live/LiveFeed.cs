using System.Text.Json;
using System.Threading.Channels;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;
using Rung.Server.Work;

namespace Rung.Server.Live;

/// <summary>One change as open pages hear of it: which record moved. What it is now, they ask for themselves, with their own permissions.</summary>
sealed record Stir(long Seq, string Kind, Guid Id, string Fact, Guid DecisionId);

/// <summary>
/// Tells every open page what changed, whichever node changed it: each node reads the end of the journal, woken by its
/// own desk while somebody listens, and by itself.
/// </summary>
sealed partial class LiveFeed(Store store, TheDesk desk, ILogger<LiveFeed> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(750);
    const int Most = 200;

    readonly Lock gate = new();
    readonly HashSet<Channel<Stir>> listeners = [];
    readonly SemaphoreSlim bell = new(0, 1);
    volatile bool isHeard;

    public async IAsyncEnumerable<Stir> Listen([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        // A page that cannot keep up loses the oldest: it will ask again anyway.
        var channel = Channel.CreateBounded<Stir>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate) isHeard = listeners.Add(channel);
        Wake();
        try
        {
            await foreach (var stir in channel.Reader.ReadAllAsync(cancel)) yield return stir;
        }
        finally
        {
            lock (gate)
            {
                listeners.Remove(channel);
                isHeard = listeners.Count > 0;
            }
        }
    }

    /// <summary>Whether somebody who sees only part hears of it.</summary>
    public async Task<bool> Sees(Sight sight, Stir stir, CancellationToken cancel) =>
        store.Schema.OfKind(stir.Kind) is { } table && await SightSql.Sees(store, sight, table.Type, stir.Id, cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        desk.Committed += Ring;
        try
        {
            JournalPlace? seen = null;
            while (!stoppingToken.IsCancellationRequested)
            {
                await bell.WaitAsync(Pause, stoppingToken);
                seen = await Pass(seen, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
        finally
        {
            desk.Committed -= Ring;
        }
    }

    /// <summary>Passes on what is new; a database that is away for a moment is asked again at the next turn.</summary>
    async Task<JournalPlace?> Pass(JournalPlace? seen, CancellationToken cancel)
    {
        Channel<Stir>[] open;
        lock (gate) open = [.. listeners];
        try
        {
            await using var db = store.Open();
            if (open.Length == 0 || seen is not { } place) return await JournalTail.End(db, store.Place.IsSqlite, cancel);

            foreach (var line in await JournalTail.After(db, store.Place.IsSqlite, place, Most, cancel))
            {
                seen = new(line.Tx, line.Seq);
                var stir = new Stir(line.Seq, line.RecordKind, line.RecordId, line.Name, line.DecisionId);
                foreach (var listener in open) listener.Writer.TryWrite(stir);
            }
        }
        catch (Exception e) when (e is System.Data.Common.DbException or ObjectDisposedException or InvalidOperationException)
        {
            Away(log, e);
        }

        return seen;
    }

    [LoggerMessage(LogLevel.Warning, "The journal could not be read; open pages hear of changes a little later.")]
    static partial void Away(ILogger log, Exception e);

    void Ring(Receipt receipt)
    {
        if (isHeard) Wake();
    }

    void Wake()
    {
        if (bell.CurrentCount > 0) return;
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    public override void Dispose()
    {
        bell.Dispose();
        base.Dispose();
    }
}

static class LiveEndpoints
{
    /// <summary>One stream of server-sent events for each browser; its tabs share it.</summary>
    public static void MapLive(this IEndpointRouteBuilder app) => app.MapGet("/ui/live", async (HttpContext http, LiveFeed feed, Sessions sessions, IHostApplicationLifetime life) =>
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var actor = http.Actor();
        try
        {
            await http.Response.WriteAsync("retry: 2000\n\n", ends.Token);
            await http.Response.Body.FlushAsync(ends.Token);
            await foreach (var stir in feed.Listen(ends.Token))
            {
                // A session may have ended with it, or a role.
                if (stir.Kind is "person" or "role-assignment" or "sight-rule" or "sight-end" or "absence")
                {
                    if (await sessions.Still(http, actor, ends.Token) is not { } still) break;
                    actor = still;
                }

                if (!actor.May(stir.Kind + ".read") || (actor.Sight is { } sight && !await feed.Sees(sight, stir, ends.Token))) continue;
                await http.Response.WriteAsync($"id: {stir.Seq}\ndata: {JsonSerializer.Serialize(stir, Json.Options)}\n\n", ends.Token);
                await http.Response.Body.FlushAsync(ends.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The browser left or the server stops.
        }
    }).Needs("live").Shows(Shows.Rows).ExcludeFromDescription();
}

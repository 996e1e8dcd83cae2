using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;
using Rung.Server.Work;

namespace Rung.Server.Live;

/// <summary>One change as open pages hear of it: which record moved. What it is now, they ask for themselves, with their own permissions.</summary>
sealed record Stir(long Seq, string Kind, Guid Id, string Fact, Guid DecisionId)
{
    [JsonIgnore]
    public JournalPlace Place { get; init; }

    /// <summary>More happened up to a place than is told line by line: whoever hears this reads its page anew.</summary>
    public static Stir Anew(JournalPlace place) => new(place.Seq, "", Guid.Empty, "", Guid.Empty) { Place = place };

    [JsonIgnore]
    public bool IsAnew => Kind.Length == 0;
}

/// <summary>
/// Tells every open page what changed, whichever node changed it: each node reads the end of the journal, woken by its
/// own desk while somebody listens, and by itself.
/// </summary>
sealed partial class LiveFeed(Store store, TheDesk desk, TimeProvider clock, FirstPage firstPage, ILogger<LiveFeed> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(750);

    /// <summary>Balancers cut what says nothing; this is well below what they are used to wait.</summary>
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    const int Most = 200;

    /// <summary>Whoever missed more is told to read the page anew and sees it all there.</summary>
    public const int MostMissed = 1000;

    readonly Lock gate = new();
    readonly Dictionary<Channel<Stir>, JournalPlace> listeners = [];
    readonly SemaphoreSlim bell = new(0, 1);
    volatile bool isHeard;

    /// <summary>The end of the journal now, from where somebody who comes may begin.</summary>
    public Task<JournalPlace> End(CancellationToken cancel) => JournalTail.End(store, cancel);

    /// <summary>What has happened since a place, on whichever node the listener was then, and what happens; null is a sign of life.</summary>
    public async IAsyncEnumerable<Stir?> Listen(JournalPlace since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        // A page that cannot keep up loses the oldest, and is told so.
        var dropped = 0;
        var channel = Channel.CreateBounded<Stir>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest }, _ => Volatile.Write(ref dropped, 1));
        lock (gate) isHeard = listeners.TryAdd(channel, since);
        Wake();
        try
        {
            foreach (var missed in await Missed(since, cancel))
            {
                since = missed.Place;
                yield return missed;
            }

            while (await IsNews(channel.Reader, cancel) is var isNews)
            {
                if (!isNews) yield return null;
                while (channel.Reader.TryRead(out var stir))
                {
                    if (Interlocked.Exchange(ref dropped, 0) == 1) yield return Stir.Anew(stir.Place);
                    if (stir.Place.IsAfter(since)) yield return stir;
                }
            }
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

    async Task<List<Stir>> Missed(JournalPlace since, CancellationToken cancel)
    {
        var missed = await JournalTail.After(store, since, MostMissed + 1, cancel);
        return missed.Count <= MostMissed ? missed.ConvertAll(StirOf) : [Stir.Anew(await JournalTail.End(store, cancel))];
    }

    /// <summary>Whether something came before the next beat.</summary>
    async Task<bool> IsNews(ChannelReader<Stir> reader, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var (news, beat) = (reader.WaitToReadAsync(patience.Token).AsTask(), Task.Delay(Beat, clock, patience.Token));
        var first = await Task.WhenAny(news, beat);
        cancel.ThrowIfCancellationRequested();
        await patience.CancelAsync();
        return first == news;
    }

    static Stir StirOf(JournalEntry line) => new(line.Seq, line.RecordKind, line.RecordId, line.Name, line.DecisionId) { Place = new(line.Tx, line.Seq) };

    /// <summary>Whether somebody who sees only part hears of it.</summary>
    public async Task<bool> Sees(Sight sight, Stir stir, CancellationToken cancel) =>
        store.Schema.OfKind(stir.Kind) is { } table && await SightSql.Sees(store, sight, table.Type, stir.Id, cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await firstPage.Answered(stoppingToken);
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
        try
        {
            if (From(seen) is not { } place)
            {
                var end = await JournalTail.End(store, cancel);
                // Whoever came meanwhile had read less far, and is told the rest from where this stood before.
                return From(seen) is null ? end : seen;
            }

            var lines = await JournalTail.After(store, place, Most, cancel);
            // Looked up when the lines are read: whoever came before that may have missed them, and knows those it has.
            Channel<Stir>[] open;
            lock (gate) open = [.. listeners.Keys];
            foreach (var line in lines)
            {
                var stir = StirOf(line);
                seen = stir.Place;
                foreach (var listener in open) listener.Writer.TryWrite(stir);
            }
        }
        catch (Exception e) when (e is System.Data.Common.DbException or ObjectDisposedException or InvalidOperationException)
        {
            Away(log, e);
        }

        return seen;
    }

    /// <summary>From where the journal is read on; null while nobody listens.</summary>
    JournalPlace? From(JournalPlace? seen)
    {
        lock (gate) return listeners.Count == 0 ? null : seen ?? listeners.Values.MinBy(p => (p.Tx, p.Seq));
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
    /// <summary>One stream of server-sent events for each browser; its tabs share it. A browser whose node went away says how far it had read.</summary>
    public static void MapLive(this IEndpointRouteBuilder app) => app.MapGet("/ui/live", async (string? after, HttpContext http, LiveFeed feed, Sessions sessions, IHostApplicationLifetime life) =>
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        var actor = http.Actor();
        try
        {
            var since = JournalPlace.Read(http.Request.Headers["Last-Event-ID"]) ?? JournalPlace.Read(after) ?? await feed.End(ends.Token);
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers["X-Accel-Buffering"] = "no";
            await Say($"retry: 2000\nid: {since}\nevent: at\ndata: {since}");
            await foreach (var stir in feed.Listen(since, ends.Token))
            {
                if (stir is null)
                {
                    await Say(":");
                    continue;
                }

                if (stir.IsAnew)
                {
                    await Say($"id: {stir.Place}\nevent: anew\ndata: {stir.Place}");
                    continue;
                }

                // A session may have ended with it, or a role.
                if (stir.Kind is "person" or "role-assignment" or "sight-rule" or "sight-end" or "absence")
                {
                    if (await sessions.Still(http, actor, ends.Token) is not { } still) break;
                    actor = still;
                }

                if (!actor.May(stir.Kind + ".read") || (actor.Sight is { } sight && !await feed.Sees(sight, stir, ends.Token))) continue;
                await Say($"id: {stir.Place}\ndata: {JsonSerializer.Serialize(stir, Json.Options)}");
            }
        }
        catch (OperationCanceledException)
        {
            // The browser left or the server stops.
        }

        async Task Say(string lines)
        {
            await http.Response.WriteAsync(lines + "\n\n", ends.Token);
            await http.Response.Body.FlushAsync(ends.Token);
        }
    }).Needs("live").Shows(Shows.Rows).ExcludeFromDescription();
}

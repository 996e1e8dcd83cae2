using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Work;

/// <summary>
/// A reaction to what happened. It is given every journal line in order, at least once; doing the same twice must change
/// nothing.
/// </summary>
interface IFollower
{
    /// <summary>The name under which its place in the journal is kept.</summary>
    string Name { get; }

    Task React(IReadOnlyList<JournalEntry> lines, CancellationToken cancel);
}

/// <summary>How far a follower has read, and who reads for it now.</summary>
[Table("follower_places"), PrimaryKey(nameof(Name))]
sealed class FollowerPlace
{
    public string Name { get; init; } = "";
    public long Tx { get; init; }
    public long Seq { get; init; }
    public string? Holder { get; init; }
    public DateTimeOffset? HeldUntil { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<FollowerPlace>();
}

/// <summary>Leads the followers along the journal: one node at a time for each, by a lease in the database.</summary>
sealed partial class Followers(Store store, TheDesk desk, IEnumerable<IFollower> followers, FirstPage firstPage, ILogger<Followers>? log = null) : BackgroundService
{
    /// <summary>Lines read in one step: a load of a whole company is followed in few transactions, a step ends well within the lease.</summary>
    const int Most = 4000;
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>After the bell, so that what busy people do at once is followed at once and not one by one.</summary>
    static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(400);
    static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(20);

    readonly string me = Guid.CreateVersion7().ToString("N");
    readonly SemaphoreSlim bell = new(0, 1);
    readonly Dictionary<string, SemaphoreSlim> turns = followers.ToDictionary(f => f.Name, _ => new SemaphoreSlim(1, 1), StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await firstPage.Answered(stoppingToken);
        desk.Committed += Ring;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var moved = false;
                foreach (var follower in followers) moved |= await TryStep(follower, stoppingToken);
                if (!moved && await bell.WaitAsync(Pause, stoppingToken)) await Task.Delay(Gather, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop; places are written after each step, so nothing is lost.
        }
        finally
        {
            desk.Committed -= Ring;
        }
    }

    /// <summary>
    /// Lets every follower read as far as the journal reaches now; for verbs that end and for tests. On PostgreSQL this
    /// waits for transactions that began before the last line.
    /// </summary>
    public async Task CatchUp(CancellationToken cancel = default)
    {
        if (await JournalTail.Last(store, cancel) is not { } last) return;

        foreach (var follower in followers)
            while (!await HasRead(follower, last, cancel))
                if (!await Step(follower, cancel)) await Task.Delay(Nap, cancel);
    }

    /// <summary>
    /// Waits until the named follower has read as far as the journal reaches now, reading for it where nobody else does;
    /// false when it has not by then.
    /// </summary>
    public async Task<bool> CatchUp(string name, TimeSpan most, CancellationToken cancel)
    {
        var follower = followers.First(f => f.Name == name);
        if (await JournalTail.Last(store, cancel) is not { } last) return true;

        var until = Environment.TickCount64 + (long)most.TotalMilliseconds;
        while (!await HasRead(follower, last, cancel))
        {
            if (Environment.TickCount64 > until) return false;
            if (!await TryStep(follower, cancel)) await Task.Delay(Nap, cancel);
        }

        return true;
    }

    async Task<bool> HasRead(IFollower follower, JournalPlace line, CancellationToken cancel) =>
        await Place(follower.Name, cancel) is { } place && !line.IsAfter(new(place.Tx, place.Seq));

    /// <summary>As it is written now; by plain SQL, because every start and every half second asks for it.</summary>
    async Task<FollowerPlace?> Place(string name, CancellationToken cancel) =>
        (await store.Questions.All("SELECT tx, seq, holder, held_until FROM follower_places WHERE name = @0", [name],
            row => new FollowerPlace { Name = name, Tx = row.Number(0), Seq = row.Number(1), Holder = row.Text(2), HeldUntil = row.AtOrNull(3) }, cancel)).FirstOrDefault();

    async Task<bool> TryStep(IFollower follower, CancellationToken cancel)
    {
        try
        {
            return await Step(follower, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Stumbled(log ?? NullLogger<Followers>.Instance, follower.Name, e);
            return false;
        }
    }

    /// <summary>As <see cref="CatchUp(string, TimeSpan, CancellationToken)"/>, as long as the follower gets on, by whomever.</summary>
    public async Task ReadAll(string name, TimeSpan patience, CancellationToken cancel)
    {
        for (FollowerPlace? before = null; !await CatchUp(name, patience, cancel);)
        {
            var place = await Place(name, cancel);
            if (place?.Seq == before?.Seq && place?.Tx == before?.Tx) return;
            before = place;
        }
    }

    /// <summary>One step at a time for each follower on this node, whoever asks.</summary>
    async Task<bool> Step(IFollower follower, CancellationToken cancel)
    {
        await turns[follower.Name].WaitAsync(cancel);
        try
        {
            return await Stepped(follower, cancel);
        }
        finally
        {
            turns[follower.Name].Release();
        }
    }

    async Task<bool> Stepped(IFollower follower, CancellationToken cancel)
    {
        if (await Take(follower, cancel) is not { } place) return false;

        var lines = await JournalTail.After(store, new(place.Tx, place.Seq), Most, cancel);
        if (lines.Count == 0) return false;

        await follower.React(lines, cancel);
        var last = lines[^1];
        var writing = new Writing();
        writing.Statements.Add(("UPDATE follower_places SET tx=@0, seq=@1 WHERE name=@2 AND holder=@3", [last.Tx, last.Seq, follower.Name, me]));
        await store.Writer.Write(writing, cancel);
        return lines.Count == Most;
    }

    async Task<FollowerPlace?> Take(IFollower follower, CancellationToken cancel)
    {
        var name = follower.Name;
        var place = await Place(name, cancel);
        var now = desk.Now;
        if (place is { HeldUntil: { } until } && place.Holder != me && until > now) return null;
        if (place is { Holder: { } holder, HeldUntil: { } mine } && holder == me && mine > now + Lease / 2) return place;

        var writing = new Writing();
        if (place is null) writing.Inserts.Add(new FollowerPlace { Name = name, Holder = me, HeldUntil = now + Lease });
        else writing.Statements.Add(("UPDATE follower_places SET holder=@0, held_until=@1 WHERE name=@2 AND (holder=@0 OR held_until IS NULL OR held_until<@3)", [me, now + Lease, name, now]));
        try
        {
            await store.Writer.Write(writing, cancel);
        }
        catch (TakenException)
        {
            return null;
        }

        place = await Place(name, cancel);
        return place?.Holder == me ? place : null;
    }

    void Ring(Receipt receipt)
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
        foreach (var turn in turns.Values) turn.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "The follower {Name} stumbled and will try again from where it stands.")]
    static partial void Stumbled(ILogger log, string name, Exception e);
}

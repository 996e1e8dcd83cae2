using System.Text.Json;
using Rung.Server.Api;
using Rung.Server.Desk;
using Rung.Work;

namespace Rung.Server.Work;

/// <summary>One kind of long work. Registered as a service; asked for through <see cref="LongWorks.Ask"/>.</summary>
interface ILongWork
{
    /// <summary>Its one word: <c>import</c>, <c>export</c>.</summary>
    string Kind { get; }

    /// <summary>What asking needs, and all that the work itself may do.</summary>
    string Permission { get; }

    /// <summary>
    /// Does it, from the checkpoint where there is one. The answer becomes the result, as JSON, and holds nobody's private
    /// values. Cancelled, stopped or without its lease, the token says so.
    /// </summary>
    Task<Outcome<object>> Run(WorkTurn turn, CancellationToken cancel);
}

/// <summary>One node's turn at a piece of work, from taking its lease to giving it up.</summary>
sealed class WorkTurn(LongWork work, Actor actor, string holder, WorkProgress progress)
{
    readonly long doneAtStart = progress.Done;
    readonly System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
    long done = progress.Done, total = progress.Total;

    public LongWork Work => work;

    /// <summary>Who asked, with what this kind of work may do.</summary>
    public Actor Actor => actor;

    public int Tries => progress.Tries;
    public string Holder => holder;
    public long Done => Interlocked.Read(ref done);
    public long Total => Interlocked.Read(ref total);
    public double Rate => (Done - doneAtStart) / Math.Max(0.001, clock.Elapsed.TotalSeconds);

    public T Ask<T>() => JsonSerializer.Deserialize<T>(work.Ask, Json.Options)!;

    /// <summary>Where an earlier turn stopped; null at the first.</summary>
    public T? Checkpoint<T>()
        where T : class => progress.Checkpoint is { } at ? JsonSerializer.Deserialize<T>(at, Json.Options) : null;

    /// <summary>Says how far it is; read by the heartbeat, costs nothing.</summary>
    public void Tell(long howMuch, long ofHowMuch)
    {
        Interlocked.Exchange(ref done, howMuch);
        Interlocked.Exchange(ref total, ofHowMuch);
    }

    /// <summary>
    /// The checkpoint as a guard for a stroke or <see cref="Database.Writing.Guards"/>: written in one
    /// transaction with what was done until here, and only while this turn has the lease.
    /// </summary>
    public (string Sql, object?[] Values) Step(object checkpoint) =>
        ("UPDATE work_progress SET done=@0, total=@1, rate=@2, checkpoint=@3, tries=0 WHERE work_id=@4 AND holder=@5",
            [Done, Total, Rate, JsonSerializer.Serialize(checkpoint, checkpoint.GetType(), Json.Options), work.Key, holder]);
}

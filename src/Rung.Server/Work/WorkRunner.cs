using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Telemetry;
using Rung.Server.Ui;
using Rung.Work;

namespace Rung.Server.Work;

/// <summary>
/// Does long work on this node, two pieces at a time. A lease in the database keeps others off; a node that dies leaves
/// it to run out, and whoever takes the work up goes on from its checkpoint. On SQLite there is no other node, so a lease
/// left behind means nothing.
/// </summary>
sealed partial class WorkRunner(Store store, TheDesk desk, LongWorks works, Texts texts, FirstPage firstPage, ILogger<WorkRunner> log) : BackgroundService
{
    const int AtOnce = 2;
    const int MostTries = 5;
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(400);

    // What this node does now. Each turn holds its lease under a name of its own: a turn that lost it must not take the next one's for its own.
    readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, WorkTurn> here = new();
    readonly SemaphoreSlim bell = new(0, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await firstPage.Answered(stoppingToken);
        desk.Committed += Ring;
        var turns = new List<Task>();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                turns.RemoveAll(t => t.IsCompleted);
                if (turns.Count < AtOnce && await TryTake(stoppingToken) is { } turn) turns.Add(Do(turn, stoppingToken));
                else await bell.WaitAsync(store.Place.IsSqlite && turns.Count == 0 ? TimeSpan.FromSeconds(20) : TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop; whoever starts next goes on from the checkpoints.
        }
        finally
        {
            desk.Committed -= Ring;
            await Task.WhenAll(turns);
        }
    }

    async Task<WorkTurn?> TryTake(CancellationToken cancel)
    {
        try
        {
            foreach (var seen in await works.Newest(100, null, onlyGoingOn: true, cancel) is var all ? all.AsEnumerable().Reverse() : [])
                if (works.OfKind(seen.Work.Kind) is { } kind && await Take(seen.Work, kind, cancel) is { } turn) return turn;
        }
        catch (DbException away)
        {
            Away(log, away);
        }

        return null;
    }

    /// <summary>Takes the lease, if nobody has it, and says in the record that the work has begun.</summary>
    async Task<WorkTurn?> Take(LongWork work, ILongWork kind, CancellationToken cancel)
    {
        var (id, now, me) = (work.Key, desk.Now, Guid.CreateVersion7().ToString("N"));
        if (here.ContainsKey(id) || await Progress(id, cancel) is not { } before || (before.HeldUntil > now && !store.Place.IsSqlite)) return null;

        try
        {
            var lease = before.Holder is { } old
                ? ("UPDATE work_progress SET holder=@0, held_until=@1, tries=tries+1 WHERE work_id=@2 AND holder=@3", new object?[] { me, now + Lease, id, old })
                : ("UPDATE work_progress SET holder=@0, held_until=@1, tries=tries+1 WHERE work_id=@2 AND holder IS NULL", [me, now + Lease, id]);
            await store.Writer.Write(new Writing { Guards = { lease } }, cancel);
        }
        catch (LeaseLostException)
        {
            return null;
        }

        var actor = new Actor(work.AskedById, "", new Permits([kind.Permission, LongWorks.NeedsNothing]));
        var begun = await desk.Decide(new(actor, LongWorks.NeedsNothing), work.Id, (w, docket) => w.Start(docket.Act), cancel);
        if (!begun.Accepted(out _, out _) || await Progress(id, cancel) is not { } progress) return null;
        return here[id] = new(work, actor, me, progress);
    }

    async Task Do(WorkTurn turn, CancellationToken stopping)
    {
        using var span = Signals.Doing("work", turn.Work.Kind);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var beating = BeatUntil(turn, stop);
        try
        {
            if (turn.Tries > MostTries) await End(turn, new WorkBrokeDown());
            else if ((await Task.Run(() => works.OfKind(turn.Work.Kind)!.Run(turn, stop.Token), CancellationToken.None)).Accepted(out var result, out var refusal)) await End(turn, result);
            else await End(turn, refusal);
        }
        catch (Exception e) when (e is OperationCanceledException or LeaseLostException or ObjectDisposedException)
        {
            // Cancelled, stopped, or somebody else has it; its last checkpoint stands.
        }
        catch (Exception e)
        {
            Stumbled(log, turn.Work.Kind, turn.Work.Key, e);
            if (!IsPassing(e)) await TryEnd(turn, new WorkBrokeDown());
        }
        finally
        {
            await stop.CancelAsync();
            await beating;
            await Release(turn);
            here.TryRemove(turn.Work.Key, out _);
            Ring(null);
        }
    }

    /// <summary>Keeps the lease, writes down how far it is, and hears of a cancellation.</summary>
    async Task BeatUntil(WorkTurn turn, CancellationTokenSource stop)
    {
        var (beats, told) = (0, turn.Done);
        try
        {
            while (true)
            {
                await Task.Delay(Beat, stop.Token);
                if (await Progress(turn.Work.Key, stop.Token) is not { } now || now.Holder != turn.Holder)
                {
                    await stop.CancelAsync();
                    return;
                }

                if (++beats % 10 != 0 && told == turn.Done) continue;
                told = turn.Done;
                await store.Writer.Write(new Writing
                {
                    Guards = { ("UPDATE work_progress SET held_until=@0, done=@1, total=@2, rate=@3 WHERE work_id=@4 AND holder=@5", [desk.Now + Lease, turn.Done, turn.Total, turn.Rate, turn.Work.Key, turn.Holder]) },
                }, stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or LeaseLostException)
        {
            await stop.CancelAsync();
        }
        catch (DbException away)
        {
            Away(log, away);
            await stop.CancelAsync();
        }
    }

    async Task End(WorkTurn turn, object result)
    {
        var outcome = await desk.Decide(new(turn.Actor, LongWorks.NeedsNothing), async docket =>
        {
            var work = await docket.Need(turn.Work.Id);
            docket.Do(work, result is Refusal refusal ? work.Fail(RefusalJson.Write(refusal, texts), docket.Act) : work.Finish(System.Text.Json.JsonSerializer.Serialize(result, result.GetType(), Json.Options), docket.Act));
            docket.Guards.Add(("UPDATE work_progress SET done=@0, total=@1, rate=@2 WHERE work_id=@3 AND holder=@4", [turn.Done, turn.Total, turn.Rate, turn.Work.Key, turn.Holder]));
            return work;
        });
        if (outcome.Refusal is { } refused and not WorkHasEnded) throw new InvalidOperationException($"The end of {turn.Work.Kind} could not be written: {refused}");
    }

    async Task TryEnd(WorkTurn turn, Refusal refusal)
    {
        try
        {
            await End(turn, refusal);
        }
        catch (Exception e) when (e is DbException or LeaseLostException or ObjectDisposedException)
        {
            // It is taken up again and ends then.
        }
    }

    async Task Release(WorkTurn turn)
    {
        try
        {
            await store.Writer.Write(new Writing { Statements = { ("UPDATE work_progress SET holder=NULL, held_until=NULL WHERE work_id=@0 AND holder=@1", [turn.Work.Key, turn.Holder]) } }, CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or ObjectDisposedException)
        {
            // The lease runs out by itself.
        }
    }

    async Task<WorkProgress?> Progress(Guid id, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Set<WorkProgress>().AsNoTracking().FirstOrDefaultAsync(p => p.WorkId == id, cancel);
    }

    /// <summary>A database that is away for a moment; the work goes on when it is back.</summary>
    static bool IsPassing(Exception e) => e is Npgsql.NpgsqlException { IsTransient: true } or Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 5 or 6 };

    void Ring(Receipt? receipt)
    {
        if (receipt is not null && receipt.RecordKind != "long-work") return;
        try
        {
            if (bell.CurrentCount == 0) bell.Release();
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

    [LoggerMessage(LogLevel.Error, "Long work ({Kind} {Id}) broke off.")]
    static partial void Stumbled(ILogger log, string kind, Guid id, Exception e);

    [LoggerMessage(LogLevel.Warning, "The database was away; long work goes on when it is back.")]
    static partial void Away(ILogger log, Exception e);
}

/// <summary>Something went wrong that is our mistake; the log of the server has it.</summary>
public sealed record WorkBrokeDown : Refusal;

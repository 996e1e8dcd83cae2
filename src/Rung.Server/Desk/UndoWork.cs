using Rung.Server.Work;

namespace Rung.Server.Desk;

/// <summary>What is to be taken back, and what to do about fields that somebody changed since.</summary>
sealed record UndoOrder(Guid Batch, OnConflict OnConflict);

/// <summary>Taking back something large, chunk by chunk; a restart goes on behind the last one.</summary>
sealed class UndoWork(Undoing undoing) : ILongWork
{
    public string Kind => "undo";
    public string Permission => "undo";

    public async Task<Outcome<object>> Run(WorkTurn turn, CancellationToken cancel)
    {
        var order = turn.Ask<UndoOrder>();
        var at = turn.Checkpoint<UndoAt>();
        if (at is null && await undoing.Refuse(order.Batch, order.OnConflict, cancel) is { } no) return no;

        var (last, records) = (at?.Last ?? Guid.Empty, at?.Records ?? 0);
        await foreach (var chunk in undoing.Chunks(order.Batch, last, cancel))
        {
            cancel.ThrowIfCancellationRequested();
            (last, records) = (chunk.Max(l => l[0].RecordId), records + chunk.Count);
            turn.Tell(records, 0);
            if (!(await undoing.Undo(turn.Actor, order.Batch, chunk, order.OnConflict, turn.Step(new UndoAt(last, records)), cancel)).Accepted(out _, out var refusal)) return refusal;
        }

        return records == 0 ? new NotFound("decision", order.Batch.ToString()) : new UndoTold(order.Batch, records);
    }

    sealed record UndoAt(Guid Last, long Records);
}

/// <summary>How many records were put back.</summary>
sealed record UndoTold(Guid Batch, long Records);

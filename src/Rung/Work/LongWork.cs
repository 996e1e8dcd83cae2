using Rung.People;
using Rung.Records;

namespace Rung.Work;

public enum WorkState
{
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>
/// A piece of work that takes longer than anybody wants to wait before a page: an import, an export. It outlives a
/// restart; how far it has come stands beside it, not in the journal.
/// </summary>
[Upkeep]
public sealed class LongWork : Record<LongWork>
{
    /// <summary>What is done: <c>import</c>, <c>export</c>.</summary>
    [Entered(Once = true, Max = 60)] public string Kind { get; private set; } = "";

    /// <summary>To what, as a reader knows it: the name of a file.</summary>
    [Entered(Once = true, Max = 300)] public string? Subject { get; private set; }

    /// <summary>Everything that was asked, as JSON.</summary>
    [Entered(Once = true, Max = 2_000_000, Lines = true, Json = true)] public string Ask { get; private set; } = "";

    [Entered(Once = true)] public Id<Person> AskedById { get; private set; }

    public WorkState State { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What came of it, as JSON; never a person's private values.</summary>
    public string? Result { get; private set; }

    /// <summary>Why it failed: the refusal's name and what it says, as JSON.</summary>
    public string? Refused { get; private set; }

    public bool HasEnded => State is WorkState.Done or WorkState.Failed or WorkState.Cancelled;

    /// <summary>Somebody takes it up; after a restart it is taken up again, which changes nothing here.</summary>
    public Outcome<Fact> Start(Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (State == WorkState.Running) return new NothingToChange();

        (State, StartedAt) = (WorkState.Running, act.At);
        return new WorkStarted();
    }

    public Outcome<Fact> Finish(string result, Act act)
    {
        if (Unfit() is { } unfit) return unfit;

        (State, EndedAt, Result) = (WorkState.Done, act.At, result);
        return new WorkFinished();
    }

    public Outcome<Fact> Fail(string refused, Act act)
    {
        if (Unfit() is { } unfit) return unfit;

        (State, EndedAt, Refused) = (WorkState.Failed, act.At, refused);
        return new WorkFailed();
    }

    /// <summary>Stops it. What it has done until now stands.</summary>
    public Outcome<Fact> Cancel(Act act)
    {
        if (Unfit() is { } unfit) return unfit;

        (State, EndedAt) = (WorkState.Cancelled, act.At);
        return new WorkCancelled();
    }

    Refusal? Unfit()
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        return HasEnded ? new WorkHasEnded(State) : null;
    }
}

public sealed record WorkStarted : Fact;

public sealed record WorkFinished : Fact;

public sealed record WorkFailed : Fact;

public sealed record WorkCancelled : Fact;

/// <summary>The work was done, has failed or was cancelled already.</summary>
public sealed record WorkHasEnded(WorkState State) : Refusal;

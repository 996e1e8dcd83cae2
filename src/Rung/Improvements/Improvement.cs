using Rung.Ladder;
using Rung.People;
using Rung.Records;

namespace Rung.Improvements;

/// <summary>The sales organisation is a product: it has bugs and gets features.</summary>
public enum ImprovementType
{
    Bug,
    Feature,
}

public enum ImprovementStatus
{
    Open,
    Shipped,
    Dropped,
}

/// <summary>Something about the way we sell that is to get better, and whether it did.</summary>
public sealed class Improvement : Record<Improvement>
{
    [Entered(Max = 300), Title] public string Name { get; private set; } = "";
    [Entered] public ImprovementType Type { get; private set; }
    [Entered(Max = 20_000, Lines = true)] public string? Description { get; private set; }
    [Entered, Kept] public Id<Person>? AccountableId { get; private set; }

    /// <summary>The maturity stage it belongs to.</summary>
    [Entered] public MaturityStage? Stage { get; private set; }

    /// <summary>The criterion or anti-pattern it answers, by its number: <c>A2.2</c> (3.8).</summary>
    [Entered(Max = 60), Kept] public string? Problem { get; private set; }

    /// <summary>The metric that is to move.</summary>
    [Entered(Max = 100)] public string? Metric { get; private set; }

    /// <summary>The stage cannot be left while this is open.</summary>
    [Entered, Kept] public bool IsBlocking { get; private set; }

    [Entered] public Money? Cost { get; private set; }

    /// <summary>Days before and after shipping over which the metric is compared.</summary>
    [Entered(Least = 1, Most = 730)] public int? WindowDays { get; private set; }

    [Entered(Once = true), Kept] public ImprovementStatus Status { get; private set; }

    /// <summary>When it was shipped or dropped.</summary>
    [Entered(Once = true)] public DateTimeOffset? ClosedAt { get; private set; }

    [Entered(Once = true, Max = 500)] public string? DroppedReason { get; private set; }

    public Outcome<Fact> Ship(Act act)
    {
        if (Unfit() is { } unfit) return unfit;

        (Status, ClosedAt) = (ImprovementStatus.Shipped, act.At);
        return new ImprovementShipped();
    }

    public Outcome<Fact> Drop(string reason, Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (string.IsNullOrWhiteSpace(reason)) return new Missing("reason");

        (Status, ClosedAt, DroppedReason) = (ImprovementStatus.Dropped, act.At, reason.Trim());
        return new ImprovementDropped(reason.Trim());
    }

    public Outcome<Fact> Reopen(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Status == ImprovementStatus.Open) return new NothingToChange();

        (Status, ClosedAt, DroppedReason) = (ImprovementStatus.Open, null, null);
        return new ImprovementReopened();
    }

    public override Refusal? Check()
    {
        if (Problem is { } id && Criteria.Named(id) is null && AntiPatterns.Named(id) is null) return new NoSuchProblem(id);
        return Status != ImprovementStatus.Open && ClosedAt is null ? new Missing("closedAt") : null;
    }

    Refusal? Unfit()
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        return Status == ImprovementStatus.Open ? null : new ImprovementClosed(Status);
    }
}

public sealed record ImprovementShipped : Fact;

public sealed record ImprovementDropped(string Reason) : Fact;

public sealed record ImprovementReopened : Fact;

/// <summary>The improvement was shipped or dropped already.</summary>
public sealed record ImprovementClosed(ImprovementStatus Status) : Refusal;

/// <summary>Neither a criterion nor an anti-pattern has that number.</summary>
public sealed record NoSuchProblem(string Id) : Refusal
{
    public override string At => "problem";
}

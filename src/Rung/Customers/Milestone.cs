using Rung.Accounts;
using Rung.People;
using Rung.Records;

namespace Rung.Customers;

/// <summary>One step of an onboarding.</summary>
public sealed class Milestone : Record<Milestone>
{
    [Entered(Once = true)] public Id<Onboarding> OnboardingId { get; private set; }
    [Entered(Max = 300), Title] public string Name { get; private set; } = "";
    [Entered(Least = 0, Most = 1000)] public int Rank { get; private set; }
    [Entered] public OnboardingPhase Phase { get; private set; }

    /// <summary>What must be seen before it counts as done.</summary>
    [Entered(Max = 1000, Lines = true)] public string? ExitTest { get; private set; }

    /// <summary>Once it is done the customer is live.</summary>
    [Entered] public bool GoesLive { get; private set; }

    [Entered, Kept] public Id<Person>? AccountableId { get; private set; }

    /// <summary>Who does their part of it.</summary>
    [Entered] public Id<Contact>? TheirId { get; private set; }

    [Entered, Kept] public DateOnly? DueOn { get; private set; }
    [Entered(Once = true), Kept] public DateTimeOffset? DoneAt { get; private set; }
    [Kept] public DateTimeOffset? BlockedAt { get; private set; }
    public string? BlockedReason { get; private set; }

    /// <summary>What was seen when it was done.</summary>
    public string? Evidence { get; private set; }

    public bool IsDone => DoneAt is not null;

    /// <summary>Done by the exit test; <paramref name="evidence"/> says what was seen.</summary>
    public Outcome<Fact> Complete(string? evidence, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (DoneAt is not null) return new NothingToChange();

        (DoneAt, BlockedAt, BlockedReason, Evidence) = (act.At, null, null, string.IsNullOrWhiteSpace(evidence) ? null : evidence.Trim());
        return new MilestoneCompleted();
    }

    /// <summary>It cannot go on, and why.</summary>
    public Outcome<Fact> Block(string reason, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (DoneAt is not null) return new MilestoneDone();
        if (string.IsNullOrWhiteSpace(reason)) return new Missing("reason");
        if (BlockedReason == reason.Trim()) return new NothingToChange();

        (BlockedAt, BlockedReason) = (BlockedAt ?? act.At, reason.Trim());
        return new MilestoneBlocked(reason.Trim());
    }

    public Outcome<Fact> Unblock(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (BlockedAt is null) return new NothingToChange();

        (BlockedAt, BlockedReason) = (null, null);
        return new MilestoneUnblocked();
    }
}

public sealed record MilestoneCompleted : Fact;

public sealed record MilestoneBlocked(string Reason) : Fact;

public sealed record MilestoneUnblocked : Fact;

/// <summary>The milestone is done; nothing can hold it up.</summary>
public sealed record MilestoneDone : Refusal;

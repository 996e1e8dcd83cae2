using Rung.Accounts;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;

namespace Rung.Customers;

/// <summary>The way from the signature to the first value: kick-off, milestones, first value, done.</summary>
public sealed class Onboarding : Record<Onboarding>
{
    [Entered(Once = true)] public Id<Account> AccountId { get; private set; }
    [Entered(Once = true)] public Id<Opportunity>? OpportunityId { get; private set; }
    [Entered, Kept] public Id<Person>? AccountableId { get; private set; }

    /// <summary>The day promised for the end.</summary>
    [Entered, Kept] public DateOnly? TargetOn { get; private set; }

    [Entered(Once = true)] public DateTimeOffset? KickedOffAt { get; private set; }
    [Entered(Once = true)] public DateTimeOffset? FirstValueAt { get; private set; }
    [Entered(Once = true)] public DateTimeOffset? CompletedAt { get; private set; }
    [Entered(Max = 20_000, Lines = true)] public string? Plan { get; private set; }

    public Outcome<Fact> KickOff(Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (KickedOffAt is not null) return new NothingToChange();

        KickedOffAt = act.At;
        return new OnboardingKickedOff();
    }

    /// <summary>The customer got something out of it for the first time.</summary>
    public Outcome<Fact> ReachFirstValue(Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (FirstValueAt is not null) return new NothingToChange();
        if (act.At < KickedOffAt) return new EndsBeforeStart("firstValueAt", "kickedOffAt");

        FirstValueAt = act.At;
        return new FirstValueReached();
    }

    public Outcome<Fact> Complete(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (CompletedAt is not null) return new NothingToChange();
        if (act.At < KickedOffAt) return new EndsBeforeStart("completedAt", "kickedOffAt");

        CompletedAt = act.At;
        return new OnboardingCompleted();
    }

    public override Refusal? Check()
    {
        if (FirstValueAt < KickedOffAt) return new EndsBeforeStart("firstValueAt", "kickedOffAt");
        return CompletedAt < KickedOffAt ? new EndsBeforeStart("completedAt", "kickedOffAt") : null;
    }

    Refusal? Unfit()
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        return CompletedAt is null ? null : new OnboardingOver();
    }
}

/// <summary>One step of an onboarding.</summary>
public sealed class Milestone : Record<Milestone>
{
    [Entered(Once = true)] public Id<Onboarding> OnboardingId { get; private set; }
    [Entered(Max = 300), Title] public string Name { get; private set; } = "";
    [Entered(Least = 0, Most = 1000)] public int Rank { get; private set; }
    [Entered] public Id<Person>? AccountableId { get; private set; }
    [Entered, Kept] public DateOnly? DueOn { get; private set; }
    [Entered(Once = true), Kept] public DateTimeOffset? DoneAt { get; private set; }
    [Kept] public DateTimeOffset? BlockedAt { get; private set; }
    public string? BlockedReason { get; private set; }

    public Outcome<Fact> Complete(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (DoneAt is not null) return new NothingToChange();

        (DoneAt, BlockedAt, BlockedReason) = (act.At, null, null);
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

public sealed record OnboardingKickedOff : Fact;

public sealed record FirstValueReached : Fact;

public sealed record OnboardingCompleted : Fact;

public sealed record MilestoneCompleted : Fact;

public sealed record MilestoneBlocked(string Reason) : Fact;

public sealed record MilestoneUnblocked : Fact;

/// <summary>The onboarding is complete.</summary>
public sealed record OnboardingOver : Refusal;

/// <summary>The milestone is done; nothing can hold it up.</summary>
public sealed record MilestoneDone : Refusal;

using Rung.Accounts;
using Rung.Handoffs;
using Rung.Meetings;
using Rung.People;
using Rung.Records;

namespace Rung.Customers;

public enum CheckInType
{
    Cadence,
    Onboarding,

    /// <summary>Quarterly business review.</summary>
    Qbr,
    Renewal,

    /// <summary>After a hand-off: was anything dropped (R71)?</summary>
    FollowUp,
}

/// <summary>A time at which somebody looks after a customer unasked (R71).</summary>
public sealed class CheckIn : Record<CheckIn>
{
    [Entered(Once = true)] public Id<Account> AccountId { get; private set; }
    [Entered] public CheckInType Type { get; private set; }
    [Entered, Kept] public DateOnly DueOn { get; private set; }
    [Entered, Kept] public Id<Person>? AccountableId { get; private set; }

    /// <summary>The meeting in which it was done.</summary>
    [Entered] public Id<Meeting>? MeetingId { get; private set; }

    /// <summary>The hand-off that asked for it.</summary>
    [Entered(Once = true)] public Id<Handoff>? HandoffId { get; private set; }

    [Entered(Once = true)] public DateTimeOffset? DoneAt { get; private set; }
    [Entered(Max = 20_000, Lines = true)] public string? Notes { get; private set; }

    /// <summary>How the goals agreed last time went.</summary>
    [Entered(Max = 20_000, Lines = true)] public string? GoalsReviewed { get; private set; }

    /// <summary>What is to be reached until next time.</summary>
    [Entered(Max = 20_000, Lines = true)] public string? NextGoals { get; private set; }

    /// <summary>A review with content: what was agreed last time was looked at, or the next goals were agreed.</summary>
    public bool HasContent => GoalsReviewed is not null || NextGoals is not null;

    /// <summary>It was done. A quarterly business review ends with the next goals, or it was only a visit.</summary>
    public Outcome<Fact> Complete(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (DoneAt is not null) return new NothingToChange();
        if (Type == CheckInType.Qbr && NextGoals is null && act.Origin == Origin.Entered) return new Missing("nextGoals");

        DoneAt = act.At;
        return new CheckInCompleted();
    }
}

public sealed record CheckInCompleted : Fact;

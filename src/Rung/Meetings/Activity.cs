using Rung.Accounts;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;

namespace Rung.Meetings;

public enum ActivityType
{
    Email,
    Call,
    LinkedIn,
    Task,
    Note,
}

public enum Direction
{
    Outbound,
    Inbound,
}

/// <summary>One touch, task or note. It happened when it was created; a task is also due and done.</summary>
[Private]
public sealed class Activity : Record<Activity>
{
    [Entered(Max = 500), Title, Private] public string? Subject { get; private set; }
    [Entered(Once = true)] public ActivityType Type { get; private set; }
    [Entered] public Direction Direction { get; private set; }

    /// <summary>Which of our people did it, or has it to do.</summary>
    [Entered, Kept] public Id<Person>? ActorId { get; private set; }

    [Entered] public Id<Account>? AccountId { get; private set; }
    [Entered] public Id<Contact>? ContactId { get; private set; }
    [Entered] public Id<Lead>? LeadId { get; private set; }
    [Entered] public Id<Opportunity>? OpportunityId { get; private set; }
    [Entered(Max = 100_000, Lines = true), Private] public string? Body { get; private set; }

    /// <summary>What came of it: reached, voicemail, replied.</summary>
    [Entered] public string? Result { get; private set; }

    [Entered(Least = 0, Most = 1440)] public int? Minutes { get; private set; }
    [Entered, Kept] public DateTimeOffset? DueAt { get; private set; }
    [Entered(Once = true), Kept] public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Ticks a task off.</summary>
    public Outcome<Fact> Complete(string? result, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Type != ActivityType.Task) return new NotATask(Type);
        if (DoneAt is not null) return new NothingToChange();

        DoneAt = act.At;
        if (!string.IsNullOrWhiteSpace(result)) Result = result.Trim();
        return new TaskCompleted();
    }

    /// <summary>The task is not done after all.</summary>
    public Outcome<Fact> Reopen(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Type != ActivityType.Task) return new NotATask(Type);
        if (DoneAt is null) return new NothingToChange();

        DoneAt = null;
        return new TaskReopened();
    }

    protected override void Open(Act act)
    {
        if (act.Origin == Origin.Entered) ActorId ??= act.By;
    }

    public override Refusal? Check() => (DueAt ?? DoneAt) is not null && Type != ActivityType.Task ? new NotATask(Type) : null;
}

public sealed record TaskCompleted : Fact;

public sealed record TaskReopened : Fact;

/// <summary>Only tasks are due and done.</summary>
public sealed record NotATask(ActivityType Type) : Refusal
{
    public override string At => "type";
}

using Rung.Accounts;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;

namespace Rung.Leads;

public enum LeadStatus
{
    /// <summary>Nobody has tried yet.</summary>
    Fresh,

    /// <summary>Somebody reaches out.</summary>
    Working,

    /// <summary>An opportunity exists that points here.</summary>
    Qualified,

    /// <summary>Given up, with the reason.</summary>
    Disqualified,
}

/// <summary>The pursuit of an account and a contact before anyone has accepted it as sellable.</summary>
[Private]
public sealed class Lead : Record<Lead>
{
    [Entered(Max = 300), Title, Private] public string Name { get; private set; } = "";
    [Entered] public Id<Account>? AccountId { get; private set; }
    [Entered] public Id<Contact>? ContactId { get; private set; }
    [Entered] public string? Source { get; private set; }
    [Entered] public string? Campaign { get; private set; }
    [Entered] public string? Segment { get; private set; }
    [Entered] public string? Region { get; private set; }
    [Entered(Max = 500)] public string? Tags { get; private set; }
    [Entered(Max = 20_000, Lines = true)] public string? Description { get; private set; }
    [Entered(Max = 500)] public string? NextStep { get; private set; }
    [Entered] public DateTimeOffset? NextStepAt { get; private set; }

    /// <summary>Who develops it: SDR or founder.</summary>
    [Entered, Kept] public Id<Person>? AccountableId { get; private set; }

    /// <summary>Where it waits when nobody is named.</summary>
    [Entered, Kept] public Id<Queue>? QueueId { get; private set; }

    /// <summary>The row of the rules of assignment by which it was last given to somebody, whom, and when.</summary>
    public Id<AssignmentRule>? AssignedById { get; private set; }
    public Id<Person>? AssignedToId { get; private set; }
    public DateTimeOffset? AssignedAt { get; private set; }

    [Kept] public LeadStatus Status { get; private set; }
    public DateTimeOffset? FirstTouchAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string? DisqualifiedReason { get; private set; }
    public Id<Opportunity>? OpportunityId { get; private set; }

    /// <summary>Goes to somebody by the rules of assignment, or waits in the queue of the row where nobody fits.</summary>
    /// <param name="turn">When it was this person's turn; no two by one row are the same.</param>
    [Consequence]
    public Outcome<Fact> Assign(Id<AssignmentRule> rule, Id<Person>? to, Id<Queue> queue, DateTimeOffset turn, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Status is not (LeadStatus.Fresh or LeadStatus.Working)) return new LeadClosed(Status);
        if (to is null && AccountableId is null && QueueId == queue) return new NothingToChange();

        (AccountableId, QueueId) = (to, to is null ? queue : null);
        (AssignedById, AssignedToId, AssignedAt) = (rule, to, turn);
        return to is { } person ? new LeadAssigned(person) : new LeadQueued(queue);
    }

    /// <summary>The first attempt to reach somebody; later ones are activities.</summary>
    public Outcome<Fact> Touch(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Status is not (LeadStatus.Fresh or LeadStatus.Working)) return new LeadClosed(Status);
        if (FirstTouchAt is { } first && first <= act.At) return new NothingToChange();

        (FirstTouchAt, Status) = (act.At, LeadStatus.Working);
        return new LeadTouched();
    }

    /// <summary>Marks the lead as the beginning of an opportunity. Saying so again for the same one changes nothing.</summary>
    public Outcome<Fact> Qualify(Id<Opportunity> opportunity, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (OpportunityId == opportunity) return new NothingToChange();
        if (Status is LeadStatus.Qualified or LeadStatus.Disqualified) return new LeadClosed(Status);
        if (AccountId is null) return new Missing("accountId");

        (Status, OpportunityId, ClosedAt) = (LeadStatus.Qualified, opportunity, act.At);
        (NextStep, NextStepAt) = (null, null);
        return new LeadQualified(opportunity);
    }

    /// <summary>Gives the lead up, with the reason.</summary>
    public Outcome<Fact> Disqualify(string reason, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Status is LeadStatus.Qualified or LeadStatus.Disqualified) return new LeadClosed(Status);
        if (string.IsNullOrWhiteSpace(reason)) return new Missing("reason");

        (Status, DisqualifiedReason, ClosedAt) = (LeadStatus.Disqualified, reason.Trim(), act.At);
        (NextStep, NextStepAt) = (null, null);
        return new LeadDisqualified(reason.Trim());
    }

    /// <summary>Takes a disqualified lead up again.</summary>
    public Outcome<Fact> Reopen(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Status != LeadStatus.Disqualified) return new NothingToChange();

        (Status, DisqualifiedReason, ClosedAt) = (FirstTouchAt is null ? LeadStatus.Fresh : LeadStatus.Working, null, null);
        return new LeadReopened();
    }
}

/// <summary>By the rules of assignment.</summary>
public sealed record LeadAssigned(Id<Person> To) : Fact;

/// <summary>Nobody fitted the rules of assignment; whoever is accountable for the queue answers for it.</summary>
public sealed record LeadQueued(Id<Queue> QueueId) : Fact;

public sealed record LeadTouched : Fact;

public sealed record LeadQualified(Id<Opportunity> OpportunityId) : Fact;

public sealed record LeadDisqualified(string Reason) : Fact;

public sealed record LeadReopened : Fact;

/// <summary>The lead was qualified or given up already.</summary>
public sealed record LeadClosed(LeadStatus Status) : Refusal;

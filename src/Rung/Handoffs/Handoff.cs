using Rung.Accounts;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;

namespace Rung.Handoffs;

public enum HandoffStatus
{
    /// <summary>Handed over and not yet taken.</summary>
    Waiting,
    Accepted,

    /// <summary>Given back with the gap named.</summary>
    Returned,
}

/// <summary>Work passes from one role to another. Until it is accepted it belongs to the one who hands it over.</summary>
public sealed class Handoff : Record<Handoff>
{
    [Entered(Once = true)] public Role FromRole { get; private set; }
    [Entered(Once = true)] public Role ToRole { get; private set; }
    [Entered(Once = true)] public Id<Account>? AccountId { get; private set; }
    [Entered(Once = true)] public Id<Lead>? LeadId { get; private set; }
    [Entered(Once = true)] public Id<Opportunity>? OpportunityId { get; private set; }
    [Entered(Once = true)] public Id<Person>? FromPersonId { get; private set; }
    [Entered, Kept] public Id<Person>? ToPersonId { get; private set; }

    /// <summary>What the next one needs to know, as a JSON object.</summary>
    [Entered(Max = 100_000, Lines = true, Json = true)] public string? Packet { get; private set; }

    /// <summary>Share of the required packet that is filled in, 0 to 1.</summary>
    [Entered(Least = 0, Most = 1)] public double? Completeness { get; private set; }

    /// <summary>By when it is to be accepted.</summary>
    [Entered] public DateTimeOffset? DueAt { get; private set; }

    [Entered(Once = true), Kept] public HandoffStatus Status { get; private set; }

    /// <summary>When it was accepted or returned.</summary>
    [Entered(Once = true)] public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>What was missing when it was returned.</summary>
    [Entered(Once = true, Max = 500)] public string? Gap { get; private set; }

    /// <summary>When the new owner first did something.</summary>
    [Entered(Once = true)] public DateTimeOffset? FirstActionAt { get; private set; }

    /// <summary>Takes it over.</summary>
    public Outcome<Fact> Accept(Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (act.By == FromPersonId && FromPersonId != ToPersonId) return new OwnHandoff();

        (Status, AnsweredAt, ToPersonId) = (HandoffStatus.Accepted, act.At, ToPersonId ?? act.By);
        return new HandoffAccepted();
    }

    /// <summary>Gives it back and says what is missing.</summary>
    public Outcome<Fact> Return(string gap, Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (string.IsNullOrWhiteSpace(gap)) return new Missing("gap");

        (Status, AnsweredAt, Gap) = (HandoffStatus.Returned, act.At, gap.Trim());
        return new HandoffReturned(gap.Trim());
    }

    /// <summary>The new owner's first move; later ones are activities.</summary>
    public Outcome<Fact> FirstAction(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Status != HandoffStatus.Accepted) return new NotAcceptedYet();
        if (FirstActionAt <= act.At) return new NothingToChange();

        FirstActionAt = act.At;
        return new HandoffActedOn();
    }

    public override Refusal? Check()
    {
        if (FromRole == ToRole && FromPersonId is null) return new Missing("fromPersonId");
        if (ExactlyOne.Of(("accountId", AccountId is not null), ("leadId", LeadId is not null), ("opportunityId", OpportunityId is not null)) is { } refusal) return refusal;
        return Status != HandoffStatus.Waiting && AnsweredAt is null ? new Missing("answeredAt") : null;
    }

    Refusal? Unfit()
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        return Status == HandoffStatus.Waiting ? null : new HandoffAnswered(Status);
    }
}

public sealed record HandoffAccepted : Fact;

public sealed record HandoffReturned(string Gap) : Fact;

public sealed record HandoffActedOn : Fact;

/// <summary>The hand-off was accepted or returned already.</summary>
public sealed record HandoffAnswered(HandoffStatus Status) : Refusal;

/// <summary>Who hands over does not also accept.</summary>
public sealed record OwnHandoff : Refusal;

/// <summary>Nobody has accepted it, so nobody acts on it yet.</summary>
public sealed record NotAcceptedYet : Refusal;

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

    /// <summary>Taken back by whoever handed over, before anybody answered.</summary>
    Withdrawn,
}

/// <summary>Work passes from one role to another. Until it is accepted it belongs to the one who hands it over.</summary>
public sealed class Handoff : Record<Handoff>
{
    [Entered(Once = true)] public Role FromRole { get; private set; }
    [Entered(Once = true)] public Role ToRole { get; private set; }

    /// <summary>By the roles, where nobody says it.</summary>
    [Entered(Once = true)] public HandoffType? Type { get; private set; }

    [Entered(Once = true)] public Id<Account>? AccountId { get; private set; }
    [Entered(Once = true)] public Id<Lead>? LeadId { get; private set; }
    [Entered(Once = true)] public Id<Opportunity>? OpportunityId { get; private set; }
    [Entered(Once = true)] public Id<Person>? FromPersonId { get; private set; }
    [Entered, Kept] public Id<Person>? ToPersonId { get; private set; }

    /// <summary>What the next one needs to know, as a JSON object.</summary>
    [Entered(Max = 100_000, Lines = true, Json = true)] public string? Packet { get; private set; }

    /// <summary>Share of the required packet that was filled in when it was handed over, 0 to 1.</summary>
    [Entered(Once = true, Least = 0, Most = 1)] public double? Completeness { get; private set; }

    /// <summary>By when it is to be accepted or returned.</summary>
    [Entered(Once = true)] public DateTimeOffset? DueAt { get; private set; }

    [Entered(Once = true), Kept] public HandoffStatus Status { get; private set; }

    /// <summary>When it was accepted or returned.</summary>
    [Entered(Once = true)] public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>What was missing when it was returned.</summary>
    [Entered(Once = true, Max = 500)] public string? Gap { get; private set; }

    /// <summary>By when the new owner is to do something.</summary>
    public DateTimeOffset? FirstActionDueAt { get; private set; }

    /// <summary>When the new owner first did something.</summary>
    [Entered(Once = true)] public DateTimeOffset? FirstActionAt { get; private set; }

    /// <summary>The rules of engagement it goes by.</summary>
    public Id<EngagementRule>? RuleId { get; private set; }

    /// <summary>The row of the rules of assignment that named whoever is to take it, whom, and when.</summary>
    public Id<AssignmentRule>? AssignedById { get; private set; }

    public Id<Person>? AssignedToId { get; private set; }
    public DateTimeOffset? AssignedAt { get; private set; }

    /// <summary>Of what must be told, that which nobody has told yet, one thing a line.</summary>
    public string? Lacking { get; private set; }

    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When somebody above was told that it waits too long, and whom.</summary>
    public DateTimeOffset? EscalatedAt { get; private set; }

    public Id<Person>? EscalatedToId { get; private set; }

    public bool IsToOneself => FromPersonId is not null && FromPersonId == ToPersonId;

    public IReadOnlyList<string> Lacks => Lacking?.Split('\n') ?? [];

    /// <summary>Is addressed by the rules of assignment; part of handing over, no fact of its own.</summary>
    /// <param name="rule">The row that named somebody.</param>
    /// <param name="to">Whom it named; where nobody fitted, whoever is accountable for its queue.</param>
    /// <param name="turn">When it was this person's turn.</param>
    public void Address(Id<AssignmentRule> rule, Id<Person> to, DateTimeOffset turn) => (ToPersonId, AssignedById, AssignedToId, AssignedAt) = (to, rule, to, turn);

    /// <summary>Goes on its way by the rules; part of handing over, no fact of its own.</summary>
    /// <param name="rule">The rules of its type.</param>
    /// <param name="from">Who is accountable until it is accepted.</param>
    /// <param name="dueAt">When the working hours of the rule are over.</param>
    /// <param name="lacks">What nobody has told.</param>
    public void Send(EngagementRule rule, Id<Person>? from, DateTimeOffset dueAt, IReadOnlyList<string> lacks)
    {
        var needed = rule.Items.Count;
        (RuleId, DueAt) = (ReferenceEquals(rule, EngagementRule.Usual) ? null : rule.Id, dueAt);
        FromPersonId ??= from;
        Completeness = needed == 0 ? 1 : (needed - lacks.Count) / (double)needed;
        Miss(lacks);
    }

    /// <summary>More is told, by either side.</summary>
    /// <param name="packet">The packet with what is added.</param>
    /// <param name="lacks">What is still not told.</param>
    public Outcome<Fact> Fill(Packet packet, IReadOnlyList<string> lacks)
    {
        if (Unfit() is { } unfit) return unfit;
        var (before, written) = (Packet, packet.ToString());
        if (before == written && lacks.SequenceEqual(Lacks)) return new NothingToChange();

        Packet = written;
        Miss(lacks);
        return new HandoffFilled(lacks.Count);
    }

    /// <summary>Takes it over.</summary>
    public Outcome<Fact> Accept(Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (act.By == FromPersonId && FromPersonId != ToPersonId) return new OwnHandoff();
        if (IsForOther(act)) return new ForSomebodyElse();
        if (act.Origin == Origin.Entered && Lacking is not null) return new PacketLacks(Lacks);

        (Status, AnsweredAt, ToPersonId) = (HandoffStatus.Accepted, act.At, ToPersonId ?? act.By);
        return new HandoffAccepted();
    }

    /// <summary>By when the new owner is to do something; part of accepting.</summary>
    public void Expect(DateTimeOffset firstActionDueAt) => FirstActionDueAt = firstActionDueAt;

    /// <summary>Gives it back and says what is missing.</summary>
    public Outcome<Fact> Return(string gap, Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (IsForOther(act)) return new ForSomebodyElse();
        if (string.IsNullOrWhiteSpace(gap)) return new Missing("gap");

        (Status, AnsweredAt, Gap) = (HandoffStatus.Returned, act.At, gap.Trim());
        return new HandoffReturned(gap.Trim());
    }

    /// <summary>Takes it back before anybody has answered.</summary>
    public Outcome<Fact> Withdraw(Act act)
    {
        if (Unfit() is { } unfit) return unfit;

        (Status, AnsweredAt) = (HandoffStatus.Withdrawn, act.At);
        return new HandoffWithdrawn();
    }

    /// <summary>Goes to somebody else, who has the whole limit again.</summary>
    [Consequence]
    public Outcome<Fact> Redirect(Id<Person> to, DateTimeOffset? dueAt, Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (ToPersonId == to) return new NothingToChange();
        if (to == FromPersonId) return new OwnHandoff();

        (ToPersonId, DueAt, RemindedAt, EscalatedAt, EscalatedToId) = (to, dueAt ?? DueAt, null, null, null);
        return new HandoffRedirected(to);
    }

    /// <summary>Whoever is to take it is reminded, once.</summary>
    public Outcome<Fact> Remind(Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (RemindedAt is not null) return new NothingToChange();

        RemindedAt = act.At;
        return new HandoffReminded();
    }

    /// <summary>It waits beyond its limit: somebody above is told, each once, the manager before the founder.</summary>
    [Consequence]
    public Outcome<Fact> Escalate(Id<Person> to, Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (DueAt is null || act.At <= DueAt) return new StillInTime();
        if (EscalatedToId == to) return new NothingToChange();

        (EscalatedAt, EscalatedToId) = (act.At, to);
        return new HandoffEscalated(to);
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

    protected override void Open(Act act) => Type ??= HandoffTypes.Between(FromRole, ToRole);

    void Miss(IReadOnlyList<string> lacks) => Lacking = lacks.Count == 0 ? null : string.Join('\n', lacks);

    /// <summary>One that did not go by our rules was answered by whom its source names.</summary>
    bool IsForOther(Act act) => act.Origin == Origin.Entered && RuleId is not null && ToPersonId is { } to && to != act.By;

    Refusal? Unfit()
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        return Status == HandoffStatus.Waiting ? null : new HandoffAnswered(Status);
    }
}

using Rung.Accounts;
using Rung.Opportunities;
using Rung.Records;

namespace Rung.Customers;

public enum ReferenceStatus
{
    Asked,
    Consented,
    Declined,
}

/// <summary>A customer who may be named to others, and only with consent.</summary>
public sealed class Reference : Record<Reference>
{
    [Entered(Once = true)] public Id<Account> AccountId { get; private set; }
    [Entered(Once = true)] public Id<Contact>? ContactId { get; private set; }
    [Entered(Once = true), Kept] public ReferenceStatus Status { get; private set; }

    /// <summary>When they said yes or no.</summary>
    [Entered(Once = true)] public DateTimeOffset? AnsweredAt { get; private set; }

    [Entered(Once = true)] public DateTimeOffset? LastUsedAt { get; private set; }
    [Entered(Once = true, Least = 0, Most = 100_000)] public int TimesUsed { get; private set; }

    /// <summary>What they agreed to: a call, a name, a story.</summary>
    [Entered(Max = 500)] public string? Terms { get; private set; }

    public Outcome<Fact> Consent(Act act) => Answer(ReferenceStatus.Consented, new ReferenceConsented(), act);

    /// <summary>They say no, or take a yes back.</summary>
    public Outcome<Fact> Decline(Act act) => Answer(ReferenceStatus.Declined, new ReferenceDeclined(), act);

    /// <summary>Names them to a buyer.</summary>
    public Outcome<Fact> Use(Id<Opportunity>? opportunity, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Status != ReferenceStatus.Consented || act.At < AnsweredAt) return new NoConsent();

        (LastUsedAt, TimesUsed) = (act.At > LastUsedAt || LastUsedAt is null ? act.At : LastUsedAt, TimesUsed + 1);
        return new ReferenceUsed(opportunity);
    }

    Outcome<Fact> Answer(ReferenceStatus answer, Fact fact, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Status == answer) return new NothingToChange();

        (Status, AnsweredAt) = (answer, act.At);
        return fact;
    }
}

public sealed record ReferenceConsented : Fact;

public sealed record ReferenceDeclined : Fact;

public sealed record ReferenceUsed(Id<Opportunity>? OpportunityId) : Fact;

/// <summary>They have not agreed to be named.</summary>
public sealed record NoConsent : Refusal
{
    public override string At => "status";
}

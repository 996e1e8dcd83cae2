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

    /// <summary>When they were last asked whether they may be named.</summary>
    [Entered(Once = true)] public DateTimeOffset? AskedAt { get; private set; }

    [Entered(Once = true)] public DateTimeOffset? LastUsedAt { get; private set; }
    [Entered(Once = true, Least = 0, Most = 100_000)] public int TimesUsed { get; private set; }

    /// <summary>What they agreed to: a call, a name, a story.</summary>
    [Entered(Max = 500)] public string? Terms { get; private set; }

    /// <summary>Asks whether they may be named, and not again within <paramref name="rest"/> of the last time.</summary>
    public Outcome<Fact> Ask(TimeSpan rest, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Status == ReferenceStatus.Consented) return new NothingToChange();
        if (Later(AskedAt, AnsweredAt) is { } last && act.At < last + rest) return new ReferenceRests(last + rest);

        (Status, AskedAt) = (ReferenceStatus.Asked, act.At);
        return new ReferenceAsked();
    }

    public Outcome<Fact> Consent(Act act) => Answer(ReferenceStatus.Consented, new ReferenceConsented(), act);

    /// <summary>They say no, or take a yes back.</summary>
    public Outcome<Fact> Decline(Act act) => Answer(ReferenceStatus.Declined, new ReferenceDeclined(), act);

    /// <summary>Names them to a buyer, only with consent and not again within <paramref name="rest"/> of the last time.</summary>
    public Outcome<Fact> Use(Id<Opportunity>? opportunity, TimeSpan rest, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Status != ReferenceStatus.Consented || act.At < AnsweredAt) return new NoConsent();
        if (act.At > LastUsedAt && act.At < LastUsedAt + rest) return new ReferenceRests(LastUsedAt.Value + rest);

        (LastUsedAt, TimesUsed) = (act.At > LastUsedAt || LastUsedAt is null ? act.At : LastUsedAt, TimesUsed + 1);
        return new ReferenceUsed(opportunity);
    }

    protected override void Open(Act act)
    {
        if (Status == ReferenceStatus.Asked) AskedAt ??= act.At;
    }

    static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a > b || b is null ? a : b;

    Outcome<Fact> Answer(ReferenceStatus answer, Fact fact, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Status == answer) return new NothingToChange();

        (Status, AnsweredAt) = (answer, act.At);
        return fact;
    }
}

public sealed record ReferenceAsked : Fact;

public sealed record ReferenceConsented : Fact;

public sealed record ReferenceDeclined : Fact;

public sealed record ReferenceUsed(Id<Opportunity>? OpportunityId) : Fact;

/// <summary>They have not agreed to be named.</summary>
public sealed record NoConsent : Refusal
{
    public override string At => "status";
}

/// <summary>They were asked or named a short while ago and are left in peace.</summary>
public sealed record ReferenceRests(DateTimeOffset Until) : Refusal
{
    public override string At => "lastUsedAt";
}

using Rung.Records;

namespace Rung.Accounts;

/// <summary>A person at one or more accounts; the main one stands here, further ones as contact roles.</summary>
[Private]
public sealed class Contact : Record<Contact>
{
    [Entered(Max = 200), Title, Private] public string Name { get; private set; } = "";
    [Entered] public Id<Account>? AccountId { get; private set; }
    [Entered(Max = 254), Private] public string? Email { get; private set; }
    [Entered(Max = 50), Private] public string? Phone { get; private set; }
    [Entered(Max = 50), Private] public string? Mobile { get; private set; }
    [Entered] public string? JobTitle { get; private set; }
    [Entered] public string? Department { get; private set; }
    [Entered(Max = 500), Private] public string? Profile { get; private set; }
    [Entered(Max = 10)] public string? Language { get; private set; }
    [Entered(Max = 500)] public string? Tags { get; private set; }
    [Entered] public bool DoNotContact { get; private set; }
    [Entered(Max = 20_000, Lines = true), Private] public string? Notes { get; private set; }

    /// <summary>When the person asked for no more surveys.</summary>
    [Kept] public DateTimeOffset? SurveysStoppedAt { get; private set; }

    /// <summary>When the person's private values were destroyed.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>Blanks every private value for good. The desk destroys the person's key in the same transaction.</summary>
    public Outcome<Fact> Erase(Act act)
    {
        if (ErasedAt is not null) return new NothingToChange();

        (Name, Email, Phone, Mobile, Profile, Notes) = ("·", null, null, null, null, null);
        (DoNotContact, ErasedAt) = (true, act.Now);
        ForgetTheSource();
        return new ContactErased();
    }

    /// <summary>The person wants no more surveys.</summary>
    public Outcome<Fact> StopSurveys(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (ErasedAt is not null) return new PersonErased();
        if (SurveysStoppedAt is not null) return new NothingToChange();

        SurveysStoppedAt = act.At;
        return new SurveysStopped();
    }

    /// <summary>The person may be asked again, and said so.</summary>
    public Outcome<Fact> AllowSurveys(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (ErasedAt is not null) return new PersonErased();
        if (SurveysStoppedAt is null) return new NothingToChange();

        SurveysStoppedAt = null;
        return new SurveysAllowed();
    }

    public override Outcome<Fact> Amend(IReadOnlyDictionary<string, object?> values, Act act) =>
        ErasedAt is null ? base.Amend(values, act) : new PersonErased();

    public override Refusal? Check() => Email is { } email && !email.Contains('@', StringComparison.Ordinal) ? new Unreadable("email", "name@example.com") : null;
}

/// <summary>The person's private values are gone; what was done with the account stays.</summary>
public sealed record ContactErased : Fact;

public sealed record SurveysStopped : Fact;

public sealed record SurveysAllowed : Fact;

/// <summary>Everything kept about the person was written out for them.</summary>
public sealed record SubjectExported : Fact;

/// <summary>This person was erased; the record takes no values any more.</summary>
public sealed record PersonErased : Refusal;

using Rung.Records;

namespace Rung.People;

/// <summary>Somebody who works here, or did. People are never removed: they leave, and what they did stays theirs.</summary>
[Private]
public sealed class Person : Record<Person>
{
    [Entered(Max = 200), Title, Private] public string Name { get; private set; } = "";

    [Entered(Max = 254), Private] public string? Email { get; private set; }

    /// <summary><c>en</c> or <c>zh-CN</c>; null follows the browser.</summary>
    [Entered(Max = 10)] public string? Language { get; private set; }

    /// <summary>IANA name; null is the company's.</summary>
    [Entered(Max = 60)] public string? Zone { get; private set; }

    /// <summary>Is told by e-mail too when something waits for an answer.</summary>
    [Entered] public bool MailNotices { get; private set; }

    /// <summary>The last day of work.</summary>
    [Entered, Kept] public DateOnly? LeftOn { get; private set; }

    /// <summary>When the person's private values were destroyed.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    public override Outcome<Fact> Remove(Act act) => new PeopleLeave();

    /// <summary>Blanks every private value for good, once the person has left. What they did stays, without their name.</summary>
    public Outcome<Fact> Erase(DateOnly today, Act act)
    {
        if (ErasedAt is not null) return new NothingToChange();
        if (LeftOn is null || LeftOn >= today) return new StillWorksHere();

        (Name, Email, ErasedAt) = ("·", null, act.Now);
        ForgetTheSource();
        return new ColleagueErased();
    }

    public override Outcome<Fact> Amend(IReadOnlyDictionary<string, object?> values, Act act) =>
        ErasedAt is null ? base.Amend(values, act) : new Accounts.PersonErased();
}

/// <summary>The private values of somebody who worked here are gone; what they did stays.</summary>
public sealed record ColleagueErased : Fact;

/// <summary>Who works here cannot be erased; give the last day of work first.</summary>
public sealed record StillWorksHere : Refusal;

/// <summary>A person is not removed; give the last day of work instead.</summary>
public sealed record PeopleLeave : Refusal;

/// <summary>Who has left takes nothing over.</summary>
public sealed record ColleagueHasLeft(string Field) : Refusal
{
    public override string At => Field;
}

using Rung.Records;

namespace Rung.People;

/// <summary>Somebody who works here, or did. People are never removed: they leave, and what they did stays theirs.</summary>
public sealed class Person : Record<Person>
{
    [Entered(Max = 200), Title, Private] public string Name { get; private set; } = "";

    [Entered(Max = 254), Private] public string? Email { get; private set; }

    /// <summary><c>en</c> or <c>zh-CN</c>; null follows the browser.</summary>
    [Entered(Max = 10)] public string? Language { get; private set; }

    /// <summary>IANA name; null is the company's.</summary>
    [Entered(Max = 60)] public string? Zone { get; private set; }

    /// <summary>The last day of work.</summary>
    [Entered, Kept] public DateOnly? LeftOn { get; private set; }

    public override Outcome<Fact> Remove(Act act) => new PeopleLeave();
}

/// <summary>A person is not removed; give the last day of work instead.</summary>
public sealed record PeopleLeave : Refusal;

using Rung.Records;

namespace Rung.People;

/// <summary>Days on which a person is away. Why is nobody's business here: capacity needs to know only that.</summary>
public sealed class Absence : Record<Absence>
{
    [Entered(Once = true)] public Id<Person> PersonId { get; private set; }
    [Entered] public DateOnly StartsOn { get; private set; }

    /// <summary>The first day the person is here again.</summary>
    [Entered] public DateOnly BackOn { get; private set; }

    /// <summary>Who stands in.</summary>
    [Entered] public Id<Person>? CoveredById { get; private set; }

    public override Refusal? Check()
    {
        if (BackOn <= StartsOn) return new EndsBeforeStart("backOn", "startsOn");
        return CoveredById == PersonId ? new OwnCover() : null;
    }
}

/// <summary>Somebody who is away cannot stand in for themselves.</summary>
public sealed record OwnCover : Refusal
{
    public override string At => "coveredById";
}

using Rung.People;
using Rung.Records;

namespace Rung.Economics;

/// <summary>
/// What a metric is to reach in a period: for everybody in a role, one person, one pod, or the company where none is named.
/// A change within the period leaves the old value in its history, and evaluations hold to that (3.10).
/// </summary>
public sealed class Target : Record<Target>
{
    /// <summary>The metric's one word, as in <c>rung metrics</c>.</summary>
    [Entered(Once = true, Max = 100), Title] public string Metric { get; private set; } = "";

    [Entered(Once = true)] public Role? Role { get; private set; }
    [Entered(Once = true)] public Id<Person>? PersonId { get; private set; }
    [Entered(Once = true)] public Id<Pod>? PodId { get; private set; }
    [Entered(Once = true)] public DateOnly FromOn { get; private set; }

    /// <summary>The first day after the period.</summary>
    [Entered(Once = true)] public DateOnly UntilOn { get; private set; }

    /// <summary>In the metric's own unit.</summary>
    [Entered, Kept] public double? Value { get; private set; }

    /// <summary>For metrics that are money.</summary>
    [Entered, Kept] public Money? Amount { get; private set; }

    public override Refusal? Check()
    {
        if (UntilOn <= FromOn) return new EndsBeforeStart("untilOn", "fromOn");
        if (ExactlyOne.Of(("value", Value is not null), ("amount", Amount is not null)) is { } refusal) return refusal;
        var named = (Role is null ? 0 : 1) + (PersonId is null ? 0 : 1) + (PodId is null ? 0 : 1);
        return named > 1 ? new ExactlyOne("role, personId, podId") : null;
    }
}

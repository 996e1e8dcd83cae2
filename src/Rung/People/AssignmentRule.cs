using Rung.Customers;
using Rung.Records;

namespace Rung.People;

/// <summary>What is given to somebody by the rules of assignment.</summary>
public enum AssignmentOf
{
    /// <summary>A lead that comes in and for which nobody is named.</summary>
    NewLead,

    /// <summary>A lead that is handed over to whoever develops it.</summary>
    LeadToSdr,
    SdrToAe,
    AeToCsm,
}

public enum AssignmentWay
{
    /// <summary>Whoever got something by this row the longest ago.</summary>
    RoundRobin,

    /// <summary>Whoever has the least open for the time they give to the role.</summary>
    ByLoad,
}

/// <summary>
/// One row of the rules of assignment: who gets what nobody was named for. People read the row the system runs on; rows are
/// tried by rank, the first that fits gives. Where nobody fits, it falls to whoever is accountable for the queue.
/// </summary>
public sealed class AssignmentRule : Record<AssignmentRule>
{
    /// <summary>The first day it holds.</summary>
    [Entered(Once = true)] public DateOnly FromOn { get; private set; }

    /// <summary>The first day it no longer holds.</summary>
    [Entered, Kept] public DateOnly? EndsOn { get; private set; }

    [Entered(Once = true)] public AssignmentOf Gives { get; private set; }

    /// <summary>Lower is tried first.</summary>
    [Entered(Once = true, Least = 1, Most = 10_000)] public int Rank { get; private set; } = 100;

    /// <summary>Only what comes from here; empty for wherever it comes from.</summary>
    [Entered(Once = true)] public string? Source { get; private set; }

    /// <summary>Only what lies in this region, or in one within it.</summary>
    [Entered(Once = true)] public string? Region { get; private set; }

    [Entered(Once = true)] public string? Segment { get; private set; }

    /// <summary>Among whom: those who hold this role that day.</summary>
    [Entered(Once = true)] public Role Role { get; private set; }

    [Entered(Once = true)] public Id<Pod>? PodId { get; private set; }

    /// <summary>Only this person.</summary>
    [Entered(Once = true)] public Id<Person>? PersonId { get; private set; }

    [Entered(Once = true)] public AssignmentWay Way { get; private set; }

    /// <summary>Nobody gets more while so many are open.</summary>
    [Entered(Once = true, Least = 1, Most = 100_000)] public int? MostOpen { get; private set; }

    /// <summary>Whoever is at work now comes first; when nobody is, whoever begins soonest.</summary>
    [Entered(Once = true)] public bool AtWork { get; private set; }

    /// <summary>Where it waits when nobody fits: whoever is accountable for that queue is accountable for it.</summary>
    [Entered(Once = true)] public Id<Queue> QueueId { get; private set; }

    public bool HoldsOn(DateOnly day) => RemovedAt is null && FromOn <= day && (EndsOn is not { } end || day < end);

    public bool Fits(AssignmentCase given) =>
        Gives == given.Gives && Same(Source, given.Source) && Same(Segment, given.Segment) && (Region is null || given.Regions.Contains(Region, StringComparer.OrdinalIgnoreCase));

    public override Refusal? Check() => EndsOn < FromOn ? new EndsBeforeStart("endsOn", "fromOn") : null;

    /// <summary>A row that has held may end, from today on; anything else is another row.</summary>
    public override Outcome<Fact> Amend(IReadOnlyDictionary<string, object?> values, Act act) =>
        values.TryGetValue("endsOn", out var end) && end is DateOnly day && Held(act) && day < Today(act) ? new RuleReachesBack(Today(act)) { Field = "endsOn" } : base.Amend(values, act);

    public override Outcome<Fact> Remove(Act act) => RemovedAt is null && Held(act) ? new RuleHasHeld(FromOn) : base.Remove(act);

    bool Held(Act act) => FromOn < Today(act);

    static DateOnly Today(Act act) => DateOnly.FromDateTime(act.Now.UtcDateTime);

    static bool Same(string? wanted, string? given) => wanted is null || string.Equals(wanted, given, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What waits to be given to somebody.</summary>
/// <param name="Regions">The region of the record and those it lies in.</param>
public sealed record AssignmentCase(AssignmentOf Gives, string? Source, IReadOnlyList<string> Regions, string? Segment);

using Rung.Records;

namespace Rung.People;

/// <summary>What somebody does here. An SDR develops and books; a sales manager leads people; the two are never one word.</summary>
public enum Role
{
    Founder,
    Sdr,
    Ae,

    /// <summary>Develops and closes, for one-call deals.</summary>
    ClosingSdr,
    Csm,
    Am,
    SalesManager,
    SalesOps,
    VpSales,
}

/// <summary>A person in a role from a day on. A change of role, pod or manager ends one assignment and begins the next.</summary>
public sealed class RoleAssignment : Record<RoleAssignment>
{
    [Entered(Once = true)] public Id<Person> PersonId { get; private set; }
    [Entered, Kept] public Role Role { get; private set; }
    [Entered, Kept] public DateOnly StartsOn { get; private set; }

    /// <summary>The first day it no longer holds.</summary>
    [Entered, Kept] public DateOnly? EndsOn { get; private set; }

    /// <summary>Part of full time: 0.5 for a founder who gives half of the week to the role.</summary>
    [Entered(Least = 0, Most = 1), Kept] public double Fte { get; private set; } = 1;

    [Entered] public string? Segment { get; private set; }

    /// <summary>When learning the job began; the start of the assignment where nothing else is said.</summary>
    [Entered, Kept] public DateOnly? RampStartsOn { get; private set; }

    [Entered(Least = 0, Most = 36), Kept] public int? RampMonths { get; private set; }
    [Entered, Kept] public Id<Person>? ManagerId { get; private set; }
    [Entered, Kept] public Id<Pod>? PodId { get; private set; }

    /// <summary>Fixed pay for a year.</summary>
    [Entered, Kept] public Money? BasePay { get; private set; }

    /// <summary>Variable pay for a year on target.</summary>
    [Entered, Kept] public Money? VariablePay { get; private set; }

    /// <summary>On-target earnings (OTE) for a year: fixed and variable.</summary>
    [Entered, Kept] public Money? OnTarget { get; private set; }

    /// <summary>What is to be sold in a year.</summary>
    [Entered, Kept] public Money? Quota { get; private set; }

    /// <summary>What a unit of pay costs the company with taxes, benefits and tools: 1.25 adds a quarter.</summary>
    [Entered(Least = 1, Most = 5), Kept] public double? Burden { get; private set; }

    public bool HoldsOn(DateOnly day) => RemovedAt is null && StartsOn <= day && (EndsOn is not { } end || day < end);

    /// <summary>Ends it; the day is the first on which it no longer holds.</summary>
    public Outcome<Fact> End(DateOnly on, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (EndsOn == on) return new NothingToChange();
        if (on < StartsOn) return new EndsBeforeStart("endsOn", "startsOn");

        EndsOn = on;
        return new RoleAssignmentEnded(on);
    }

    public override Refusal? Check()
    {
        if (EndsOn < StartsOn) return new EndsBeforeStart("endsOn", "startsOn");
        if (ManagerId == PersonId) return new OwnManager();
        if (BasePay is { } fixedPay && VariablePay is { } variable)
        {
            if (fixedPay.Currency != variable.Currency) return new CurrenciesDiffer("variablePay", "basePay");
            if (OnTarget is { } whole && whole != fixedPay + variable) return new OnTargetIsTheSum((fixedPay + variable).ToString());
        }

        return null;
    }
}

public sealed record RoleAssignmentEnded(DateOnly On) : Fact;

/// <summary>Nobody manages themselves.</summary>
public sealed record OwnManager : Refusal
{
    public override string At => "managerId";
}

/// <summary>On-target earnings are fixed and variable pay together.</summary>
public sealed record OnTargetIsTheSum(string Sum) : Refusal
{
    public override string At => "onTarget";
}

using Rung.Accounts;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;

namespace Rung.Customers;

/// <summary>What the sale promised, in the customer's own figures (2.5). It travels with the hand-off and is what success means.</summary>
public sealed class PromisedOutcome : Record<PromisedOutcome>
{
    /// <summary>The customer's measure: hours to answer, error rate.</summary>
    [Entered(Max = 300), Title] public string Kpi { get; private set; } = "";

    [Entered(Max = 50)] public string? Unit { get; private set; }
    [Entered] public Id<Account> AccountId { get; private set; }
    [Entered] public Id<Opportunity>? OpportunityId { get; private set; }

    /// <summary>Where the measure stood before.</summary>
    [Entered, Kept] public double? Baseline { get; private set; }

    [Entered, Kept] public double? Target { get; private set; }
    /// <summary>What one unit of the measure is worth to the customer (X0.3).</summary>
    [Entered, Kept] public Money? UnitValue { get; private set; }

    [Entered] public Id<Person>? PromisedById { get; private set; }

    /// <summary>To whom it matters.</summary>
    [Entered] public Id<Contact>? StakeholderId { get; private set; }

    [Entered, Kept] public DateOnly? DueOn { get; private set; }

    [Entered(Once = true), Kept] public double? Measured { get; private set; }
    [Entered(Once = true)] public DateTimeOffset? MeasuredAt { get; private set; }

    /// <summary>Who of theirs agreed that it was so.</summary>
    [Entered(Once = true)] public Id<Contact>? ConfirmedById { get; private set; }

    [Entered(Once = true)] public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>Whether the last measure reached the target; a target below the baseline wants the measure down. Unknown until measured.</summary>
    public bool? IsMet => (Measured, Target) is ({ } measured, { } target) ? Target < Baseline ? measured <= target : measured >= target : null;

    /// <summary>Notes what the measure shows. A later measure needs its own confirmation.</summary>
    public Outcome<Fact> Measure(double value, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (!double.IsFinite(value)) return new Unreadable("measured", "number");
        if (act.At < MeasuredAt) return new EndsBeforeStart("happenedAt", "measuredAt");
        if (Measured == value && MeasuredAt == act.At) return new NothingToChange();

        (Measured, MeasuredAt, ConfirmedById, ConfirmedAt) = (value, act.At, null, null);
        return new OutcomeMeasured(value);
    }

    /// <summary>The customer says that the measure is right.</summary>
    public Outcome<Fact> Confirm(Id<Contact> by, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Measured is null) return new NotMeasuredYet();
        if (ConfirmedById == by) return new NothingToChange();

        (ConfirmedById, ConfirmedAt) = (by, act.At);
        return new OutcomeConfirmed(by);
    }

    public override Refusal? Check()
    {
        if (Measured is null != MeasuredAt is null) return new Missing(Measured is null ? "measured" : "measuredAt");
        return ConfirmedAt is not null && Measured is null ? new NotMeasuredYet() : null;
    }
}

public sealed record OutcomeMeasured(double Value) : Fact;

public sealed record OutcomeConfirmed(Id<Contact> ContactId) : Fact;

/// <summary>Nothing has been measured that could be confirmed.</summary>
public sealed record NotMeasuredYet : Refusal
{
    public override string At => "measured";
}

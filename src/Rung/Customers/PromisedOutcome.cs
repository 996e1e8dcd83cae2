using Rung.Accounts;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;

namespace Rung.Customers;

/// <summary>What the sale promised, in the customer's own figures (2.5). It travels with the hand-off and is what success means.</summary>
public sealed class PromisedOutcome : Record<PromisedOutcome>
{
    /// <summary>How long a link for confirming is good.</summary>
    public static readonly TimeSpan LinkGood = TimeSpan.FromDays(30);

    const double MostMeasured = 1e12;

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

    [Entered(Once = true), Kept] public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>They said so themselves through a link, and not one of ours for them.</summary>
    public bool SaidThemselves { get; private set; }

    /// <summary>Who was asked to confirm the last measure, and until when the link is good.</summary>
    public Id<Contact>? AskedId { get; private set; }

    public DateTimeOffset? AskedUntil { get; private set; }

    /// <summary>When they said that the measure is not right, and why.</summary>
    public DateTimeOffset? DisputedAt { get; private set; }

    [Private] public string? Objection { get; private set; }

    /// <summary>Whether the last measure reached the target; a target below the baseline wants the measure down. Unknown until measured.</summary>
    public bool? IsMet => Figures.IsMet;

    /// <inheritdoc cref="PromiseFigures.Progress"/>
    public double? Progress => Figures.Progress;

    /// <inheritdoc cref="PromiseFigures.Worth"/>
    public Money? Worth => Figures.Worth;

    PromiseFigures Figures => new(Baseline, Target, Measured, UnitValue);

    /// <summary>Notes what the measure shows. A later measure needs its own confirmation.</summary>
    public Outcome<Fact> Measure(double value, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (!double.IsFinite(value)) return new Unreadable("measured", "number");
        if (Math.Abs(value) > MostMeasured) return new OutOfRange("measured", "-1e12", "1e12");
        if (act.At < MeasuredAt) return new EndsBeforeStart("happenedAt", "measuredAt");
        if (Measured == value && MeasuredAt == act.At) return new NothingToChange();

        (Measured, MeasuredAt, ConfirmedById, ConfirmedAt, SaidThemselves) = (value, act.At, null, null, false);
        (AskedId, AskedUntil, DisputedAt, Objection) = (null, null, null, null);
        return new OutcomeMeasured(value);
    }

    /// <summary>Asks somebody of theirs to confirm the last measure; the link is good for <see cref="LinkGood"/>.</summary>
    public Outcome<Fact> AskToConfirm(Id<Contact> contact, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Measured is null) return new NotMeasuredYet();
        if (ConfirmedAt is not null) return new AlreadyConfirmed();

        (AskedId, AskedUntil) = (contact, act.At + LinkGood);
        return new ConfirmationAsked(contact);
    }

    /// <summary>The customer says that the measure is right.</summary>
    public Outcome<Fact> Confirm(Id<Contact> by, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Measured is null) return new NotMeasuredYet();
        if (act.At < MeasuredAt) return new EndsBeforeStart("confirmedAt", "measuredAt");
        if (ConfirmedById == by) return new NothingToChange();

        (ConfirmedById, ConfirmedAt, SaidThemselves, DisputedAt, Objection) = (by, act.At, act.Origin == Origin.Respondent, null, null);
        return new OutcomeConfirmed(by);
    }

    /// <summary>The customer says that the measure is not right; a confirmation given before falls.</summary>
    public Outcome<Fact> Dispute(string objection, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Measured is null) return new NotMeasuredYet();
        if (string.IsNullOrWhiteSpace(objection)) return new Missing("objection");
        if (Objection == objection.Trim()) return new NothingToChange();

        (DisputedAt, Objection, ConfirmedById, ConfirmedAt, SaidThemselves) = (act.At, objection.Trim(), null, null, false);
        return new OutcomeDisputed();
    }

    public override Refusal? Check()
    {
        if (Measured is null != MeasuredAt is null) return new Missing(Measured is null ? "measured" : "measuredAt");
        return ConfirmedAt is not null && Measured is null ? new NotMeasuredYet() : null;
    }
}

public sealed record OutcomeMeasured(double Value) : Fact;

public sealed record ConfirmationAsked(Id<Contact> ContactId) : Fact;

public sealed record OutcomeConfirmed(Id<Contact> ContactId) : Fact;

public sealed record OutcomeDisputed : Fact;

/// <summary>Nothing has been measured that could be confirmed.</summary>
public sealed record NotMeasuredYet : Refusal
{
    public override string At => "measured";
}

/// <summary>The measure is confirmed; a new one can be confirmed anew.</summary>
public sealed record AlreadyConfirmed : Refusal;

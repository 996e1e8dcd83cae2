using Rung.Accounts;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;

namespace Rung.Customers;

/// <summary>The way from the signature to the first value: kick-off, milestones, first value, done.</summary>
public sealed class Onboarding : Record<Onboarding>
{
    [Entered(Once = true)] public Id<Account> AccountId { get; private set; }
    [Entered(Once = true)] public Id<Opportunity>? OpportunityId { get; private set; }
    [Entered, Kept] public Id<Person>? AccountableId { get; private set; }

    /// <summary>Who answers for it on the customer's side.</summary>
    [Entered] public Id<Contact>? SponsorId { get; private set; }

    /// <summary>The day from which its days are counted.</summary>
    [Entered] public DateOnly? StartsOn { get; private set; }

    /// <summary>The day promised for the end.</summary>
    [Entered, Kept] public DateOnly? TargetOn { get; private set; }

    [Entered(Once = true)] public DateTimeOffset? KickedOffAt { get; private set; }
    [Entered(Once = true)] public DateTimeOffset? FirstValueAt { get; private set; }
    [Entered(Once = true)] public DateTimeOffset? CompletedAt { get; private set; }
    [Entered(Max = 20_000, Lines = true)] public string? Plan { get; private set; }

    /// <summary>What it was planned from, and the edition of it; later editions leave it as it is.</summary>
    public Id<OnboardingTemplate>? TemplateId { get; private set; }

    public int? Edition { get; private set; }

    public bool IsRunning => RemovedAt is null && CompletedAt is null;

    /// <summary>Takes its milestones from a template, counted in workdays from a day on.</summary>
    /// <param name="template">What it follows.</param>
    /// <param name="edition">The edition of its steps.</param>
    /// <param name="startsOn">The day from which the days are counted.</param>
    /// <param name="targetOn">The day on which the template ends, unless another was promised.</param>
    [Consequence]
    public Outcome<Fact> Follow(OnboardingTemplate template, int edition, DateOnly startsOn, DateOnly? targetOn, Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (TemplateId is not null) return new AlreadyPlanned();
        if (template.RemovedAt is not null) return new Removed(template.RecordKind);

        (TemplateId, Edition, StartsOn, TargetOn) = (template.Id, edition, startsOn, TargetOn ?? targetOn);
        return new OnboardingPlanned(template.Id, edition);
    }

    public Outcome<Fact> KickOff(Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (KickedOffAt is not null) return new NothingToChange();

        KickedOffAt = act.At;
        return new OnboardingKickedOff();
    }

    /// <summary>The customer got something out of it for the first time.</summary>
    public Outcome<Fact> ReachFirstValue(Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (FirstValueAt is not null) return new NothingToChange();
        if (act.At < KickedOffAt) return new EndsBeforeStart("firstValueAt", "kickedOffAt");

        FirstValueAt = act.At;
        return new FirstValueReached();
    }

    public Outcome<Fact> Complete(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (CompletedAt is not null) return new NothingToChange();
        if (act.At < KickedOffAt) return new EndsBeforeStart("completedAt", "kickedOffAt");

        CompletedAt = act.At;
        return new OnboardingCompleted();
    }

    public override Refusal? Check()
    {
        if (FirstValueAt < KickedOffAt) return new EndsBeforeStart("firstValueAt", "kickedOffAt");
        return CompletedAt < KickedOffAt ? new EndsBeforeStart("completedAt", "kickedOffAt") : null;
    }

    Refusal? Unfit()
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        return CompletedAt is null ? null : new OnboardingOver();
    }
}

/// <summary>The milestones of a template were put down for it.</summary>
public sealed record OnboardingPlanned(Id<OnboardingTemplate> TemplateId, int Edition) : Fact;

public sealed record OnboardingKickedOff : Fact;

public sealed record FirstValueReached : Fact;

public sealed record OnboardingCompleted : Fact;

/// <summary>The onboarding is complete.</summary>
public sealed record OnboardingOver : Refusal;

/// <summary>It has its milestones already.</summary>
public sealed record AlreadyPlanned : Refusal;

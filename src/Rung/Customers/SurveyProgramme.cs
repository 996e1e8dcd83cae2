using Rung.Records;

namespace Rung.Customers;

/// <summary>The point on a customer's way at which everybody is asked.</summary>
public enum SurveyTrigger
{
    /// <summary>So many days after an onboarding was completed.</summary>
    OnboardingCompleted,

    /// <summary>Every so many months since the account became a customer.</summary>
    Regularly,

    /// <summary>So many days before a subscription's term ends.</summary>
    BeforeTermEnd,
}

/// <summary>
/// A rule by which every contact of every customer is asked the same question at the same point of the way. Nobody
/// chooses who is asked: a list picked by hand would flatter the answer.
/// </summary>
public sealed class SurveyProgramme : Record<SurveyProgramme>
{
    [Entered, Title] public string Name { get; private set; } = "";
    [Entered(Once = true)] public SurveyType Type { get; private set; }
    [Entered(Once = true)] public SurveyTrigger Trigger { get; private set; }

    /// <summary>Days after the onboarding, or before the end of the term.</summary>
    [Entered(Least = 0, Most = 3650), Kept] public int Days { get; private set; } = 14;

    /// <summary>Months from one time to the next, where customers are asked regularly.</summary>
    [Entered(Least = 1, Most = 120), Kept] public int Months { get; private set; } = 6;

    /// <summary>Whoever was asked anything within so many days is left in peace.</summary>
    [Entered(Least = 0, Most = 3650), Kept] public int RestDays { get; private set; } = 30;

    /// <summary>For how many days the link takes a first answer.</summary>
    [Entered(Least = 1, Most = 365), Kept] public int OpenDays { get; private set; } = 30;

    /// <summary>Since when it asks; empty while it is switched off. What came to pass before is not asked about.</summary>
    [Kept] public DateTimeOffset? OnSince { get; private set; }

    public Outcome<Fact> SwitchOn(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (OnSince is not null) return new NothingToChange();

        OnSince = act.At;
        return new SurveyProgrammeSwitchedOn();
    }

    public Outcome<Fact> SwitchOff(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (OnSince is null) return new NothingToChange();

        OnSince = null;
        return new SurveyProgrammeSwitchedOff();
    }

    /// <summary>The days within a span on which a customer comes to the trigger, in order.</summary>
    public IEnumerable<DateOnly> Occasions(CustomerDays customer, DateOnly from, DateOnly until) => (Trigger switch
    {
        SurveyTrigger.OnboardingCompleted => customer.OnboardedOn.Select(day => day.AddDays(Days)),
        SurveyTrigger.BeforeTermEnd => customer.TermsEndOn.Select(day => day.AddDays(-Days)),
        _ => customer.Since is { } since && until >= since ? Enumerable.Range(1, 1 + ((until.Year - since.Year) * 12 + until.Month - since.Month) / Months).Select(n => since.AddMonths(n * Months)) : [],
    }).Where(day => day >= from && day <= until).Distinct().Order();
}

/// <summary>The days of a customer that programmes go by.</summary>
/// <param name="Since">When the account became a customer.</param>
/// <param name="OnboardedOn">When its onboardings were completed.</param>
/// <param name="TermsEndOn">When its subscriptions end, where that is known.</param>
public sealed record CustomerDays(DateOnly? Since, IReadOnlyList<DateOnly> OnboardedOn, IReadOnlyList<DateOnly> TermsEndOn);

public sealed record SurveyProgrammeSwitchedOn : Fact;

public sealed record SurveyProgrammeSwitchedOff : Fact;

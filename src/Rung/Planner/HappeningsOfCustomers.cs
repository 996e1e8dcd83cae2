using Rung.Customers;
using Rung.Meetings;

namespace Rung.Planner;

// From the signature to the renewal.
public abstract partial record Happening
{
    /// <summary>What the customer pays for again and again.</summary>
    /// <param name="Plan">0 pilot, 1 standard, 2 large; names are the writer's.</param>
    /// <param name="Price">For one billing period, all seats.</param>
    /// <param name="EndsOn">The first day after the term.</param>
    public sealed record SubscriptionStarted(DateTimeOffset At, int Subscription, int Account, int? Opportunity, int Plan, DateOnly StartsOn, DateOnly EndsOn, int TermMonths, int Seats, Billing Billing,
        Money Price, Money ListPrice, bool IsTrial) : Happening(At);

    /// <summary>Another term began at the end of the last.</summary>
    public sealed record SubscriptionRenewedFor(DateTimeOffset At, int Subscription, DateOnly From, DateOnly Until, int TermMonths, Money Price) : Happening(At);

    /// <summary>The customer said that they leave: cancel, and record the churn.</summary>
    /// <param name="DecidedOn">When they made up their mind, before they said so; usage has fallen since.</param>
    public sealed record SubscriptionEnded(DateTimeOffset At, int Subscription, int Account, DateOnly DecidedOn, DateOnly EffectiveOn, ChurnReason Reason, int By) : Happening(At);

    /// <summary>More seats at a higher price from a day on: amend the subscription. An expansion sale was won before (type expansion).</summary>
    public sealed record SubscriptionGrew(DateTimeOffset At, int Subscription, int Seats, Money Price, Money ListPrice) : Happening(At);

    public sealed record InvoiceIssued(DateTimeOffset At, int Invoice, int Account, int Subscription, DateOnly IssuedOn, DateOnly DueOn, Money Amount) : Happening(At);

    public sealed record PaymentReceived(DateTimeOffset At, int Payment, int Invoice, int Account, DateOnly PaidOn, Money Amount) : Happening(At);

    /// <summary>Money went back.</summary>
    public sealed record PaymentRefunded(DateTimeOffset At, int Payment, int Invoice, int Account, DateOnly PaidOn, Money Amount) : Happening(At);

    /// <summary>An onboarding is planned, with its milestones in order.</summary>
    public sealed record OnboardingPlanned(DateTimeOffset At, int Onboarding, int Account, int Opportunity, int Accountable, DateOnly TargetOn, IReadOnlyList<DateOnly> MilestonesDueOn) : Happening(At);

    public sealed record OnboardingBegan(DateTimeOffset At, int Onboarding, int By) : Happening(At);

    /// <param name="Milestone">0 kick-off, 1 set-up, 2 training, 3 first value.</param>
    public sealed record MilestoneReached(DateTimeOffset At, int Onboarding, int Milestone, int By) : Happening(At);

    /// <summary>The customer got something out of it for the first time.</summary>
    public sealed record ValueReached(DateTimeOffset At, int Onboarding, int By) : Happening(At);

    public sealed record OnboardingFinished(DateTimeOffset At, int Onboarding, int By) : Happening(At);

    /// <summary>Somebody else looks after the customer now.</summary>
    public sealed record CustomerReassigned(DateTimeOffset At, int Account, int? Onboarding, int Accountable) : Happening(At);

    /// <summary>A promise was measured.</summary>
    public sealed record PromiseMeasured(DateTimeOffset At, int Outcome, int Account, double Value, int By) : Happening(At);

    /// <summary>The customer agrees with the measure.</summary>
    public sealed record PromiseConfirmed(DateTimeOffset At, int Outcome, int Account, int Contact, int By) : Happening(At);

    /// <summary>Use on one day. Told at the end of the day, workdays only unless the customer works on others.</summary>
    public sealed record UsedOn(DateTimeOffset At, int Account, int Subscription, DateOnly Day, int ActiveUsers, int Seats, long CoreEvents) : Happening(At);

    public sealed record SurveySent(DateTimeOffset At, int Survey, int Account, int Contact, SurveyType Type, int By) : Happening(At);

    /// <param name="Score">0 to 10; for consent 10 is yes and 0 is no.</param>
    public sealed record SurveyReplied(DateTimeOffset At, int Survey, int Score) : Happening(At);

    /// <summary>A customer was asked to be a reference, and answered.</summary>
    public sealed record ReferenceAnswered(DateTimeOffset At, int Account, int Contact, bool Consents, int By) : Happening(At);

    /// <summary>Somebody is to look after the customer unasked, on or about a day.</summary>
    public sealed record CheckInSet(DateTimeOffset At, int CheckIn, int Account, CheckInType Type, DateOnly DueOn, int Accountable) : Happening(At);

    /// <summary>It was done; in a meeting where one is given.</summary>
    public sealed record CheckInDone(DateTimeOffset At, int CheckIn, int? Meeting, int By) : Happening(At);

    public sealed record TicketOpened(DateTimeOffset At, int Ticket, int Account, int Contact, Severity Severity) : Happening(At);

    public sealed record TicketSolved(DateTimeOffset At, int Ticket, int By) : Happening(At);
}

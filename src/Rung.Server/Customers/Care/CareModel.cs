using Rung.Customers;

namespace Rung.Server.Customers.Care;

/// <summary>An onboarding at a glance.</summary>
/// <param name="Milestones">In order.</param>
/// <param name="Owner">Who of ours answers for it.</param>
public sealed record OnboardingGlance(Onboarding Onboarding, OnboardingProgress Progress, IReadOnlyList<Milestone> Milestones, string? Owner);

/// <summary>One measure in time.</summary>
public readonly record struct MeasuredOn(DateOnly On, double Value);

/// <summary>A promise with what became of it.</summary>
/// <param name="Measures">Every measure, the oldest first.</param>
/// <param name="ConfirmedBy">Who of theirs said that the last one is right.</param>
/// <param name="Link">To copy, while somebody is asked to confirm it.</param>
public sealed record OutcomeGlance(PromisedOutcome Outcome, IReadOnlyList<MeasuredOn> Measures, string? ConfirmedBy, string? Asked, string? Link);

/// <summary>What was promised against what came, and its worth against the money paid to date, by currency in minor units.</summary>
/// <param name="Worth">Of all promises with a worth; <paramref name="Confirmed"/> of those that the customer confirmed.</param>
public sealed record OutcomesGlance(IReadOnlyList<OutcomeGlance> Outcomes, IReadOnlyDictionary<Currency, long> Worth, IReadOnlyDictionary<Currency, long> Confirmed, IReadOnlyDictionary<Currency, long> Paid)
{
    public int Met => Outcomes.Count(o => o.Outcome.IsMet == true);
}

/// <summary>How a customer is looked after.</summary>
/// <param name="Checks">Done within a year, and what is open; the oldest due first.</param>
/// <param name="Due">How many were due within ninety days and before (X3.6).</param>
/// <param name="OnTime">How many of them were done by their day.</param>
public sealed record ChecksGlance(IReadOnlyList<CheckIn> Checks, CareDays Days, CadenceRule? Rule, bool? IsCovered, int Due, int OnTime, Func<DateTimeOffset, DateOnly> DayOf)
{
    public CheckIn? Next => Checks.Where(c => c.DoneAt is null).MinBy(c => (c.DueOn, c.Id));

    public CheckIn? Last => Checks.Where(c => c.DoneAt is not null).MaxBy(c => (c.DoneAt, c.Id));
}

/// <summary>What a customer asks for.</summary>
/// <param name="Open">The most severe first, then the oldest.</param>
/// <param name="Opened">How many came within ninety days.</param>
/// <param name="FirstAnswer">Median time to the first answer of those, on the company's clock; null without an answer.</param>
public sealed record TicketsGlance(IReadOnlyList<Ticket> Open, int Opened, TimeSpan? FirstAnswer)
{
    /// <summary>The order in which tickets press.</summary>
    public static int Press(Severity severity) => severity switch { Severity.Critical => 0, Severity.High => 1, Severity.Normal => 2, _ => 3 };
}

/// <summary>How a customer does in what was promised to it: for the customer's page, a review, and whoever else asks.</summary>
/// <param name="Onboardings">The running ones first, then the newest.</param>
public sealed record CareModel(DateOnly Day, CustomerStanding Standing, IReadOnlyList<OnboardingGlance> Onboardings, OutcomesGlance Outcomes, ChecksGlance Checks, TicketsGlance Tickets, IReadOnlyList<Risk> Risks);

namespace Rung.Planner;

/// <summary>
/// One thing that happened in a simulated company, told plainly enough to be written into the CRM by a verb that exists there.
/// The stream is in the order of <see cref="At"/>; whatever a happening names by number has been told of before. Numbers count from 1,
/// each kind of thing by itself (account 7 and lead 7 are strangers). The founder is person 1.
/// </summary>
/// <param name="At">When it happened, in the company's zone and, where people work, within working hours.</param>
public abstract partial record Happening(DateTimeOffset At)
{
    /// <summary>When somebody wrote it down; null: at once. Later than <see cref="At"/> in companies that log late (a truth file says how late).</summary>
    public DateTimeOffset? LoggedAt { get; init; }

    /// <summary>Nobody ever wrote it down: it is true all the same, but the CRM is never to hear of it.</summary>
    public bool IsUnlogged { get; init; }
}

/// <summary>Where a lead came from.</summary>
public enum LeadSource
{
    /// <summary>They came to us.</summary>
    Inbound,

    /// <summary>We went to them: a touch on the list.</summary>
    Outbound,

    /// <summary>A happy customer or somebody of the founder's network named us.</summary>
    Referral,
}

/// <summary>How large a company is.</summary>
public enum MarketSegment
{
    Small,
    Middle,
    Enterprise,
}

/// <summary>What came of a touch.</summary>
public enum TouchResult
{
    NoAnswer,
    Voicemail,
    Reached,
    Replied,
    AgreedToMeet,
    AskedToStop,
}

public enum DisqualifiedReason
{
    NoReply,
    NoNeed,
    TooSmall,
    NoAuthority,
    NotNow,

    /// <summary>They had lost patience before anybody answered.</summary>
    AnsweredTooLate,

    /// <summary>They never came to the meeting.</summary>
    NeverCame,

    /// <summary>The seller did not take it.</summary>
    Rejected,

    /// <summary>Fell between two people.</summary>
    Overlooked,
}

/// <summary>What the seller found missing in a lead.</summary>
public enum RejectedReason
{
    NotIdealCustomer,
    NoNeed,
    NoAuthority,
    NoBudget,
    NotNow,
}

public enum LostReason
{
    Price,
    NoDecision,
    Competitor,
    Timing,
    NoBudget,
    NoFit,

    /// <summary>Nobody worked on it: it fell between two people or waited too long.</summary>
    Overlooked,
}

public enum ChurnReason
{
    NoValue,
    PromiseNotKept,
    LateOnboarding,
    Unused,
    Price,
    OutOfBusiness,
    Competitor,
}

/// <summary>What is handed over, and between whom.</summary>
public enum HandoffPoint
{
    /// <summary>A lead with its held meeting, from who found it to who sells it.</summary>
    LeadToSale,

    /// <summary>A won customer, from who sold to who looks after it.</summary>
    SaleToSuccess,

    /// <summary>Work of somebody who left or moved on, to who takes it up.</summary>
    OwnerToOwner,
}

/// <summary>The stations of a sale in the order in which they are usually passed; the first is where it is accepted.</summary>
public enum SaleStage
{
    Meeting,
    Discovery,
    Proposal,
    Negotiation,
}

/// <summary>What somebody in a meeting is to it.</summary>
/// <param name="Person">Of ours; null for a contact of theirs.</param>
/// <param name="Role">Our person's role at that time.</param>
/// <param name="Contact">Of theirs; null for one of our people.</param>
/// <param name="CameAlong">Whether they came, once that is known.</param>
public readonly record struct Attending(int? Person, People.Role? Role, int? Contact, bool? CameAlong);

/// <summary>A promise in the customer's own figures.</summary>
/// <param name="Outcome">Its number.</param>
/// <param name="Kpi">Which of the usual measures: 0 to <see cref="Kpis"/> − 1; names are the writer's.</param>
/// <param name="Lower">Whether the measure is to fall.</param>
/// <param name="Stakeholder">The contact to whom it matters.</param>
public readonly record struct Promise(int Outcome, int Kpi, double Baseline, double Target, bool Lower, int Stakeholder, DateOnly DueOn)
{
    public const int Kpis = 8;
}

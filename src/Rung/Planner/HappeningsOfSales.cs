using Rung.Opportunities;
using Rung.People;

namespace Rung.Planner;

// From the hand-off to the close.
public abstract partial record Happening
{
    /// <summary>Work is handed over. Until it is accepted it belongs to the one who hands it over.</summary>
    /// <param name="Completeness">Share of the required packet that is filled in, 0 to 1.</param>
    /// <param name="ToPerson">For whom it is meant; null where a queue takes it.</param>
    public sealed record HandedOver(DateTimeOffset At, int Handoff, HandoffPoint Point, Role FromRole, Role ToRole, int FromPerson, int? ToPerson, int Account, int? Lead, int? Opportunity,
        double Completeness, DateTimeOffset DueAt) : Happening(At);

    /// <summary>The next one took it.</summary>
    public sealed record HandoffTaken(DateTimeOffset At, int Handoff, int By) : Happening(At);

    /// <summary>The next one gave it back, with the gap named.</summary>
    public sealed record HandoffGivenBack(DateTimeOffset At, int Handoff, RejectedReason Gap, int By) : Happening(At);

    /// <summary>The new owner did something for the first time.</summary>
    public sealed record HandoffFirstAction(DateTimeOffset At, int Handoff, int By) : Happening(At);

    /// <summary>Nobody ever took it up. Nothing is to be written: the CRM sees a hand-off that stays unanswered. For truth files.</summary>
    public sealed record HandoffDropped(DateTimeOffset At, int Handoff) : Happening(At);

    /// <summary>
    /// A sale began, on the first stage of the default pipeline. Where <paramref name="Lead"/> is given, <see cref="LeadBecameSale"/> of the same instant came before
    /// and one verb (qualify) does both.
    /// </summary>
    /// <param name="Amount">What is asked; null while unknown.</param>
    /// <param name="IsAccepted">Whether it is sales-accepted (SAO) from the start.</param>
    public sealed record SaleBegan(DateTimeOffset At, int Opportunity, OpportunityType Type, int Account, int Contact, int? Lead, Money? Amount, DateOnly CloseOn, LeadSource Source, MarketSegment Segment,
        bool IdealFit, int Accountable, int SourcedBy, bool IsAccepted) : Happening(At);

    /// <summary>The seller looked at it and did not take it: lose it before acceptance.</summary>
    public sealed record SaleRejected(DateTimeOffset At, int Opportunity, RejectedReason Reason, int By) : Happening(At);

    /// <summary>The sale entered a stage; also back to an earlier one.</summary>
    public sealed record StageEntered(DateTimeOffset At, int Opportunity, SaleStage Stage, int By) : Happening(At);

    /// <summary>Somebody else sells it now.</summary>
    public sealed record SaleReassigned(DateTimeOffset At, int Opportunity, int Accountable) : Happening(At);

    public sealed record AmountChanged(DateTimeOffset At, int Opportunity, Money Amount, int By) : Happening(At);

    public sealed record CloseDateChanged(DateTimeOffset At, int Opportunity, DateOnly CloseOn, int By) : Happening(At);

    /// <summary>What is to be done next and when.</summary>
    /// <param name="Step">Which of the usual steps of its stage: 0 to 3; words are the writer's.</param>
    public sealed record NextStepSet(DateTimeOffset At, int Opportunity, SaleStage Stage, int Step, DateTimeOffset For, int By) : Happening(At);

    /// <summary>Won.</summary>
    /// <param name="Value">What was agreed for a year.</param>
    /// <param name="List">What a year would have cost without a discount.</param>
    /// <param name="Promises">What was promised; empty where nobody wrote it down.</param>
    public sealed record SaleWon(DateTimeOffset At, int Opportunity, int Account, Money Value, Money List, DateOnly On, IReadOnlyList<Promise> Promises, int By) : Happening(At);

    public sealed record SaleLost(DateTimeOffset At, int Opportunity, LostReason Reason, DateOnly On, int By) : Happening(At);

    /// <summary>How far the sale was worked as one section of the playbook says.</summary>
    /// <param name="Degree">0 to 1.</param>
    public sealed record PlaybookFollowed(DateTimeOffset At, int Opportunity, Playbook.Topic Topic, double Degree, int Person) : Happening(At);
}

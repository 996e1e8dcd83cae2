using Rung.Accounts;
using Rung.Opportunities;

namespace Rung.Metrics;

/// <summary>Why a deal is not counted.</summary>
public enum Exclusion
{
    /// <summary>Expansion or renewal: not new business.</summary>
    NotNewBusiness,

    /// <summary>Never became sales-accepted.</summary>
    NotAccepted,

    /// <summary>Its own amount is known and not above zero.</summary>
    NothingAsked,

    /// <summary>The account is a partner, an investor, ourselves or a test.</summary>
    NotAProspect,

    /// <summary>Nobody knows when it began.</summary>
    Undated,

    /// <summary>It closed before it began: its history is broken.</summary>
    ClosedBeforeItBegan,
}

/// <summary>The standard filters of 3.0: what every conversion figure counts unless it says otherwise.</summary>
public static class StandardFilter
{
    /// <summary>The first reason to leave the deal out, or null when it counts.</summary>
    public static Exclusion? Why(Deal deal)
    {
        if (deal.Type != OpportunityType.New) return Exclusion.NotNewBusiness;
        if (deal.Relation != Relation.Prospect) return Exclusion.NotAProspect;
        if (deal.AcceptedOn is null) return Exclusion.NotAccepted;
        if (deal.Amount is { Minor: <= 0 }) return Exclusion.NothingAsked;
        if (deal.BeganOn is null) return Exclusion.Undated;
        if (deal.ClosedOn < deal.BeganOn) return Exclusion.ClosedBeforeItBegan;
        return null;
    }
}

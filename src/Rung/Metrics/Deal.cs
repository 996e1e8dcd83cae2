using Rung.Accounts;
using Rung.Opportunities;

namespace Rung.Metrics;

/// <summary>
/// One opportunity as it stood at a moment, with its days counted in the company's zone: all that the sales figures
/// need. Read from history, so the same moment gives the same deal for ever.
/// </summary>
/// <param name="Id">The opportunity.</param>
/// <param name="BeganOn">The day it was created; null when nobody knows.</param>
/// <param name="AcceptedOn">The day it became sales-accepted (SAO); null when it never did.</param>
/// <param name="Kind">Open, won or lost at the moment.</param>
/// <param name="ClosedOn">Of a win the day the seller gave, of a loss the day it was marked lost (2.3); null while open.</param>
public sealed record Deal(Guid Id, OpportunityType Type, DateOnly? BeganOn, DateOnly? AcceptedOn, StageKind Kind, DateOnly? ClosedOn)
{
    /// <summary>What is asked; of a lost one never its closing value.</summary>
    public Money? Amount { get; init; }

    /// <summary>What was agreed; only of a win.</summary>
    public Money? Value { get; init; }

    /// <summary>When it was expected to close.</summary>
    public DateOnly? ExpectedOn { get; init; }
    public Relation Relation { get; init; }
    public Guid? AccountId { get; init; }
    public Guid? StageId { get; init; }

    /// <summary>The day it entered its stage.</summary>
    public DateOnly? StageSince { get; init; }
    public Guid? OwnerId { get; init; }
    public string? Team { get; init; }
    public Guid? ProductId { get; init; }
    public string? Region { get; init; }
    public string? Source { get; init; }
    public string? Segment { get; init; }

    /// <summary>A date of it was worked out and not told.</summary>
    public bool Derived { get; init; }

    public bool IsClosed => Kind != StageKind.Open;

    /// <summary>The first of the standard filters that leaves it out; null when it counts.</summary>
    public Exclusion? Why => StandardFilter.Why(this);

    /// <summary>Days from creation to close, when both are known and in order.</summary>
    public int? CycleDays => BeganOn is { } began && ClosedOn is { } closed && closed >= began ? closed.DayNumber - began.DayNumber : null;
}

/// <summary>By what a figure is broken down.</summary>
public enum Breakdown
{
    Owner,
    Team,
    Product,
    Region,
    Source,
    Segment,
}

public static class Breakdowns
{
    /// <summary>The deal's key under a breakdown, the identity where there is one; null stands for none given.</summary>
    public static string? Key(this Deal deal, Breakdown by) => by switch
    {
        Breakdown.Owner => deal.OwnerId?.ToString(),
        Breakdown.Team => deal.Team,
        Breakdown.Product => deal.ProductId?.ToString(),
        Breakdown.Region => deal.Region,
        Breakdown.Source => deal.Source,
        _ => deal.Segment,
    };
}

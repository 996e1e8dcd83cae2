using Rung.Metrics;
using Rung.Opportunities;
using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>A sale as it stood at the end of a day.</summary>
public sealed class SaleThen
{
    readonly DateOnly day;

    SaleThen(SaleRow row, DateOnly day) => (Row, this.day) = (row, day);

    /// <summary>Null where it had not begun.</summary>
    public static SaleThen? Of(SaleRow row, DateOnly day)
    {
        if (row.BeganOn > day) return null;
        var sale = new SaleThen(row, day);
        foreach (var stage in row.Stages)
        {
            if (stage.On > day) break;
            sale.Enter(stage);
        }

        if (row.BeganOn is null && !sale.HasHistory) return null;
        if (sale.AcceptedOn is { } on) sale.Seller = row.Owners.At(on) ?? (row.Owners.Count > 0 ? row.Owners[0].Value : null);
        sale.Amount = row.Amounts.At(day);
        if (sale.IsWon) sale.Value = row.Values.At(sale.ClosedOn > day ? sale.ClosedOn.Value : day) ?? sale.Amount;
        sale.IsSettled = sale.IsResolved && row.LastOn <= day;
        sale.Why = sale.Left();
        return sale;
    }

    public SaleRow Row { get; }
    public Guid Id => Row.Id;
    public DateOnly Day => day;

    /// <summary>Closed, and nothing is known of it that came after the day: no later day tells otherwise.</summary>
    public bool IsSettled { get; private set; }
    public StageKind Kind { get; private set; }

    /// <summary>The first day in a stage that counts as sales-accepted.</summary>
    public DateOnly? AcceptedOn { get; private set; }
    public DateOnly? DemoOn { get; private set; }
    public DateOnly? ProposalOn { get; private set; }

    /// <summary>Of a win the day the seller gave, of a loss the day it was marked lost (3.10).</summary>
    public DateOnly? ClosedOn { get; private set; }
    public bool HasHistory { get; private set; }

    /// <summary>A date of it was worked out and not told.</summary>
    public bool Derived { get; private set; }
    public bool IsWon => Kind == StageKind.Won;
    public bool IsResolved => Kind != StageKind.Open;
    public Money? Amount { get; private set; }

    /// <summary>What was agreed, or asked where nobody wrote that down; only of a win.</summary>
    public Money? Value { get; private set; }

    /// <summary>Who answered for it when it became sales-accepted.</summary>
    public Guid? Seller { get; private set; }

    /// <summary>The same seller from acceptance to the close, or until the day.</summary>
    public bool StayedWithSeller => AcceptedOn is { } on && Seller is { } seller && !Row.Owners.Any(o => o.On > on && o.On <= (ClosedOn ?? day) && o.Value != seller);

    /// <summary>Days from creation to the close.</summary>
    public int? CycleDays => Row.BeganOn is { } began && ClosedOn is { } closed && closed >= began ? closed.DayNumber - began.DayNumber : null;

    /// <summary>In time since it was accepted: open ones are watched until the day.</summary>
    public Resolution Resolution => new(Math.Max(0, (ClosedOn ?? day).DayNumber - AcceptedOn!.Value.DayNumber), Kind switch { StageKind.Won => Ending.Won, StageKind.Lost => Ending.Lost, _ => Ending.Open });

    /// <summary>The standard filters of 3.0; null when it counts.</summary>
    public LeftWhy? Why { get; private set; }

    LeftWhy? Left() => StandardFilter.Why(new(Id, OpportunityType.New, Row.BeganOn, AcceptedOn, Kind, ClosedOn) { Amount = Amount, Relation = Row.Relation }) switch
    {
        null => null,
        Exclusion.NotAProspect => LeftWhy.NotAProspect,
        Exclusion.NotAccepted => LeftWhy.NotAccepted,
        Exclusion.NothingAsked => LeftWhy.NothingAsked,
        Exclusion.Undated => LeftWhy.Undated,
        Exclusion.ClosedBeforeItBegan => LeftWhy.ClosedBeforeItBegan,
        _ => LeftWhy.NotNewBusiness,
    };

    /// <summary>Whether the ideal customer profile fitted, and why that cannot be said; frozen as first said.</summary>
    public LeftWhy? FitWhy => Row.Fit is not { Fits: not null } fit || fit.On > day ? LeftWhy.FitUnknown : fit.AfterOutcome && IsResolved ? LeftWhy.FitAfterOutcome : null;

    public bool IsIdeal => Row.Fit?.Fits == true;

    void Enter(StageRow stage)
    {
        (HasHistory, Kind, Derived) = (true, stage.Kind, Derived || stage.Derived);
        if (stage.MarksAccepted && stage.Kind != StageKind.Lost) AcceptedOn ??= stage.On;
        if (stage.MarksDemo && stage.Kind == StageKind.Open) DemoOn ??= stage.On;
        if (stage.MarksProposal && stage.Kind == StageKind.Open) ProposalOn ??= stage.On;
        ClosedOn = stage.Kind switch { StageKind.Open => null, StageKind.Won => Row.ClosedOn is { } told && told <= day ? told : stage.On, _ => stage.On };
    }
}

using Rung.Accounts;
using Rung.Customers;
using Rung.Leads;
using Rung.People;
using Rung.Records;

namespace Rung.Opportunities;

public enum OpportunityType
{
    New,
    Expansion,
    Renewal,
}

/// <summary>
/// A sale in a pipeline. Its amount is what is asked; the value of a won one is what was agreed, and the closing value
/// of a lost one is nothing at all.
/// </summary>
public sealed class Opportunity : Record<Opportunity>
{
    [Entered(Max = 300), Title] public string Name { get; private set; } = "";
    [Entered] public Id<Account>? AccountId { get; private set; }
    [Entered] public Id<Contact>? ContactId { get; private set; }

    /// <summary>Where it began; nothing is copied from there.</summary>
    [Entered(Once = true)] public Id<Lead>? LeadId { get; private set; }

    /// <summary>Of a renewal or an expansion: the subscription it goes on from.</summary>
    [Entered(Once = true)] public Id<Subscription>? SubscriptionId { get; private set; }

    [Entered(Once = true)] public OpportunityType Type { get; private set; }
    [Entered, Kept] public Money? Amount { get; private set; }

    /// <summary>What it would be without a discount (2.4).</summary>
    [Entered, Kept] public Money? ListAmount { get; private set; }

    /// <summary>When it is expected to close.</summary>
    [Entered, Kept] public DateOnly? CloseOn { get; private set; }

    [Entered] public Id<Product>? ProductId { get; private set; }
    [Entered] public string? Source { get; private set; }
    [Entered] public string? Campaign { get; private set; }
    [Entered] public string? Segment { get; private set; }
    [Entered] public string? Region { get; private set; }
    [Entered] public string? Team { get; private set; }
    [Entered(Max = 500)] public string? Tags { get; private set; }
    [Entered(Max = 500)] public string? NextStep { get; private set; }
    [Entered] public DateTimeOffset? NextStepAt { get; private set; }
    [Entered(Max = 20_000, Lines = true)] public string? Description { get; private set; }

    /// <summary>Whether the ideal customer profile fitted when the opportunity began (2.8).</summary>
    [Entered, Kept] public bool? IdealFit { get; private set; }

    /// <summary>Who sells it now.</summary>
    [Entered, Kept] public Id<Person>? AccountableId { get; private set; }

    /// <summary>Where it waits when nobody is named.</summary>
    [Entered, Kept] public Id<Queue>? QueueId { get; private set; }

    /// <summary>Who found it.</summary>
    [Entered, Kept] public Id<Person>? SourcedById { get; private set; }

    /// <summary>Who will look after the customer.</summary>
    [Entered, Kept] public Id<Person>? CsmId { get; private set; }

    public Id<Pipeline> PipelineId { get; private set; }
    public Id<Stage> StageId { get; private set; }
    public StageKind StageKind { get; private set; }
    public DateTimeOffset StageEnteredAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>When it was won or lost.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The day the seller gives for the close; of a win, the day bookings count.</summary>
    [Kept] public DateOnly? ClosedOn { get; private set; }

    /// <summary>What was agreed; only of a win.</summary>
    [Kept] public Money? Value { get; private set; }

    public string? LossReason { get; private set; }

    public bool IsClosed => StageKind != StageKind.Open;

    /// <summary>Puts a new opportunity on the stage where it begins; part of recording it, no fact of its own.</summary>
    public Refusal? Begin(Stage stage, Act act)
    {
        if (stage.Kind != StageKind.Open) return new CloseByWinningOrLosing();
        if (Unfit(stage, act) is { } unfit) return unfit;

        Enter(stage, act);
        return null;
    }

    /// <summary>Moves an open opportunity to another open stage; on the one where it stands it stays, for as long as before.</summary>
    public Outcome<Fact> Move(Stage stage, Act act)
    {
        if (IsClosed) return new AlreadyClosed();
        if (stage.Kind != StageKind.Open) return new CloseByWinningOrLosing();
        if (Unfit(stage, act) is { } unfit) return unfit;
        if (stage.Id == StageId) return new NothingToChange();

        var from = StageId;
        Enter(stage, act);
        return new OpportunityMoved(from, stage.Id);
    }

    /// <summary>Wins it for what was agreed. <paramref name="on"/> is the day bookings count.</summary>
    public Outcome<Fact> Win(Stage won, Money? value, DateOnly on, Act act)
    {
        if (IsClosed) return new AlreadyClosed();
        if (won.Kind != StageKind.Won) return new NotThatStage(won.Name);
        if (Unfit(won, act) is { } unfit) return unfit;

        var agreed = value ?? Amount;
        if (agreed is null && act.Origin == Origin.Entered) return new Missing("value");
        if (agreed is { Minor: < 0 }) return new NothingToWin();
        if (AccountId is null && act.Origin == Origin.Entered) return new Missing("accountId");

        (Value, ClosedOn) = (agreed, on);
        Close(won, act);
        return new OpportunityWon(agreed, on);
    }

    /// <summary>Loses it, with the reason. Losing promptly is as important as winning.</summary>
    public Outcome<Fact> Lose(Stage lost, string? reason, DateOnly on, Act act)
    {
        if (IsClosed) return new AlreadyClosed();
        if (lost.Kind != StageKind.Lost) return new NotThatStage(lost.Name);
        if (string.IsNullOrWhiteSpace(reason) && act.Origin == Origin.Entered) return new Missing("reason");
        if (Unfit(lost, act) is { } unfit) return unfit;

        (LossReason, ClosedOn) = (reason?.Trim(), on);
        Close(lost, act);
        return new OpportunityLost(LossReason, on);
    }

    /// <summary>Takes a closed opportunity up again in an open stage. The close stays in its history.</summary>
    public Outcome<Fact> Reopen(Stage stage, Act act)
    {
        if (!IsClosed) return new NothingToChange();
        if (stage.Kind != StageKind.Open) return new NotThatStage(stage.Name);
        if (Unfit(stage, act) is { } unfit) return unfit;

        (ClosedAt, ClosedOn, Value, LossReason) = (null, null, null, null);
        Enter(stage, act);
        return new OpportunityReopened(stage.Id);
    }

    /// <summary>Says what happens next and when.</summary>
    public Outcome<Fact> Plan(string nextStep, DateTimeOffset at, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (IsClosed) return new AlreadyClosed();
        if (string.IsNullOrWhiteSpace(nextStep)) return new Missing("nextStep");

        (NextStep, NextStepAt) = (nextStep.Trim(), at);
        return new NextStepPlanned(at);
    }

    public override Refusal? Check() => Amount is { } asked && ListAmount is { } list && asked.Currency != list.Currency ? new CurrenciesDiffer("listAmount", "amount") : null;

    Refusal? Unfit(Stage stage, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (PipelineId.Value != Guid.Empty && stage.PipelineId != PipelineId) return new OtherPipeline(stage.Name);
        if (StageId.Value != Guid.Empty && act.At < StageEnteredAt) return new BeforeTheLastMove(StageEnteredAt);
        if (act.Origin != Origin.Entered || stage.Id == StageId) return null;
        return stage.RequiredFields.FirstOrDefault(f => Form.Of<Opportunity>().Field(f)?.Read(this) is null) is { } missing
            ? new StageNeeds(stage.Name, missing)
            : null;
    }

    void Enter(Stage stage, Act act)
    {
        (PipelineId, StageId, StageKind, StageEnteredAt) = (stage.PipelineId, stage.Id, stage.Kind, act.At);
        if (stage.MarksAccepted) AcceptedAt ??= act.At;
        act.Leave(new StageVisit(this, stage, act));
    }

    void Close(Stage stage, Act act)
    {
        Enter(stage, act);
        ClosedAt = act.At;
        (NextStep, NextStepAt) = (null, null);
    }
}

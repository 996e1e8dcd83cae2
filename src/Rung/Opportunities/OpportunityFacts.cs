using Rung.Records;

namespace Rung.Opportunities;

public sealed record OpportunityMoved(Id<Stage> From, Id<Stage> To) : Fact;

public sealed record OpportunityWon(Money? Value, DateOnly On) : Fact;

public sealed record OpportunityLost(string? Reason, DateOnly On) : Fact;

public sealed record OpportunityReopened(Id<Stage> To) : Fact;

public sealed record NextStepPlanned(DateTimeOffset At) : Fact;

/// <summary>The opportunity is won or lost; reopen it first.</summary>
public sealed record AlreadyClosed : Refusal;

/// <summary>Closing asks for a value or a reason, so it has verbs of its own.</summary>
public sealed record CloseByWinningOrLosing : Refusal;

/// <summary>The stage is of another kind than the verb needs.</summary>
public sealed record NotThatStage(string Stage) : Refusal;

/// <summary>The stage belongs to another pipeline.</summary>
public sealed record OtherPipeline(string Stage) : Refusal;

/// <summary>The stage asks for a field that is empty.</summary>
public sealed record StageNeeds(string Stage, string Field) : Refusal
{
    public override string At => Field;
}

/// <summary>A win has a value of zero or more.</summary>
public sealed record NothingToWin : Refusal
{
    public override string At => "value";
}

/// <summary>History is told in order: the opportunity entered its present stage later than that.</summary>
public sealed record BeforeTheLastMove(DateTimeOffset Since) : Refusal
{
    public override string At => "happenedAt";
}

using Rung.People;
using Rung.Records;

namespace Rung.Ladder;

/// <summary>What became of a hypothesis.</summary>
public enum HypothesisResult
{
    Held,
    Refuted,

    /// <summary>The time is up and neither is shown.</summary>
    Undecided,
}

/// <summary>What was done about it.</summary>
public enum HypothesisDecision
{
    /// <summary>To the next rung, or on as before.</summary>
    GoOn,

    /// <summary>Another way to the same end.</summary>
    ChangeCourse,

    /// <summary>Longer, for more evidence.</summary>
    WaitForMore,
    GiveUp,
}

/// <summary>
/// What a rung is to show, said so that it can turn out to be wrong: by when, how likely it seemed before, how much evidence
/// decides, what came of it and what was done (R28; 3.8).
/// </summary>
public sealed class Hypothesis : Record<Hypothesis>
{
    [Entered] public MaturityStage Stage { get; private set; }

    /// <summary>"Ines and Wei win ideal customers at 0.8 of the founder's rate or better by the end of March."</summary>
    [Entered(Max = 500), Title, Kept] public string Statement { get; private set; } = "";

    /// <summary>The day by which it is to be shown.</summary>
    [Entered, Kept] public DateOnly? DueOn { get; private set; }

    /// <summary>How likely it seemed beforehand, from 0 to 1.</summary>
    [Entered(Least = 0, Most = 1), Kept] public double? Prior { get; private set; }

    /// <summary>The criterion that decides it, by its number; empty where none does.</summary>
    [Entered(Max = 60)] public string? Criterion { get; private set; }

    /// <summary>How many results of the kind are needed to decide.</summary>
    [Entered(Least = 1, Most = 1_000_000), Kept] public int? EvidenceNeeded { get; private set; }

    [Entered, Kept] public Id<Person>? AccountableId { get; private set; }

    [Entered(Once = true), Kept] public HypothesisResult? Result { get; private set; }

    /// <summary>What was seen, in words.</summary>
    [Entered(Once = true, Max = 2000, Lines = true)] public string? Learned { get; private set; }

    [Entered(Once = true), Kept] public HypothesisDecision? Decision { get; private set; }
    [Entered(Once = true)] public DateTimeOffset? SettledAt { get; private set; }

    public Outcome<Fact> Settle(HypothesisResult result, string? learned, HypothesisDecision decision, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (SettledAt is not null) return new HypothesisSettledAlready();
        if (string.IsNullOrWhiteSpace(learned)) return new Missing("learned");

        (Result, Learned, Decision, SettledAt) = (result, learned.Trim(), decision, act.At);
        return new HypothesisSettled(result, decision);
    }

    public Outcome<Fact> Reopen(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (SettledAt is null) return new NothingToChange();

        (Result, Learned, Decision, SettledAt) = (null, null, null, null);
        return new HypothesisReopened();
    }

    public override Refusal? Check()
    {
        if (Criterion is { } id && Ladder.Criteria.Named(id) is null) return new NoSuchCriterion(id, string.Join(", ", Ladder.Criteria.All.Select(c => c.Id)));
        return SettledAt is not null && (Result is null || Decision is null) ? new Missing(Result is null ? "result" : "decision") : null;
    }
}

public sealed record HypothesisSettled(HypothesisResult Result, HypothesisDecision Decision) : Fact;

public sealed record HypothesisReopened : Fact;

/// <summary>It was settled; take it up again first.</summary>
public sealed record HypothesisSettledAlready : Refusal;

/// <summary>No criterion has that number.</summary>
public sealed record NoSuchCriterion(string Id, string Known) : Refusal
{
    public override string At => "criterion";
}

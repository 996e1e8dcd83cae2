using Rung.People;
using Rung.Records;

namespace Rung.Ladder;

/// <summary>The founder says on which rung the company stands from a day on. Going back is allowed, with the reason.</summary>
public sealed class StageConfirmation : Record<StageConfirmation>
{
    [Entered(Once = true)] public MaturityStage Stage { get; private set; }

    /// <summary>The first day it holds.</summary>
    [Entered(Once = true)] public DateOnly FromOn { get; private set; }

    [Entered(Once = true, Max = 2000, Lines = true)] public string? Reason { get; private set; }

    [Entered(Once = true)] public Id<Person>? ConfirmedById { get; private set; }

    /// <summary>
    /// Whether the company may be said to stand there: on the rung that the record reaches, or one passed before. A rung above
    /// needs what is missing to be proven or waived first; one below the rung confirmed last needs a reason.
    /// </summary>
    public Refusal? Unfounded(Assessment assessment)
    {
        if (Stage > assessment.Proposed) return new RungNotReached(Stage, string.Join(", ", assessment.Missing(assessment.Proposed)));
        return assessment.IsConfirmed && Stage < assessment.Stage && string.IsNullOrWhiteSpace(Reason) ? new Missing("reason") : null;
    }

    protected override void Open(Act act)
    {
        if (act.Origin == Origin.Entered) ConfirmedById ??= act.By;
    }
}

/// <summary>The record does not reach that rung; these criteria and patterns stand before it.</summary>
public sealed record RungNotReached(MaturityStage Stage, string Missing) : Refusal
{
    public override string At => "stage";
}

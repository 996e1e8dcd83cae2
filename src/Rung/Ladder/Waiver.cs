using Rung.People;
using Rung.Records;

namespace Rung.Ladder;

/// <summary>Somebody answers, by name and with a reason, for going on although a criterion is not met.</summary>
public sealed class Waiver : Record<Waiver>
{
    [Entered(Once = true)] public MaturityStage Stage { get; private set; }
    [Entered(Once = true, Max = 60), Title] public string Criterion { get; private set; } = "";
    [Entered(Once = true, Max = 2000, Lines = true)] public string Reason { get; private set; } = "";
    [Entered(Once = true)] public Id<Person>? GrantedById { get; private set; }

    /// <summary>The first day it no longer holds. No waiver is for good.</summary>
    [Entered, Kept] public DateOnly? EndsOn { get; private set; }

    [Entered(Once = true)] public DateTimeOffset? RevokedAt { get; private set; }

    public Outcome<Fact> Revoke(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (RevokedAt is not null) return new NothingToChange();

        RevokedAt = act.At;
        return new WaiverRevoked();
    }

    public override Refusal? Check()
    {
        if (Ladder.Criteria.Named(Criterion) is null) return new NoSuchCriterion(Criterion, string.Join(", ", Ladder.Criteria.All.Select(c => c.Id)));
        return EndsOn is null ? new Missing("endsOn") : null;
    }

    /// <summary>Null where it still has days before it.</summary>
    public Refusal? Over(DateOnly today) => EndsOn <= today ? new WaiverOver() : null;

    protected override void Open(Act act)
    {
        if (act.Origin == Origin.Entered) GrantedById ??= act.By;
    }
}

public sealed record WaiverRevoked : Fact;

/// <summary>A waiver that ends today or before would cover nothing.</summary>
public sealed record WaiverOver : Refusal
{
    public override string At => "endsOn";
}

using Rung.Records;

namespace Rung.People;

public enum OpeningStatus
{
    /// <summary>Somebody is looked for.</summary>
    Open,
    Offered,
    Hired,
    Withdrawn,
}

/// <summary>A seat to be filled.</summary>
public sealed class Opening : Record<Opening>
{
    [Entered, Title] public string Name { get; private set; } = "";
    [Entered] public Role Role { get; private set; }
    [Entered] public Id<Pod>? PodId { get; private set; }

    /// <summary>The hiring profile: who does well in this seat here, and how we find out.</summary>
    [Entered(Max = 20_000, Lines = true)] public string? Profile { get; private set; }

    [Entered, Kept] public DateOnly PlannedOn { get; private set; }

    /// <summary>Why the seat is filled although the ladder says that it is too early (A0.1, A1.1, A2.1).</summary>
    [Entered(Max = 2000, Lines = true), Kept] public string? Despite { get; private set; }

    /// <summary>What filling the seat costs: adverts, agency, the hours of interviewers.</summary>
    [Entered] public Money? Cost { get; private set; }

    [Entered(Least = 0, Most = 100_000)] public int Candidates { get; private set; }

    [Entered, Kept] public Id<Person>? AccountableId { get; private set; }

    [Entered(Once = true), Kept] public OpeningStatus Status { get; private set; }
    [Entered(Once = true)] public DateTimeOffset? OfferedAt { get; private set; }
    [Entered(Once = true)] public Id<Person>? HiredId { get; private set; }
    [Entered(Once = true)] public DateTimeOffset? ClosedAt { get; private set; }
    [Entered(Once = true, Max = 500)] public string? WithdrawnReason { get; private set; }

    public bool IsOpen => Status is OpeningStatus.Open or OpeningStatus.Offered;

    /// <summary>An offer is out. Declined offers are followed by another.</summary>
    public Outcome<Fact> Offer(Act act)
    {
        if (Unfit() is { } unfit) return unfit;

        (Status, OfferedAt) = (OpeningStatus.Offered, act.At);
        return new OfferMade();
    }

    /// <summary>Fills the seat.</summary>
    public Outcome<Fact> Hire(Id<Person> person, Act act)
    {
        if (Unfit() is { } unfit) return unfit;

        (Status, HiredId, ClosedAt) = (OpeningStatus.Hired, person, act.At);
        return new OpeningFilled(person);
    }

    /// <summary>The seat is not filled after all.</summary>
    public Outcome<Fact> Withdraw(string reason, Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (string.IsNullOrWhiteSpace(reason)) return new Missing("reason");

        (Status, WithdrawnReason, ClosedAt) = (OpeningStatus.Withdrawn, reason.Trim(), act.At);
        return new OpeningWithdrawn(reason.Trim());
    }

    Refusal? Unfit()
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        return IsOpen ? null : new OpeningClosed(Status);
    }

    public override Refusal? Check() => Status switch
    {
        OpeningStatus.Hired when HiredId is null => new Missing("hiredId"),
        OpeningStatus.Hired or OpeningStatus.Withdrawn when ClosedAt is null => new Missing("closedAt"),
        _ => null,
    };
}

public sealed record OfferMade : Fact;

public sealed record OpeningFilled(Id<Person> PersonId) : Fact;

public sealed record OpeningWithdrawn(string Reason) : Fact;

/// <summary>The seat was filled or given up already.</summary>
public sealed record OpeningClosed(OpeningStatus Status) : Refusal;

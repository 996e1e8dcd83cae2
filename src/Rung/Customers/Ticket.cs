using Rung.Accounts;
using Rung.Records;

namespace Rung.Customers;

public enum Severity
{
    Normal,
    Low,
    High,
    Critical,
}

/// <summary>A customer asked for help.</summary>
public sealed class Ticket : Record<Ticket>
{
    [Entered(Max = 500), Title, Private] public string Subject { get; private set; } = "";
    [Entered] public Id<Account> AccountId { get; private set; }
    [Entered] public Id<Contact>? ContactId { get; private set; }
    [Entered, Kept] public Severity Severity { get; private set; }
    [Entered(Once = true)] public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>When somebody of ours first answered.</summary>
    [Entered(Once = true)] public DateTimeOffset? FirstAnsweredAt { get; private set; }

    [Entered(Once = true), Kept] public DateTimeOffset? ClosedAt { get; private set; }

    public bool IsOpen => RemovedAt is null && ClosedAt is null;

    /// <summary>Somebody answered; the first answer counts and later ones change nothing.</summary>
    public Outcome<Fact> Answer(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (FirstAnsweredAt is not null) return new NothingToChange();
        if (act.At < OpenedAt) return new EndsBeforeStart("firstAnsweredAt", "openedAt");

        FirstAnsweredAt = act.At;
        return new TicketAnswered();
    }

    public Outcome<Fact> Close(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (ClosedAt is not null) return new NothingToChange();
        if (act.At < OpenedAt) return new EndsBeforeStart("closedAt", "openedAt");

        ClosedAt = act.At;
        return new TicketClosed();
    }

    public Outcome<Fact> Reopen(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (ClosedAt is null) return new NothingToChange();

        ClosedAt = null;
        return new TicketReopened();
    }

    public override Refusal? Check() => ClosedAt < OpenedAt ? new EndsBeforeStart("closedAt", "openedAt") : FirstAnsweredAt < OpenedAt ? new EndsBeforeStart("firstAnsweredAt", "openedAt") : null;
}

public sealed record TicketAnswered : Fact;

public sealed record TicketClosed : Fact;

public sealed record TicketReopened : Fact;

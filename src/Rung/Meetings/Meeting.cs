using Rung.Accounts;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;

namespace Rung.Meetings;

public enum MeetingType
{
    Intro,
    Discovery,

    /// <summary>The pitch with its demo: what an SDR books (R2).</summary>
    Pitch,
    FollowUp,
    Closing,
    Kickoff,
    CheckIn,

    /// <summary>Quarterly business review.</summary>
    Qbr,
    Renewal,

    /// <summary>Learning about the problem before anything is sold; not business development.</summary>
    CustomerDevelopment,
    OneToOne,
    CallReview,
}

public enum MeetingStatus
{
    Booked,

    /// <summary>Booked again for another time.</summary>
    Rescheduled,
    Held,

    /// <summary>They did not come.</summary>
    NoShow,
    Cancelled,
}

/// <summary>A time when people sit together. Booked is not held: only held meetings count as work done.</summary>
[Private]
public sealed class Meeting : Record<Meeting>
{
    [Entered(Max = 300), Title, Private] public string? Subject { get; private set; }
    [Entered] public MeetingType Type { get; private set; }
    [Entered(Once = true), Kept] public DateTimeOffset ScheduledFor { get; private set; }
    [Entered(Least = 0, Most = 1440)] public int Minutes { get; private set; } = 30;

    [Entered] public Id<Account>? AccountId { get; private set; }
    [Entered] public Id<Contact>? ContactId { get; private set; }
    [Entered] public Id<Lead>? LeadId { get; private set; }
    [Entered] public Id<Opportunity>? OpportunityId { get; private set; }

    /// <summary>Who runs it.</summary>
    [Entered, Kept] public Id<Person>? AccountableId { get; private set; }

    [Entered(Once = true)] public Id<Person>? BookedById { get; private set; }
    [Entered(Once = true)] public DateTimeOffset? BookedAt { get; private set; }

    [Entered(Once = true), Kept] public MeetingStatus Status { get; private set; }
    [Entered(Once = true)] public DateTimeOffset? HeldAt { get; private set; }
    [Entered(Once = true, Max = 500)] public string? CancelledReason { get; private set; }

    /// <summary>Where the recording lies.</summary>
    [Entered(Max = 500)] public string? Recording { get; private set; }

    [Entered(Max = 20_000, Lines = true), Private] public string? Notes { get; private set; }

    /// <summary>Still to come: neither held nor missed nor called off.</summary>
    public bool IsAhead => Status is MeetingStatus.Booked or MeetingStatus.Rescheduled;

    /// <summary>It took place: at the time it was booked for unless another is given.</summary>
    public Outcome<Fact> Hold(DateTimeOffset? at, int? minutes, Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        var heldAt = at ?? ScheduledFor;
        if (heldAt > act.Now) return new NotYetHappened("heldAt");
        if (minutes is < 0 or > 1440) return new OutOfRange("minutes", "0", "1440");

        (Status, HeldAt, Minutes) = (MeetingStatus.Held, heldAt, minutes ?? Minutes);
        return new MeetingHeld(heldAt);
    }

    /// <summary>We were there and they were not.</summary>
    public Outcome<Fact> NoShow(Act act)
    {
        if (Unfit() is { } unfit) return unfit;
        if (ScheduledFor > act.Now) return new NotYetHappened("scheduledFor");

        Status = MeetingStatus.NoShow;
        return new MeetingMissed();
    }

    public Outcome<Fact> Cancel(string? reason, Act act)
    {
        if (Unfit() is { } unfit) return unfit;

        (Status, CancelledReason) = (MeetingStatus.Cancelled, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        return new MeetingCancelled(CancelledReason);
    }

    /// <summary>Finds another time, also after a no-show or a cancellation; both stay in its history.</summary>
    public Outcome<Fact> Reschedule(DateTimeOffset at, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Status == MeetingStatus.Held) return new MeetingOver(Status);
        if (IsAhead && at == ScheduledFor) return new NothingToChange();

        var from = ScheduledFor;
        (Status, ScheduledFor, CancelledReason) = (MeetingStatus.Rescheduled, at, null);
        return new MeetingRescheduled(from, at);
    }

    protected override void Open(Act act)
    {
        BookedAt ??= act.At;
        if (act.Origin == Origin.Entered) BookedById ??= act.By;
        if (Status == MeetingStatus.Held) HeldAt ??= ScheduledFor;
    }

    public override Refusal? Check() => HeldAt is not null && Status != MeetingStatus.Held ? new OnlyHeldMeetingsAreHeld() : null;

    Refusal? Unfit()
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        return IsAhead ? null : new MeetingOver(Status);
    }
}

public sealed record MeetingHeld(DateTimeOffset At) : Fact;

public sealed record MeetingMissed : Fact;

public sealed record MeetingCancelled(string? Reason) : Fact;

public sealed record MeetingRescheduled(DateTimeOffset From, DateTimeOffset To) : Fact;

/// <summary>The meeting was held, missed or called off already.</summary>
public sealed record MeetingOver(MeetingStatus Status) : Refusal;

/// <summary>A time of holding belongs to a held meeting.</summary>
public sealed record OnlyHeldMeetingsAreHeld : Refusal
{
    public override string At => "heldAt";
}

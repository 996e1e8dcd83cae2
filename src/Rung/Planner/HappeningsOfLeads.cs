using Rung.Meetings;

namespace Rung.Planner;

// From the account to the meeting.
public abstract partial record Happening
{
    /// <summary>An organisation became known: enter an account of relation prospect.</summary>
    /// <param name="FitKnown">False while nobody has decided about the ideal customer profile; <see cref="FitDecided"/> follows.</param>
    public sealed record AccountFound(DateTimeOffset At, int Account, LeadSource Source, bool IdealFit, bool FitKnown, MarketSegment Segment, int Employees, int? By) : Happening(At);

    /// <summary>Somebody decided whether the ideal customer profile fits.</summary>
    public sealed record FitDecided(DateTimeOffset At, int Account, bool IdealFit, int By) : Happening(At);

    /// <summary>A person at the account became known.</summary>
    /// <param name="Seniority">0 user, 1 lead, 2 head, 3 executive.</param>
    public sealed record ContactFound(DateTimeOffset At, int Contact, int Account, int Seniority, bool IsPrimary, int? By) : Happening(At);

    /// <summary>Somebody begins to pursue the account.</summary>
    /// <param name="Accountable">Who develops it; null while it waits in the queue.</param>
    public sealed record LeadOpened(DateTimeOffset At, int Lead, int Account, int Contact, LeadSource Source, int? Accountable) : Happening(At);

    /// <summary>Somebody else is accountable for the lead now.</summary>
    public sealed record LeadAssigned(DateTimeOffset At, int Lead, int Accountable) : Happening(At);

    /// <summary>An attempt to reach somebody: an activity; the first one of a lead is also its first touch.</summary>
    /// <param name="Lead">At most one of lead and opportunity is given; neither for touches of customers.</param>
    public sealed record Touched(DateTimeOffset At, int By, int Account, int Contact, int? Lead, int? Opportunity, ActivityType Type, Direction Direction, TouchResult Result, int Minutes, bool IsFirst) : Happening(At);

    /// <summary>The lead is given up.</summary>
    public sealed record LeadGivenUp(DateTimeOffset At, int Lead, DisqualifiedReason Reason, int By) : Happening(At);

    /// <summary>The lead became an opportunity: qualify it. The opportunity's own happenings follow.</summary>
    public sealed record LeadBecameSale(DateTimeOffset At, int Lead, int Opportunity, int By) : Happening(At);

    /// <summary>A meeting got into two calendars.</summary>
    public sealed record MeetingBooked(DateTimeOffset At, int Meeting, MeetingType Type, DateTimeOffset ScheduledFor, int Minutes, int Account, int? Contact, int? Lead, int? Opportunity,
        int BookedBy, int Accountable, IReadOnlyList<Attending> Attendees) : Happening(At);

    /// <summary>It took place at its time; <see cref="Attending.CameAlong"/> is known now, and somebody may have come who was not invited.</summary>
    public sealed record MeetingTookPlace(DateTimeOffset At, int Meeting, int Minutes, int By, IReadOnlyList<Attending> Attendees) : Happening(At);

    /// <summary>We were there and they were not.</summary>
    public sealed record NobodyCame(DateTimeOffset At, int Meeting, int By) : Happening(At);

    /// <summary>Another time was found, also after nobody came.</summary>
    public sealed record MeetingMoved(DateTimeOffset At, int Meeting, DateTimeOffset To, int By) : Happening(At);

    /// <summary>It will not take place.</summary>
    public sealed record MeetingCalledOff(DateTimeOffset At, int Meeting, int By) : Happening(At);

    /// <summary>The list that is worked from cold has nobody left who is due; once for each time it runs dry.</summary>
    public sealed record ListExhausted(DateTimeOffset At, int By, int Accounts) : Happening(At);
}

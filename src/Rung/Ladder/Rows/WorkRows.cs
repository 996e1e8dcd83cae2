using Rung.Meetings;
using Rung.People;
using Rung.Playbook;

namespace Rung.Ladder;

/// <summary>One of ours who sat in a meeting, in the role of that time.</summary>
public readonly record struct AttendeeRow(Guid PersonId, Role? Role);

/// <summary>A meeting; only a held one has a day of holding.</summary>
public sealed record MeetingRow(Guid Id, MeetingType Type, MeetingStatus Status, DateOnly ScheduledOn, DateOnly? HeldOn)
{
    public int Minutes { get; init; }
    public Guid? AccountId { get; init; }
    public Guid? SaleId { get; init; }
    public Guid? LeadId { get; init; }
    public IReadOnlyList<AttendeeRow> Attendees { get; init; } = [];

    /// <summary>Selling to somebody new: what only a pitch, a demo or a closing call is (R31).</summary>
    public bool IsSelling => Type is MeetingType.Intro or MeetingType.Discovery or MeetingType.Pitch or MeetingType.FollowUp or MeetingType.Closing;

    /// <summary>Pitch, demo, closing: what somebody leads (A2.2).</summary>
    public bool IsLed => Type is MeetingType.Pitch or MeetingType.Closing;
}

/// <summary>A person in a role.</summary>
/// <param name="EndsOn">The first day it no longer holds.</param>
public sealed record RoleRow(Guid PersonId, Role Role, DateOnly StartsOn, DateOnly? EndsOn = null)
{
    public DateOnly? RampStartsOn { get; init; }
    public int? RampMonths { get; init; }
    public double Fte { get; init; } = 1;
    public Guid? ManagerId { get; init; }

    /// <summary>The day it was entered, where nobody said when it began: it holds always, and dates nothing.</summary>
    public DateOnly? UndatedOn { get; init; }

    public bool HoldsOn(DateOnly day) => StartsOn <= day && (EndsOn is not { } end || day < end);
}

/// <summary>A text of the playbook, approved on a day.</summary>
public readonly record struct ApprovalRow(Topic Topic, DateOnly On);

/// <summary>A step of the playbook as worked in one sale.</summary>
/// <param name="Degree">0 not at all, 1 to the letter.</param>
public readonly record struct StepRow(Guid SaleId, Topic Topic, Guid? PersonId, DateOnly On, double Degree);

/// <summary>Working time of a person.</summary>
public readonly record struct TimeRow(Guid PersonId, WorkClass Class, DateOnly On, int Minutes);

public readonly record struct CoachingRow(Guid CoachId, Guid PersonId, DateOnly On, int Minutes);

public readonly record struct CertificationRow(Guid PersonId, DateOnly TakenOn, bool Passed);

/// <summary>Money in the bank, all accounts of one currency together, at the end of a day.</summary>
public readonly record struct BalanceRow(DateOnly On, Money Amount);

/// <summary>What was sent and called out on a day.</summary>
/// <param name="WithoutActor">Of those, how many nobody is named for.</param>
public readonly record struct TouchRow(DateOnly On, int N, int WithoutActor);

/// <summary>Leads that came on a day and became sales on another, or did not.</summary>
public readonly record struct LeadRow(DateOnly On, DateOnly? QualifiedOn, int N = 1);

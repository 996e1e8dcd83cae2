using Rung.Economics;
using Rung.Improvements;
using Rung.Ladder;
using Rung.People;
using Rung.Playbook;

namespace Rung.Planner;

// Who works here, how they get better, and what it costs.
public abstract partial record Happening
{
    /// <summary>A seat is to be filled.</summary>
    public sealed record SeatOpened(DateTimeOffset At, int Opening, Role Role, int? Pod, DateOnly PlannedOn, Money Cost) : Happening(At);

    public sealed record SeatOffered(DateTimeOffset At, int Opening) : Happening(At);

    /// <summary>The seat is filled; <see cref="PersonJoined"/> came before.</summary>
    public sealed record SeatFilled(DateTimeOffset At, int Opening, int Person) : Happening(At);

    public sealed record SeatWithdrawn(DateTimeOffset At, int Opening) : Happening(At);

    /// <summary>Somebody begins to work here. The founder joins first, on the first day.</summary>
    public sealed record PersonJoined(DateTimeOffset At, int Person) : Happening(At);

    /// <summary>A role from a day on. A change of role, pod, manager or time ends the one before (<see cref="RoleEnded"/>).</summary>
    /// <param name="Assignment">Its number.</param>
    /// <param name="Fte">Part of full time, 0 to 1.</param>
    /// <param name="RampMonths">Months until productive.</param>
    /// <param name="OnTarget">On-target earnings for a year.</param>
    /// <param name="Quota">To be sold in a year; sellers only.</param>
    public sealed record RoleBegan(DateTimeOffset At, int Assignment, int Person, Role Role, double Fte, int? Pod, int? Manager, int RampMonths, Money OnTarget, Money? Quota, double Burden) : Happening(At);

    public sealed record RoleEnded(DateTimeOffset At, int Assignment, int Person) : Happening(At);

    /// <summary>Somebody has learned the job. For truth files; the CRM works it out.</summary>
    public sealed record PersonRamped(DateTimeOffset At, int Person) : Happening(At);

    /// <summary>Gone; the day of <see cref="Happening.At"/> was the last day of work.</summary>
    public sealed record PersonLeft(DateTimeOffset At, int Person) : Happening(At);

    /// <param name="BackOn">The first day the person is here again.</param>
    public sealed record PersonAway(DateTimeOffset At, int Person, DateOnly StartsOn, DateOnly BackOn) : Happening(At);

    /// <param name="Template">Seats of a full pod, as in <c>sdr:1, ae:2, csm:1</c>.</param>
    public sealed record PodFormed(DateTimeOffset At, int Pod, string Template, int? Manager) : Happening(At);

    public sealed record PodLedBy(DateTimeOffset At, int Pod, int Manager) : Happening(At);

    public sealed record Coached(DateTimeOffset At, int Coach, int Person, CoachingType Type, int Minutes, int? Meeting) : Happening(At);

    /// <summary>Where hours went; pieces of one day of one person do not overlap.</summary>
    public sealed record TimeSpent(DateTimeOffset At, int Person, WorkClass Class, int Minutes, TimeSource Source, int? Meeting) : Happening(At)
    {
        /// <summary>When the piece began; hours are told when the month is over.</summary>
        public DateTimeOffset StartsAt { get; init; } = At;
    }

    /// <summary>A section of the playbook got a text: enter it, or amend it.</summary>
    /// <param name="Edition">1 for the first text.</param>
    public sealed record SectionWritten(DateTimeOffset At, Topic Topic, int Edition, int By) : Happening(At);

    public sealed record SectionPassed(DateTimeOffset At, Topic Topic, int Edition, int By) : Happening(At);

    /// <summary>Somebody worked by it.</summary>
    public sealed record SectionWorkedBy(DateTimeOffset At, Topic Topic, int By) : Happening(At);

    /// <param name="Item">0 pitch, 1 demo, 2 discovery, 3 onboarding.</param>
    public sealed record CertificationTaken(DateTimeOffset At, int Person, int Item, int Attempt, double Score, bool Passed, int Examiner) : Happening(At);

    /// <summary>Money of a month, on a person or on a vendor.</summary>
    /// <param name="Vendor">0 adverts, 1 tools, 2 recruiting, 3 hosting and other cost of goods sold; null for a person.</param>
    public sealed record CostBooked(DateTimeOffset At, DateOnly MonthOn, CostClass Class, Money Amount, int? Person, int? Vendor, int? Pod) : Happening(At);

    /// <summary>Money in the bank at the end of a day.</summary>
    public sealed record BankStood(DateTimeOffset At, DateOnly On, Money Amount) : Happening(At);

    /// <param name="Metric">Its one word, as in <c>rung metrics</c>.</param>
    public sealed record TargetSet(DateTimeOffset At, string Metric, Role? Role, int? Person, int? Pod, DateOnly FromOn, DateOnly UntilOn, double? Value, Money? Amount) : Happening(At);

    /// <summary>A bug or a feature of the sales organisation.</summary>
    /// <param name="Metric">The metric that is to move.</param>
    public sealed record ImprovementOpened(DateTimeOffset At, int Improvement, ImprovementType Type, MaturityStage Stage, string Metric, Money Cost, int By) : Happening(At);

    public sealed record ImprovementDone(DateTimeOffset At, int Improvement, int By) : Happening(At);
}

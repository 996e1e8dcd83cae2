using Rung.Meetings;
using Rung.People;
using Rung.Records;

namespace Rung.Playbook;

/// <summary>One attempt of a person to show that they can do one thing: a recorded pitch, a demo for a persona.</summary>
public sealed class Certification : Record<Certification>
{
    [Entered(Once = true)] public Id<Person> PersonId { get; private set; }
    [Entered, Title] public string Item { get; private set; } = "";
    [Entered] public Id<Section>? SectionId { get; private set; }
    [Entered(Least = 1, Most = 1000)] public int Attempt { get; private set; } = 1;
    [Entered] public DateOnly TakenOn { get; private set; }
    [Entered] public Id<Person>? ExaminerId { get; private set; }

    /// <summary>0 to 1.</summary>
    [Entered(Least = 0, Most = 1)] public double? Score { get; private set; }

    [Entered, Kept] public bool Passed { get; private set; }
    [Entered(Max = 500)] public string? Recording { get; private set; }

    public override Refusal? Check() => ExaminerId == PersonId ? new OwnExaminer() : null;
}

/// <summary>Nobody certifies themselves.</summary>
public sealed record OwnExaminer : Refusal
{
    public override string At => "examinerId";
}

public enum CoachingType
{
    OneToOne,
    Training,
    CallReview,
    RideAlong,
    Correction,
}

/// <summary>Time one person gave to make another better at the work.</summary>
public sealed class CoachingSession : Record<CoachingSession>
{
    [Entered] public Id<Person> CoachId { get; private set; }
    [Entered] public Id<Person> PersonId { get; private set; }
    [Entered] public CoachingType Type { get; private set; }
    [Entered] public DateTimeOffset HeldAt { get; private set; }
    [Entered(Least = 0, Most = 1440)] public int Minutes { get; private set; } = 30;

    /// <summary>The call that was reviewed, the meeting that was ridden along.</summary>
    [Entered] public Id<Meeting>? MeetingId { get; private set; }

    [Entered] public Id<Section>? SectionId { get; private set; }
    [Entered(Max = 20_000, Lines = true)] public string? Notes { get; private set; }

    public override Refusal? Check() => CoachId == PersonId ? new OwnCoach() : null;
}

/// <summary>Coaching takes two.</summary>
public sealed record OwnCoach : Refusal
{
    public override string At => "coachId";
}

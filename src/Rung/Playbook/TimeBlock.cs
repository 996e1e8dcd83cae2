using Rung.Meetings;
using Rung.People;
using Rung.Records;

namespace Rung.Playbook;

/// <summary>What the hours of a sales team go into.</summary>
public enum WorkClass
{
    Sell,
    Prospect,
    Success,
    Coach,
    Manage,
    Build,
    Admin,
}

/// <summary>How we know where the time went.</summary>
public enum TimeSource
{
    /// <summary>The person said so.</summary>
    Self,
    Calendar,

    /// <summary>Worked out from meetings and activities.</summary>
    Derived,
}

/// <summary>A piece of somebody's working time and what it went into.</summary>
public sealed class TimeBlock : Record<TimeBlock>
{
    [Entered] public Id<Person> PersonId { get; private set; }
    [Entered] public WorkClass Class { get; private set; }
    [Entered] public DateTimeOffset StartsAt { get; private set; }
    [Entered(Least = 0, Most = 1440)] public int Minutes { get; private set; } = 60;
    [Entered(Once = true)] public TimeSource Source { get; private set; }
    [Entered] public Id<Meeting>? MeetingId { get; private set; }
}

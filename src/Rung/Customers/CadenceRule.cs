using Rung.Records;

namespace Rung.Customers;

/// <summary>
/// How often customers of a segment are looked after, from a day on. A change is a new row, so that what was due then
/// stays what was due then. The usual lengths are our design (X3.6 for the 60 days).
/// </summary>
public sealed class CadenceRule : Record<CadenceRule>
{
    /// <summary>The first day it holds.</summary>
    [Entered(Once = true)] public DateOnly FromOn { get; private set; }

    /// <summary>The segment it is for; empty for all that have no rule of their own.</summary>
    [Entered(Once = true)] public string? Segment { get; private set; }

    /// <summary>Days from one check-in to the next; empty for none.</summary>
    [Entered(Least = 1, Most = 3650), Kept] public int? CheckInDays { get; private set; }

    /// <summary>Days from one quarterly business review to the next; empty for none.</summary>
    [Entered(Least = 1, Most = 3650), Kept] public int? QbrDays { get; private set; }

    /// <summary>A customer with whom nobody has spoken for longer is not covered; empty where that is not watched.</summary>
    [Entered(Least = 1, Most = 3650), Kept] public int? SpokenDays { get; private set; }

    /// <summary>A customer who may be named is left in peace for so many days after being named or asked.</summary>
    [Entered(Least = 0, Most = 3650), Kept] public int ReferenceRestDays { get; private set; } = 30;

    public int? Days(CheckInType type) => type switch { CheckInType.Cadence => CheckInDays, CheckInType.Qbr => QbrDays, _ => null };

    /// <summary>The one that holds for a segment on a day: its own, else the one for all; of several the one that began last.</summary>
    public static CadenceRule? For(string? segment, DateOnly day, IEnumerable<CadenceRule> rules)
    {
        var holding = rules.Where(r => r.RemovedAt is null && r.FromOn <= day).OrderByDescending(r => r.FromOn).ThenByDescending(r => r.Id).ToList();
        return holding.Find(r => r.Segment is not null && r.Segment == segment) ?? holding.Find(r => r.Segment is null);
    }
}

/// <summary>When a customer was looked after, and when the next time is due.</summary>
/// <param name="Since">When the account became a customer.</param>
/// <param name="LastQbrOn">The last quarterly business review.</param>
/// <param name="LastCheckInOn">The last time of any kind that somebody looked after it.</param>
/// <param name="LastSpokenOn">The last meeting held or check-in done.</param>
public sealed record CareDays(DateOnly Since, DateOnly? LastCheckInOn, DateOnly? LastQbrOn, DateOnly? LastSpokenOn)
{
    /// <summary>When the next one is due by the rule, counted from the last one or, before the first, from the day it became a customer.</summary>
    public DateOnly? DueOn(CadenceRule? rule, CheckInType type) =>
        rule?.Days(type) is { } days ? ((type == CheckInType.Qbr ? LastQbrOn : LastCheckInOn) ?? Since).AddDays(days) : null;

    /// <summary>Days since somebody spoke with them, or since they became a customer.</summary>
    public int Silent(DateOnly day) => day.DayNumber - (LastSpokenOn ?? Since).DayNumber;

    /// <summary>Whether somebody spoke with them as lately as the rule wants; null where it wants nothing.</summary>
    public bool? IsCovered(CadenceRule? rule, DateOnly day) => rule?.SpokenDays is { } most ? Silent(day) <= most : null;
}

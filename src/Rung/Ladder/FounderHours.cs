using Rung.Meetings;
using Rung.People;
using Rung.Playbook;

namespace Rung.Ladder;

/// <summary>What the founders' hours went into lately, beside what the rung asks for (RX4, R56, R66).</summary>
/// <param name="PerWeek">Hours a week by kind of work, all founders together; only kinds with any.</param>
/// <param name="OnlyMeetings">No time was recorded, so only held meetings are counted: the true hours are more.</param>
/// <param name="Weeks">The weeks looked at.</param>
public sealed record FounderHours(IReadOnlyDictionary<WorkClass, double> PerWeek, bool OnlyMeetings, int Weeks)
{
    /// <summary>Eight weeks, as D1 looks at (3.3).</summary>
    public const int Lately = 8;

    /// <summary>Hours a week in all.</summary>
    public double All => PerWeek.Values.Sum();

    /// <summary>The share of the hours that went into what a rung is about; null where no hours are known.</summary>
    public double? Share(MaturityStage stage) => All > 0 ? FocusOf(stage).Sum(c => PerWeek.GetValueOrDefault(c)) / All : null;

    /// <summary>
    /// The kinds of work a rung asks of its founder: all of selling alone (R31), selling, customers and writing it down (R42),
    /// coaching and managing sellers (R56), processes and tools (R66), managing what was copied (R76). Of S5 the book says nothing.
    /// </summary>
    public static IReadOnlyList<WorkClass> FocusOf(MaturityStage stage) => stage switch
    {
        MaturityStage.S0 => [WorkClass.Prospect, WorkClass.Sell, WorkClass.Success],
        MaturityStage.S1 => [WorkClass.Sell, WorkClass.Success, WorkClass.Build],
        MaturityStage.S2 => [WorkClass.Coach, WorkClass.Manage],
        MaturityStage.S3 => [WorkClass.Build, WorkClass.Manage, WorkClass.Coach],
        MaturityStage.S4 => [WorkClass.Manage, WorkClass.Coach, WorkClass.Build],
        _ => [],
    };

    /// <summary>From the time that was written down; where there is none, from the meetings founders sat in. Null where neither is known.</summary>
    public static FounderHours? Of(CompanyRows rows, DateOnly day)
    {
        var founders = rows.Roles.Where(r => r.Role == Role.Founder && r.StartsOn <= day).Select(r => r.PersonId).ToHashSet();
        var after = day.AddDays(-7 * Lately);
        var written = Sum(rows.Time.Where(t => t.On > after && t.On <= day && founders.Contains(t.PersonId)).Select(t => (t.Class, t.Minutes)));
        if (written.Count > 0) return new(written, false, Lately);

        var met = Sum(rows.Meetings.Where(m => m.Status == MeetingStatus.Held && m.HeldOn > after && m.HeldOn <= day && m.Attendees.Any(a => founders.Contains(a.PersonId))).Select(m => (Kind(m), m.Minutes)));
        return met.Count > 0 ? new(met, true, Lately) : null;
    }

    static Dictionary<WorkClass, double> Sum(IEnumerable<(WorkClass Class, int Minutes)> pieces) =>
        pieces.GroupBy(p => p.Class).Select(g => (g.Key, Hours: g.Sum(p => p.Minutes) / 60.0 / Lately)).Where(g => g.Hours > 0).ToDictionary(g => g.Key, g => g.Hours);

    static WorkClass Kind(MeetingRow meeting) => meeting.Type switch
    {
        MeetingType.CustomerDevelopment => WorkClass.Prospect,
        MeetingType.Kickoff or MeetingType.CheckIn or MeetingType.Qbr or MeetingType.Renewal => WorkClass.Success,
        MeetingType.OneToOne or MeetingType.CallReview => WorkClass.Coach,
        _ => WorkClass.Sell,
    };
}

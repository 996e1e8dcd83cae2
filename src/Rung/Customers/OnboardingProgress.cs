namespace Rung.Customers;

/// <summary>How a milestone stands on a day.</summary>
public enum MilestoneState
{
    Ahead,

    /// <summary>Due and not done, from the day after it was due.</summary>
    Late,

    /// <summary>It cannot go on, late or not.</summary>
    Blocked,
    Done,
}

/// <summary>How far an onboarding has come on a day, told from its milestones.</summary>
/// <param name="Done">Milestones done.</param>
/// <param name="Of">Milestones in all.</param>
/// <param name="Phase">The phase of the next open milestone; null when none is open.</param>
/// <param name="Next">The next open milestone in order.</param>
/// <param name="DaysLate">Workdays by which the milestone latest in coming is overdue; 0 where none is.</param>
/// <param name="Blocked">Milestones that cannot go on.</param>
public sealed record OnboardingProgress(int Done, int Of, OnboardingPhase? Phase, Milestone? Next, int DaysLate, int Blocked)
{
    /// <param name="milestones">Those of one onboarding; removed ones do not count.</param>
    /// <param name="day">As of when.</param>
    /// <param name="workdays">Workdays from one day to a later one.</param>
    public static OnboardingProgress On(IEnumerable<Milestone> milestones, DateOnly day, Func<DateOnly, DateOnly, int> workdays)
    {
        var all = milestones.Where(m => m.RemovedAt is null).OrderBy(m => m.Rank).ThenBy(m => m.Id).ToList();
        var open = all.Where(m => !m.IsDone).ToList();
        var overdue = open.Where(m => m.DueOn < day).Select(m => m.DueOn!.Value).ToList();
        return new(all.Count - open.Count, all.Count, open.FirstOrDefault()?.Phase, open.FirstOrDefault(), overdue.Count == 0 ? 0 : Math.Max(1, workdays(overdue.Min(), day)), open.Count(m => m.BlockedAt is not null));
    }

    public static MilestoneState StateOf(Milestone milestone, DateOnly day) =>
        milestone.IsDone ? MilestoneState.Done : milestone.BlockedAt is not null ? MilestoneState.Blocked : milestone.DueOn < day ? MilestoneState.Late : MilestoneState.Ahead;
}

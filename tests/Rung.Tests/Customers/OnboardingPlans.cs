using Rung.Accounts;
using Rung.Customers;
using static Rung.Tests.World;

namespace Rung.Tests.Customers;

public sealed class OnboardingPlans
{
    static readonly Id<Onboarding> Ours = Some<Onboarding>();

    [Fact]
    public void Progress_tells_the_next_step_its_phase_and_how_many_workdays_the_latest_is_overdue()
    {
        Milestone[] plan = [Step("First value", 30, OnboardingPhase.FirstValue, Day(2026, 3, 20)), Step("Kick-off", 10, OnboardingPhase.Kickoff, Day(2026, 3, 3), Hour(3, 9)), Step("Set up", 20, OnboardingPhase.Setup, Day(2026, 3, 6))];

        var progress = OnboardingProgress.On(plan, Day(2026, 3, 10), Weekdays);

        Assert.Equal((1, 3, OnboardingPhase.Setup, "Set up", 2), (progress.Done, progress.Of, progress.Phase, progress.Next!.Name, progress.DaysLate));
    }

    [Fact]
    public void A_milestone_is_late_from_the_day_after_it_was_due_even_over_a_weekend()
    {
        Milestone[] plan = [Step("Set up", 10, OnboardingPhase.Setup, Day(2026, 3, 6))];

        Assert.Equal(0, OnboardingProgress.On(plan, Day(2026, 3, 6), Weekdays).DaysLate);
        Assert.Equal(1, OnboardingProgress.On(plan, Day(2026, 3, 7), Weekdays).DaysLate);
        Assert.Equal(MilestoneState.Ahead, OnboardingProgress.StateOf(plan[0], Day(2026, 3, 6)));
        Assert.Equal(MilestoneState.Late, OnboardingProgress.StateOf(plan[0], Day(2026, 3, 7)));
    }

    [Fact]
    public void Blocked_is_said_before_late_and_done_before_both()
    {
        var milestone = Step("Set up", 10, OnboardingPhase.Setup, Day(2026, 3, 1));
        milestone.Block("their IT", Act());
        Assert.Equal(MilestoneState.Blocked, OnboardingProgress.StateOf(milestone, Day(2026, 3, 9)));
        Assert.Equal(1, OnboardingProgress.On([milestone], Day(2026, 3, 9), Weekdays).Blocked);
        milestone.Complete("Seen in the call of Monday.", Act());
        Assert.Equal((MilestoneState.Done, "Seen in the call of Monday."), (OnboardingProgress.StateOf(milestone, Day(2026, 3, 9)), milestone.Evidence));
    }

    [Fact]
    public void The_template_of_a_segment_comes_before_the_one_for_all()
    {
        var (all, large) = (Entered<OnboardingTemplate>(new { name = "For all" }), Entered<OnboardingTemplate>(new { name = "Large", segment = "Enterprise" }));

        Assert.Equal("Large", OnboardingTemplate.For("Enterprise", [all, large])!.Name);
        Assert.Equal("For all", OnboardingTemplate.For("Small", [all, large])!.Name);
        Assert.Equal("For all", OnboardingTemplate.For(null, [all, large])!.Name);
        large.Remove(Act());
        Assert.Equal("For all", OnboardingTemplate.For("Enterprise", [all, large])!.Name);
        Assert.Null(OnboardingTemplate.For("Small", [large]));
    }

    [Fact]
    public void A_plan_follows_one_template_once_and_keeps_the_day_that_was_promised()
    {
        var (template, onboarding) = (Entered<OnboardingTemplate>(new { name = "Usual" }), Entered<Onboarding>(new { accountId = Some<Account>(), targetOn = Day(2026, 4, 1) }));

        Assert.Equal(new OnboardingPlanned(template.Id, 7), onboarding.Follow(template, 7, Day(2026, 3, 2), Day(2026, 5, 1), Act()).Value);
        Assert.Equal((Day(2026, 3, 2), Day(2026, 4, 1), 7), (onboarding.StartsOn, onboarding.TargetOn, onboarding.Edition));
        Assert.Equal(new AlreadyPlanned(), onboarding.Follow(template, 8, Day(2026, 3, 2), null, Act()).Refusal);
    }

    static Milestone Step(string name, int rank, OnboardingPhase phase, DateOnly dueOn, DateTimeOffset? doneAt = null) =>
        Entered<Milestone>(new { onboardingId = Ours, name, rank, phase, dueOn, doneAt });

    static int Weekdays(DateOnly from, DateOnly to)
    {
        var days = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1)) if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) days++;
        return days;
    }
}

using Rung.Improvements;
using static Rung.Tests.World;

namespace Rung.Tests.Improvements;

public sealed class AnImprovement
{
    [Fact]
    public void Is_shipped_once()
    {
        var improvement = New();
        Assert.IsType<ImprovementShipped>(improvement.Ship(Act(Hour(3, 9))).Value);
        Assert.Equal(Hour(3, 9), improvement.ClosedAt);
        Assert.Equal(new ImprovementClosed(ImprovementStatus.Shipped), improvement.Ship(Act()).Refusal);
        Assert.Equal(new ImprovementClosed(ImprovementStatus.Shipped), improvement.Drop("late", Act()).Refusal);
    }

    [Fact]
    public void Is_dropped_with_a_reason_and_may_be_taken_up_again()
    {
        var improvement = New();
        Assert.Equal(new Missing("reason"), improvement.Drop("", Act()).Refusal);
        Assert.Equal(new ImprovementDropped("no effect"), improvement.Drop("no effect", Act()).Value);
        Assert.IsType<ImprovementReopened>(improvement.Reopen(Act()).Value);
        Assert.IsType<NothingToChange>(improvement.Reopen(Act()).Refusal);
        Assert.Equal((ImprovementStatus.Open, null), (improvement.Status, improvement.DroppedReason));
    }

    [Fact]
    public void Entered_as_shipped_says_when() => Assert.Equal(new Missing("closedAt"), EnteringRefused<Improvement>(new { name = "A", status = ImprovementStatus.Shipped }));

    static Improvement New() => Entered<Improvement>(new { name = "Reps type accounts by hand" });
}

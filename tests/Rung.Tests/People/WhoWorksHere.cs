using Rung.People;
using static Rung.Tests.World;

namespace Rung.Tests.People;

public sealed class WhoWorksHere
{
    [Fact]
    public void People_leave_and_are_not_removed() => Assert.Equal(new PeopleLeave(), Entered<Person>(new { name = "Ada" }).Remove(Act()).Refusal);

    [Fact]
    public void A_role_holds_until_before_its_end()
    {
        var role = Entered<RoleAssignment>(new { personId = Ada, role = Role.Sdr, startsOn = Day(2026, 1, 1) });

        Assert.Equal(new RoleAssignmentEnded(Day(2026, 4, 1)), role.End(Day(2026, 4, 1), Act()).Value);
        Assert.True(role.HoldsOn(Day(2026, 3, 31)));
        Assert.False(role.HoldsOn(Day(2026, 4, 1)));
        Assert.IsType<NothingToChange>(role.End(Day(2026, 4, 1), Act()).Refusal);
        Assert.IsType<EndsBeforeStart>(role.End(Day(2025, 4, 1), Act()).Refusal);
    }

    [Fact]
    public void Neither_a_role_nor_a_pod_ends_before_it_starts()
    {
        Assert.IsType<EndsBeforeStart>(EnteringRefused<RoleAssignment>(new { personId = Ada, startsOn = Day(2026, 1, 2), endsOn = Day(2026, 1, 1) }));
        Assert.IsType<EndsBeforeStart>(EnteringRefused<Pod>(new { name = "North", startsOn = Day(2026, 1, 2), endsOn = Day(2026, 1, 1) }));
    }

    [Fact]
    public void Nobody_manages_themselves() => Assert.Equal(new OwnManager(), EnteringRefused<RoleAssignment>(new { personId = Ada, startsOn = Day(2026, 1, 1), managerId = Ada }));

    [Fact]
    public void On_target_earnings_are_the_sum_of_fixed_and_variable_pay()
    {
        var (fixedPay, variable) = (Money.Of(60_000, "USD"), Money.Of(60_000, "USD"));
        Assert.Equal(new OnTargetIsTheSum("120000.00 USD"),
            EnteringRefused<RoleAssignment>(new { personId = Ada, startsOn = Day(2026, 1, 1), basePay = fixedPay, variablePay = variable, onTarget = Money.Of(100_000, "USD") }));
        Assert.Equal(new CurrenciesDiffer("variablePay", "basePay"),
            EnteringRefused<RoleAssignment>(new { personId = Ada, startsOn = Day(2026, 1, 1), basePay = fixedPay, variablePay = Money.Of(1, "EUR") }));
        Assert.Null(EnteringRefused<RoleAssignment>(new { personId = Ada, startsOn = Day(2026, 1, 1), onTarget = Money.Of(100_000, "USD") }));
    }

    [Fact]
    public void A_pod_has_one_SDR_two_AEs_and_one_CSM_unless_told_otherwise()
    {
        Assert.Equal([(Role.Sdr, 1), (Role.Ae, 2), (Role.Csm, 1)], Entered<Pod>(new { name = "North", startsOn = Day(2026, 1, 1) }).Seats.Select(s => (s.Key, s.Value)));
        Assert.Equal([(Role.Ae, 1), (Role.Sdr, 1)], Entered<Pod>(new { name = "Pair", startsOn = Day(2026, 1, 1), template = "ae:1,sdr:1" }).Seats.Select(s => (s.Key, s.Value)));
    }

    [Theory]
    [InlineData("two of each")]
    [InlineData("sdr")]
    [InlineData("sdr:0")]
    [InlineData("sdr:1, sdr:2")]
    [InlineData("wizard:1")]
    [InlineData("1:1")]
    [InlineData(",")]
    public void A_pod_is_made_of_roles_and_heads(string template) =>
        Assert.Equal(new Unreadable("template", "sdr:1, ae:2, csm:1"), EnteringRefused<Pod>(new { name = "North", startsOn = Day(2026, 1, 1), template }));

    [Fact]
    public void An_opening_is_offered_filled_and_then_closed()
    {
        var opening = Vacant();

        Assert.IsType<OfferMade>(opening.Offer(Act()).Value);
        Assert.Equal(new OpeningFilled(Ben), opening.Hire(Ben, Act(Hour(9, 9))).Value);
        Assert.Equal((OpeningStatus.Hired, Ben, Hour(9, 9)), (opening.Status, opening.HiredId, opening.ClosedAt));
        Assert.Equal(new OpeningClosed(OpeningStatus.Hired), opening.Withdraw("late", Act()).Refusal);
        Assert.Equal(new OpeningClosed(OpeningStatus.Hired), opening.Offer(Act()).Refusal);
        Assert.Equal(new OpeningClosed(OpeningStatus.Hired), opening.Hire(Ada, Act()).Refusal);
    }

    [Fact]
    public void An_opening_is_withdrawn_with_a_reason()
    {
        Assert.Equal(new Missing("reason"), Vacant().Withdraw("", Act()).Refusal);
        Assert.Equal(new OpeningWithdrawn("no budget"), Vacant().Withdraw("no budget", Act()).Value);
    }

    [Fact]
    public void Somebody_away_comes_back_later_and_is_covered_by_another()
    {
        Assert.IsType<EndsBeforeStart>(EnteringRefused<Absence>(new { personId = Ada, startsOn = Day(2026, 3, 2), backOn = Day(2026, 3, 2) }));
        Assert.Equal(new OwnCover(), EnteringRefused<Absence>(new { personId = Ada, startsOn = Day(2026, 3, 2), backOn = Day(2026, 3, 3), coveredById = Ada }));
    }

    static Opening Vacant() => Entered<Opening>(new { name = "Second AE", role = Role.Ae, plannedOn = Day(2026, 5, 1) });
}

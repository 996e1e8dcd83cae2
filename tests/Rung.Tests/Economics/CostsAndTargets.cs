using Rung.Economics;
using Rung.People;
using static Rung.Tests.World;

namespace Rung.Tests.Economics;

public sealed class CostsAndTargets
{
    [Fact]
    public void A_cost_belongs_to_a_month_by_its_first_day() => Assert.Equal(new Unreadable("monthOn", "2026-03-01"),
        EnteringRefused<Cost>(new { monthOn = Day(2026, 3, 2), vendor = "Phones", amount = Money.Of(10, "USD") }));

    [Fact]
    public void A_cost_is_a_persons_or_a_vendors()
    {
        Assert.Equal(new ExactlyOne("personId, vendor"), EnteringRefused<Cost>(new { monthOn = Day(2026, 3, 1), amount = Money.Of(10, "USD") }));
        Assert.Equal(new ExactlyOne("personId, vendor"), EnteringRefused<Cost>(new { monthOn = Day(2026, 3, 1), personId = Ada, vendor = "Phones", amount = Money.Of(10, "USD") }));
    }

    [Fact]
    public void A_bank_balance_may_be_below_zero() => Assert.Null(EnteringRefused<BankBalance>(new { balanceOn = Day(2026, 3, 31), amount = Money.Of(-10, "USD") }));

    [Fact]
    public void A_target_is_a_number_or_money_for_one_group_over_a_period()
    {
        Assert.Equal(new ExactlyOne("value, amount"), EnteringRefused<Target>(new { metric = "win-rate", fromOn = Day(2026, 1, 1), untilOn = Day(2026, 4, 1) }));
        Assert.Equal(new ExactlyOne("role, personId, podId"),
            EnteringRefused<Target>(new { metric = "win-rate", fromOn = Day(2026, 1, 1), untilOn = Day(2026, 4, 1), value = 0.2, role = Role.Ae, personId = Ada }));
        Assert.IsType<EndsBeforeStart>(EnteringRefused<Target>(new { metric = "win-rate", fromOn = Day(2026, 4, 1), untilOn = Day(2026, 4, 1), value = 0.2 }));
        Assert.Null(EnteringRefused<Target>(new { metric = "win-rate", fromOn = Day(2026, 1, 1), untilOn = Day(2026, 4, 1), value = 0.2 }));
    }
}

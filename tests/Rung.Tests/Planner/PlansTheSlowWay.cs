using Rung.Planner.ClosedForms;
using static Rung.Tests.Planner.Slow;

namespace Rung.Tests.Planner;

public sealed class PlansTheSlowWay
{
    readonly Random chance = new(4);

    [Fact]
    public void Productive_months_are_the_area_under_the_ramp()
    {
        for (var round = 0; round < 60; round++)
        {
            var (months, speed) = (chance.Between(0.5, 36), chance.Between(0.1, 12));
            foreach (var ramp in (Ramp[])[Ramp.Linear(speed).Value, Ramp.Exponential(speed).Value, Ramp.Logistic(speed, chance.Between(0, 10)).Value])
                Near(Area(ramp.At, months), ramp.Area(months), 1e-5);
        }
    }

    [Fact]
    public void Prices_between_which_specialising_pays_are_where_the_saving_changes_its_sign()
    {
        for (var round = 0; round < 200; round++)
        {
            var rule = new Specialisation(chance.Between(40, 120), chance.Between(30, 100), chance.Between(0, 0.4), chance.Between(0, 0.3), chance.Between(10, 500),
                chance.Between(0.001, 0.1), chance.Between(0.5, 0.9), chance.Between(5, 80), 15_000, chance.Between(0.1, 0.9));
            var pays = rule.BreakEven().Value;
            for (var power = 1.0; power < 9; power += 0.05)
            {
                var price = Math.Pow(10, power);
                var saving = rule.At(price).Value.PerDeal;
                if (Math.Abs(saving) < 1e-6) continue;
                Assert.Equal(saving > 0, pays.Anywhere && price > (pays.From ?? 0) && price < (pays.Until ?? double.MaxValue));
            }
            if (pays.From is { } from) Assert.InRange(rule.At(from).Value.PerDeal, -1e-6, 1e-6);
        }
    }

    [Fact]
    public void Cash_is_what_every_cohort_pays_added_up()
    {
        for (var round = 0; round < 40; round++)
        {
            var (arr, margin, churn, cost) = (chance.Between(10_000, 200_000), chance.Between(0.5, 0.9), chance.Between(0, 0.4), chance.Between(10_000, 90_000));
            foreach (var paid in Enum.GetValues<PaidBy>())
            {
                var path = CashPath.Of(arr, margin, churn, cost, paid, 80).Value;
                var sum = 0.0;
                for (var month = 1; month <= 80; month++)
                {
                    var cash = -cost;
                    for (var won = 1; won <= month; won++)
                        cash += paid == PaidBy.Month ? arr / 12 * margin * Math.Pow(1 - churn, (month - won) / 12.0)
                            : (month - won) % 12 == 0 ? arr * margin * Math.Pow(1 - churn, (month - won) / 12) : 0;
                    Assert.Equal(cash, path.Months[month - 1], 1e-6);
                    sum += cash;
                    if (month < path.BreakEven) Assert.True(sum <= 0);
                    if (month == path.BreakEven) Assert.True(sum > 0);
                    if (month < path.FirstPositive) Assert.True(cash <= 0);
                }
            }
        }
    }

    [Fact]
    public void A_customer_pays_back_after_as_many_months_as_it_says()
    {
        for (var round = 0; round < 60; round++)
        {
            var economics = UnitEconomics.Of(chance.Between(10_000, 90_000), chance.Between(1, 30), chance.Between(0.05, 0.5), chance.Between(1_000, 90_000), chance.Between(0.4, 0.9), chance.Between(0.01, 0.5)).Value;
            Near(economics.LtvToCac!.Value, economics.Ltv / economics.Cac!.Value);
            Near(1, economics.SpendPerArr!.Value * economics.ArrPerSpend!.Value);
            Near(economics.Wins * economics.Cac.Value, economics.NewArr * economics.SpendPerArr.Value);
        }
        Assert.Null(UnitEconomics.Of(1_000, 0, 0.2, 9_000, 0.8, 0.1).Value.Cac);
        Near(5 * 9_000 * 0.8, UnitEconomics.Of(1_000, 5, 0.2, 9_000, 0.8, 0).Value.Ltv);
    }

    [Fact]
    public void The_mean_of_many_repetitions_is_their_sum_by_hand()
    {
        foreach (var perDoubling in (double[])[0.5, 0.55, 0.7, 0.85, 0.99, 1])
        {
            var curve = Experience.Of(perDoubling).Value;
            foreach (var n in (int[])[1, 2, 999, 1_000, 1_001, 50_000])
                Near(Enumerable.Range(1, n).Sum(k => Math.Pow(k, Math.Log2(perDoubling))) / n, curve.MeanTimeOfFirst(n), 1e-10);
            Near(perDoubling, curve.TimeOf(2_000) / curve.TimeOf(1_000));
        }
    }

    [Fact]
    public void Just_right_is_the_best_of_all_choices()
    {
        for (var round = 0; round < 30; round++)
        {
            var (opportunities, slots, cost) = (chance.Between(2, 60), chance.Next(5, 30), chance.Between(5_000, 30_000));
            var staffing = Goldilocks.ByMoney(opportunities, 3, slots, 0.22, 30_000, 0.78, cost, most: 5).Value;
            var before = 0.0;
            foreach (var choice in staffing.Choices)
            {
                var shares = Line(choice.AccountExecutives * slots, _ => opportunities * 3, n => n);
                Near(shares[^1], choice.TurnedAway, 1e-7);
                Near(opportunities * (1 - shares[^1]) * 0.22 * 30_000 * 0.78 - choice.AccountExecutives * cost, choice.Contribution, 1e-7);
                Near(choice.Contribution, before + choice.Marginal, 1e-9);
                before = choice.Contribution;
                Assert.True(choice.Contribution <= staffing.Best.Contribution);
            }
        }
    }

    [Fact]
    public void A_response_falls_from_what_it_is_at_once_to_what_is_left_at_last()
    {
        var response = LeadResponse.Of(0.4, 0.01, LeadResponse.TauFor(7, 1, 40)!.Value).Value;
        Near(7, response.After(0) / response.After(1));
        Near(0.01, response.After(1e6));
        Assert.Null(LeadResponse.TauFor(60, 1, 60));
        Assert.Null(LeadResponse.TauFor(1, 1, 60));
    }
}

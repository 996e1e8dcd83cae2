using Rung.Planner;

namespace Rung.Tests.Planner;

public sealed class ACompanyThatBreaksTheModel
{
    static readonly Scenario usual = Scenario.TwelvePeople().With(Parameter.InboundPerMonth, 90);

    [Fact]
    public void By_drifting_wins_less_and_less()
    {
        var drifting = (usual with { Truths = new(Drift: new Dictionary<Parameter, double> { [Parameter.Win] = -.4 }) }).Report(20);
        double WinRate(RunResult run, int from, int to) => Sum(run, Figure.Won, from, to) / (Sum(run, Figure.Won, from, to) + Sum(run, Figure.Lost, from, to));
        var (early, late) = (drifting.Of(run => WinRate(run, 8, 16)).Mean.Mean, drifting.Of(run => WinRate(run, 28, 36)).Mean.Mean);
        Assert.InRange(late / early, .33, .56); // .6^(20/12) = .43
    }

    [Fact]
    public void By_shared_shocks_has_months_that_vary_more_than_their_counts_allow()
    {
        double Dispersion(Scenario scenario) => scenario.Report(20).Of(run =>
        {
            var wins = Enumerable.Range(12, 24).Select(month => run[month, Figure.Won]).ToArray();
            return wins.Sum(w => Math.Pow(w - wins.Average(), 2)) / (wins.Length - 1) / wins.Average();
        }).Mean.Mean;
        Assert.InRange(Dispersion(usual), .75, 1.3);
        Assert.True(Dispersion(usual with { Truths = new(SharedShock: .6, ShockMemory: .5) }) > 1.45);
    }

    [Fact]
    public void By_heavy_tails_has_a_few_sales_that_carry_it()
    {
        double Largest(Scenario scenario)
        {
            var values = new List<long>();
            Simulation.Tell(scenario, 3, h => { if (h is Happening.SaleWon won) values.Add(won.Value.Minor); });
            return values.Max() / (double)values.Sum();
        }
        Assert.True(Largest(usual with { Truths = new(HeavyTails: 5) }) > 2 * Largest(usual));
    }

    [Fact]
    public void For_a_week_drops_every_hand_off_of_that_week()
    {
        var dropped = Simulation.Run(usual with { Episodes = [new(Parameter.SaleHandoffLoss, 12, 12.25, 1)] }, 2, 20).Value;
        var month = dropped.Of(run => run[12, Figure.Dropped] / run[12, Figure.Held]).Mean.Mean;
        Assert.InRange(month, .18, .4);
        Assert.InRange(dropped.Of(run => run[20, Figure.Dropped] / run[20, Figure.Held]).Mean.Mean, 0, .1);
    }

    [Fact]
    public void By_not_charging_gives_subscriptions_away()
    {
        var free = new List<Happening.SubscriptionStarted>();
        Simulation.Tell(usual with { Episodes = [new(Parameter.Discount, 0, 36, 1)] }, 2, h => { if (h is Happening.SubscriptionStarted started) free.Add(started); });
        Assert.Contains(free, started => started.IsTrial && started.Price.Minor == 0 && started.ListPrice.Minor > 0);
    }

    [Fact]
    public void By_one_star_has_one_who_carries_the_pod()
    {
        var starry = new Scenario([Seat.Sdr(), Seat.Ae(skill: 1.8), Seat.Ae(skill: .5), Seat.Csm()]).With((Parameter.InboundPerMonth, 60), (Parameter.AttritionAe, 0));
        var (byStar, all) = (0, 0);
        for (var n = 0; n < 6; n++)
        {
            var wins = new Dictionary<int, int>();
            Simulation.Tell(starry, 2, h => { if (h is Happening.SaleWon won) wins[won.By] = wins.GetValueOrDefault(won.By) + 1; }, n);
            (byStar, all) = (byStar + wins.Values.Max(), all + wins.Values.Sum());
        }
        Assert.True(byStar > .65 * all, $"{byStar} of {all}");
    }

    static double Sum(RunResult run, Figure figure, int from, int to) => Enumerable.Range(from, to - from).Sum(month => run[month, figure]);
}

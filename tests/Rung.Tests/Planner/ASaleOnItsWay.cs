using DiscreteEvents;
using Rung.Planner;

namespace Rung.Tests.Planner;

public sealed class ASaleOnItsWay
{
    static readonly SaleChain chain = new(parameter => Parameters.Row(parameter).Default);

    [Fact]
    public void Wins_from_each_stage_as_V47_says() => Assert.Equal([0.195593, 0.304255, 0.440426, 0.656738], chain.WinFrom.Select(p => Math.Round(p, 6)));

    [Fact]
    public void Is_lost_in_half_the_time_it_is_won_in() => Assert.Equal(3.357574 / 6.781941, chain.LostOverWon, 1e-6);

    [Fact]
    public void Takes_the_seller_12_hours_when_won() => Assert.Equal(12, chain.HoursWon, 0.05);

    [Theory]
    [InlineData(true, SaleChain.Won)]
    [InlineData(false, SaleChain.Lost)]
    public void Ends_as_its_fate_has_it_after_the_mean_time_of_that_end(bool winnable, int end)
    {
        var (luck, days) = (new Chance(3), new Tally());
        for (var sale = 0; sale < 20_000; sale++)
        {
            var (stage, hours) = (0, 0.0);
            while (stage < SaleChain.Stages)
            {
                hours += chain.Stay(stage);
                stage = chain.Next(stage, winnable, luck);
            }
            Assert.Equal(end, stage);
            days.Add(hours * 7 / 40);
        }
        days.Estimate.IsNear(winnable ? 60 : 60 * 3.357574 / 6.781941);
    }

    [Fact]
    public void Is_won_as_often_as_the_parameter_says_by_whoever_sells_as_usual()
    {
        var report = Plain.Company(Seat.Sdr(), Seat.Ae(), Seat.Ae(), Seat.Csm()).With((Parameter.InboundPerMonth, 30), (Parameter.AnswerHours, .1), (Parameter.HoursPerSale, 1)).Report(60);
        Spread won = report.Of(run => run.Total(Figure.Won) / (run.Total(Figure.Accepted) - run.Total(Figure.SalesOpen)));
        // Lost sales end sooner, so those still open at the end lean towards the won.
        won.Mean.IsNear(0.22, 0.012);
    }

    [Fact]
    public void Cannot_leave_a_stage_with_more_than_certainty() =>
        Assert.Equal(new MoreThanCertain("Meeting", 1.15), Plain.Company(Seat.Ae()).With(Parameter.ToDiscovery, .9).Check());

    [Fact]
    public void Must_be_able_to_be_won() =>
        Assert.IsType<NoWayToWin>(Plain.Company(Seat.Ae()).With((Parameter.ToWonEarly, 0), (Parameter.ToWonMiddle, 0), (Parameter.ToWonLate, 0)).Check());
}

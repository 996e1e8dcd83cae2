using Rung.People;
using Rung.Planner;

namespace Rung.Tests.Planner;

public sealed class AnAbsurdScenario
{
    static readonly Scenario sound = Scenario.TwelvePeople();

    [Fact]
    public void That_is_sound_is_not_refused() => Assert.Null(sound.Check());

    [Theory]
    [InlineData(Parameter.InboundPerMonth, -1)]
    [InlineData(Parameter.InboundPerMonth, double.NaN)]
    [InlineData(Parameter.InboundPerMonth, double.PositiveInfinity)]
    [InlineData(Parameter.Win, 1.2)]
    [InlineData(Parameter.Churn, 1)]
    [InlineData(Parameter.TouchMinutes, 0)]
    [InlineData(Parameter.ProductiveAe, 0)]
    [InlineData(Parameter.PriceVariation, 0)]
    [InlineData(Parameter.ListSize, 1e12)]
    public void Names_the_value_that_cannot_be(Parameter parameter, double value)
    {
        var refusal = Assert.IsType<ImpossibleValue>(sound.With(parameter, value).Check());
        Assert.Equal(Parameters.Row(parameter).Name, refusal.At);
    }

    [Fact]
    public void Names_an_impossible_value_of_an_episode() =>
        Assert.IsType<ImpossibleValue>((sound with { Episodes = [new(Parameter.Discount, 1, 3, 2)] }).Check());

    [Fact]
    public void Cannot_have_an_episode_that_ends_before_it_begins() =>
        Assert.IsType<EndsBeforeStart>((sound with { Episodes = [new(Parameter.Discount, 3, 3, .5)] }).Check());

    [Fact]
    public void Needs_somebody() => Assert.IsType<NobodyWorksHere>(new Scenario([]).Check());

    [Fact]
    public void Has_seats_that_can_be() => Assert.IsType<ImpossibleValue>(new Scenario([new(Role.Ae, Duties.Sell, Time: 0)]).Check());

    [Fact]
    public void Lasts_no_longer_than_twenty_years() => Assert.IsType<OutOfRange>((sound with { Months = 1000 }).Check());

    [Fact]
    public void Has_a_zone_that_exists() => Assert.IsType<Unreadable>((sound with { Zone = "Mars/Olympus" }).Check());

    [Fact]
    public void Of_more_events_than_anybody_waits_for_is_refused_before_it_runs() =>
        Assert.IsType<TooLarge>((sound with { Months = 240 }).With(Parameter.InboundPerMonth, 1e5).Check());

    [Fact]
    public void Of_more_replications_than_memory_holds_is_refused() =>
        Assert.IsType<TooLarge>(Simulation.Run(sound with { Months = 240 }, 1, 10_000).Refusal);

    [Fact]
    public void In_which_nobody_sells_loses_every_lead_and_ends()
    {
        var run = Simulation.Run(new Scenario([Seat.Sdr()]) { Months = 6 }, 1, 1).Value.Runs[0];
        Assert.Equal(0, run.Total(Figure.Accepted));
        Assert.Equal(run.Total(Figure.Held), run.Total(Figure.Dropped));
    }

    [Fact]
    public void Full_of_zeros_runs_and_has_no_number_that_is_none()
    {
        var nothing = Parameters.Rows.Where(row => row.Least == 0 && row.Is is not (Parameter.ToDiscovery or Parameter.ToProposal or Parameter.ToNegotiation or Parameter.ToWonLate))
            .Aggregate(sound with { Months = 12 }, (scenario, row) => scenario.With(row.Is, 0));
        Assert.DoesNotContain(Simulation.Run(nothing, 1, 2).Value.Runs.SelectMany(run => run.Cells), value => !double.IsFinite(value));
    }

    [Fact]
    public void At_every_edge_of_what_is_usual_runs_and_balances()
    {
        foreach (var row in Parameters.Rows)
            foreach (var value in new[] { row.Low, row.High })
            {
                var changed = (sound with { Months = 6 }).With(row.Is, value);
                if (changed.Check() is MoreThanCertain or NoWayToWin) continue;
                var run = Simulation.Run(changed, 5, 1).Value.Runs[0];
                Assert.True(run.Books.Balances && run.Cells.All(double.IsFinite), $"{row.Name} = {value}");
            }
    }
}

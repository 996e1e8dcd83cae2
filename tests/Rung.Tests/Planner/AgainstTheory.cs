using DiscreteEvents;
using Rung.People;
using Rung.Planner;

namespace Rung.Tests.Planner;

/// <summary>Where the organisation shrinks to something with a closed form, it agrees with it (5.5, 5.6, 5.8).</summary>
public sealed class AgainstTheory
{
    [Theory]
    [InlineData(1.2, 0.6)]
    [InlineData(1.6, 0.8)]
    public void One_person_who_only_answers_is_a_queue_of_Pollaczek_and_Khinchine(double perHour, double load)
    {
        var report = (Plain.Company(Seat.Sdr()).Inbound(perHour) with { Months = 48 }).With(Parameter.AnswerHours, .5).Report(30);
        report.Of(run => run.Late(Figure.AnswerHours) / run.Late(Figure.Answered)).Mean.IsNear(load * .5 / (2 * (1 - load)));
    }

    [Fact]
    public void Splitting_a_pooled_team_adds_waiting()
    {
        var pooled = Wait(Plain.Company(Seat.Sdr(), Seat.Sdr()).Inbound(3.2));
        var apart = Wait(Plain.Company(Seat.Sdr()).Inbound(1.6));
        Assert.True(apart > 1.8 * pooled, $"{apart} {pooled}");
        static double Wait(Scenario scenario) => scenario.Report(20).Of(run => run.Late(Figure.AnswerHours) / run.Late(Figure.Answered)).Mean.Mean;
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public void Slots_without_patience_block_as_Erlang_says(int slots)
    {
        const double perMonth = 10;
        var scenario = (Plain.Company(Seat.Sdr(), Seat.Ae(), Seat.Csm()) with { Months = 120 }).With((Parameter.InboundPerMonth, perMonth), (Parameter.AnswerHours, .01),
            (Parameter.HoursPerSale, 0), (Parameter.SlotPatience, 0), (Parameter.Slots, slots), (Parameter.CycleDays, 40));
        var chain = new SaleChain(parameter => scenario.Overrides.TryGetValue(parameter, out var value) ? value : Parameters.Row(parameter).Default);
        var days = 40 * (.22 + .78 * chain.LostOverWon);
        var expected = ErlangB(slots, perMonth / WorkCalendar.OfMonths(1) * WorkCalendar.OfDays(days));
        scenario.Report(40).Of(run => run.Late(Figure.TurnedAway, 12) / (run.Late(Figure.TurnedAway, 12) + run.Late(Figure.Accepted, 12))).Mean.IsNear(expected);
    }

    /// <summary>5.5.2: 70/30 work, specialists 15% faster, generalists 15% slower for their switching.</summary>
    [Theory]
    [InlineData(0, 0, 4, 3.478261)]
    [InlineData(2, 2, 0, 3.361345)]
    [InlineData(3, 1, 0, 3.921569)]
    public void Everybody_is_faster_and_the_system_may_be_slower(int sdrs, int aes, int generalists, double perDay)
    {
        var seats = Enumerable.Repeat(Seat.Sdr(), sdrs).Concat(Enumerable.Repeat(Seat.Ae(), aes)).Concat(Enumerable.Repeat(new Seat(Role.ClosingSdr, Duties.Prospect | Duties.Sell), generalists));
        var speed = generalists > 0 ? 1 / 1.15 : 1;
        var scenario = (Plain.Company([.. seats]) with { Months = 36 }).Inbound(1).With((Parameter.AnswerHours, .7 * 8 * (generalists > 0 ? 1 : .85)), (Parameter.HoursPerSale, .3 * 8 * (generalists > 0 ? 1 : .85)),
            (Parameter.ProductiveSdr, speed), (Parameter.ProductiveAe, speed), (Parameter.Slots, 1e5), (Parameter.CycleDays, 10), (Parameter.Quantum, 100));
        var hours = new WorkCalendar(scenario.Start, 36).MonthEnds;
        scenario.Report(20).Of(run => (run.Late(Figure.Won, 12) + run.Late(Figure.Lost, 12)) / (hours[35] - hours[11]) * 8).Mean.IsNear(perDay, perDay * .012);
    }

    [Fact]
    public void Specialists_of_equal_speed_never_get_more_through_than_pooled_generalists()
    {
        var work = new (Parameter, double)[] { (Parameter.AnswerHours, 3), (Parameter.HoursPerSale, 5), (Parameter.Slots, 1e5), (Parameter.SaleHandoffDelay, 0), (Parameter.CycleDays, 10) };
        double Through(params Seat[] seats) => (Plain.Company(seats) with { Months = 24 }).Inbound(1).With(work).Report(10).Of(run => run.Late(Figure.Won, 12) + run.Late(Figure.Lost, 12)).Mean.Mean;
        var both = new Seat(Role.ClosingSdr, Duties.Prospect | Duties.Sell);
        var pooled = Through(both, both, both, both);
        Assert.True(pooled >= Through(Seat.Sdr(), Seat.Sdr(), Seat.Ae(), Seat.Ae()) * .995);
        Assert.True(pooled >= Through(Seat.Sdr(), Seat.Ae(), Seat.Ae(), Seat.Ae()) * .995);
    }

    [Theory]
    [InlineData(3, RampShape.Linear, 10.5)]
    [InlineData(4, RampShape.Linear, 10)]
    [InlineData(8, RampShape.Linear, 8)]
    [InlineData(5, RampShape.Logistic, 9.459520)]
    public void A_ramp_leaves_as_many_productive_months_of_twelve(double months, RampShape shape, double productive)
    {
        var scenario = (Plain.Company(Seat.Sdr()) with { Months = 12, Ramp = shape }).With((Parameter.ListSize, 20_000), (Parameter.InboundPerMonth, 0), (Parameter.UncoachedRamp, 1), (Parameter.RampStart, .01), (Parameter.BookedCold, 0), (Parameter.BlockHours, .25));
        var learning = scenario.With(Parameter.RampSdr, months).Report(1).Runs[0].Total(Figure.Touches);
        Assert.Equal(productive / 12, learning / scenario.Report(1).Runs[0].Total(Figure.Touches), shape == RampShape.Linear ? 0.003 : 0.01);
    }

    [Fact]
    public void A_ramp_of_no_time_is_the_steady_state()
    {
        var none = Scenario.TwelvePeople().With((Parameter.RampSdr, 0), (Parameter.RampAe, 0), (Parameter.RampAeLarge, 0), (Parameter.RampCsm, 0),
            (Parameter.AttritionSdr, 0), (Parameter.AttritionAe, 0), (Parameter.AttritionCsm, 0), (Parameter.CoachingRamping, 1));
        var steady = none with { Seats = [.. none.Seats.Select(seat => seat with { Ramped = true })] };
        Assert.Equal(steady.Report(1).Runs[0].Cells, none.Report(1).Runs[0].Cells);
    }

    /// <summary>V46: m(k) = M(1 − e^(−ks/M)).</summary>
    [Theory]
    [InlineData(60)]
    [InlineData(25)]
    public void A_list_gives_less_and_less_to_more_effort(double yield)
    {
        Scenario Teams(int sdrs, double most) => (Plain.Company([.. Enumerable.Repeat(Seat.Sdr(), sdrs)]) with { Months = 12 }).With((Parameter.ListSize, 100_000), (Parameter.InboundPerMonth, 0), (Parameter.BookedCold, .15), (Parameter.ListYield, most));
        double Booked(Scenario scenario) => scenario.Report(20).Of(run => run.Late(Figure.Booked, 2) / 10).Mean.Mean;
        var effort = Booked(Teams(1, 1e9));
        foreach (var sdrs in new[] { 1, 2, 3 })
        {
            var expected = yield * (1 - Math.Exp(-sdrs * effort / yield));
            Assert.Equal(expected, Booked(Teams(sdrs, yield)), expected * .03);
        }
    }

    /// <summary>V54, with empty seats giving nobody who could leave: fill/(tenure + fill).</summary>
    [Fact]
    public void Seats_stand_empty_as_long_as_hiring_takes()
    {
        var scenario = Plain.Company([.. Enumerable.Repeat(Seat.Sdr(), 10)]).With((Parameter.InboundPerMonth, 0), (Parameter.AttritionSdr, .34), (Parameter.TimeToFill, 2)) with { Months = 96 };
        scenario.Report(60).Of(run => 10 - run.Late(Figure.Heads, 48) / 48).Mean.IsNear(10 * 2 / (12 / .34 + 2));
    }

    [Fact]
    public void Meetings_booked_five_days_ahead_are_held_as_often_as_measured() =>
        Plain.Company(Seat.Sdr(), Seat.Ae()).With((Parameter.ShowAtOnce, .92), (Parameter.ShowPerDay, .97), (Parameter.BookingLagVariation, .01), (Parameter.Rebooked, 0)).Report()
            .Of(run => run.Total(Figure.Held) / (run.Total(Figure.Held) + run.Total(Figure.NoShows))).Mean.IsNear(0.790035);

    [Fact]
    public void Customers_for_whom_all_goes_well_leave_as_often_as_the_parameter_says() =>
        (Plain.Company(Seat.Sdr(), Seat.Ae(), Seat.Csm(), Seat.Csm()) with { Months = 48 }).With((Parameter.Win, .6), (Parameter.HoursPerSale, 1), (Parameter.OnboardingHours, 4)).Report()
            .Of(run => run.Ratio(Figure.Renewed, Figure.RenewalsDue)).Mean.IsNear(.88);

    [Fact]
    public void Leads_that_lose_patience_and_those_that_do_not_are_all_there_are()
    {
        var run = Plain.Company(Seat.Sdr()).Inbound(6).With((Parameter.LeadPatience, 4), (Parameter.AnswerHours, .5)).Report(1).Runs[0];
        Assert.True(run.Total(Figure.LostPatience) > 1000);
        // Overloaded, one person answers as fast as there are hours.
        Assert.Equal(2, run.Late(Figure.Answered) / run.Late(Figure.Hours), 0.02);
    }

    static double ErlangB(int servers, double offered)
    {
        var blocked = 1.0;
        for (var n = 1; n <= servers; n++) blocked = offered * blocked / (n + offered * blocked);
        return blocked;
    }
}

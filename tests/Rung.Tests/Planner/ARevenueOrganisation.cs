using DiscreteEvents;
using Rung.Planner;

namespace Rung.Tests.Planner;

public sealed class ARevenueOrganisation
{
    static readonly Scenario busy = Scenario.TwelvePeople().With(Parameter.InboundPerMonth, 90);
    static readonly RunResult run = Simulation.Run(busy, 11, 1).Value.Runs[0];

    [Fact]
    public void Keeps_books_that_balance_to_the_cent()
    {
        Assert.True(run.Books.Balances);
        Assert.Equal(run.Books.Invoiced, Cents(Figure.Invoiced));
        Assert.Equal(run.Books.Received, Cents(Figure.Received));
        Assert.Equal(run.Books.Refunded, Cents(Figure.Refunded));
        Assert.Equal(run.Books.Recognised, Cents(Figure.Recognised));
        Assert.Equal(run.Books.Spent, Cents(Figure.PeopleCost) + Cents(Figure.OtherCost));
        Assert.Equal(run.Books.Bank, Cents(Figure.Bank));
    }

    [Fact]
    public void Has_cash_flow_that_moves_the_bank_from_month_to_month()
    {
        for (var month = 1; month < run.Months; month++)
            Assert.Equal(run[month, Figure.Bank], run[month - 1, Figure.Bank] + run[month, Figure.CashFlow], 0.005);
    }

    [Fact]
    public void Never_owes_less_service_than_it_was_paid_for() => Assert.All(Enumerable.Range(0, run.Months), month => Assert.True(run[month, Figure.Deferred] >= 0));

    [Fact]
    public void Loses_nobody_between_the_stations()
    {
        Assert.Equal(Sum(Figure.Inbound, Figure.Referred), Sum(Figure.Answered, Figure.LostPatience, Figure.LeadsWaiting));
        Assert.Equal(Sum(Figure.Booked), run.Meetings.In);
        Assert.Equal(run.Meetings.In, run.Meetings.Out + run.Meetings.Level);
        Assert.Equal(Sum(Figure.Accepted), Sum(Figure.Won, Figure.Lost, Figure.SalesOpen));
        Assert.Equal(Sum(Figure.Won), run.Customers.In);
        Assert.Equal(Sum(Figure.Won), Sum(Figure.Customers, Figure.Churned));
        Assert.Equal(Sum(Figure.RenewalsDue), Sum(Figure.Renewed, Figure.Churned));
        // Between the meeting and the seller's decision somebody may be under way when time is up.
        var undecided = Sum(Figure.Held) - Sum(Figure.Dropped, Figure.Rejected, Figure.TurnedAway, Figure.Accepted);
        Assert.InRange(undecided, 0, 10);
    }

    [Fact]
    public void Obeys_Little_at_each_station()
    {
        var now = Hours(busy);
        Assert.All([run.Answering, run.Meetings, run.Sales, run.Onboarding, run.Customers],
            station => Assert.Equal(station.Area(now), station.Sojourns + station.Ages(now), station.Area(now) * 1e-9));
        Assert.Equal(run.Sales.Area(now), run.Total(Figure.SalesOpenArea), 1e-3);
    }

    [Fact]
    public void Is_the_same_whatever_the_number_of_threads()
    {
        var alone = Simulation.Run(busy with { Months = 12 }, 3, 12, threads: 1).Value;
        var together = Simulation.Run(busy with { Months = 12 }, 3, 12, threads: 4).Value;
        Assert.All(alone.Runs.Zip(together.Runs), pair => Assert.Equal(pair.First.Cells, pair.Second.Cells));
    }

    [Fact]
    public void Is_another_with_another_seed() => Assert.NotEqual(run.Cells, Simulation.Run(busy, 12, 1).Value.Runs[0].Cells);

    [Fact]
    public void Pays_for_everybody_it_has()
    {
        var quiet = Plain.Company(Seat.Sdr(), Seat.Ae(), Seat.Csm()).With((Parameter.InboundPerMonth, 0), (Parameter.Marketing, 1000), (Parameter.Tools, 100)) with { Months = 12 };
        var only = Simulation.Run(quiet, 1, 1).Value.Runs[0];
        var months = Hours(quiet) / WorkCalendar.OfMonths(1);
        Assert.Equal((85_000 + 190_000 + 110_000) * 1.2 / 12 * months + 300 * months, only.Total(Figure.PeopleCost), 1);
        Assert.Equal(12_000, only.Total(Figure.OtherCost), 0.01);
    }

    [Fact]
    public void Accepts_no_less_when_more_comes()
    {
        var few = busy.With(Parameter.InboundPerMonth, 60).Report(20);
        var many = busy.With(Parameter.InboundPerMonth, 120).Report(20);
        Assert.DoesNotContain(few.Runs.Zip(many.Runs), pair => pair.Second.Total(Figure.Accepted) < pair.First.Total(Figure.Accepted));
    }

    [Fact]
    public void Turns_no_more_away_when_sellers_have_more_slots()
    {
        var tight = busy.With((Parameter.InboundPerMonth, 200), (Parameter.SlotPatience, 2));
        var reports = new[] { 4, 8, 16, 64 }.Select(slots => tight.With(Parameter.Slots, slots).Report(10)).ToList();
        Assert.True(reports[0].Total(Figure.TurnedAway).Mean.Mean > 100);
        for (var i = 1; i < reports.Count; i++)
            Assert.DoesNotContain(reports[i - 1].Runs.Zip(reports[i].Runs), pair => pair.Second.Total(Figure.TurnedAway) > pair.First.Total(Figure.TurnedAway));
    }

    [Fact]
    public void Stops_when_nobody_wants_to_know_any_more()
    {
        using var cancel = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Simulation.Run(busy, 1, 10_000, early: _ => cancel.Cancel(), cancel: cancel.Token));
    }

    [Fact]
    public void Shows_a_first_report_before_the_last()
    {
        var seen = new List<int>();
        var last = Simulation.Run(busy with { Months = 3 }, 1, 200, early: report => seen.Add(report.Replications)).Value;
        Assert.Equal([40, 80, 160], seen);
        Assert.Equal(200, last.Replications);
    }

    [Fact]
    public void Stops_early_when_it_knows_enough()
    {
        var report = Simulation.Run(busy with { Months = 3 }, 1, 5000, enough: Simulation.Until(run => run.Total(Figure.Held), .02)).Value;
        Assert.InRange(report.Replications, 100, 4999);
        Assert.True(report.Total(Figure.Held).Mean.HalfWidth() <= .02 * report.Total(Figure.Held).Mean.Mean);
    }

    [Fact]
    public void Compares_plans_more_surely_under_common_luck()
    {
        var (before, after) = (busy.Report(30), busy.With(Parameter.Win, .26).Report(30));
        var paired = after.Against(before, run => run.Total(Figure.Won)).Mean;
        var apart = Math.Sqrt(Math.Pow(before.Total(Figure.Won).Mean.StandardError, 2) + Math.Pow(after.Total(Figure.Won).Mean.StandardError, 2));
        Assert.True(paired.Mean > 0 && paired.StandardError < 0.7 * apart, $"{paired.StandardError} against {apart}");
    }

    [Fact]
    public void Is_as_uncertain_as_what_is_believed_of_it()
    {
        var sure = busy.Report().Total(Figure.Won).Mean.StandardError;
        var unsure = (busy with { Beliefs = new Dictionary<Parameter, Distribution> { [Parameter.Win] = new Uniform(.1, .34) } }).Report().Total(Figure.Won).Mean.StandardError;
        Assert.True(unsure > 1.5 * sure);
    }

    static double Sum(params Figure[] figures) => figures.Sum(run.Total);

    static long Cents(Figure figure) => (long)Math.Round(run.Total(figure) * 100);

    static double Hours(Scenario scenario) => new WorkCalendar(scenario.Start, scenario.Months).End;
}

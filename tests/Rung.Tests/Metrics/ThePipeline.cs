using Rung.Metrics;
using Rung.Opportunities;
using static Rung.Tests.World;

namespace Rung.Tests.Metrics;

public sealed class ThePipeline
{
    static readonly Currency Dollars = new("USD");

    [Fact]
    public void Every_open_deal_is_in_the_walk_whatever_it_asks()
    {
        var walk = new PipelineWalk(Dollars);
        walk.Add(null, Open(new(500, Dollars)));
        walk.Add(Open(null), Open(null));
        walk.Add(Open(null), Open(new(200, Dollars)));
        walk.Add(null, Open(new(900, new("EUR"))));

        Assert.Equal((4, 700), At(walk, PipelineChange.After));
        Assert.Equal((2, 0), At(walk, PipelineChange.Before));
        Assert.Equal((1, 200), At(walk, PipelineChange.Raised));
        Assert.Equal((2, 500), At(walk, PipelineChange.Created));
    }

    [Fact]
    public void What_came_changed_and_left_is_the_difference_of_the_walk()
    {
        var walk = new PipelineWalk(Dollars);
        walk.Add(Open(new(500, Dollars)), Open(new(300, Dollars)));
        walk.Add(Open(new(400, Dollars)), Open(new(400, Dollars)) with { Kind = StageKind.Won });
        walk.Add(Open(new(100, Dollars)) with { Kind = StageKind.Lost }, Open(new(100, Dollars)));

        var moved = walk.Steps.Where(s => s.Change is not (PipelineChange.Before or PipelineChange.After)).Sum(s => s.Minor);
        Assert.Equal(At(walk, PipelineChange.After).Minor - At(walk, PipelineChange.Before).Minor, moved);
    }

    [Fact]
    public void Coverage_is_what_is_open_and_expected_by_what_is_still_to_be_sold()
    {
        var coverage = new Coverage(Period.QuarterOf(Day(2026, 1, 1)), new(1000, Dollars));
        coverage.Add(Open(null) with { Kind = StageKind.Won, ClosedOn = Day(2026, 2, 1), Value = new(600, Dollars) });
        coverage.Add(Open(null) with { Kind = StageKind.Won, ClosedOn = Day(2026, 4, 1), Value = new(600, Dollars) });
        coverage.Add(Open(new(1000, Dollars)) with { ExpectedOn = Day(2026, 3, 31) });
        coverage.Add(Open(new(1000, Dollars)) with { ExpectedOn = Day(2026, 4, 1) });
        coverage.Add(Open(new(1000, Dollars)));

        Assert.Equal((400, 2.5), (coverage.Rest.Minor, coverage.Times));
    }

    [Fact]
    public void A_target_that_is_reached_needs_no_coverage()
    {
        var coverage = new Coverage(Period.QuarterOf(Day(2026, 1, 1)), new(1000, Dollars));
        coverage.Add(Open(null) with { Kind = StageKind.Won, ClosedOn = Day(2026, 2, 1), Value = new(1200, Dollars) });

        Assert.Null(coverage.Times);
    }

    [Theory]
    [InlineData(3, 1, "2026-02-14", "2026-01-01", "2026-04-01")]
    [InlineData(3, 2, "2026-02-14", "2026-02-01", "2026-05-01")]
    [InlineData(3, 2, "2026-01-31", "2025-11-01", "2026-02-01")]
    [InlineData(12, 4, "2026-03-31", "2025-04-01", "2026-04-01")]
    [InlineData(12, 4, "2026-04-01", "2026-04-01", "2027-04-01")]
    [InlineData(1, 4, "2026-03-31", "2026-03-01", "2026-04-01")]
    public void A_period_begins_where_its_year_says(int months, int yearStart, string day, string from, string until)
    {
        var period = Bookings.PeriodOf(On(day), months, yearStart);

        Assert.Equal((On(from), On(until)), (period.From, period.Until));
    }

    static DateOnly On(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    static Deal Open(Money? amount) => new(Guid.NewGuid(), OpportunityType.New, Day(2026, 1, 5), null, StageKind.Open, null) { Amount = amount };

    static (long N, long Minor) At(PipelineWalk walk, PipelineChange change) => walk.Steps.Where(s => s.Change == change).Select(s => (s.N, s.Minor)).Single();
}

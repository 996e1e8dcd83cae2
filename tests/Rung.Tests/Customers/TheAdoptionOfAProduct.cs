using Rung.Customers;
using static Rung.Tests.World;

namespace Rung.Tests.Customers;

public sealed class TheAdoptionOfAProduct
{
    static readonly DateOnly Today = Day(2026, 3, 29);
    static readonly AcceptableUse Rule = Entered<AcceptableUse>(new { fromOn = Day(2020, 1, 1), daysAPeriod = 2 });

    [Fact]
    public void Is_the_share_of_those_who_came_so_far()
    {
        var adoption = new Adoption([Rule], Today, 8);
        // One uses the product on every day of eight weeks, one of the first two alone, one is three weeks old.
        adoption.Take(Adopter(1, Today.AddDays(-55), "2026-Q1", 56));
        adoption.Take(Adopter(2, Today.AddDays(-55), "2026-Q1", 14));
        adoption.Take(Adopter(3, Today.AddDays(-20), "2026-Q1", 21));

        var all = adoption.All;

        Assert.Equal([3, 3, 3, 2, 2, 2, 2, 2], all.Weeks.Select(w => w.Customers));
        Assert.Equal([0, 0, 2, 1, 1, 1, 1, 1], all.Weeks.Select(w => w.Acceptable));
        Assert.Equal([3, 3, 2, 1, 1, 1, 1, 1], all.Weeks.Select(w => w.InThatPeriod));
    }

    [Fact]
    public void Leaves_out_whom_nothing_is_recorded_of_and_says_how_many()
    {
        var adoption = new Adoption([Rule], Today, 4);
        adoption.Take(Adopter(1, Today.AddDays(-27), "a", 28));
        adoption.Take(new(new Guid(2, 0, 0, new byte[8]), Today.AddDays(-27), "b", CustomerUse.None));

        Assert.Equal((2, 1), (adoption.All.Customers, adoption.All.NothingRecorded));
        Assert.Equal(1, adoption.All.Weeks[^1].Customers);
        Assert.Empty(adoption.Cohorts.Single(c => c.Cohort == "b").Weeks);
    }

    [Fact]
    public void Judges_each_week_by_the_rule_that_held_when_it_ended()
    {
        var harder = Entered<AcceptableUse>(new { fromOn = Today.AddDays(-6), eventsADay = 5 });
        var adoption = new Adoption([Rule, harder], Today, 8);
        adoption.Take(Adopter(1, Today.AddDays(-34), "a", 35));

        Assert.Equal([0, 0, 1, 1, 0], adoption.All.Weeks.Select(w => w.Acceptable));
    }

    static Adopter Adopter(int id, DateOnly since, string cohort, int days) =>
        new(new Guid(id, 0, 0, new byte[8]), since, cohort, new([.. Enumerable.Range(0, days).Select(d => new UseDay(since.AddDays(d), 1))]));
}

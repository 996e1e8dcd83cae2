using Rung.Ladder;
using Rung.Tests.Ladder.SecondComputation;
using static Rung.Tests.Ladder.Written;

namespace Rung.Tests.Ladder;

/// <summary>Month-ends that were stored stand as they were made, and whoever goes on from them comes to the same.</summary>
public sealed class StoredMonthEnds
{
    static readonly WaiverRow[] Waivers = [new(Named(8, 1), "X0.4", On(40), On(200)), new(Named(8, 2), "X0.5", On(90), null)];

    static StoredMonth Stored(Assessment told) => new(told.AsOf, told.WithoutRows().Criteria.ToDictionary(c => c.Id), told.WithoutRows().Patterns.ToDictionary(p => p.Id));

    static List<Assessment> Months(CompanyRows rows, DateOnly until, IReadOnlyList<StoredMonth>? stored = null) => [.. new Replay(rows, [], Waivers, [], stored).Until(until)];

    static string Said(Assessment told) => string.Join("; ", [
        $"{told.AsOf} {told.Stage} {told.Proposed} {string.Join(',', told.Entered.OrderBy(e => e.Key))}", .. told.Criteria.Select(c => $"{c.Id} {c.Verdict} {c.Since} {c.Lack} {c.WaiverId} {c.Reading.N} {c.Reading.Probability}"),
        .. told.Patterns.Select(p => $"{p.Id} {p.IsActive} {p.Finding.Severity} {p.Since}"),
    ]);

    [Fact]
    public void Whoever_goes_on_from_stored_month_ends_comes_to_the_same()
    {
        foreach (var seed in Enumerable.Range(1, 5))
        {
            var rows = new RandomCompany(seed).Rows();
            var whole = Months(rows, On(RandomCompany.Days - seed));
            foreach (var kept in new[] { 1, whole.Count / 2, whole.Count - 1 })
            {
                var again = Months(rows, whole[^1].AsOf, [.. whole.Take(kept).Select(Stored)]);
                Assert.Equal(whole.Select(Said), again.Select(Said));
                Assert.Equal(whole.Select((_, i) => i < kept), again.Select(m => m.IsRecalled));
            }
        }
    }

    [Fact]
    public void What_came_to_be_known_since_moves_no_verdict_that_was_stored()
    {
        var six = new CompanyRows { Roles = Team(), Customers = [.. Enumerable.Range(0, 6).Select(i => Customer(i, 14, 200, 5))] };
        var stored = Months(six, On(119)).Select(Stored).ToList();
        var none = six with { Customers = [.. six.Customers.Take(2)] };

        var again = Months(none, On(119), stored);

        Assert.Equal([Verdict.Insufficient, Verdict.Insufficient, Verdict.Pass, Verdict.Pass], again.Select(m => m.Criteria.Single(c => c.Id == "X0.2").Verdict));
        // The day that is asked for shows the rows of now beside the verdict of then.
        Assert.Equal((6, 2), (again[^2].Criteria[0].Reading.N, again[^1].Criteria[0].Reading.N));
    }

    [Fact]
    public void A_pass_that_was_stored_still_falls_at_the_second_month_end_below_one_half()
    {
        var rows = new CompanyRows { Roles = Team(), Customers = [.. Enumerable.Range(0, 6).Select(i => Customer(i, 14, 135, 5))] };
        var whole = Months(rows, On(211));

        var again = Months(rows, On(211), [.. whole.Take(5).Select(Stored)]);

        Assert.Equal([Verdict.Pass, Verdict.Pass, Verdict.Fail, Verdict.Fail], again.Skip(3).Select(m => m.Criteria.Single(c => c.Id == "X0.2").Verdict));
    }
}

using Rung.Ladder;
using Rung.Statistics;
using Rung.Tests.Ladder.SecondComputation;
using static Rung.Tests.Ladder.Written;

namespace Rung.Tests.Ladder;

/// <summary>A tally of sales, and the sum of tallies of their parts, say what the sales themselves say.</summary>
public sealed class TalliesOfSales
{
    [Fact]
    public void Say_what_the_sales_say()
    {
        var (priced, held) = (0, 0);
        for (var seed = 1; seed <= 30; seed++)
        {
            var sales = new Rung.Ladder.Evidence(new RandomCompany(seed).Rows(), On(RandomCompany.Days - seed), Yardsticks.Defaults, Past.None).Counted.ToList();
            foreach (var told in (SalesTally[])[SalesTally.Of(sales), SalesTally.Sum([.. sales.Chunk(7).Select(SalesTally.Of)])])
            {
                var won = sales.Where(s => s.IsWon).ToList();
                Assert.Equal((sales.Count, sales.Count(s => s.IsResolved)), (told.N, told.Resolved));
                Assert.Equal(sales.Select(s => s.Id), told.Ids);
                Assert.Equal(won.Select(s => s.Id), told.Won);
                Assert.Equal((sales.Min(s => s.AcceptedOn), sales.Max(s => s.AcceptedOn)), (told.FirstAcceptedOn, told.LastAcceptedOn));
                Assert.Equal(won.Select(s => s.CycleDays).OfType<int>().Order().Select(d => (double)d), told.Cycles);
                Assert.Equal(sales.Where(s => s.IsResolved).Select(s => (double?)s.Resolution.Time).Average(), told.HeldDays);
                Assert.Equal(CompetingRisks.Of(sales.Select(s => s.Resolution)).Steps, told.Risks.Steps);
                var values = won.Select(s => s.Value).Where(v => v is { Minor: > 0 }).Select(v => v!.Value).ToList();
                var most = values.CountBy(v => v.Currency).Select(c => (c.Key, c.Value)).DefaultIfEmpty().MaxBy(c => c.Value).Key;
                Assert.Equal(values.Where(v => v.Currency == most).Select(v => (double)v.Major), told.Prices);
                priced += told.Prices.Count;
                held += told.HeldDays is > 0 ? 1 : 0;
            }
        }

        Assert.True(priced > 0 && held > 0);
    }

    [Fact]
    public void Of_nothing_are_nothing()
    {
        foreach (var told in (SalesTally[])[SalesTally.Of([]), SalesTally.Sum([])])
        {
            Assert.Equal((0, 0, null, null, null), (told.N, told.Resolved, told.HeldDays, told.FirstAcceptedOn, told.LastAcceptedOn));
            Assert.Empty(told.Ids);
            Assert.Empty(told.Prices);
            Assert.Empty(told.Cycles);
        }
    }
}

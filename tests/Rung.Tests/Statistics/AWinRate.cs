using Rung.Statistics;

namespace Rung.Tests.Statistics;

public sealed class AWinRate
{
    [Fact]
    public void Weighs_each_win_by_the_chance_of_still_being_watched()
    {
        var chance = new Random(41);
        for (var round = 0; round < 1500; round++)
        {
            var deals = Enumerable.Range(0, chance.Next(1, 40)).Select(_ => new Resolution(chance.Next(1, 25), (Ending)chance.Next(3))).ToArray();
            var cohort = CompetingRisks.Of(deals);
            // Inverse probability of censoring: at equal times deals resolve before they are censored.
            double Watched(double time) => deals.Where(deal => deal.Ending == Ending.Open && deal.Time < time).Select(deal => deal.Time).Distinct()
                .Aggregate(1.0, (product, t) => product * (1 - deals.Count(deal => deal.Ending == Ending.Open && deal.Time == t)
                    / (double)deals.Count(deal => deal.Time > t || (deal.Time == t && deal.Ending == Ending.Open))));
            for (var time = 0; time <= deals.Max(deal => deal.Time); time++)
            {
                var (won, lost) = (cohort.WonBy(time)!, cohort.LostBy(time)!);
                Assert.Equal(deals.Where(deal => deal.Ending == Ending.Won && deal.Time <= time).Sum(deal => 1 / Watched(deal.Time)) / deals.Length, won.Share, 1e-11);
                Assert.Equal(deals.Where(deal => deal.Ending == Ending.Lost && deal.Time <= time).Sum(deal => 1 / Watched(deal.Time)) / deals.Length, lost.Share, 1e-11);
                Assert.Equal(1, won.Share + lost.Share + cohort.OpenAfter(time)!.Value, 1e-11);
                Assert.True(won.Interval is not { } interval || interval.Contains(won.Share));
            }
        }
    }

    [Fact]
    public void Has_the_binomial_error_where_nothing_is_open()
    {
        var chance = new Random(42);
        for (var round = 0; round < 1000; round++)
        {
            var deals = Enumerable.Range(0, chance.Next(2, 50)).Select(_ => new Resolution(chance.Next(1, 25), chance.Next(2) == 0 ? Ending.Won : Ending.Lost)).ToArray();
            var (time, n) = (chance.Next(1, 25), (double)deals.Length);
            var won = CompetingRisks.Of(deals).WonBy(time)!;
            var share = deals.Count(deal => deal.Ending == Ending.Won && deal.Time <= time) / n;
            Assert.Equal(share, won.Share, 1e-12);
            Assert.Equal(share * (1 - share) / n, won.StandardError * won.StandardError, 1e-12);
        }
    }

    [Fact]
    public void Has_an_error_and_an_interval_that_fit_what_happens_over_and_over()
    {
        var (chance, rounds, held) = (new Random(43), 4000, 0);
        var (shares, variances) = (new List<double>(), new List<double>());
        const double win = 0.006, loss = 0.012;
        var truth = win / (win + loss) * (1 - Math.Exp(-60 * (win + loss)));
        for (var round = 0; round < rounds; round++)
        {
            var cohort = CompetingRisks.Of(Enumerable.Range(0, 80).Select(_ =>
            {
                var (end, seen) = (chance.Exponential(win + loss), 20 + 150 * chance.NextDouble());
                return new Resolution(Math.Min(end, seen), end > seen ? Ending.Open : chance.NextDouble() < win / (win + loss) ? Ending.Won : Ending.Lost);
            }));
            var won = cohort.WonBy(60)!;
            shares.Add(won.Share);
            variances.Add(won.StandardError * won.StandardError);
            if (won.Interval!.Value.Contains(truth)) held++;
        }
        Assert.Equal(truth, shares.Average(), 0.003);
        Assert.Equal(1, variances.Average() / shares.Select(share => (share - truth) * (share - truth)).Average(), 0.08);
        Assert.Equal(0.95, (double)held / rounds, 0.012);
    }

    [Fact]
    public void Is_unknown_past_the_oldest_open_deal()
    {
        var cohort = CompetingRisks.Of([new(10, Ending.Won), new(20, Ending.Open)]);
        Assert.Equal(0.5, cohort.WonBy(20)!.Share);
        Assert.Null(cohort.WonBy(21));
        Assert.Null(cohort.OpenAfter(21));
        Assert.Equal(1, CompetingRisks.Of([new(10, Ending.Won)]).WonBy(1000)!.Share);
    }

    [Fact]
    public void Of_no_deals_or_none_resolved_is_said_plainly()
    {
        var none = CompetingRisks.Of([]);
        Assert.Null(none.WonBy(0));
        Assert.Null(none.MedianResolution);
        Assert.Null(none.MeanTimeToResolve);
        Assert.Null(none.WinHazard.Rate);

        var open = CompetingRisks.Of([new(10, Ending.Open), new(20, Ending.Open)]);
        Assert.Equal(new(0, 0, null), open.WonBy(15));
        Assert.Equal(1, open.OpenAfter(15));
        Assert.Null(open.MeanTimeToResolve);
        Assert.Equal(new EventCount(0, 30), open.WinHazard);
    }
}

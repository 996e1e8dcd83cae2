using Rung.Statistics;

namespace Rung.Tests.Statistics;

public sealed class AShare
{
    [Fact]
    public void Has_an_exact_interval_whose_ends_make_what_was_seen_just_improbable_enough()
    {
        var chance = new Random(1);
        for (var i = 0; i < 1500; i++)
        {
            var (seen, level) = (chance.Proportion(120), 0.5 + 0.499 * chance.NextDouble());
            var (x, n) = ((int)seen.Successes, (int)seen.Trials);
            var interval = Binomial.ClopperPearson(seen, level);
            if (x > 0) Assert.Equal((1 - level) / 2, Enumerable.Range(x, n - x + 1).Sum(k => Slowly.BinomialMass(k, n, interval.Low)), 1e-9);
            else Assert.Equal(0, interval.Low);
            if (x < n) Assert.Equal((1 - level) / 2, Enumerable.Range(0, x + 1).Sum(k => Slowly.BinomialMass(k, n, interval.High)), 1e-9);
            else Assert.Equal(1, interval.High);
            Assert.Equal(Binomial.LowerBound(seen, 0.5 + level / 2), interval.Low, 1e-12);
            Assert.Equal(Binomial.UpperBound(seen, 0.5 + level / 2), interval.High, 1e-12);
        }
    }

    [Fact]
    public void Has_a_score_interval_whose_ends_lie_z_standard_errors_away()
    {
        var chance = new Random(2);
        for (var i = 0; i < 2000; i++)
        {
            var seen = chance.Proportion(500);
            var (share, interval, z) = (seen.Share!.Value, Binomial.Wilson(seen, 0.9), 1.6448536269514722);
            double Away(double p) => Math.Abs(share - p) - z * Math.Sqrt(p * (1 - p) / seen.Trials);
            Assert.Equal(0, Away(interval.Low), 1e-9);
            Assert.Equal(0, Away(interval.High), 1e-9);
            Assert.True(interval.Contains(share));
        }
    }

    [Fact]
    public void Sums_its_tails_as_counting_does()
    {
        var chance = new Random(3);
        for (var i = 0; i < 1000; i++)
        {
            var (n, p) = (chance.Next(1, 150), chance.NextDouble());
            var x = chance.Next(-1, n + 2);
            var atLeast = Enumerable.Range(0, n + 1).Where(k => k >= x).Sum(k => Slowly.BinomialMass(k, n, p));
            Assert.Equal(atLeast, Binomial.AtLeast(x, n, p), 1e-11);
            Assert.Equal(1 - atLeast, Binomial.AtMost(x - 1, n, p), 1e-11);
        }
    }

    [Fact]
    public void Is_believed_as_counting_says_for_whole_parameters()
    {
        var chance = new Random(4);
        for (var i = 0; i < 2000; i++)
        {
            var (seen, t) = (chance.Proportion(150), chance.NextDouble());
            var below = Slowly.BetaBelow(t, (int)seen.Successes + 1, (int)seen.Failures + 1);
            Assert.Equal(below, BetaDistribution.From(seen).AtMost(t), 1e-11);
            Assert.Equal(1 - below, BetaDistribution.From(seen).AtLeast(t), 1e-11);
        }
    }

    [Fact]
    public void Is_believed_as_a_sum_of_slices_says_for_any_parameters()
    {
        var chance = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var (a, b, t) = (4 + 60 * chance.NextDouble(), 4 + 60 * chance.NextDouble(), chance.NextDouble());
            var belief = new BetaDistribution(a, b);
            Assert.Equal(Slowly.Simpson(x => Slowly.BetaDensity(x, a, b), 0, t), belief.AtMost(t), 1e-8);
            Assert.Equal(Slowly.Simpson(x => x * Slowly.BetaDensity(x, a, b), 0, 1), belief.Mean, 1e-8);
            Assert.Equal(Slowly.Simpson(x => (x - belief.Mean) * (x - belief.Mean) * Slowly.BetaDensity(x, a, b), 0, 1), belief.Variance, 1e-8);
            var interval = belief.CredibleInterval(0.8);
            Assert.Equal(0.1, belief.AtMost(interval.Low), 1e-10);
            Assert.Equal(0.1, belief.AtLeast(interval.High), 1e-10);
        }
    }

    [Fact]
    public void Learns_in_any_order()
    {
        var (all, part, rest) = (new Proportion(5, 12), new Proportion(2, 7), new Proportion(3, 5));
        Assert.Equal(BetaDistribution.From(all), BetaDistribution.From(rest).After(part));
    }

    [Fact]
    public void Of_nothing_rules_nothing_out()
    {
        Assert.Null(new Proportion(0, 0).Share);
        Assert.Equal(new(0, 1, 0.95), Binomial.ClopperPearson(default));
        Assert.Equal(new(0, 1, 0.95), Binomial.Wilson(default));
        Assert.Equal(0.2, BetaDistribution.From(default).AtLeast(0.8), 1e-15);
    }

    [Fact]
    public void Of_all_or_none_has_the_closed_form()
    {
        foreach (var n in (long[])[1, 2, 45, 1000, 1_000_000, 1_000_000_000])
        {
            Assert.Equal(Math.Exp(Math.Log(0.05) / n), Binomial.LowerBound(new(n, n)), 1e-12);
            Assert.Equal(-ExpM1(Math.Log(0.05) / n), Binomial.UpperBound(new(0, n)), 1e-9 / n);
            Assert.Equal(0, Binomial.LowerBound(new(0, n)));
            Assert.Equal(1, Binomial.UpperBound(new(n, n)));
        }
    }

    [Fact]
    public void Of_millions_of_trials_is_nearly_normal()
    {
        foreach (var n in (long[])[1_000_000, 1_000_000_000])
        {
            var (seen, error) = (new Proportion(n / 4, n), Math.Sqrt(0.25 * 0.75 / n));
            var interval = Binomial.ClopperPearson(seen);
            Assert.Equal(-1.959964, (interval.Low - 0.25) / error, 0.003);
            Assert.Equal(1.959964, (interval.High - 0.25) / error, 0.003);
            Assert.Equal(Normal.Above(3), BetaDistribution.From(seen).AtLeast(0.25 + 3 * error), 3e-5);
        }
    }

    [Fact]
    public void Under_an_extreme_prior_follows_the_prior_until_the_data_weigh_more()
    {
        Assert.Equal(1, new BetaDistribution(1e-6, 1e-6).After(new(3, 3)).AtLeast(0.5), 1e-5);
        Assert.Equal(0, new BetaDistribution(1, 1e9).After(new(30, 30)).AtLeast(0.5));
        Assert.Equal(0.5, new BetaDistribution(1e-6, 1e-6).AtLeast(0.3), 1e-5);
    }

    static double ExpM1(double x) => Math.Abs(x) > 1e-3 ? Math.Exp(x) - 1 : x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5))));
}

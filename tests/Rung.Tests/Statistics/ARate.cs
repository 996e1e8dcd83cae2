using Rung.Statistics;

namespace Rung.Tests.Statistics;

public sealed class ARate
{
    [Fact]
    public void Has_an_exact_interval_whose_ends_make_what_was_seen_just_improbable_enough()
    {
        var chance = new Random(21);
        for (var i = 0; i < 1500; i++)
        {
            var (x, exposure, level) = (chance.Next(8) == 0 ? 0 : chance.Next(90), 0.1 + 20 * chance.NextDouble(), 0.5 + 0.499 * chance.NextDouble());
            var seen = new EventCount(x, exposure);
            var interval = PoissonRate.Garwood(seen, level)!.Value;
            double Below(int count, double rate) => Enumerable.Range(0, count).Sum(k => Slowly.PoissonMass(k, rate * exposure));
            if (x > 0) Assert.Equal((1 - level) / 2, 1 - Below(x, interval.Low), 1e-9);
            else Assert.Equal(0, interval.Low);
            Assert.Equal((1 - level) / 2, Below(x + 1, interval.High), 1e-9);
            Assert.Equal(interval.Low, PoissonRate.LowerBound(seen, 0.5 + level / 2)!.Value, 1e-9);
            Assert.Equal(interval.High, PoissonRate.UpperBound(seen, 0.5 + level / 2)!.Value, 1e-9);
        }
    }

    [Fact]
    public void Sums_its_tails_as_counting_does()
    {
        var chance = new Random(22);
        for (var i = 0; i < 2000; i++)
        {
            var (x, mean) = (chance.Next(-1, 150), 120 * chance.NextDouble() + 1e-9);
            var below = Enumerable.Range(0, Math.Max(0, x)).Sum(k => Slowly.PoissonMass(k, mean));
            Assert.Equal(1 - below, PoissonRate.AtLeast(x, mean), 1e-10);
            Assert.Equal(below, PoissonRate.AtMost(x - 1, mean), 1e-10);
        }
    }

    [Fact]
    public void Is_believed_as_a_sum_of_slices_says()
    {
        var chance = new Random(23);
        for (var i = 0; i < 300; i++)
        {
            var (x, exposure) = (chance.Next(4, 60), 0.5 + 10 * chance.NextDouble());
            var belief = GammaDistribution.From(new(x, exposure));
            double Density(double rate) => rate <= 0 ? 0 : Math.Exp((x - 0.5) * Math.Log(rate * exposure) - rate * exposure - Slowly.LogGamma(x + 0.5)) * exposure;
            var t = 2 * x * chance.NextDouble() / exposure;
            Assert.Equal(Slowly.Simpson(Density, 0, t), belief.AtMost(t)!.Value, 1e-8);
            Assert.Equal(1, belief.AtMost(t)!.Value + belief.AtLeast(t)!.Value, 1e-14);
            var interval = belief.CredibleInterval(0.8)!.Value;
            Assert.Equal(0.1, belief.AtMost(interval.Low)!.Value, 1e-11);
            Assert.Equal(0.1, belief.AtLeast(interval.High)!.Value, 1e-11);
        }
    }

    [Fact]
    public void Of_no_exposure_is_unknown()
    {
        Assert.Null(new EventCount(0, 0).Rate);
        Assert.Null(PoissonRate.Garwood(default));
        Assert.Null(PoissonRate.LowerBound(default));
        Assert.Null(PoissonRate.UpperBound(default));
        Assert.Null(GammaDistribution.Jeffreys.AtLeast(1));
        Assert.Null(GammaDistribution.Jeffreys.AtMost(1));
        Assert.Null(GammaDistribution.Jeffreys.Mean);
        Assert.Null(GammaDistribution.Jeffreys.Quantile(0.5));
        Assert.Null(GammaDistribution.From(default).CredibleInterval());
    }

    [Fact]
    public void Of_no_events_is_bounded_by_the_logarithm() =>
        Assert.Equal(-Math.Log(0.05) / 12, PoissonRate.UpperBound(new(0, 12))!.Value, 1e-12);

    [Fact]
    public void Of_millions_of_events_is_nearly_normal()
    {
        foreach (var x in (long[])[1_000_000, 1_000_000_000])
        {
            var interval = PoissonRate.Garwood(new(x, 1))!.Value;
            Assert.Equal(1.959964, (interval.High - x) / Math.Sqrt(x), 0.004);
            Assert.Equal(-1.959964, (interval.Low - x) / Math.Sqrt(x), 0.004);
        }
    }

    [Fact]
    public void Over_another_has_exact_bounds_at_which_the_split_of_events_is_just_improbable_enough()
    {
        var chance = new Random(24);
        for (var i = 0; i < 1000; i++)
        {
            EventCount a = new(chance.Next(1, 40), 0.5 + chance.NextDouble()), b = new(chance.Next(0, 40), 0.5 + chance.NextDouble());
            var (n, x) = ((int)(a.Events + b.Events), (int)b.Events);
            double Share(double ratio) => ratio * b.Exposure / (a.Exposure + ratio * b.Exposure);
            var upper = RateRatio.UpperBound(a, b, 0.9)!.Value;
            Assert.Equal(0.1, Enumerable.Range(0, x + 1).Sum(k => Slowly.BinomialMass(k, n, Share(upper))), 1e-9);
            var lower = RateRatio.LowerBound(a, b, 0.9)!.Value;
            if (x == 0) Assert.Equal(0, lower);
            else Assert.Equal(0.1, Enumerable.Range(x, n - x + 1).Sum(k => Slowly.BinomialMass(k, n, Share(lower))), 1e-9);
            Assert.Equal(Enumerable.Range(x, n - x + 1).Sum(k => Slowly.BinomialMass(k, n, Share(1))), RateRatio.HigherP(a, b)!.Value, 1e-9);
            Assert.Equal(Enumerable.Range(0, x + 1).Sum(k => Slowly.BinomialMass(k, n, Share(1))), RateRatio.LowerP(a, b)!.Value, 1e-9);
            Assert.Equal(new Interval(lower, upper, 0.8), RateRatio.ExactInterval(a, b, 0.8)!.Value);
        }
    }

    [Fact]
    public void Over_another_is_believed_as_slices_over_the_other_say()
    {
        var chance = new Random(25);
        for (var i = 0; i < 200; i++)
        {
            EventCount a = new(chance.Next(4, 40), 0.5 + chance.NextDouble()), b = new(chance.Next(4, 40), 0.5 + chance.NextDouble());
            var (ratio, before, now) = (0.5 + chance.NextDouble(), GammaDistribution.From(a), GammaDistribution.From(b));
            double Density(double rate) => rate <= 0 ? 0 : Math.Exp((before.Shape - 1) * Math.Log(rate * a.Exposure) - rate * a.Exposure - Slowly.LogGamma(before.Shape)) * a.Exposure;
            Assert.Equal(Slowly.Simpson(rate => Density(rate) * now.AtLeast(ratio * rate)!.Value, 0, (before.Shape + 12 * Math.Sqrt(before.Shape) + 20) / a.Exposure, 4000), RateRatio.AtLeast(a, b, ratio)!.Value, 1e-6);
        }
    }

    [Fact]
    public void Over_another_is_unknown_without_exposure_and_unbounded_without_events_before()
    {
        EventCount none = default, quiet = new(0, 3), some = new(5, 2);
        Assert.Null(RateRatio.Estimate(none, some));
        Assert.Null(RateRatio.Estimate(quiet, some));
        Assert.Null(RateRatio.UpperBound(quiet, some));
        Assert.Null(RateRatio.ExactInterval(quiet, some));
        Assert.Null(RateRatio.AtLeast(none, some, 1));
        Assert.Null(RateRatio.HigherP(some, none));
        Assert.Equal(0, RateRatio.Estimate(some, quiet));
        Assert.Equal(0, RateRatio.LowerBound(some, quiet));
        Assert.Equal(1, RateRatio.HigherP(quiet, quiet));
    }
}

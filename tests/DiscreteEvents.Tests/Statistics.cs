using CsCheck;

namespace DiscreteEvents.Tests;

public sealed class Statistics
{
    [Fact]
    public void A_tally_agrees_with_the_textbook_and_merging_with_adding() =>
        Gen.Select(Gen.Double[-1000, 1000].Array[0, 40], Gen.Double[-1000, 1000].Array[0, 40]).Sample((first, second) =>
        {
            var (one, other, both) = (Of(first), Of(second), Of([.. first, .. second]));
            one.Merge(other);
            Assert.Equal(both.Count, one.Count);
            if (both.Count == 0) return;
            double[] all = [.. first, .. second];
            var mean = all.Average();
            Assert.Equal(mean, both.Mean, 1e-9);
            Assert.Equal(both.Mean, one.Mean, 1e-9);
            if (all.Length > 1) Assert.Equal(all.Sum(x => (x - mean) * (x - mean)) / (all.Length - 1), both.Variance, 1e-6);
            Assert.Equal(both.Variance, one.Variance, 1e-6);
            Assert.Equal((all.Min(), all.Max()), (one.Least, one.Most));
        });

    [Fact]
    public void A_tally_keeps_small_variances_of_large_numbers() => Assert.Equal(1, Of([1e9, 1e9 + 1, 1e9 + 2]).Variance, 1e-6);

    [Fact]
    public void Quantiles_are_as_accurate_as_they_say() =>
        Gen.Select(Gen.Double[-1e6, 1e6].Array[1, 200], Gen.Double[0, 1]).Sample((values, share) =>
        {
            var quantiles = new Quantiles(0.01);
            foreach (var value in values) quantiles.Add(value);
            var exact = values.Order().ElementAt((int)Math.Floor(share * (values.Length - 1)));
            Assert.InRange(quantiles.At(share), exact - 0.0101 * Math.Abs(exact) - 1e-12, exact + 0.0101 * Math.Abs(exact) + 1e-12);
        });

    [Fact]
    public void Quantiles_merge_to_the_same_in_any_order()
    {
        var (chance, parts) = (new Chance(1), new Quantiles[10]);
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new();
            for (var j = 0; j < 500; j++) parts[i].Add(Math.Exp(3 * chance.Normal()) - 1);
        }
        var (forward, backward) = (new Quantiles(), new Quantiles());
        foreach (var part in parts) forward.Merge(part);
        foreach (var part in parts.Reverse()) backward.Merge(part);
        for (var share = 0.0; share <= 1; share += 0.01) Assert.Equal(forward.At(share), backward.At(share));
        Assert.Equal(5_000, forward.Count);
    }

    [Fact]
    public void Nothing_has_no_quantiles_and_infinity_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => new Quantiles().At(0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Quantiles().Add(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Quantiles().At(1.5));
    }

    [Fact]
    public void A_level_is_weighted_by_how_long_it_lasted()
    {
        var level = new TimeWeighted(10, 1);
        level.Set(12, 4);
        level.Set(13, 0);
        Assert.Equal((6, 6 / 5.0), (level.Area(15), level.Mean(15)));
        level.Restart(15);
        Assert.Equal(0, level.Mean(15));
    }

    [Fact]
    public void Warm_up_ends_where_the_start_stops_showing()
    {
        var chance = new Chance(2);
        var values = Enumerable.Range(0, 2000).Select(i => 10 * Math.Exp(-i / 40.0) + 0.1 * chance.Normal()).ToArray();
        Assert.InRange(WarmUp.Mser5(values), 100, 400);
        Assert.Equal(0, WarmUp.Mser5([]));
        Assert.InRange(WarmUp.Mser5([.. Enumerable.Range(0, 5000).Select(_ => chance.Normal())]), 0, 2500);
    }

    [Fact]
    public void Batches_know_the_error_of_a_correlated_mean()
    {
        // A first-order autoregression with φ = 0.9 and unit shocks: the variance of its mean over n is near 100/n.
        var zs = new Tally();
        for (var run = 0; run < 60; run++)
        {
            var (chance, batches, level) = (new Chance(3).Split(run), new Batches(2), 0.0);
            for (var i = 0; i < 40_000; i++)
            {
                level = 0.9 * level + chance.Normal();
                batches.Close([1, level]);
            }
            var estimate = batches.Ratio(1, 0);
            Assert.InRange(estimate.StandardError / Math.Sqrt(100 / 40_000.0), 0.6, 1.5);
            zs.Add(estimate.Z(0));
        }
        Assert.InRange(zs.Deviation, 0.7, 1.4);
    }

    [Fact]
    public void Batches_keep_every_sum_however_long_the_run()
    {
        var batches = new Batches(2);
        for (var i = 0; i < 4096 * 8; i++) batches.Close([1, i % 2]);
        Assert.Equal(0.5, batches.Ratio(1, 0).Mean, 12);
        Assert.InRange(batches.Count, 2048, 4095);
        Assert.Equal(double.PositiveInfinity, new Batches(2).Ratio(1, 0).StandardError);
    }

    [Fact]
    public void An_interval_contains_the_truth_as_often_as_it_says()
    {
        var (chance, inside) = (new Chance(4), 0);
        for (var i = 0; i < 4000; i++)
        {
            var tally = new Tally();
            for (var j = 0; j < 5; j++) tally.Add(chance.Normal());
            if (Math.Abs(tally.Estimate.Mean) < tally.Estimate.HalfWidth(0.9)) inside++;
        }
        Assert.InRange((inside - 3600) / Math.Sqrt(4000 * 0.09), -4, 4);
    }

    [Fact]
    public void One_observation_says_nothing_about_its_error() => Assert.Equal(double.PositiveInfinity, Of([1]).Estimate.HalfWidth());

    static Tally Of(double[] values)
    {
        var tally = new Tally();
        foreach (var value in values) tally.Add(value);
        return tally;
    }
}

using Rung.Statistics;

namespace Rung.Tests.Statistics;

public sealed class APace
{
    [Fact]
    public void Signals_what_reading_the_chart_by_the_rules_finds()
    {
        var chance = new Random(61);
        for (var round = 0; round < 2000; round++)
        {
            var values = Enumerable.Range(0, chance.Next(2, 30)).Select(i => Math.Round(50 + 6 * chance.Normal() + (chance.Next(15) == 0 ? 40 : 0) + (round % 3 == 0 ? i : 0))).ToArray();
            int? baseline = chance.Next(2) == 0 ? null : chance.Next(2, values.Length + 1);
            var (chart, own) = (XmR.Of(values, baseline)!, values[..(baseline ?? values.Length)]);
            var mean = own.Sum() / own.Length;
            var range = Enumerable.Range(1, own.Length - 1).Sum(i => Math.Abs(own[i] - own[i - 1])) / (own.Length - 1);
            Assert.Equal(mean, chart.Mean, 1e-10);
            Assert.Equal(range, chart.MeanMovingRange, 1e-10);

            // Rounded values never come within this of a limit unless they are on it.
            const double line = 1e-9;
            var expected = new HashSet<XmRSignal>();
            for (var i = 0; i < values.Length; i++)
                foreach (var (up, sign) in ((bool, int)[])[(true, 1), (false, -1)])
                {
                    double Away(int j) => sign * (values[j] - mean);
                    if (Away(i) > 2.66 * range + line) expected.Add(new(i, XmRRule.BeyondLimit, up));
                    if (i >= 7 && Enumerable.Range(i - 7, 8).All(j => Away(j) > line)) expected.Add(new(i, XmRRule.RunOfEight, up));
                    if (i >= 3 && Away(i) > 1.33 * range + line && Enumerable.Range(i - 3, 4).Count(j => Away(j) > 1.33 * range + line) >= 3) expected.Add(new(i, XmRRule.NearLimit, up));
                    if (i >= 1 && sign * (values[i] - values[i - 1]) > 3.267 * range + line) expected.Add(new(i, XmRRule.RangeBeyondLimit, up));
                }
            Assert.Equal(expected, chart.Signals.ToHashSet());
        }
    }

    [Fact]
    public void That_never_varies_signals_nothing_and_one_value_is_no_chart()
    {
        Assert.Empty(XmR.Of(Enumerable.Repeat(0.1, 20).ToArray())!.Signals);
        Assert.Empty(XmR.Of(new double[20])!.Signals);
        Assert.Null(XmR.Of([5]));
        Assert.Null(XmR.Of([]));
        Assert.Contains(new(3, XmRRule.BeyondLimit, false), XmR.Of([5, 5, 5, 4], baseline: 3)!.Signals);
    }

    [Fact]
    public void Runs_on_one_side_by_chance_as_often_as_all_tosses_of_coins_say()
    {
        for (var n = 0; n <= 16; n++)
        {
            var runs = Enumerable.Range(0, 1 << n).Count(coins => Enumerable.Range(0, Math.Max(0, n - 7)).Any(i => (coins >> i & 255) is 0 or 255));
            Assert.Equal(runs / (double)(1 << n), XmR.FalseAlarmRunOfEight(n), 1e-12);
        }
    }

    [Fact]
    public void Has_a_vangel_interval_that_holds_the_truth_as_often_as_it_says()
    {
        var (chance, rounds, held) = (new Random(62), 6000, 0);
        for (var round = 0; round < rounds; round++)
            if (Variation.Of(Enumerable.Range(0, 8).Select(_ => 50 + 10 * chance.Normal()).ToArray())!.Vangel()!.Value.Contains(0.2)) held++;
        Assert.Equal(0.95, (double)held / rounds, 0.01);
    }

    [Fact]
    public void Without_a_mean_above_zero_has_no_coefficient()
    {
        Assert.Null(Variation.Of([-3, 3])!.Cv);
        Assert.Null(Variation.Of([-3, -4])!.CorrectedCv);
        Assert.Null(Variation.Of([-3, 3])!.Vangel());
        Assert.Null(Variation.Of([3]));
        Assert.Null(Variation.Of([0, 0, 0, 0, 100])!.Vangel());
        Assert.Equal(new Interval(0, 0, 0.95), Variation.Of([3, 3, 3])!.Vangel());
    }

    [Fact]
    public void Of_deals_arriving_at_random_varies_by_the_noise_floor()
    {
        var (chance, months) = (new Random(63), 100_000);
        var size = Math.Sqrt(Math.Log(1 + 0.35 * 0.35));
        var bookings = Enumerable.Range(0, months).Select(_ => Enumerable.Range(0, chance.Poisson(4)).Sum(_ => Math.Exp(size * chance.Normal()))).ToArray();
        Assert.Equal(Variation.NoiseFloor(4, 0.35), Variation.Of(bookings)!.Cv!.Value, 0.005);
    }

    [Fact]
    public void Of_counts_is_called_dispersed_as_often_as_it_says()
    {
        var (chance, rounds, over, under) = (new Random(64), 5000, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var test = Dispersion.Of(Enumerable.Range(0, 8).Select(_ => (long)chance.Poisson(12)).ToArray())!;
            Assert.Equal(1, test.OverP + test.UnderP, 1e-12);
            if (test.OverP <= 0.1) over++;
            if (test.UnderP <= 0.1) under++;
        }
        Assert.Equal(0.1, (double)over / rounds, 0.015);
        Assert.Equal(0.1, (double)under / rounds, 0.015);
        Assert.Null(Dispersion.Of([0, 0, 0]));
        Assert.Null(Dispersion.Of([4]));
    }

    [Fact]
    public void Rises_or_falls_as_all_orders_of_its_values_say()
    {
        var chance = new Random(65);
        for (var n = 2; n <= 7; n++)
        {
            var orders = Slowly.Permutations(n).Select(S).ToArray();
            for (var round = 0; round < 20; round++)
            {
                var values = Enumerable.Range(0, n).OrderBy(_ => chance.Next()).Select(i => (double)i).ToArray();
                var test = MannKendall.Of(values)!;
                Assert.True(test.Exact);
                Assert.Equal(orders.Count(s => s >= test.S) / (double)orders.Length, test.RisingP, 1e-12);
                Assert.Equal(orders.Count(s => s <= test.S) / (double)orders.Length, test.FallingP, 1e-12);
            }
        }
    }

    [Fact]
    public void With_ties_has_the_variance_that_all_orders_have()
    {
        foreach (var values in (int[][])[[1, 1, 2, 3, 3, 3], [1, 2, 2, 2, 2], [1, 1, 1, 2], [4, 4, 4, 4]])
        {
            var all = Slowly.Permutations(values.Length).Select(order => S([.. order.Select(i => values[i])])).ToArray();
            var test = MannKendall.Of([.. values.Select(value => (double)value)])!;
            Assert.Equal(all.Average(s => s * s), test.Variance, 1e-9);
            Assert.False(test.Exact);
        }
        Assert.Null(MannKendall.Of([4, 4, 4])!.Z);
        Assert.Equal((1, 1), (MannKendall.Of([4, 4, 4])!.RisingP, MannKendall.Of([4, 4, 4])!.FallingP));
        Assert.Null(MannKendall.Of([4]));
        Assert.Null(MannKendall.Slope([4]));
    }

    [Fact]
    public void Over_many_periods_rises_nearly_as_the_exact_count_would()
    {
        var chance = new Random(66);
        for (var round = 0; round < 50; round++)
        {
            var test = MannKendall.Of(Enumerable.Range(0, 40).Select(_ => chance.NextDouble()).ToArray())!;
            Assert.True(test.Exact);
            Assert.Equal(Normal.Above((test.S - 1) / Math.Sqrt(test.Variance)), test.RisingP, 0.002);
        }
        Assert.False(MannKendall.Of(Enumerable.Range(0, 41).Select(i => (double)i).ToArray())!.Exact);
    }

    [Fact]
    public void That_was_forecast_missed_by_what_a_hand_computes()
    {
        // Missed by 10 of 10 and by 20 of 40: 1 and ½; together by 30 of 50, 10 too little.
        Assert.Equal(new(0.75, 0.6, -0.2), ForecastErrors.Of([new(20, 10), new(20, 40)]));
        Assert.Equal(new(null, 0.5, -0.5), ForecastErrors.Of([new(0, 0), new(5, 10)]));
        Assert.Equal(new(null, null, null), ForecastErrors.Of([new(5, 0)]));
        Assert.Equal(new(null, null, null), ForecastErrors.Of([]));
    }

    static long S(int[] values) => Enumerable.Range(0, values.Length).Sum(i => Enumerable.Range(i + 1, values.Length - i - 1).Sum(j => (long)Math.Sign(values[j] - values[i])));
}

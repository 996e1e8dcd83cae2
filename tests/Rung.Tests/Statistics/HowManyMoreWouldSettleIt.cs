using Rung.Statistics;

namespace Rung.Tests.Statistics;

public sealed class HowManyMoreWouldSettleIt
{
    [Fact]
    public void For_a_share_is_what_counting_up_one_by_one_finds()
    {
        var chance = new Random(91);
        for (var round = 0; round < 400; round++)
        {
            var gate = new ShareGate(0.05 + 0.9 * chance.NextDouble(), 0.6 + 0.39 * chance.NextDouble(), chance.Next(40));
            var (seen, least) = (chance.Proportion(40), 0L);
            var more = Settling.Share(gate, seen);
            least = Math.Max(0, gate.Fewest - seen.Trials);

            double At(long m, double share) => new BetaDistribution(1 + seen.Successes + m * share, 1 + seen.Failures + m * (1 - share)).AtLeast(gate.Threshold);
            long? First(double share, Func<double, bool> settled)
            {
                for (var m = least; m <= 1500; m++)
                    if (settled(At(m, share))) return m;
                return null;
            }
            void Same(long? expected, long? found)
            {
                if (expected is null) Assert.True(found is null or > 1500);
                else Assert.Equal(expected, found);
            }
            Same(First(seen.Share!.Value, p => p >= gate.Certainty || p <= 1 - gate.Certainty), more.AtThisShare);
            Same(First(1, p => p >= gate.Certainty), more.IfAllSucceed);
            Same(First(0, p => p <= 1 - gate.Certainty), more.IfAllFail);
        }
    }

    [Fact]
    public void Is_none_where_it_is_settled_and_unknown_where_nothing_was_seen()
    {
        Assert.Equal(0, Settling.Share(new(0.8), new(20, 20)).AtThisShare);
        Assert.Equal(10, Settling.Share(new(0.8, fewest: 30), new(20, 20)).AtThisShare);
        Assert.Null(Settling.Share(new(0.8), default).AtThisShare);
        Assert.Equal(7, Settling.Share(new(0.8), default).IfAllSucceed);
        Assert.Null(Settling.Share(new(0.5, 0.95), new(50, 100)).AtThisShare);
    }

    [Fact]
    public void Against_a_baseline_is_what_counting_up_finds_and_never_where_the_baseline_itself_is_too_unsure()
    {
        var (founder, seen, gate) = (new Proportion(18, 60), new Proportion(16, 63), ComparisonGate.OfRatio(0.8));
        // 16/63 over 0.8 is above 0.30, but sixty deals of the founder do not say so with four to one.
        Assert.True(BetaDistribution.From(founder).AtMost(16 / 63.0 / 0.8) < 0.8);
        var more = Settling.Comparison(gate, founder, seen);
        Assert.Null(more.AtThisShare);
        Assert.Equal(First(founder, seen, 1, p => p >= 0.8), more.IfAllSucceed);
        Assert.Equal(First(founder, seen, 0, p => p <= 0.2), more.IfAllFail);

        var sure = new Proportion(600, 2000);
        Assert.Equal(First(sure, seen, 16 / 63.0, p => p >= 0.8 || p <= 0.2), Settling.Comparison(gate, sure, seen).AtThisShare);
        Assert.Equal(0, Settling.Comparison(ComparisonGate.OfMargin(0.3), founder, seen).AtThisShare);
        Assert.Null(Settling.Comparison(gate, founder, default).AtThisShare);
        Assert.Equal(gate.Probability(founder, seen), TwoProportions.AtLeastRatio(BetaDistribution.From(founder), BetaDistribution.From(seen), 0.8));
        Assert.Equal(0.756069, ComparisonGate.OfMargin(0.1).Probability(founder, seen), 1e-6);

        static long First(Proportion baseline, Proportion other, double share, Func<double, bool> settled)
        {
            for (var m = 0L; ; m++)
                if (settled(TwoProportions.AtLeastRatio(BetaDistribution.From(baseline), new(1 + other.Successes + m * share, 1 + other.Failures + m * (1 - share)), 0.8)))
                    return m;
        }
    }

    [Fact]
    public void For_a_rate_is_the_exposure_at_which_it_is_just_settled()
    {
        var chance = new Random(92);
        for (var round = 0; round < 500; round++)
        {
            var gate = new RateGate(1 + 20 * chance.NextDouble(), 0.6 + 0.39 * chance.NextDouble());
            var seen = new EventCount(chance.Next(60), 0.5 + 4 * chance.NextDouble());
            var now = gate.Probability(seen)!.Value;
            var more = Settling.Rate(gate, seen);
            double At(double exposure, double rate) => new GammaDistribution(0.5 + seen.Events + exposure * rate, seen.Exposure + exposure).AtLeast(gate.Threshold)!.Value;

            if (now >= gate.Certainty || now <= 1 - gate.Certainty) Assert.Equal(0, more.AtThisRate);
            else if (more.AtThisRate is { } exposure) Assert.Equal(gate.Certainty, Math.Max(At(exposure, seen.Rate!.Value), 1 - At(exposure, seen.Rate.Value)), 1e-6);
            else Assert.Equal(gate.Threshold, seen.Rate!.Value, 0.01);

            if (now <= 1 - gate.Certainty) Assert.Equal(0, more.IfNothingHappens);
            else Assert.Equal(1 - gate.Certainty, At(more.IfNothingHappens!.Value, 0), 1e-6);
        }
        Assert.Null(Settling.Rate(new(12), default).AtThisRate);
        Assert.Null(new RateGate(12).Probability(default(EventCount)));
        Assert.NotNull(Settling.Rate(new(12), default).IfNothingHappens);
    }

    [Fact]
    public void For_clean_runs_is_what_counting_up_finds()
    {
        var chance = new Random(93);
        for (var round = 0; round < 200; round++)
        {
            var (seen, threshold, level) = (chance.Proportion(30), 0.3 + 0.6 * chance.NextDouble(), 0.7 + 0.29 * chance.NextDouble());
            var m = 0L;
            while (Binomial.LowerBound(new(seen.Successes + m, seen.Trials + m), level) < threshold) m++;
            Assert.Equal(m, Settling.Successes(seen, threshold, level));
        }
        for (var n = 1; n < 200; n++)
        {
            // At the very threshold n successes give n are enough, and n − 1 are not.
            Assert.Equal(n, SampleSize.AllSuccesses(Math.Pow(0.05, 1.0 / n), 0.95));
            Assert.Equal(n, SampleSize.AllSuccesses(0.5, 1 - Math.Pow(0.5, Math.Min(n, 40))) + Math.Max(0, n - 40));
        }
    }

    [Fact]
    public void To_plan_a_share_is_the_first_number_of_trials_that_passes_often_enough()
    {
        var chance = new Random(94);
        for (var round = 0; round < 150; round++)
        {
            var threshold = 0.1 + 0.7 * chance.NextDouble();
            var gate = new ShareGate(threshold, 0.6 + 0.39 * chance.NextDouble(), chance.Next(30));
            var (truth, power) = (Math.Min(1, threshold + 0.05 + 0.2 * chance.NextDouble()), 0.5 + 0.45 * chance.NextDouble());
            long expected = 0;
            while (gate.ChanceToPass(expected, truth) < power) expected++;
            Assert.Equal(expected, SampleSize.Share(gate, truth, power));
        }
        Assert.Null(SampleSize.Share(new(0.8), 0.8));
    }

    [Fact]
    public void To_pass_a_share_needs_the_fewest_successes_that_settle_it()
    {
        var chance = new Random(95);
        for (var round = 0; round < 200; round++)
        {
            var (gate, n) = (new ShareGate(0.1 + 0.8 * chance.NextDouble(), 0.6 + 0.39 * chance.NextDouble()), chance.Next(0, 60));
            var passing = Enumerable.Range(0, n + 1).Where(x => gate.Probability(new(x, n)) >= gate.Certainty).Select(x => (long?)x).FirstOrDefault();
            Assert.Equal(passing, gate.Needed(n));
            var truth = chance.NextDouble();
            Assert.Equal(passing is null ? 0 : Enumerable.Range((int)passing, n - (int)passing + 1).Sum(x => Slowly.BinomialMass(x, n, truth)), gate.ChanceToPass(n, truth), 1e-10);
        }
    }

    [Fact]
    public void To_plan_a_rate_is_the_least_exposure_that_passes_often_enough()
    {
        var chance = new Random(96);
        for (var round = 0; round < 30; round++)
        {
            var gate = new RateGate(1 + 10 * chance.NextDouble(), 0.6 + 0.35 * chance.NextDouble());
            var (truth, power) = (gate.Threshold * (1.2 + chance.NextDouble()), 0.5 + 0.4 * chance.NextDouble());
            double Power(double exposure)
            {
                // With next to no exposure the prior alone would pass: at least one event is asked for.
                var needed = 1L;
                while (gate.Probability(new EventCount(needed, exposure)) < gate.Certainty) needed++;
                return PoissonRate.AtLeast(needed, truth * exposure);
            }
            var planned = SampleSize.Rate(gate, truth, power)!.Value;
            Assert.Equal(power, Power(planned), 1e-6);
            for (var part = 0.02; part < 1; part += 0.02) Assert.True(Power(planned * part) < power);
        }
        Assert.Null(SampleSize.Rate(new(12), 11));
    }

    [Fact]
    public void To_compare_is_enough_in_a_simulation_of_the_test()
    {
        var (chance, n, rounds, shown) = (new Random(97), (int)Math.Ceiling(SampleSize.TwoShares(0.25, 0.25, 0.1)!.Value), 20_000, 0);
        for (var round = 0; round < rounds; round++)
        {
            double a = Enumerable.Range(0, n).Count(_ => chance.NextDouble() < 0.25), b = Enumerable.Range(0, n).Count(_ => chance.NextDouble() < 0.25);
            var error = Math.Sqrt(a / n * (1 - a / n) / n + b / n * (1 - b / n) / n);
            if (b / n - a / n + 0.1 > 1.6448536 * error) shown++;
        }
        Assert.Equal(0.8, (double)shown / rounds, 0.015);

        var exposure = SampleSize.TwoRates(12, 15)!.Value;
        var apart = 0;
        for (var round = 0; round < rounds; round++)
        {
            double a = chance.Poisson(12 * exposure), b = chance.Poisson(15 * exposure);
            if (Math.Log(b / a) > 1.6448536 * Math.Sqrt(1 / a + 1 / b)) apart++;
        }
        Assert.Equal(0.8, (double)apart / rounds, 0.015);
    }

    [Fact]
    public void To_tell_a_score_apart_makes_the_distance_as_many_standard_errors_as_asked()
    {
        foreach (var customers in (long?[])[null, 200])
        {
            var n = SampleSize.Nps(0.6, 0.1, 30, customers: customers)!.Value;
            var variance = (0.6 + 0.1 - 0.25) / n * (customers is { } all ? (all - n) / (all - 1) : 1);
            Assert.Equal(0.2, 2 * 0.8416212335729143 * Math.Sqrt(variance), 1e-9);
        }
        Assert.Null(SampleSize.Nps(0.6, 0.3, 30));
        Assert.Null(SampleSize.TwoShares(0.3, 0.2, 0.1));
        Assert.Null(SampleSize.TwoRates(3, 3));
    }
}

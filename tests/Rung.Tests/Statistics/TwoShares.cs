using Rung.Statistics;

namespace Rung.Tests.Statistics;

public sealed class TwoShares
{
    [Fact]
    public void Compare_as_the_sum_for_whole_parameters_says()
    {
        var chance = new Random(11);
        for (var i = 0; i < 1000; i++)
        {
            var (a, b) = (BetaDistribution.From(chance.Proportion(100)), BetaDistribution.From(chance.Proportion(100)));
            Assert.Equal(Miller(a, b), TwoProportions.Better(a, b), 1e-9);
        }
    }

    [Fact]
    public void Compare_as_two_thousand_slices_say()
    {
        var chance = new Random(12);
        for (var i = 0; i < 200; i++)
        {
            BetaDistribution a = new(3 + chance.Next(60), 3 + chance.Next(60)), b = new(3 + chance.Next(60), 3 + chance.Next(60)), c = new(3 + chance.Next(60), 4);
            var (margin, ratio) = (0.4 * chance.NextDouble() - 0.1, 0.5 + chance.NextDouble());
            double Over(Func<double, double> g) => Slowly.Simpson(y => Slowly.BetaDensity(y, a.Alpha, a.Beta) * g(y), 0, 1);

            Assert.Equal(Over(y => b.AtLeast(Math.Clamp(y - margin, 0, 1))), TwoProportions.NotWorse(a, b, margin), 2e-7);
            Assert.Equal(Over(y => b.AtLeast(Math.Min(1, ratio * y))), TwoProportions.AtLeastRatio(a, b, ratio), 2e-7);
            Assert.Equal(Over(y => b.AtLeast(Math.Min(1, ratio * y)) * c.AtLeast(Math.Min(1, ratio * y))), TwoProportions.AllAtLeastRatio(a, [b, c], ratio), 2e-7);
            var loss = Over(y => y * b.AtMost(y) - b.Mean * new BetaDistribution(b.Alpha + 1, b.Beta).AtMost(y));
            Assert.Equal(loss, TwoProportions.ExpectedLoss(a, b), 2e-7);
        }
    }

    [Fact]
    public void Balance_for_any_parameters_however_extreme()
    {
        var chance = new Random(13);
        double Parameter() => Math.Pow(10, -5 + 11 * chance.NextDouble());
        for (var i = 0; i < 2000; i++)
        {
            BetaDistribution a = new(Parameter(), Parameter()), b = new(Parameter(), Parameter());
            Assert.Equal(1, TwoProportions.Better(a, b) + TwoProportions.Better(b, a), 1e-9);
            Assert.Equal(1, TwoProportions.NotWorse(a, b, 0.1) + TwoProportions.NotWorse(b, a, -0.1), 1e-9);
            Assert.Equal(1, TwoProportions.AtLeastRatio(a, b, 0.8) + TwoProportions.AtLeastRatio(b, a, 1 / 0.8), 1e-9);
            Assert.Equal(a.Mean - b.Mean, TwoProportions.ExpectedLoss(a, b) - TwoProportions.ExpectedLoss(b, a), 1e-9);
        }
    }

    [Fact]
    public void Agree_with_a_simulation_of_beliefs()
    {
        var (chance, wins, both, loss) = (new Random(14), 0, 0, 0.0);
        const int draws = 400_000;
        for (var i = 0; i < draws; i++)
        {
            var (founder, first, second) = (Draw(chance, 19, 43), Draw(chance, 10, 24), Draw(chance, 8, 25));
            if (first >= founder - 0.05) wins++;
            if (first >= 0.8 * founder && second >= 0.8 * founder) both++;
            loss += Math.Max(0, founder - first);
        }
        BetaDistribution f = new(19, 43), one = new(10, 24), two = new(8, 25);
        Assert.Equal(TwoProportions.NotWorse(f, one, 0.05), (double)wins / draws, 0.003);
        Assert.Equal(TwoProportions.AllAtLeastRatio(f, [one, two], 0.8), (double)both / draws, 0.003);
        Assert.Equal(TwoProportions.ExpectedLoss(f, one), loss / draws, 0.0005);
    }

    [Fact]
    public void With_a_margin_past_all_shares_are_certain()
    {
        BetaDistribution a = new(3, 5), b = new(2, 9);
        Assert.Equal(1, TwoProportions.NotWorse(a, b, 1), 1e-10);
        Assert.Equal(0, TwoProportions.NotWorse(a, b, -1), 1e-10);
        Assert.Equal(1, TwoProportions.AtLeastRatio(a, b, 1e-9), 1e-6);
        Assert.Equal(1, TwoProportions.AllAtLeastRatio(a, [], 0.8), 1e-10);
    }

    [Fact]
    public void Of_a_million_and_of_sixty_trials_compare_where_the_small_one_decides()
    {
        var (sixty, million) = (BetaDistribution.From(new(18, 60)), BetaDistribution.From(new(300_500, 1_000_000)));
        Assert.Equal(sixty.AtMost(0.3005), TwoProportions.Better(sixty, million), 1e-4);
        Assert.Equal(sixty.AtLeast(0.3005), TwoProportions.Better(million, sixty), 1e-4);
    }

    [Fact]
    public void Differ_within_an_interval_put_together_from_both_score_intervals()
    {
        var chance = new Random(15);
        for (var i = 0; i < 1000; i++)
        {
            var (a, b) = (chance.Proportion(80), chance.Proportion(80));
            var (pa, pb, z) = (a.Share!.Value, b.Share!.Value, 1.959963984540054);
            var ((la, ua), (lb, ub)) = (Score(a, z), Score(b, z));
            var (difference, interval) = TwoProportions.Newcombe(a, b);
            Assert.Equal(pb - pa, difference!.Value, 1e-12);
            Assert.Equal(difference.Value - Math.Sqrt(Math.Pow(pb - lb, 2) + Math.Pow(ua - pa, 2)), interval.Low, 1e-7);
            Assert.Equal(difference.Value + Math.Sqrt(Math.Pow(ub - pb, 2) + Math.Pow(pa - la, 2)), interval.High, 1e-7);
        }
        Assert.Null(TwoProportions.Newcombe(default, new(1, 2)).Difference);
    }

    [Fact]
    public void Are_tested_by_fisher_as_counting_all_tables_does()
    {
        var chance = new Random(16);
        for (var i = 0; i < 1500; i++)
        {
            var (a, b) = (chance.Proportion(40), chance.Proportion(40));
            int na = (int)a.Trials, nb = (int)b.Trials, m = (int)(a + b).Successes, x = (int)b.Successes;
            var ways = Enumerable.Range(0, nb + 1).Where(k => m - k >= 0 && m - k <= na).ToDictionary(k => k, k => Slowly.Choose(nb, k) * Slowly.Choose(na, m - k));
            var all = (double)Slowly.Choose(na + nb, m);
            var test = FisherExact.Compare(a, b)!;
            Assert.Equal(ways.Where(each => each.Key <= x).Sum(each => (double)each.Value) / all, test.LowerP, 1e-11);
            Assert.Equal(ways.Where(each => each.Key >= x).Sum(each => (double)each.Value) / all, test.HigherP, 1e-11);
            Assert.Equal(ways.Where(each => each.Value <= ways[x]).Sum(each => (double)each.Value) / all, test.TwoSidedP, 1e-11);
        }
    }

    [Fact]
    public void Are_tested_by_fisher_at_the_edges()
    {
        Assert.Null(FisherExact.Compare(default, new(1, 2)));
        Assert.Equal(new FisherTest(1, 1, 1), FisherExact.Compare(new(0, 10), new(0, 20)));
        Assert.Equal(1 / 184756.0, FisherExact.Compare(new(10, 10), new(0, 10))!.LowerP, 1e-17);
        Assert.Equal(0, FisherExact.Compare(new(1_000_000, 1_000_000), new(0, 1_000_000))!.LowerP);

        var near = FisherExact.Compare(new(300_000, 1_000_000), new(298_700, 1_000_000))!;
        Assert.Equal(Normal.Below((-1300 + 0.5 * 2) / Math.Sqrt(2_000_000 * 0.29935 * 0.70065)), near.LowerP, 2e-5);
    }

    static double Miller(BetaDistribution a, BetaDistribution b)
    {
        double Log(double x, double y) => Slowly.LogGamma(x) + Slowly.LogGamma(y) - Slowly.LogGamma(x + y);
        return Enumerable.Range(0, (int)b.Alpha).Sum(i =>
            Math.Exp(Log(a.Alpha + i, a.Beta + b.Beta) - Math.Log(b.Beta + i) - Log(1 + i, b.Beta) - Log(a.Alpha, a.Beta)));
    }

    /// <summary>Wilson's ends by halving: below the share seen and, from the other side, above it.</summary>
    static (double Low, double High) Score(Proportion seen, double z)
    {
        double Above(double share) => Slowly.Root(q => q - share - z * Math.Sqrt(q * (1 - q) / seen.Trials), share, 1);
        return (1 - Above(1 - seen.Share!.Value), Above(seen.Share.Value));
    }

    /// <summary>Beta(a, b) for whole parameters: the a-th smallest of a + b − 1 uniforms, by exponentials.</summary>
    static double Draw(Random chance, int a, int b)
    {
        double Gamma(int shape) => -Enumerable.Range(0, shape).Sum(_ => Math.Log(1 - chance.NextDouble()));
        var (x, y) = (Gamma(a), Gamma(b));
        return x / (x + y);
    }
}

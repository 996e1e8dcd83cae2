using Rung.Statistics;

namespace Rung.Tests.Statistics;

public sealed class TwoGroups
{
    [Fact]
    public void Of_values_are_ranked_as_all_ways_of_dealing_them_out_say()
    {
        var chance = new Random(51);
        for (var round = 0; round < 1200; round++)
        {
            var (n1, n2, most) = (chance.Next(1, 6), chance.Next(1, 6), chance.Next(2, 30));
            var values = Enumerable.Range(0, n1 + n2).Select(_ => (double)chance.Next(most)).ToArray();
            double U(int mask) => Enumerable.Range(0, n1 + n2).Where(i => (mask >> i & 1) == 1).Sum(i =>
                Enumerable.Range(0, n1 + n2).Where(j => (mask >> j & 1) == 0).Sum(j => values[i] > values[j] ? 1 : values[i] == values[j] ? 0.5 : 0));
            var all = Enumerable.Range(0, 1 << (n1 + n2)).Where(mask => int.PopCount(mask) == n2).Select(U).ToArray();
            var seen = U(((1 << n2) - 1) << n1);

            var test = MannWhitney.Compare(values[..n1], values[n1..])!;
            Assert.True(test.Exact);
            Assert.Equal(seen, test.U);
            Assert.Equal(all.Count(u => u >= seen) / (double)all.Length, test.HigherP, 1e-12);
            Assert.Equal(all.Count(u => u <= seen) / (double)all.Length, test.LowerP, 1e-12);
        }
    }

    /// <summary>As of a company with hundreds of thousands of wins: the steps of the exact count are more than a number holds.</summary>
    [Fact]
    public void Of_hundreds_of_thousands_of_values_are_ranked_as_their_pairs_say()
    {
        int[] first = [60_000, 100_000, 40_000], second = [10_000, 50_000, 90_000];
        static double[] Values(int[] times) => [.. times.Index().SelectMany(t => Enumerable.Repeat((double)t.Index, t.Item))];

        var test = MannWhitney.Compare(Values(first), Values(second))!;

        var pairs = Enumerable.Range(0, 3).Sum(i => Enumerable.Range(0, 3).Sum(j => (double)first[i] * second[j] * (j > i ? 1 : j == i ? 0.5 : 0)));
        Assert.Equal(pairs, test.U);
        Assert.Equal((0, 1, false), (test.HigherP, test.LowerP, test.Exact));
    }

    [Fact]
    public void Of_many_values_are_ranked_nearly_as_the_exact_count_would()
    {
        var chance = new Random(52);
        for (var round = 0; round < 20; round++)
        {
            double[] first = [.. Enumerable.Range(0, 30).Select(_ => (double)chance.Next(60))], second = [.. Enumerable.Range(0, 30).Select(_ => (double)chance.Next(3, 66))];
            var (exact, repeated) = (MannWhitney.Compare(first, second)!, MannWhitney.Compare([.. first, .. Enumerable.Repeat(first, 4).SelectMany(x => x)], second)!);
            Assert.True(exact.Exact);
            Assert.False(repeated.Exact);
            Assert.Equal(exact.U * 5, repeated.U);
            var deviation = Math.Sqrt(900 * 61 / 12.0);
            Assert.Equal(Normal.Above((exact.U - 450 - 0.5) / deviation), exact.HigherP, 0.004);
        }
    }

    [Fact]
    public void Of_equal_values_and_of_none_decide_nothing()
    {
        Assert.Equal(new(6, 1, 1, true), MannWhitney.Compare([7, 7, 7], [7, 7, 7, 7]));
        Assert.Null(MannWhitney.Compare([], [1]));
        Assert.Null(MannWhitney.Compare([1], []));
        var large = MannWhitney.Compare(new double[5000], new double[5000])!;
        Assert.Equal((1, 1, false), (large.HigherP, large.LowerP, large.Exact));
    }

    [Fact]
    public void Of_lives_end_alike_or_not_as_a_table_at_each_time_says()
    {
        var chance = new Random(53);
        for (var round = 0; round < 1000; round++)
        {
            var first = Enumerable.Range(0, chance.Next(1, 20)).Select(_ => chance.Lifetime(15)).ToArray();
            var second = Enumerable.Range(0, chance.Next(1, 20)).Select(_ => chance.Lifetime(15)).ToArray();
            var (expected, variance) = (0.0, 0.0);
            for (var time = 0; time < 15; time++)
            {
                double n1 = first.Count(life => life.Time >= time), n2 = second.Count(life => life.Time >= time), n = n1 + n2;
                double d = first.Concat(second).Count(life => life.Ended && life.Time == time);
                if (d == 0) continue;
                expected += d * n1 / n;
                if (n > 1) variance += d * n1 * n2 * (n - d) / (n * n * (n - 1));
            }
            var test = LogRank.Compare(first, second);
            Assert.Equal(first.Count(life => life.Ended), test.Observed);
            Assert.Equal(expected, test.Expected, 1e-11);
            Assert.Equal(variance, test.Variance, 1e-11);

            var back = LogRank.Compare(second, first);
            Assert.Equal(test.P.HasValue, variance > 0);
            Assert.Equal(test.P ?? 0, back.P ?? 0, 1e-9);
            Assert.Equal(test.SecondSlowerP ?? 0.5, 1 - (back.SecondSlowerP ?? 0.5), 1e-9);
        }
        Assert.Null(LogRank.Compare([], [new(1, true)]).P);
        Assert.Null(LogRank.Compare([new(3, false)], [new(4, false)]).P);
    }

    [Fact]
    public void Of_prices_have_a_ratio_whose_bounds_hold_the_truth_as_often_as_they_say()
    {
        var (chance, rounds, below, within) = (new Random(54), 4000, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var first = Enumerable.Range(0, 8).Select(_ => Math.Exp(2 + 0.2 * chance.Normal())).ToArray();
            var second = Enumerable.Range(0, 6).Select(_ => Math.Exp(2 + Math.Log(0.9) + 0.5 * chance.Normal())).ToArray();
            var ratio = WelchOnLogs.Compare(first, second)!;
            if (ratio.LowerBound(0.8) <= 0.9) below++;
            if (ratio.Interval(0.95)!.Value.Contains(0.9)) within++;
        }
        Assert.Equal(0.8, (double)below / rounds, 0.02);
        Assert.Equal(0.95, (double)within / rounds, 0.012);
    }

    [Fact]
    public void Of_prices_that_do_not_vary_have_a_ratio_and_no_more()
    {
        var ratio = WelchOnLogs.Compare([10.1, 10.1, 10.1], [20.2, 20.2])!;
        Assert.Equal(2, ratio.Ratio, 1e-12);
        Assert.Equal(0, ratio.StandardError);
        Assert.Null(ratio.T);
        Assert.Null(ratio.LowerP);
        Assert.Null(ratio.HigherP);
        Assert.Null(ratio.UpperBound());
        Assert.Null(ratio.Interval());
        Assert.Null(WelchOnLogs.Compare([10], [20, 21]));
        Assert.NotNull(WelchOnLogs.Compare([10, 10], [20, 21])!.LowerP);
    }

    [Fact]
    public void Are_told_apart_by_a_t_that_slices_confirm()
    {
        var chance = new Random(55);
        for (var i = 0; i < 200; i++)
        {
            var (degrees, t) = (1 + 40 * chance.NextDouble(), 4 * chance.NextDouble());
            double Density(double x) => Math.Exp(Slowly.LogGamma((degrees + 1) / 2) - Slowly.LogGamma(degrees / 2)) / Math.Sqrt(degrees * Math.PI) * Math.Pow(1 + x * x / degrees, -(degrees + 1) / 2);
            var below = 0.5 + Slowly.Simpson(Density, 0, t);
            Assert.Equal(below, StudentT.Below(t, degrees), 1e-9);
            Assert.Equal(1 - below, StudentT.Below(-t, degrees), 1e-9);
            Assert.Equal(t, StudentT.Quantile(StudentT.Below(t, degrees), degrees), 1e-8);
            Assert.Equal(Normal.Below(t), StudentT.Below(t, 1e9), 1e-8);
        }
        Assert.Equal(0.75, StudentT.Below(1, 1), 1e-14);
        Assert.Equal(0.5, StudentT.Below(0, 3), 1e-14);
        Assert.Equal(1, StudentT.Below(double.PositiveInfinity, 3));
    }

    [Fact]
    public void Pooled_are_alike_or_not_as_pearson_says()
    {
        var chance = new Random(56);
        for (var i = 0; i < 500; i++)
        {
            var groups = Enumerable.Range(0, chance.Next(2, 6)).Select(_ => new Proportion(chance.Next(1, 10), chance.Next(10, 40))).ToArray();
            double n = groups.Sum(group => group.Trials), x = groups.Sum(group => group.Successes);
            var chi = groups.Sum(group => Math.Pow(group.Successes - group.Trials * x / n, 2) / (group.Trials * x / n)
                + Math.Pow(group.Failures - group.Trials * (n - x) / n, 2) / (group.Trials * (n - x) / n));
            var test = Homogeneity.OfShares(groups)!;
            Assert.Equal(chi, test.ChiSquare, 1e-9);
            Assert.Equal(groups.Length - 1, test.Degrees);
            if (groups.Length == 2) Assert.Equal(chi, test.FarthestZ * test.FarthestZ, 1e-9);
        }
        Assert.Equal(2, Homogeneity.OfShares([new(5, 20), new(5, 20), new(18, 20)])!.Farthest);
        Assert.Equal(1, Homogeneity.OfRates([new(10, 3), new(2, 3), new(11, 3)])!.Farthest);
        Assert.Null(Homogeneity.OfShares([new(5, 20), default]));
        Assert.Null(Homogeneity.OfShares([new(0, 20), new(0, 10)]));
        Assert.Null(Homogeneity.OfRates([new(0, 20), new(0, 10)]));
        Assert.Null(Homogeneity.OfRates([]));
    }

    [Fact]
    public void Asked_about_many_at_once_answer_as_testing_every_set_of_questions_would()
    {
        var chance = new Random(57);
        for (var round = 0; round < 500; round++)
        {
            var ps = Enumerable.Range(0, chance.Next(1, 7)).Select(_ => chance.Next(4) == 0 ? 0.02 : Math.Pow(chance.NextDouble(), 3)).ToArray();
            var adjusted = Holm.Adjust(ps);
            for (var i = 0; i < ps.Length; i++)
            {
                // Closed testing: a question stands if Bonferroni rejects every set it belongs to.
                var worst = Enumerable.Range(1, (1 << ps.Length) - 1).Where(set => (set >> i & 1) == 1)
                    .Max(set => Math.Min(1, int.PopCount(set) * ps.Where((_, j) => (set >> j & 1) == 1).Min()));
                Assert.Equal(worst, adjusted[i], 1e-12);
            }
        }
        Assert.Empty(Holm.Adjust([]));
    }
}

using Rung.Statistics;

namespace Rung.Tests.Statistics;

public sealed class Resampling
{
    static readonly double[] Deals = [3, 5, 8, 21, 40];

    static double? Mean(IReadOnlyList<double> values) => values.Average();

    [Fact]
    public void Draws_as_all_possible_draws_would()
    {
        var all = Enumerable.Range(0, 3125).Select(i => (Deals[i % 5] + Deals[i / 5 % 5] + Deals[i / 25 % 5] + Deals[i / 125 % 5] + Deals[i / 625]) / 5).ToArray();
        var drawn = Bootstrap.OfClusters(Deals, Mean, seed: 1, draws: 100_000)!;
        Assert.Equal(15.4, drawn.Estimate, 1e-12);
        foreach (var t in (double[])[8, 12, 15.5, 20, 28])
            Assert.Equal(all.Count(value => value >= t) / 3125.0, drawn.AtLeast(t), 0.006);
        Array.Sort(all);
        Assert.Equal(all[78], drawn.Percentile.Low, 0.3);
        Assert.Equal(all[3047], drawn.Percentile.High, 0.5);
    }

    [Fact]
    public void Is_the_same_from_the_same_seed_and_another_from_another()
    {
        var (one, again, other) = (Bootstrap.OfClusters(Deals, Mean, 7)!, Bootstrap.OfClusters(Deals, Mean, 7)!, Bootstrap.OfClusters(Deals, Mean, 8)!);
        Assert.Equal((one.Percentile, one.Bca), (again.Percentile, again.Bca));
        Assert.NotEqual(one.AtLeast(15.4), other.AtLeast(15.4));
    }

    [Fact]
    public void Of_a_ratio_is_the_same_in_one_pass()
    {
        var customers = Deals.Select((due, i) => (Over: due * (i % 2 == 0 ? 0.9 : 0.4), Under: due)).ToArray();
        var (fast, plain) = (Bootstrap.OfRatio(customers, 3)!, Bootstrap.OfClusters(customers, each => each.Sum(c => c.Over) / each.Sum(c => c.Under), 3)!);
        Assert.Equal(plain.Estimate, fast.Estimate, 1e-14);
        Assert.Equal(plain.Percentile.Low, fast.Percentile.Low, 1e-12);
        Assert.Equal(plain.Percentile.High, fast.Percentile.High, 1e-12);
        Assert.Equal(plain.Bca!.Value.Low, fast.Bca!.Value.Low, 1e-9);
        Assert.Equal(plain.Bca.Value.High, fast.Bca.Value.High, 1e-9);
    }

    [Fact]
    public void Corrects_for_skewness_by_the_published_formula()
    {
        var drawn = Bootstrap.OfClusters(Deals, Mean, seed: 5, draws: 50_000)!;
        // For a mean the acceleration is Σ(x − x̄)³ / 6·[Σ(x − x̄)²]^1.5.
        var (cubes, squares) = (Deals.Sum(x => Math.Pow(x - 15.4, 3)), Deals.Sum(x => Math.Pow(x - 15.4, 2)));
        var a = cubes / (6 * Math.Pow(squares, 1.5));
        var z0 = Normal.Quantile(1 - drawn.AtLeast(15.4 + 1e-9) - 0.5 * (drawn.AtLeast(15.4 - 1e-9) - drawn.AtLeast(15.4 + 1e-9)));
        double At(double z) => Normal.Below(z0 + (z0 + z) / (1 - a * (z0 + z)));
        Assert.Equal(At(-1.959964), 1 - drawn.AtLeast(drawn.Bca!.Value.Low), 0.01);
        Assert.Equal(At(1.959964), 1 - drawn.AtLeast(drawn.Bca.Value.High), 0.01);
        Assert.True(drawn.Bca.Value.High > drawn.Percentile.High);
    }

    [Fact]
    public void Of_many_customers_holds_the_truth_as_often_as_it_says_and_of_few_the_corrected_one_comes_nearer()
    {
        var (manyCorrected, manyPlain) = Coverage(customers: 300, rounds: 600);
        Assert.InRange(manyCorrected, 0.86, 0.93);
        Assert.InRange(manyPlain, 0.85, 0.93);
        var (fewCorrected, fewPlain) = Coverage(customers: 40, rounds: 1000);
        Assert.True(fewCorrected > fewPlain + 0.02, $"{fewCorrected} against {fewPlain}");
        Assert.InRange(fewCorrected, 0.80, 0.93);
    }

    /// <summary>How often 90% intervals hold a retention of 0.9 of customers of unequal size, one in ten of whom leaves.</summary>
    static (double Corrected, double Plain) Coverage(int customers, int rounds)
    {
        var (chance, corrected, plain) = (new Random(81), 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var due = Enumerable.Range(0, customers).Select(_ => { var amount = chance.Exponential(1); return (amount * (chance.NextDouble() < 0.9 ? 1 : 0), amount); }).ToArray();
            var drawn = Bootstrap.OfRatio(due, (ulong)round, level: 0.9, draws: 1000)!;
            if (drawn.Bca?.Contains(0.9) == true) corrected++;
            if (drawn.Percentile.Contains(0.9)) plain++;
        }
        return ((double)corrected / rounds, (double)plain / rounds);
    }

    [Fact]
    public void Of_two_groups_draws_each_on_its_own()
    {
        double[] before = [4, 6, 5, 7, 3, 8], now = [9, 11, 10, 12, 8, 7, 13];
        var drawn = Bootstrap.OfTwoGroups(before, now, (a, b) => b.Average() - a.Average(), seed: 2, draws: 20_000)!;
        double Spread(double[] values) => values.Average(x => Math.Pow(x - values.Average(), 2)) / values.Length;
        var error = Math.Sqrt(Spread(before) + Spread(now));
        Assert.Equal(drawn.Estimate - 1.96 * error, drawn.Percentile.Low, 0.1);
        Assert.Equal(drawn.Estimate + 1.96 * error, drawn.Bca!.Value.High, 0.12);
    }

    [Fact]
    public void Of_one_cluster_or_of_what_has_no_value_says_nothing()
    {
        Assert.Null(Bootstrap.OfClusters([5.0], Mean, 1));
        Assert.Null(Bootstrap.OfRatio([], 1));
        Assert.Null(Bootstrap.OfTwoGroups([1.0], [1.0, 2], (_, _) => 1, 1));
        Assert.Null(Bootstrap.OfRatio([(1, 0), (2, 0)], 1));
        Assert.Null(Bootstrap.OfRatio([(0, 0), (0, 0), (1, 1)], 1));
        Assert.Null(Bootstrap.OfClusters(Deals, _ => double.NaN, 1));

        var some = Bootstrap.OfRatio([(0, 0), (1, 1), (2, 3), (1, 2), (4, 4)], 1)!;
        Assert.InRange(some.Undefined, 0, 20);
        var alike = Bootstrap.OfRatio([(1, 2), (1, 2), (1, 2)], 1)!;
        Assert.Equal(new(0.5, 0.5, 0.95), alike.Percentile);
        Assert.Null(alike.Bca);
    }
}

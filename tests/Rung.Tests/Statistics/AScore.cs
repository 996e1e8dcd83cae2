using Rung.Statistics;

namespace Rung.Tests.Statistics;

public sealed class AScore
{
    [Fact]
    public void Is_believed_as_slices_over_all_shares_say()
    {
        var chance = new Random(71);
        for (var i = 0; i < 60; i++)
        {
            var seen = new Recommendations(chance.Next(4, 40), chance.Next(4, 40), chance.Next(4, 40));
            var t = chance.Next(-80, 81);
            double a = seen.Promoters + 1, b = seen.Passives + 1, c = seen.Detractors + 1;
            // Over the detractors' share d: promoters are a Beta share of the rest and must exceed d + t.
            var share = Slowly.Simpson(d => Slowly.BetaDensity(d, c, a + b) * new BetaDistribution(a, b).AtLeast(d >= 1 ? 1 : Math.Clamp((d + t / 100.0) / (1 - d), 0, 1)), 0, 1);
            Assert.Equal(share, NetPromoter.Above(seen, t), 1e-6);
        }
    }

    [Fact]
    public void Is_believed_on_one_side_or_the_other_however_few_or_many_answered()
    {
        var chance = new Random(72);
        for (var i = 0; i < 1000; i++)
        {
            long Count() => (long)Math.Pow(10, 6 * chance.NextDouble()) - 1;
            var seen = new Recommendations(Count(), Count(), Count());
            var t = 200 * chance.NextDouble() - 100;
            var turned = new Recommendations(seen.Detractors, seen.Passives, seen.Promoters);
            Assert.Equal(1, NetPromoter.Above(seen, t) + NetPromoter.Above(turned, -t), 1e-9);
        }
    }

    [Fact]
    public void Of_nobody_is_unknown_and_believed_to_be_anything()
    {
        Assert.Null(NetPromoter.Score(default));
        Assert.Null(NetPromoter.StandardError(default));
        Assert.Null(NetPromoter.Interval(default));
        Assert.Equal(0.5, NetPromoter.Above(default, 0), 1e-10);
        // The corner of the triangle of shares in which p − d > ½.
        Assert.Equal(0.125, NetPromoter.Above(default, 50), 1e-9);
        Assert.Equal(1, NetPromoter.Above(default, -100), 1e-10);
        Assert.Equal(0, NetPromoter.Above(default, 100), 1e-10);
    }

    [Fact]
    public void Of_a_part_of_all_customers_varies_as_all_samples_do()
    {
        int[] customers = [1, 1, 1, 0, 0, -1, 1, 0];
        var scores = Enumerable.Range(0, 1 << 8).Where(mask => int.PopCount(mask) == 5)
            .Select(mask => 100.0 * Enumerable.Range(0, 8).Where(i => (mask >> i & 1) == 1).Sum(i => customers[i]) / 5).ToArray();
        var truth = scores.Average();
        var spread = Math.Sqrt(scores.Average(score => (score - truth) * (score - truth)));
        // The factor is exact for the variance of all customers: eight answers of eight stand for it, five of eight scale it.
        var all = NetPromoter.StandardError(new(4, 3, 1))!.Value * Math.Sqrt(8 / 5.0);
        Assert.Equal(spread, all * Math.Sqrt((8 - 5) / 7.0), 1e-9);
        Assert.Equal(NetPromoter.StandardError(new(2, 2, 1))!.Value * Math.Sqrt(3 / 7.0), NetPromoter.StandardError(new(2, 2, 1), 8)!.Value, 1e-12);
        Assert.Equal(0, NetPromoter.StandardError(new(4, 3, 1), 8));
        Assert.Equal(0, NetPromoter.StandardError(new(1, 0, 0), 1));
    }

    [Fact]
    public void Stays_between_a_hundred_below_and_above()
    {
        Assert.Equal(new(-100, -100, 0.95), NetPromoter.Interval(new(0, 0, 5)));
        Assert.Equal(100, NetPromoter.Interval(new(9, 1, 0))!.Value.High);
    }
}

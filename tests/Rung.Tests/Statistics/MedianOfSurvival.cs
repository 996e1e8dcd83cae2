using Rung.Statistics;

namespace Rung.Tests.Statistics;

public sealed class MedianOfSurvival
{
    [Fact]
    public void Lies_where_the_limits_of_survival_pass_one_half()
    {
        var chance = new DiscreteEvents.Chance(20261126);
        for (var round = 0; round < 60; round++)
        {
            var lives = Enumerable.Range(0, 5 + chance.Below(40)).Select(_ => new Lifetime(1 + chance.Below(59), chance.Below(4) > 0)).ToList();

            var (low, high) = KaplanMeier.Of(lives).MedianBetween();

            var naive = Naive(lives).ToList();
            Assert.Equal(naive.Where(n => n.Low <= 0.5).Select(n => (double?)n.Time).FirstOrDefault(), low);
            Assert.Equal(naive.Where(n => n.High <= 0.5).Select(n => (double?)n.Time).FirstOrDefault(), high);
        }
    }

    [Fact]
    public void Is_open_above_while_more_than_half_may_survive()
    {
        var (low, high) = KaplanMeier.Of([new(1, true), new(2, true), new(3, false), new(4, false), new(5, false)]).MedianBetween();
        Assert.Equal((1, null), (low, high));
    }

    /// <summary>The limits from their definition, one time after the other.</summary>
    static IEnumerable<(double Time, double Low, double High)> Naive(List<Lifetime> lives)
    {
        foreach (var time in lives.Where(l => l.Ended).Select(l => l.Time).Distinct().Order())
        {
            var ends = lives.Where(l => l.Ended && l.Time <= time).Select(l => l.Time).Distinct().Select(t => (Risk: lives.Count(l => l.Time >= t), Ended: lives.Count(l => l.Ended && l.Time == t))).ToList();
            var share = ends.Aggregate(1.0, (s, e) => s * (e.Risk - e.Ended) / e.Risk);
            if (share <= 0) continue;
            var spread = 1.959963984540054 * Math.Sqrt(ends.Sum(e => (double)e.Ended / e.Risk / (e.Risk - e.Ended))) / -Math.Log(share);
            yield return (time, Math.Pow(share, Math.Exp(spread)), Math.Pow(share, Math.Exp(-spread)));
        }
    }
}

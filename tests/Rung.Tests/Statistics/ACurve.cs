using Rung.Statistics;

namespace Rung.Tests.Statistics;

public sealed class ACurve
{
    [Fact]
    public void Gives_the_weight_of_the_censored_to_those_watched_longer()
    {
        var chance = new Random(31);
        for (var round = 0; round < 1500; round++)
        {
            var lives = Enumerable.Range(0, chance.Next(1, 40)).Select(_ => chance.Lifetime(25)).ToArray();
            var curve = KaplanMeier.Of(lives);
            // Efron's redistribution to the right, ends before censorings.
            var sorted = lives.OrderBy(life => life.Time).ThenByDescending(life => life.Ended).ToArray();
            var weights = sorted.Select(_ => 1.0 / sorted.Length).ToArray();
            for (var i = 0; i < sorted.Length; i++)
                if (!sorted[i].Ended)
                    for (var j = i + 1; j < sorted.Length; j++) weights[j] += weights[i] / (sorted.Length - 1 - i);
            foreach (var time in Enumerable.Range(0, 25).Where(time => time <= sorted[^1].Time))
            {
                var ended = sorted.Select((life, i) => life.Ended && life.Time <= time ? weights[i] : 0).Sum();
                Assert.Equal(1 - ended, curve.At(time)!.Share, 1e-11);
            }
        }
    }

    [Fact]
    public void Has_the_binomial_error_where_nobody_is_censored()
    {
        var chance = new Random(32);
        for (var round = 0; round < 500; round++)
        {
            var lives = Enumerable.Range(0, chance.Next(2, 60)).Select(_ => new Lifetime(chance.Next(20), true)).ToArray();
            var (curve, time) = (KaplanMeier.Of(lives), chance.Next(20));
            var share = lives.Count(life => life.Time > time) / (double)lives.Length;
            var at = curve.At(time)!;
            Assert.Equal(share, at.Share, 1e-12);
            if (share > 0) Assert.Equal(Math.Sqrt(share * (1 - share) / lives.Length), at.StandardError!.Value, 1e-12);
            else Assert.Null(at.StandardError);
        }
    }

    [Fact]
    public void Has_a_log_log_interval_that_holds_the_truth_about_as_often_as_it_says()
    {
        var (chance, held, rounds) = (new Random(33), 0, 3000);
        for (var round = 0; round < rounds; round++)
        {
            var lives = Enumerable.Range(0, 40).Select(_ => (End: chance.Exponential(0.03), Seen: 5 + 30 * chance.NextDouble()))
                .Select(life => new Lifetime(Math.Min(life.End, life.Seen), life.End <= life.Seen));
            if (KaplanMeier.Of(lives).At(12)?.Interval?.Contains(Math.Exp(-0.36)) == true) held++;
        }
        Assert.Equal(0.95, (double)held / rounds, 0.015);
    }

    [Fact]
    public void Says_nothing_about_times_nobody_was_watched_to()
    {
        var curve = KaplanMeier.Of([new(3, true), new(5, false)]);
        Assert.NotNull(curve.At(5));
        Assert.Null(curve.At(5.1));
        Assert.Null(KaplanMeier.Of([]).At(0));
        Assert.Null(KaplanMeier.Of([]).Median);
        Assert.Equal(3, curve.Median);
    }

    [Fact]
    public void Before_the_first_end_rests_on_those_watched_past_it()
    {
        var at = KaplanMeier.Of([new(3, false), new(8, false), new(9, false), new(9, true)]).At(7)!;
        Assert.Equal(1, at.Share);
        Assert.Equal(Math.Pow(0.025, 1 / 3.0), at.Interval!.Value.Low, 1e-12);
        Assert.Equal(1, at.Interval.Value.High);
    }

    [Fact]
    public void Of_which_all_have_ended_stays_at_nothing()
    {
        var at = KaplanMeier.Of([new(3, true), new(3, true)]).At(1000)!;
        Assert.Equal(new(0, null, null), at);
    }

    [Fact]
    public void Counts_the_ends_and_the_time_watched() =>
        Assert.Equal(new EventCount(2, 16), ExponentialHazard.Of([new(3, true), new(5, false), new(8, true)]));
}

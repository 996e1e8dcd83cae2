using Rung.Statistics;

namespace Rung.Tests.Statistics;

public sealed class AnImpossibleQuestion
{
    static readonly Proportion Seen = new(3, 8);
    static readonly EventCount Count = new(3, 8);
    static readonly BetaDistribution Belief = BetaDistribution.Uniform;

    static readonly Func<double, object?>[] OfALevel =
    [
        level => Binomial.ClopperPearson(Seen, level), level => Binomial.LowerBound(Seen, level), level => Binomial.UpperBound(Seen, level),
        level => Binomial.Wilson(Seen, level), level => Belief.CredibleInterval(level), level => TwoProportions.Newcombe(Seen, Seen, level),
        level => PoissonRate.Garwood(Count, level), level => PoissonRate.LowerBound(Count, level), level => PoissonRate.UpperBound(Count, level),
        level => PoissonRate.UpperBound(default, level), level => GammaDistribution.From(Count).CredibleInterval(level),
        level => RateRatio.UpperBound(Count, Count, level), level => RateRatio.LowerBound(Count, Count, level), level => RateRatio.ExactInterval(default, Count, level),
        level => KaplanMeier.Of([]).At(1, level), level => CompetingRisks.Of([]).WonBy(1, level), level => Variation.Of([1, 2])!.Vangel(level),
        level => WelchOnLogs.Compare([1, 1], [1, 1])!.LowerBound(level), level => WelchOnLogs.Compare([1, 1], [1, 1])!.Interval(level),
        level => NetPromoter.Interval(default, null, level), level => Bootstrap.OfRatio([], 1, level), level => SampleSize.AllSuccesses(0.8, level),
        level => SampleSize.TwoShares(0.2, 0.2, 0.1, level), level => SampleSize.TwoRates(1, 2, 0.05, level), level => Settling.Successes(Seen, 0.8, level),
        level => new Interval(0, 1, level), level => new ShareGate(0.5, level + 0.5), level => new RateGate(0.5, level + 0.5), level => Normal.Quantile(level),
        level => StudentT.Quantile(level, 3), level => ChiSquared.Quantile(level, 3), level => GammaDistribution.Jeffreys.Quantile(level), level => new ShareGate(level),
    ];

    static readonly Func<double, object?>[] OfAShare =
    [
        share => Belief.AtLeast(share), share => Belief.AtMost(share), share => Belief.Quantile(share), share => Binomial.AtLeast(1, 2, share),
        share => Binomial.AtMost(1, 2, share), share => new ShareGate(0.5).ChanceToPass(3, share), share => Holm.Adjust([0.1, share]),
        share => SampleSize.TwoShares(share, 0.2, 0.1), share => SampleSize.Nps(share, 0, 30), share => SampleSize.Share(new(0.5), share),
    ];

    static readonly Func<double, object?>[] OfAnAmount =
    [
        amount => new EventCount(0, amount), amount => GammaDistribution.From(Count).AtLeast(amount), amount => PoissonRate.AtLeast(3, amount),
        amount => PoissonRate.AtMost(3, amount), amount => new Lifetime(amount, true), amount => new Resolution(amount, Ending.Won),
        amount => KaplanMeier.Of([]).At(amount), amount => CompetingRisks.Of([]).WonBy(amount), amount => CompetingRisks.Of([]).OpenAfter(amount),
        amount => ChiSquared.Below(amount, 3), amount => Variation.NoiseFloor(3, amount), amount => new GammaDistribution(1, amount),
    ];

    static readonly Func<double, object?>[] OfMoreThanNothing =
    [
        amount => new BetaDistribution(amount, 1), amount => new BetaDistribution(1, amount), amount => new GammaDistribution(amount, 1),
        amount => Variation.NoiseFloor(amount, 0.3), amount => WelchOnLogs.Compare([1, 2], [3, amount]), amount => RateRatio.AtLeast(Count, Count, amount),
        amount => TwoProportions.AtLeastRatio(Belief, Belief, amount), amount => new RateGate(amount), amount => ComparisonGate.OfRatio(amount),
        amount => SampleSize.TwoRates(amount, 2), amount => SampleSize.Rate(new(1), amount), amount => StudentT.Below(1, amount), amount => ChiSquared.Above(1, amount),
    ];

    static readonly Func<double, object?>[] OfANumber =
    [
        value => XmR.Of([1, value, 3]), value => Variation.Of([1, value]), value => MannKendall.Of([1, value]), value => MannKendall.Slope([1, value]),
        value => MannWhitney.Compare([1], [value]), value => new Forecasted(value, 1), value => new Forecasted(1, value),
        value => Bootstrap.OfRatio([(1, value), (1, 2)], 1), value => NetPromoter.Above(default, value), value => TwoProportions.NotWorse(Belief, Belief, value),
    ];

    [Fact]
    public void About_a_level_outside_nothing_and_certainty_is_not_answered() => Refused(OfALevel, 0, 1, -0.1, 1.1);

    [Fact]
    public void About_a_share_outside_nothing_and_all_is_not_answered() => Refused(OfAShare, -0.001, 1.001);

    [Fact]
    public void About_less_than_nothing_is_not_answered() => Refused(OfAnAmount, -0.001);

    [Fact]
    public void About_nothing_where_something_must_be_is_not_answered() => Refused(OfMoreThanNothing, 0, -0.001);

    [Fact]
    public void About_what_is_no_number_is_not_answered() => Refused(OfANumber);

    [Fact]
    public void About_counts_that_cannot_be_is_not_answered() => Assert.All((Func<object?>[])
    [
        () => new Proportion(-1, 3), () => new Proportion(4, 3), () => new Proportion(0, -1), () => new Proportion(0, long.MaxValue),
        () => new EventCount(-1, 1), () => new EventCount(1, 0), () => new Recommendations(-1, 0, 0), () => new Recommendations(0, 0, long.MaxValue),
        () => NetPromoter.StandardError(new(3, 3, 3), 8), () => NetPromoter.StandardError(default, -1), () => Dispersion.Of([3, -1]), () => XmR.Of([1, 2, 3], 1), () => XmR.Of([1, 2, 3], 4),
        () => XmR.FalseAlarmRunOfEight(-1), () => XmR.FalseAlarmBeyondLimits(-1), () => Bootstrap.OfRatio([(1, 1), (2, 2)], 1, draws: 99),
        () => Bootstrap.OfRatio([(1, 1), (2, 2)], 1, draws: 100_001), () => new Resolution(1, (Ending)7), () => new ShareGate(0.5, 0.8, -1), () => new ShareGate(0.5).Needed(-1),
        () => new Interval(2, 1, 0.9), () => NetPromoter.Above(default, 101), () => TwoProportions.NotWorse(Belief, Belief, 1.1), () => SampleSize.Nps(0.6, 0.6, 30), () => SampleSize.Nps(0.6, 0.1, 30, customers: 0),
        () => SampleSize.AllSuccesses(1), () => Binomial.AtLeast(1, -1, 0.5),
    ], Refused);

    static void Refused(Func<double, object?>[] questions, params double[] values) =>
        Assert.All(questions, question => Assert.All((double[])[.. values, double.NaN, double.PositiveInfinity, double.NegativeInfinity], value => Refused(() => question(value))));

    static void Refused(Func<object?> question) => Assert.Throws<ArgumentOutOfRangeException>(question);
}

using System.Globalization;
using Rung.Statistics;

namespace Rung.Tests.Statistics;

/// <summary>The worked statistics of the domain dossier, V1–V16, to the digits given there.</summary>
public sealed class TheWorkedNumbers
{
    static readonly Proportion Founder = new(18, 60), First = new(9, 32), Second = new(7, 31), Pooled = First + Second;

    [Fact]
    public void V1_win_rates_with_their_exact_and_score_intervals()
    {
        Same(0.300000, Founder.Share);
        Same((0.188451, 0.432083), Binomial.ClopperPearson(Founder));
        Same((0.198982, 0.425087), Binomial.Wilson(Founder));
        Same(0.281250, First.Share);
        Same((0.137457, 0.467471), Binomial.ClopperPearson(First));
        Same(0.225806, Second.Share);
        Same((0.095942, 0.410964), Binomial.ClopperPearson(Second));
        Same(0.253968, Pooled.Share);
        Same((0.152670, 0.379403), Binomial.ClopperPearson(Pooled));
    }

    [Fact]
    public void V2_and_V3_how_likely_the_account_executives_are_as_good_as_the_founder()
    {
        Same((0.441951, 0.243041, 0.285751), other => TwoProportions.Better(Belief(Founder), other));
        Same((0.645472, 0.430687, 0.525499), other => TwoProportions.NotWorse(Belief(Founder), other, 0.05));
        Same((0.817020, 0.641490, 0.756069), other => TwoProportions.NotWorse(Belief(Founder), other, 0.10));
        Same((0.698966, 0.472616, 0.587185), other => TwoProportions.AtLeastRatio(Belief(Founder), other, 0.8));
    }

    [Fact]
    public void V4_what_is_lost_on_average_and_what_a_test_would_say()
    {
        Same((0.045098, 0.078288, 0.059065), other => TwoProportions.ExpectedLoss(Belief(Founder), other));
        Same(0.356029, FisherExact.Compare(Founder, Pooled)!.LowerP);
        var (difference, interval) = TwoProportions.Newcombe(Founder, Pooled, 0.90);
        Same(-0.046032, difference);
        Same((-0.176664, 0.085758), interval);
    }

    [Fact]
    public void V5_both_at_once_and_the_deals_a_proof_would_take()
    {
        var joint = TwoProportions.AllAtLeastRatio(Belief(Founder), [Belief(First), Belief(Second)], 0.8);
        Same(0.370050, joint);
        Same(0.330343, TwoProportions.AtLeastRatio(Belief(Founder), Belief(First), 0.8) * TwoProportions.AtLeastRatio(Belief(Founder), Belief(Second), 0.8));
        Same(927.384, SampleSize.TwoShares(0.25, 0.25, 0.05), 3);
        Same(231.846, SampleSize.TwoShares(0.25, 0.25, 0.10), 3);
        Same(103.043, SampleSize.TwoShares(0.25, 0.25, 0.15), 3);
    }

    [Fact]
    public void V6_renewals()
    {
        var (most, more, eight, twelve) = (new Proportion(27, 30), new Proportion(45, 50), new Proportion(8, 8), new Proportion(12, 12));
        Same((0.734712, 0.978883), Binomial.ClopperPearson(most));
        Same(0.761402, Binomial.LowerBound(most));
        Same(0.892996, Belief(most).AtLeast(0.8));
        Same(0.376170, Belief(most).AtLeast(0.9));
        Same((0.781865, 0.966725), Binomial.ClopperPearson(more));
        Same(0.801167, Binomial.LowerBound(more));
        Same(0.957879, Belief(more).AtLeast(0.8));
        Same(0.687656, Binomial.LowerBound(eight));
        Same(0.865782, Belief(eight).AtLeast(0.8));
        Same(0.779078, Binomial.LowerBound(twelve));
        Same(0.945024, Belief(twelve).AtLeast(0.8));
        Assert.Equal(14, SampleSize.AllSuccesses(0.8));
        Assert.Equal(29, SampleSize.AllSuccesses(0.9));
        Assert.Equal(6, Settling.Successes(eight, 0.8));
    }

    [Fact]
    public void V7_meetings_of_a_sales_development_rep()
    {
        var held = new EventCount(41, 3);
        Same(13.666667, held.Rate);
        Same((9.807436, 18.540377), PoissonRate.Garwood(held)!.Value);
        Same(0.800198, GammaDistribution.From(held).AtLeast(12));
        Same(0.280903, GammaDistribution.From(held).AtLeast(15));
        Same(0.222898, PoissonRate.AtLeast(41, 36));
    }

    [Fact]
    public void V8_customers_on_the_way_to_success()
    {
        var (success, spray) = (new Proportion(31, 42), new Proportion(14, 36));
        Same(0.738095, success.Share);
        Same(0.672689, Belief(success).AtLeast(0.7));
        Same((0.579603, 0.861390), Binomial.ClopperPearson(success));
        Same(0.388889, spray.Share);
        Same(0.093871, Belief(spray).AtLeast(0.5));
    }

    [Fact]
    public void V9_the_win_rate_with_open_deals()
    {
        var deals = Deals("12L 18W 21L 25o 30L 34W 41o 45L 47W 55o 60L 72W 80o 95L 110o");
        var cohort = CompetingRisks.Of(deals);
        Same(0.147273, cohort.OpenAfter(95));
        Same(0.319394, cohort.WonBy(95)!.Share);
        Same(0.134207, cohort.WonBy(95)!.StandardError);
        Same(0.533333, cohort.LostBy(95)!.Share);
        var wins = deals.Select(deal => new Lifetime(deal.Time, deal.Ending == Ending.Won));
        Same(0.462755, 1 - KaplanMeier.Of(wins).At(95)!.Share);
        Assert.Equal(47, cohort.MedianResolution);
        Same(0.00536913, cohort.WinHazard.Rate, 8);
        Same(0.00805369, cohort.LossHazard.Rate, 8);
        Same(74.500000, cohort.MeanTimeToResolve);
    }

    static readonly double[] Bookings = [42, 51, 47, 55, 49, 58, 46, 52];

    [Fact]
    public void V10_monthly_bookings_on_a_chart()
    {
        var chart = XmR.Of(Bookings)!;
        Same(50, chart.Mean);
        Same(7.714286, chart.MeanMovingRange);
        Same(29.480000, chart.LowerLimit);
        Same(70.520000, chart.UpperLimit);
        Same(25.202571, chart.UpperRangeLimit);
        Assert.Empty(chart.Signals);

        var variation = Variation.Of(Bookings)!;
        Same(5.126960, variation.StandardDeviation);
        Same(0.102539, variation.Cv);
        Same(0.105744, variation.CorrectedCv);
        Same((0.067602, 0.211188), variation.Vangel()!.Value);

        var trend = MannKendall.Of(Bookings)!;
        Same(0.857143, MannKendall.Slope(Bookings));
        Assert.Equal(8, trend.S);
        Same(65.333333, trend.Variance);
        Same(0.866025, trend.Z);
    }

    [Theory]
    [InlineData(4, 0.35, 0.529741)]
    [InlineData(10, 0.6, 0.368782)]
    [InlineData(12, 0.5, 0.322749)]
    [InlineData(30, 0.6, 0.212916)]
    public void V11_the_noise_nobody_can_go_below(double deals, double sizeCv, double floor) => Same(floor, Variation.NoiseFloor(deals, sizeCv));

    [Fact]
    public void V12_dispersion_of_counts()
    {
        var smooth = Dispersion.Of([3, 4, 4, 5, 3, 5, 4, 4])!;
        Same(1.000000, smooth.D);
        Assert.Equal(7, smooth.Degrees);
        Same(0.994829, smooth.OverP);
        Same(0.142857, smooth.VarianceToMean);

        var wild = Dispersion.Of([1, 9, 0, 6, 2, 11, 1, 2])!;
        Same(30.000000, wild.D);
        Same(9.50e-05, wild.OverP, 7);
        Same(4.285714, wild.VarianceToMean);
    }

    [Fact]
    public void V13_forecasts_and_false_alarms()
    {
        double[] forecasts = [45, 48, 50, 50, 52, 54, 50, 53];
        var errors = ForecastErrors.Of([.. forecasts.Zip(Bookings, (forecast, actual) => new Forecasted(forecast, actual))]);
        Same(0.065171, errors.Mape);
        Same(0.065000, errors.Wape);
        Same(0.005000, errors.Bias);
        Same(0.002700, XmR.FalseAlarmBeyondLimits(1));
        Same(0.021395, XmR.FalseAlarmBeyondLimits(8));
        Same(0.0078125, XmR.FalseAlarmRunOfEight(8), 7);
    }

    [Fact]
    public void V14_the_net_promoter_score()
    {
        var answers = new Recommendations(13, 8, 3);
        Same(41.666667, NetPromoter.Score(answers));
        Same(14.333172, NetPromoter.StandardError(answers));
        Same((13.574166, 69.759167), NetPromoter.Interval(answers)!.Value);
        Same(6.519570, NetPromoter.StandardError(answers, customers: 30));
        Same((28.888545, 54.444789), NetPromoter.Interval(answers, customers: 30)!.Value);
        Same(0.705385, NetPromoter.Above(answers, 30));
        Same(0.993637, NetPromoter.Above(answers, 0));
        Same(37.037037, NetPromoter.PosteriorMean(answers));
    }

    [Fact]
    public void V15_hand_offs_that_leak()
    {
        Same(0.064404, Binomial.UpperBound(new(0, 45)));
        Same((0.004063, 0.115281), Binomial.ClopperPearson(new(2, 60)));
        Same(0.593858, Belief(new(2, 60)).AtMost(0.05));
        Assert.Equal(59, SampleSize.AllSuccesses(0.95));
        Assert.Equal(149, SampleSize.AllSuccesses(0.98));
        Assert.Equal(14, Settling.Successes(new(45, 45), 0.95));
    }

    [Fact]
    public void V16_churn()
    {
        var customers = Lives("3¹ 5⁰ 6¹ 8⁰ 9⁰ 12¹ 12⁰ 12⁰ 12⁰ 12⁰ 14⁰ 15⁰ 18¹ 20⁰ 24⁰ 24⁰");
        var curve = KaplanMeier.Of(customers);
        Same(0.937500, curve.At(3)!.Share);
        Same(0.060515, curve.At(3)!.StandardError);
        Same(0.870536, curve.At(6)!.Share);
        Same(0.085566, curve.At(6)!.StandardError);
        Same(0.791396, curve.At(12)!.Share);
        Same(0.108372, curve.At(12)!.StandardError);
        Same((0.478638, 0.928405), curve.At(12)!.Interval!.Value);
        Same(0.593547, curve.At(18)!.Share);

        var hazard = ExponentialHazard.Of(customers);
        Assert.Equal(new EventCount(4, 206), hazard);
        Same(0.019417, hazard.Rate);
        Same((0.005291, 0.049716), PoissonRate.Garwood(hazard)!.Value);
    }

    [Fact]
    public void V16_the_founder_at_closing()
    {
        Same(0.808318, Belief(new(3, 20)).AtMost(0.25));
        Same((0.032071, 0.378927), Binomial.ClopperPearson(new(3, 20)));
    }

    [Fact]
    public void V16_time_to_win()
    {
        var test = LogRank.Compare(Lives("20¹ 25⁰ 31¹ 38⁰ 44¹ 52⁰ 60¹ 66⁰ 75⁰"), Lives("28¹ 35⁰ 47⁰ 58¹ 62⁰ 70⁰ 81¹ 88⁰"));
        Assert.Equal(4, test.Observed);
        Same(2.754195, test.Expected);
        Same(1.475231, test.Variance);
        Same(1.052059, test.ChiSquare);
        Same(0.305033, test.P);
    }

    [Fact]
    public void V16_cycles_and_prices()
    {
        var cycles = MannWhitney.Compare([31, 44, 52, 60, 38, 47], [58, 49, 71, 66, 45])!;
        Assert.Equal(24, cycles.U);
        Assert.True(cycles.Exact);
        Same(29 / 462.0, cycles.HigherP, 12);

        var prices = WelchOnLogs.Compare([14, 16.5, 12, 18, 15.5, 21, 13.5, 17], [12.5, 15, 11, 16, 14.5, 13])!;
        Same(0.862739, prices.Ratio);
        Same(0.084124, prices.StandardError);
        Same(-1.755061, prices.T);
        Same(11.963566, prices.Degrees);
        Same(0.052399, prices.LowerP);
    }

    static BetaDistribution Belief(Proportion seen) => BetaDistribution.From(seen);

    static void Same(double expected, double? computed, int digits = 6) =>
        Assert.Equal(expected, computed!.Value, 0.5000001 * Math.Pow(10, -digits));

    static void Same((double Low, double High) expected, Interval computed)
    {
        Same(expected.Low, computed.Low);
        Same(expected.High, computed.High);
    }

    static void Same((double First, double Second, double Pooled) expected, Func<BetaDistribution, double> of)
    {
        Same(expected.First, of(Belief(First)));
        Same(expected.Second, of(Belief(Second)));
        Same(expected.Pooled, of(Belief(Pooled)));
    }

    static Resolution[] Deals(string text) => [.. text.Split(' ').Select(deal => new Resolution(
        int.Parse(deal[..^1], CultureInfo.InvariantCulture), deal[^1] switch { 'W' => Ending.Won, 'L' => Ending.Lost, _ => Ending.Open }))];

    static Lifetime[] Lives(string text) => [.. text.Split(' ').Select(life => new Lifetime(int.Parse(life[..^1], CultureInfo.InvariantCulture), life[^1] == '¹'))];
}

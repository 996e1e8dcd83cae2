using Rung.Statistics;

namespace Rung.Tests.Statistics;

/// <summary>Against 60-digit arithmetic: power series DLMF 8.17.8 and 8.7.1 summed until nothing changed.</summary>
public sealed class TheIncompleteFunctions
{
    public static TheoryData<double, double, double, double, double> Betas => new()
    {
        { 0.8, 28, 4, 0.10700444214573017, 0.89299555785426983 },
        { 0.8, 9, 1, 0.13421772800000007, 0.86578227199999993 },
        { 0.3, 0.5, 0.5, 0.36901011956554538, 0.63098988043445462 },
        { 0.01, 1e-06, 1e-06, 0.49999770244616609, 0.50000229755383391 },
        { 0.999, 0.001, 5, 1.0, 2.0058394860000949e-19 },
        { 0.25, 4, 18, 0.8083178561355453, 0.1916821438644547 },
        { 0.5, 1000000.0, 1000000.0, 0.5, 0.5 },
        { 0.5007, 1000000.0, 1000000.0, 0.97614260049096126, 0.023857399509038738 },
        { 0.4965, 1000000.0, 1000000.0, 2.0894036410921157e-23, 1.0 },
        { 0.495, 1000000.0, 1000000.0, 1.0390356399764502e-45, 1.0 },
        { 1e-06, 1, 1000000.0, 0.63212074276835489, 0.36787925723164511 },
        { 2e-05, 3, 1000000.0, 0.99999954457573239, 4.5542426761230416e-7 },
        { 0.9, 50, 0.01, 9.1271693485076871e-6, 0.99999087283065149 },
        { 1e-09, 2, 3, 5.9999999920000008e-18, 0.99999999999999999 },
        { 1e-40, 0.5, 3, 1.8749999999999999e-20, 1.0 },
        { 0.3, 100000.0, 230000.0, 7.3954675931750318e-5, 0.99992604532406825 },
        { 0.05, 1, 60, 0.95393020101304793, 0.046069798986952068 },
        { 0.123, 250000.5, 1750000.5, 4.2689139498518876e-18, 1.0 },
        { 0.7, 12345.5, 5432.5, 0.94705240824624882, 0.052947591753751182 },
        { 0.99, 2000, 3, 4.1207658492158348e-7, 0.99999958792341508 },
    };

    public static TheoryData<double, double, double, double> Gammas => new()
    {
        { 36, 41, 0.22289757439832759, 0.77710242560167241 },
        { 41, 41.5, 0.48958722455756278, 0.51041277544243722 },
        { 36, 41.5, 0.19980189887393414, 0.80019810112606586 },
        { 1e-10, 0.5, 1.1283791670579e-5, 0.99998871620832942 },
        { 0.001, 1e-06, 0.99999366847985855, 6.33152014144515e-6 },
        { 5, 0.5, 0.99843459774199745, 0.0015654022580025497 },
        { 30, 0.5, 0.99999999999999051, 9.4857375710738484e-15 },
        { 1000000.0, 1000000.0, 0.50013298076087259, 0.49986701923912741 },
        { 1005000.0, 1000000.0, 0.99999970125098599, 2.9874901401146349e-7 },
        { 993000.0, 1000000.0, 1.1410047078311215e-12, 0.999999999998859 },
        { 100, 200, 9.3431500729883903e-19, 1.0 },
        { 700, 500, 0.9999999999999993, 7.0321456418285895e-16 },
        { 2, 41, 9.3406285195991478e-39, 1.0 },
        { 1e-30, 3, 1.6666666666666671e-91, 1.0 },
        { 50, 0.001, 1.0, 3.8003562219325167e-27 },
    };

    [Theory, MemberData(nameof(Betas))]
    public void Of_a_share_keep_eleven_digits_in_both_tails(double share, double alpha, double beta, double below, double above)
    {
        var belief = new BetaDistribution(alpha, beta);
        Close(below, belief.AtMost(share), 1e-11);
        Close(above, belief.AtLeast(share), 1e-11);
    }

    [Theory, MemberData(nameof(Gammas))]
    public void Of_a_rate_keep_eleven_digits_in_both_tails(double rate, double shape, double below, double above)
    {
        var belief = new GammaDistribution(shape, 1);
        Close(below, belief.AtMost(rate)!.Value, 1e-11);
        Close(above, belief.AtLeast(rate)!.Value, shape < 0.01 ? 1e-9 : 1e-11);
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(0.025)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Are_undone_by_their_quantiles(double probability) =>
        Assert.All(Parameters, alpha => Assert.All(Parameters, beta =>
        {
            var belief = new BetaDistribution(alpha, beta);
            var share = belief.Quantile(probability);
            // A parameter far below 1 piles belief up at an end, nearer than a double can tell from 0 or 1.
            if (share is > 1e-290 and < 0.999) Close(probability, belief.AtMost(share), 1e-8);
            else Assert.True(Math.Min(alpha, beta) < 1 || Math.Max(alpha, beta) > 100);

            var rate = new GammaDistribution(alpha, beta);
            var value = rate.Quantile(probability)!.Value;
            if (value > 1e-290) Close(probability, rate.AtMost(value)!.Value, 1e-8);
            else Assert.True(alpha < 1);
        }));

    static readonly double[] Parameters = [1e-6, 0.01, 0.5, 1, 2.5, 17, 300, 12345.6, 1e6, 1e9];

    static void Close(double expected, double computed, double share) => Assert.Equal(expected, computed, Math.Abs(expected) * share);
}

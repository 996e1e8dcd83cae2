using Rung.Customers;
using Rung.Statistics;
using static Rung.Tests.World;

namespace Rung.Tests.Customers;

public sealed class HealthAgainstWhatCameTrue
{
    static readonly DateOnly On = Day(2026, 1, 1);

    [Fact]
    public void Has_nothing_to_say_of_nobody()
    {
        var none = HealthCalibration.Of([]);

        Assert.Equal((0, null, null, null, true), (none.Forecasts, none.Brier, none.Order, none.BrierInterval, none.IsTooFew));
    }

    [Fact]
    public void Says_that_nine_who_left_are_too_few_and_ten_are_not()
    {
        var nine = HealthCalibration.Of([.. Some(30, 80, true), .. Some(9, 20, false, 100)]);
        var ten = HealthCalibration.Of([.. Some(30, 80, true), .. Some(10, 20, false, 100)]);

        Assert.Equal((true, 1L, null), (nine.IsTooFew, nine.Wanted, nine.BrierInterval));
        Assert.Equal((false, 0L), (ten.IsTooFew, ten.Wanted));
        Assert.NotNull(ten.BrierInterval);
    }

    [Fact]
    public void Puts_each_forecast_into_the_bin_of_its_health_with_an_exact_interval()
    {
        var bins = HealthCalibration.Of([.. Some(4, 0, false), .. Some(3, 19.9, true, 10), .. Some(6, 20, true, 20), .. Some(2, 100, true, 30)]).Bins;

        Assert.Equal([(3, 7), (6, 6), (0, 0), (0, 0), (2, 2)], bins.Select(b => ((int)b.Stayed.Successes, (int)b.Stayed.Trials)));
        Assert.Equal([false, false, true, true, true], bins.Select(b => b.IsThin));
        Assert.Equal(Binomial.ClopperPearson(new(3, 7)), bins[0].Interval);
        Assert.Equal(3 * 0.199 / 7, bins[0].Mean!.Value, 12);
    }

    [Fact]
    public void Is_as_good_as_the_mean_when_every_health_is_the_mean()
    {
        var calibration = HealthCalibration.Of([.. Some(30, 75, true), .. Some(10, 75, false, 100)]);

        Assert.Equal(0.1875, calibration.Brier!.Value, 12);
        Assert.Equal(0, calibration.Skill!.Value, 12);
        Assert.Equal(0.5, calibration.Order!.Value, 12);
    }

    /// <summary>Brier and order against sums over all forecasts and all pairs, on random companies.</summary>
    [Fact]
    public void Scores_as_by_counting_every_forecast_and_every_pair()
    {
        var chance = new Random(11);
        for (var i = 0; i < 200; i++)
        {
            var forecasts = Enumerable.Range(0, chance.Next(2, 60)).Select(n => chance.Next(0, 21) * 5.0 is var points ? new HealthForecast(new Guid(chance.Next(20), 0, 0, new byte[8]), On, points, chance.NextDouble() * 100 < points) : default).ToList();
            var (wins, pairs) = (0.0, 0);
            foreach (var stayed in forecasts.Where(f => f.Stayed))
                foreach (var left in forecasts.Where(f => !f.Stayed))
                    (wins, pairs) = (wins + (stayed.Points > left.Points ? 1 : stayed.Points == left.Points ? 0.5 : 0), pairs + 1);

            var calibration = HealthCalibration.Of(forecasts);

            Assert.Equal(forecasts.Sum(f => (f.Points / 100 - (f.Stayed ? 1 : 0)) * (f.Points / 100 - (f.Stayed ? 1 : 0))) / forecasts.Count, calibration.Brier!.Value, 10);
            Assert.Equal(pairs == 0 ? null : wins / pairs, calibration.Order, (a, b) => a is null ? b is null : Math.Abs(a.Value - b!.Value) < 1e-12);
        }
    }

    static IEnumerable<HealthForecast> Some(int n, double points, bool stayed, int from = 0) => Enumerable.Range(from, n).Select(i => new HealthForecast(new Guid(i, 1, 0, new byte[8]), On, points, stayed));
}

using Rung.Statistics;

namespace Rung.Customers;

/// <summary>A health told on a day, and what came of the customer afterwards.</summary>
/// <param name="Points">0…100.</param>
/// <param name="Stayed">It was still a customer when the time was over, or the term was renewed.</param>
public readonly record struct HealthForecast(Guid AccountId, DateOnly On, double Points, bool Stayed);

/// <summary>Forecasts of about the same health.</summary>
/// <param name="From">The lowest health in it, 0…1.</param>
/// <param name="Until">The first above it, 0…1; the last bin holds 1 too.</param>
/// <param name="Mean">Mean health of those in it, 0…1.</param>
/// <param name="Interval">Of the share that stayed, exact (Clopper–Pearson).</param>
public sealed record ReliabilityBin(double From, double Until, Proportion Stayed, double? Mean, Interval? Interval)
{
    /// <summary>Too few to be read by itself.</summary>
    public bool IsThin => Stayed.Trials < HealthCalibration.FewestInBin;
}

/// <summary>
/// Whether health says anything about who stays: health ÷ 100 read as the chance of staying, against what came true. The
/// reliability of each bin, the Brier score, and how often the one that stayed had the better health.
/// </summary>
/// <param name="Brier">Mean of (health − stayed)², 0 best; null where there is no forecast.</param>
/// <param name="Base">What always saying the share that stayed would score: share·(1 − share).</param>
/// <param name="Order">Of pairs of one that stayed and one that left, the share in which the one that stayed had more points, ties half; ½ is chance. Null where all stayed or all left.</param>
public sealed record HealthCalibration(int Forecasts, int Customers, Proportion Stayed, IReadOnlyList<ReliabilityBin> Bins, double? Brier, Interval? BrierInterval, double? Base, double? Order)
{
    /// <summary>Of each kind of end so many are wanted before anything is said (our design).</summary>
    public const int FewestOfEach = 10;

    /// <summary>A bin is read from so many forecasts on (our design).</summary>
    public const int FewestInBin = 5;

    const int BinCount = 5;
    const int Draws = 1000;
    const ulong Seed = 4;

    /// <summary>1 − Brier ÷ base: above 0 where health says more than the mean does.</summary>
    public double? Skill => Brier is { } brier && Base is > 0 and var mean ? 1 - brier / mean : null;

    /// <summary>Too few stayed or too few left to say anything.</summary>
    public bool IsTooFew => Math.Min(Stayed.Successes, Stayed.Failures) < FewestOfEach;

    /// <summary>How many more that stayed, or that left, are wanted.</summary>
    public long Wanted => Math.Max(0, FewestOfEach - Math.Min(Stayed.Successes, Stayed.Failures));

    public static HealthCalibration Of(IReadOnlyCollection<HealthForecast> forecasts)
    {
        var stayed = new Proportion(forecasts.Count(f => f.Stayed), forecasts.Count);
        var bins = Enumerable.Range(0, BinCount).Select(i => Bin(i, [.. forecasts.Where(f => PlaceOf(f.Points) == i)])).ToList();
        // One customer is told of several times: whole customers are drawn, so that the interval is not too narrow.
        var customers = forecasts.GroupBy(f => f.AccountId).OrderBy(g => g.Key).Select(g => (g.Sum(Missed), (double)g.Count())).ToList();
        var isEnough = Math.Min(stayed.Successes, stayed.Failures) >= FewestOfEach;
        return new(forecasts.Count, customers.Count, stayed, bins, forecasts.Count == 0 ? null : forecasts.Average(Missed), isEnough ? Bootstrap.OfRatio(customers, Seed, draws: Draws)?.Percentile : null,
            stayed.Share is { } share ? share * (1 - share) : null, OrderOf(forecasts));
    }

    static double Missed(HealthForecast forecast) => Math.Pow(forecast.Points / 100 - (forecast.Stayed ? 1 : 0), 2);

    static int PlaceOf(double points) => Math.Clamp((int)(points * BinCount / 100), 0, BinCount - 1);

    static ReliabilityBin Bin(int place, HealthForecast[] held)
    {
        var stayed = new Proportion(held.Count(f => f.Stayed), held.Length);
        return new((double)place / BinCount, (double)(place + 1) / BinCount, stayed, held.Length == 0 ? null : held.Average(f => f.Points) / 100, held.Length == 0 ? null : Binomial.ClopperPearson(stayed));
    }

    /// <summary>Mann and Whitney's U ÷ (stayed × left), by one pass over the order of points.</summary>
    static double? OrderOf(IEnumerable<HealthForecast> forecasts)
    {
        var (left, stayed, wins) = (0L, 0L, 0.0);
        foreach (var tied in forecasts.GroupBy(f => f.Points).OrderBy(g => g.Key))
        {
            var (here, n) = (tied.LongCount(f => f.Stayed), tied.LongCount());
            wins += here * (left + (n - here) / 2.0);
            (stayed, left) = (stayed + here, left + n - here);
        }

        return stayed == 0 || left == 0 ? null : wins / ((double)stayed * left);
    }
}

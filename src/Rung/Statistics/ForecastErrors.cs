namespace Rung.Statistics;

/// <summary>A period's forecast, taken before it, and what came.</summary>
public readonly record struct Forecasted
{
    public Forecasted(double forecast, double actual) => (Forecast, Actual) = (Need.Finite(forecast), Need.Finite(actual));

    public double Forecast { get; }

    public double Actual { get; }
}

/// <summary>
/// How far forecasts missed, as shares (X3.1c; V13). MAPE = mean of |f − a|/|a|; WAPE = Σ|f − a| / Σ|a|; bias = Σ(f − a) / Σ|a|,
/// above 0 where too much was promised. MAPE is null where a period brought 0, all are null where nothing came at all.
/// </summary>
public sealed record ForecastErrors(double? Mape, double? Wape, double? Bias)
{
    public static ForecastErrors Of(IReadOnlyCollection<Forecasted> periods)
    {
        var actual = periods.Sum(period => Math.Abs(period.Actual));
        if (actual == 0) return new(null, null, null);
        return new(
            periods.Any(period => period.Actual == 0) ? null : periods.Average(period => Math.Abs((period.Forecast - period.Actual) / period.Actual)),
            periods.Sum(period => Math.Abs(period.Forecast - period.Actual)) / actual,
            periods.Sum(period => period.Forecast - period.Actual) / actual);
    }
}

namespace Rung.Statistics;

/// <summary>From low to high, both included, at a level such as 0.95: the share of such intervals that hold the truth.</summary>
public readonly record struct Interval
{
    public Interval(double low, double high, double level)
    {
        if (!(low <= high)) throw new ArgumentOutOfRangeException(nameof(low), low, $"An interval ends at or after its beginning, not at {high:R}.");
        (Low, High, Level) = (low, high, Need.Level(level));
    }

    public double Low { get; }

    public double High { get; }

    public double Level { get; }

    public double Width => High - Low;

    public bool Contains(double value) => Low <= value && value <= High;
}

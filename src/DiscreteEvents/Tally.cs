namespace DiscreteEvents;

/// <summary>Count, mean, variance and extremes of observations, without keeping them.</summary>
/// <remarks>Mean and squares by Welford (1962); merging by Chan, Golub and LeVeque (1979). Observations must be finite.</remarks>
public sealed class Tally
{
    double squares;

    public long Count { get; private set; }

    /// <summary>0 while nothing was observed: ask <see cref="Count"/>.</summary>
    public double Mean { get; private set; }

    public double Least { get; private set; } = double.PositiveInfinity;

    public double Most { get; private set; } = double.NegativeInfinity;

    public double Sum => Mean * Count;

    /// <summary>Of the sample, divisor n − 1; 0 below two observations.</summary>
    public double Variance => Count > 1 ? squares / (Count - 1) : 0;

    public double Deviation => Math.Sqrt(Variance);

    /// <summary>The mean and how sure it is, if observations are independent (replications are; neighbours in a queue are not).</summary>
    public Estimate Estimate => Count > 1 ? new(Mean, Math.Sqrt(Variance / Count), Count - 1) : new(Mean, double.PositiveInfinity, 0);

    public void Add(double value)
    {
        Count++;
        var off = value - Mean;
        Mean += off / Count;
        squares += off * (value - Mean);
        if (value < Least) Least = value;
        if (value > Most) Most = value;
    }

    public void Merge(Tally other)
    {
        if (other.Count == 0) return;
        var (count, off) = (Count + other.Count, other.Mean - Mean);
        squares += other.squares + off * off * ((double)Count * other.Count / count);
        Mean += off * other.Count / count;
        Count = count;
        Least = Math.Min(Least, other.Least);
        Most = Math.Max(Most, other.Most);
    }

    public void Clear() => (Count, Mean, squares, Least, Most) = (0, 0, 0, double.PositiveInfinity, double.NegativeInfinity);
}

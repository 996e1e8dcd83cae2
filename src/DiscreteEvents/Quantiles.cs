namespace DiscreteEvents;

/// <summary>
/// Quantiles of any number of observations in bounded memory: counts in bins that grow with their distance from zero (DDSketch, Masson,
/// Rim and Lee 2019). An answer differs from the true quantile by at most <see cref="Accuracy"/> of its size.
/// </summary>
/// <remarks>Bins hold whole numbers, so merging gives the same sketch in any order. Values nearer to zero than 1e−12 count as zero.</remarks>
public sealed class Quantiles
{
    const double Nothing = 1e-12;

    readonly double logGamma, gamma;
    readonly Side above = new(), below = new();
    long zeros;

    public Quantiles(double accuracy = 0.005)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(accuracy is >= 1e-4 and < 1, true, nameof(accuracy));
        Accuracy = accuracy;
        gamma = (1 + accuracy) / (1 - accuracy);
        logGamma = Elementary.Log(gamma);
    }

    public double Accuracy { get; }

    public long Count { get; private set; }

    public void Add(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite values have quantiles.");
        Count++;
        if (value > Nothing) above.Count(Bin(value));
        else if (value < -Nothing) below.Count(Bin(-value));
        else zeros++;
    }

    public void Merge(Quantiles other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Accuracy, Accuracy, nameof(other));
        Count += other.Count;
        zeros += other.zeros;
        above.Merge(other.above);
        below.Merge(other.below);
    }

    /// <summary>The value below which a share of the observations lies. Of nothing there is none: ask <see cref="Count"/> first.</summary>
    public double At(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(share is >= 0 and <= 1, true, nameof(share));
        if (Count == 0) throw new InvalidOperationException("Nothing was observed.");
        var rank = (long)Math.Floor(share * (Count - 1));
        if (rank < below.Total) return -Middle(below.BinAt(below.Total - 1 - rank));
        rank -= below.Total;
        return rank < zeros ? 0 : Middle(above.BinAt(rank - zeros));
    }

    int Bin(double size) => (int)Math.Ceiling(Elementary.Log(size) / logGamma);

    double Middle(int bin) => 2 * Elementary.Exp(bin * logGamma) / (gamma + 1);

    sealed class Side
    {
        long[] counts = [];
        int first;

        internal long Total { get; private set; }

        internal void Count(int bin, long times = 1)
        {
            if (counts.Length == 0 || bin < first || bin - first >= counts.Length) Widen(bin);
            counts[bin - first] += times;
            Total += times;
        }

        internal void Merge(Side other)
        {
            for (var i = 0; i < other.counts.Length; i++) if (other.counts[i] > 0) Count(other.first + i, other.counts[i]);
        }

        internal int BinAt(long rank)
        {
            var i = 0;
            while (rank >= counts[i]) rank -= counts[i++];
            return first + i;
        }

        void Widen(int bin)
        {
            const int Spare = 64;
            var low = counts.Length == 0 ? bin - Spare : Math.Min(first, bin - Spare);
            var high = counts.Length == 0 ? bin + Spare : Math.Max(first + counts.Length, bin + Spare);
            var wider = new long[high - low];
            if (counts.Length > 0) counts.CopyTo(wider, first - low);
            (counts, first) = (wider, low);
        }
    }
}

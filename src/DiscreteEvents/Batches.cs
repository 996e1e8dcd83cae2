namespace DiscreteEvents;

/// <summary>
/// Sums over equal stretches of a long run, for estimates of what it settles to. Whatever the length of the run, at most
/// <see cref="Most"/> stretches are kept: when they are full, neighbours are added together.
/// </summary>
/// <remarks>
/// Every long-run quantity is a ratio of two sums (waiting per customer, area per time). Its error follows from how the ratio varies
/// between <see cref="Groups"/> groups of stretches (batch means for a ratio: s² = Σ(yᵢ − r xᵢ)² / (g (g − 1) x̄²)), after a warm-up
/// found by MSER-5 is left out.
/// </remarks>
public sealed class Batches(int quantities)
{
    const int Most = 4096, Groups = 64, Fewest = 5 * Groups;

    readonly double[] kept = new double[Most * quantities];
    readonly double[] partial = new double[quantities];
    int count, merged, perBatch = 1;

    /// <summary>Stretches kept.</summary>
    public int Count => count;

    /// <summary>Whether there is enough to speak of errors.</summary>
    public bool Suffices => count >= Fewest;

    /// <summary>Takes the sums of the latest stretch and sets them to zero for the next.</summary>
    public void Close(Span<double> sums)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sums.Length, quantities, nameof(sums));
        for (var q = 0; q < quantities; q++) partial[q] += sums[q];
        sums.Clear();
        if (++merged < perBatch) return;
        partial.CopyTo(kept, count * quantities);
        Array.Clear(partial);
        merged = 0;
        if (++count == Most) Halve();
    }

    /// <summary>How many stretches to leave out as warm-up, judged by the ratio of two quantities.</summary>
    public int WarmUp(int above, int below)
    {
        var ratios = new double[count];
        for (var i = 0; i < count; i++) ratios[i] = At(i, below) > 0 ? At(i, above) / At(i, below) : 0;
        return DiscreteEvents.WarmUp.Mser5(ratios);
    }

    /// <summary>The long-run ratio of two sums, without the first <paramref name="leaveOut"/> stretches.</summary>
    public Estimate Ratio(int above, int below, int leaveOut = 0)
    {
        var size = (count - leaveOut) / Groups;
        if (size == 0) return new(double.NaN, double.PositiveInfinity, 0);
        leaveOut = count - size * Groups;
        Span<double> y = stackalloc double[Groups], x = stackalloc double[Groups];
        var (sumY, sumX) = (0.0, 0.0);
        for (var group = 0; group < Groups; group++)
        {
            for (var i = 0; i < size; i++)
            {
                y[group] += At(leaveOut + group * size + i, above);
                x[group] += At(leaveOut + group * size + i, below);
            }
            sumY += y[group];
            sumX += x[group];
        }
        if (sumX == 0) return new(double.NaN, double.PositiveInfinity, 0);
        var (ratio, squares) = (sumY / sumX, 0.0);
        for (var group = 0; group < Groups; group++) squares += (y[group] - ratio * x[group]) * (y[group] - ratio * x[group]);
        var mean = sumX / Groups;
        return new(ratio, Math.Sqrt(squares / ((double)Groups * (Groups - 1))) / mean, Groups - 1);
    }

    double At(int batch, int quantity) => kept[batch * quantities + quantity];

    void Halve()
    {
        count /= 2;
        perBatch *= 2;
        for (var i = 0; i < count; i++)
            for (var q = 0; q < quantities; q++) kept[i * quantities + q] = At(2 * i, q) + At(2 * i + 1, q);
    }
}

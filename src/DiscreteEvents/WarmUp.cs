namespace DiscreteEvents;

/// <summary>Where the start of a run stops showing.</summary>
public static class WarmUp
{
    const int Together = 5;

    /// <summary>
    /// How many of the first observations to leave out, by MSER-5 (White, Cobb and Spratt 2000): of means of five, the cut d that gives the
    /// smallest Σ(yᵢ − ȳ)² / (n − d)² over what remains. Never more than half; a minimum at that end says the run is too short.
    /// </summary>
    public static int Mser5(ReadOnlySpan<double> observations)
    {
        var n = observations.Length / Together;
        var (sum, squares, best, cut) = (0.0, 0.0, double.PositiveInfinity, 0);
        for (var d = n - 1; d >= 0; d--)
        {
            var mean = 0.0;
            foreach (var value in observations.Slice(d * Together, Together)) mean += value / Together;
            sum += mean;
            squares += mean * mean;
            var left = n - d;
            var error = (squares - sum * sum / left) / ((double)left * left);
            if (d <= n / 2 && error <= best) (best, cut) = (error, d);
        }
        return cut * Together;
    }
}

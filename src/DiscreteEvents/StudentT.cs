namespace DiscreteEvents;

/// <summary>Student's t, for confidence intervals.</summary>
static class StudentT
{
    /// <summary>
    /// The value below which t lies with probability <paramref name="p"/>. The density is (1 + t²/ν)^(−(ν+1)/2) / (√ν B(ν/2, ½)); with
    /// t = √ν tan θ its integral is ∫ cos^(ν−1) θ dθ, a smooth one, and Newton's method from the normal quantile finds the point.
    /// Error below 1e−9 for 1 ≤ ν and 0.001 ≤ p ≤ 0.999.
    /// </summary>
    internal static double Quantile(double p, double freedom)
    {
        if (p < 0.5) return -Quantile(1 - p, freedom);
        if (freedom > 1e6) return Elementary.NormalQuantile(p);
        var half = p - 0.5;
        // ∫₀^(π/2) cos^(ν−1) = ½ B(ν/2, ½): the scale that makes the density integrate to 1.
        var logBeta = Elementary.LogGamma(freedom / 2) + Elementary.LogGamma(0.5) - Elementary.LogGamma(freedom / 2 + 0.5);
        var scale = Math.Exp(-logBeta);
        var (low, high) = (0.0, Math.PI / 2);
        var angle = Math.Atan(Elementary.NormalQuantile(p) / Math.Sqrt(freedom));
        for (var step = 0; step < 100; step++)
        {
            var off = scale * Integral(angle, freedom - 1) - half;
            if (off > 0) high = angle;
            else low = angle;
            var next = angle - off / (scale * Math.Pow(Math.Cos(angle), freedom - 1));
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - angle) <= 1e-15 * angle) break;
            angle = next;
        }
        return Math.Sqrt(freedom) * Math.Tan(angle);
    }

    /// <summary>∫₀^angle cos^power, by Gauss–Legendre with five points on each of 64 pieces.</summary>
    static double Integral(double angle, double power)
    {
        const int Pieces = 64;
        ReadOnlySpan<double> nodes = [0, 0.5384693101056831, 0.9061798459386640];
        ReadOnlySpan<double> weights = [0.5688888888888889, 0.4786286704993665, 0.2369268850561891];
        var (half, sum) = (angle / Pieces / 2, 0.0);
        for (var piece = 0; piece < Pieces; piece++)
        {
            var middle = (2 * piece + 1) * half;
            sum += weights[0] * Math.Pow(Math.Cos(middle), power);
            for (var i = 1; i < nodes.Length; i++)
                sum += weights[i] * (Math.Pow(Math.Cos(middle - nodes[i] * half), power) + Math.Pow(Math.Cos(middle + nodes[i] * half), power));
        }
        return sum * half;
    }
}

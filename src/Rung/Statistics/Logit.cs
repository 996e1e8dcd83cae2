namespace Rung.Statistics;

/// <summary>
/// A point of the unit interval held so that neither end loses digits: x, y = 1 − x and both logarithms.
/// On the logit u = ln(x/y) every Beta density is smooth, bounded and log-concave, whatever its parameters.
/// </summary>
readonly record struct Logit(double U, double X, double Y, double LnX, double LnY)
{
    internal static Logit Of(double x) => new(Math.Log(x) - Log1P(-x), x, 1 - x, Math.Log(x), Log1P(-x));

    internal static Logit At(double u)
    {
        var (near, far) = (Math.Exp(-Math.Abs(u)), 1.0);
        var (small, large) = (near / (1 + near), far / (1 + near));
        var (lnLarge, lnSmall) = (-Log1P(near), -Math.Abs(u) - Log1P(near));
        return u < 0 ? new(u, small, large, lnSmall, lnLarge) : new(u, large, small, lnLarge, lnSmall);
    }

    /// <summary>The point with 1 − x for x.</summary>
    internal Logit Mirrored => new(-U, Y, X, LnY, LnX);

    /// <summary>ratio·x; 1 where that would pass it.</summary>
    internal Logit Times(double ratio)
    {
        if (ratio == 1) return this;
        if (ratio * X >= 1) return Of(1);
        if (X > 1e-300) return Of(ratio * X);
        var lnX = LnX + Math.Log(ratio);
        return new(lnX, Math.Exp(lnX), 1, lnX, 0);
    }

    /// <summary>x − margin; 0 or 1 where that would pass them.</summary>
    internal Logit Less(double margin) => margin == 0 ? this : Of(Math.Clamp(X - margin, 0, 1));

    /// <summary>ln(1 + x) without the loss of digits near 0 (Kahan).</summary>
    internal static double Log1P(double x)
    {
        if (Math.Abs(x) > 0.5) return Math.Log(1 + x);
        var w = 1 + x;
        return w == 1 ? x : Math.Log(w) * x / (w - 1);
    }
}

namespace Rung.Statistics;

/// <summary>Adaptive Gauss–Kronrod quadrature (7 and 15 points; nodes of QUADPACK's QK15), bounded in work.</summary>
static class Integral
{
    const int MostPieces = 4000;

    static readonly double[] Nodes =
    [
        0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926,
        0.741531185599394439863864773280788, 0.586087235467691130294144691396384, 0.405845151377397166906606412076961,
        0.207784955007898467600689403773245, 0,
    ];

    static readonly double[] Kronrod =
    [
        0.022935322010529224963732008058970, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518,
        0.140653259715525918745189590510238, 0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
        0.204432940075298892414161999234649, 0.209482141084727828012999174891714,
    ];

    static readonly double[] Gauss =
    [
        0.129484966168869693270611432679082, 0.279705391489276667901467771423780, 0.381830050505118944950369775488975,
        0.417959183673469387755102040816327,
    ];

    /// <summary>
    /// ∫ f between the first and the last break, to about <paramref name="error"/> absolute. The breaks name where f bends
    /// or jumps up; between them it is smooth.
    /// </summary>
    internal static double Of(Func<double, double> f, double low, double high, IEnumerable<double> breaks, double error = 1e-11)
    {
        var points = breaks.Where(x => x > low && x < high).Append(low).Append(high).Order().ToArray();
        var open = new Stack<(double Low, double High, double Whole, double Error)>();
        for (var i = 1; i < points.Length; i++)
            if (points[i] > points[i - 1]) open.Push(Piece(f, points[i - 1], points[i]));

        var (sum, pieces) = (0.0, open.Count);
        var each = error / Math.Max(1, open.Count);
        while (open.TryPop(out var piece))
        {
            var middle = 0.5 * (piece.Low + piece.High);
            var whole = pieces < MostPieces && middle > piece.Low && middle < piece.High;
            if (piece.Error <= each || !whole)
            {
                sum += piece.Whole;
                continue;
            }
            open.Push(Piece(f, piece.Low, middle));
            open.Push(Piece(f, middle, piece.High));
            pieces += 2;
        }
        return sum;
    }

    static (double Low, double High, double Whole, double Error) Piece(Func<double, double> f, double low, double high)
    {
        var (middle, half) = (0.5 * (low + high), 0.5 * (high - low));
        var centre = f(middle);
        var (kronrod, gauss) = (Kronrod[7] * centre, Gauss[3] * centre);
        for (var i = 0; i < 7; i++)
        {
            var pair = f(middle - half * Nodes[i]) + f(middle + half * Nodes[i]);
            kronrod += Kronrod[i] * pair;
            if (i % 2 == 1) gauss += Gauss[i / 2] * pair;
        }
        // Kronrod is far better than the difference says (QUADPACK: error ≈ (200·difference)^1.5).
        var difference = Math.Abs(kronrod - gauss) * half;
        return (low, high, kronrod * half, Math.Min(difference, Math.Pow(200 * difference, 1.5)));
    }
}

using System.Runtime.CompilerServices;

namespace DiscreteEvents;

/// <summary>
/// Logarithm, exponential and their relatives for the making of chance, from +, −, ×, ÷ and √ alone. IEEE 754 fixes the result of those
/// five to the last bit and .NET never fuses or widens them, so the same seed gives the same run on every platform and in every version;
/// <c>Math.Log</c> and <c>Math.Exp</c> ask the platform's C library, which promises neither.
/// </summary>
public static class Elementary
{
    const int LogBins = 128, ExpBins = 64;
    const long LogOffset = 0x3FE6000000000000; // 0.6875: significands are taken from [0.6875, 1.375), with 1 on the edge of a bin
    const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10; // ln 2, the high part with 20 zero bits
    const double HalfLogTwoPi = 0.918938533204672741780329736406;

    static readonly (double Inverse, double Log)[] logs = Logs();
    static readonly double[] powers = Powers();

    /// <summary>Natural logarithm of a positive normal number. Error below 2e−16 of the greater of 1 and the result; at 1 exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x)
    {
        unchecked
        {
            var bits = BitConverter.DoubleToInt64Bits(x);
            var above = bits - LogOffset;
            var bin = (int)(above >> 45) & (LogBins - 1);
            var power = above >> 52;
            var significand = BitConverter.Int64BitsToDouble(bits - (power << 52));
            var (inverse, log) = logs[bin];
            var r = significand * inverse - 1; // |r| < 1/128
            var square = r * r;
            var series = square * (-1.0 / 2 + r * (1.0 / 3) + square * (-1.0 / 4 + r * (1.0 / 5) + square * (-1.0 / 6 + r * (1.0 / 7)))); // by pairs: shorter to wait for than one by one
            return power * Ln2High + (log + (r + (series + power * Ln2Low)));
        }
    }

    /// <summary>e to the x. Relative error below 4e−16; 0 below −708 and infinite above 709.</summary>
    public static double Exp(double x)
    {
        if (!(x > -708)) return double.IsNaN(x) ? x : 0;
        if (x > 709) return double.PositiveInfinity;
        unchecked
        {
            // x = (64 k + j) ln2/64 + r
            var steps = Math.Floor(x * (ExpBins * 1.4426950408889634) + 0.5);
            var n = (long)steps;
            var r = x - steps * (Ln2High / ExpBins) - steps * (Ln2Low / ExpBins);
            var series = r + r * r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720)))));
            var fraction = powers[(int)n & (ExpBins - 1)];
            return (fraction + fraction * series) * BitConverter.Int64BitsToDouble(((n >> 6) + 1023) << 52);
        }
    }

    /// <summary>ln Γ(x) for x > 0, by Stirling's series above 12 and the recurrence below. Relative error about 1e−15.</summary>
    internal static double LogGamma(double x)
    {
        var below = 0.0;
        while (x < 12)
        {
            below += Log(x);
            x += 1;
        }
        var y = 1 / (x * x);
        var series = (1.0 / 12 + y * (-1.0 / 360 + y * (1.0 / 1260 + y * (-1.0 / 1680 + y * (1.0 / 1188 + y * (-691.0 / 360360)))))) / x;
        return (x - 0.5) * Log(x) - x + HalfLogTwoPi + series - below;
    }

    /// <summary>The normal quantile, algorithm AS 241 (Wichura 1988), for 0 &lt; p &lt; 1. Relative error about 1e−15.</summary>
    internal static double NormalQuantile(double p)
    {
        var q = p - 0.5;
        if (q is >= -0.425 and <= 0.425)
        {
            var r = 0.180625 - q * q;
            return q * (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
                + 45921.953931549871457) * r + 13731.693765509461125) * r + 1971.5909503065514427) * r + 133.14166789178437745) * r
                + 3.387132872796366608)
                / (((((((5226.495278852854561 * r + 28729.085735721942674) * r + 39307.89580009271061) * r
                + 21213.794301586595867) * r + 5394.1960214247511077) * r + 687.1870074920579083) * r + 42.313330701600911252) * r + 1);
        }
        var tail = Math.Sqrt(-Log(q < 0 ? p : 1 - p));
        var x = tail <= 5 ? Near(tail - 1.6) : Far(tail - 5);
        return q < 0 ? -x : x;

        static double Near(double r) =>
            (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.241780725177450611770) * r
            + 1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.7694972214606914055) * r + 4.6303378461565452959) * r
            + 1.42343711074968357734)
            / (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r
            + 0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494) * r + 2.05319162663775882187) * r + 1);

        static double Far(double r) =>
            (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r
            + 0.026532189526576123093) * r + 0.29656057182850489123) * r + 1.7848265399172913358) * r + 5.4637849111641143699) * r
            + 6.6579046435011037772)
            / (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
            + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r + 0.13692988092273580531) * r + 0.59983220655588793769) * r + 1);
    }

    static (double, double)[] Logs()
    {
        var table = new (double, double)[LogBins];
        for (var bin = 0; bin < LogBins; bin++)
        {
            var low = BitConverter.Int64BitsToDouble(LogOffset + ((long)bin << 45));
            var high = BitConverter.Int64BitsToDouble(LogOffset + ((long)(bin + 1) << 45));
            if (low == 1 || high == 1) table[bin] = (1, 0); // either side of 1, so that small logarithms keep their digits
            else
            {
                var inverse = 2 / (low + high);
                table[bin] = (inverse, -LogBySeries(inverse));
            }
        }
        return table;
    }

    /// <summary>ln x = 2 artanh((x − 1)/(x + 1)), for x near 1.</summary>
    static double LogBySeries(double x)
    {
        var s = (x - 1) / (x + 1);
        var square = s * s;
        var sum = 0.0;
        for (var n = 41; n >= 3; n -= 2) sum = (sum + 1.0 / n) * square;
        return 2 * s + 2 * s * sum;
    }

    static double[] Powers()
    {
        var table = new double[ExpBins];
        for (var j = 0; j < ExpBins; j++)
        {
            var (x, term, sum) = (j * ((Ln2High + Ln2Low) / ExpBins), 1.0, 0.0);
            var terms = new double[25];
            for (var n = 0; n < terms.Length; n++)
            {
                terms[n] = term;
                term = term * x / (n + 1);
            }
            for (var n = terms.Length - 1; n >= 0; n--) sum += terms[n]; // small ones first
            table[j] = sum;
        }
        return table;
    }
}

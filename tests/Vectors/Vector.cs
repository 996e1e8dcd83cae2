using System.Globalization;

namespace Rung.Vectors;

/// <summary>A worked number of the domain dossier: what it is, as printed there, and as Rung computes it.</summary>
/// <param name="Id">V1–V55, or the section that has it.</param>
/// <param name="Printed">To the digits of the dossier.</param>
public sealed record Vector(string Id, string What, string Printed, Func<double?> Compute)
{
    public double Expected => double.Parse(Printed, CultureInfo.InvariantCulture);

    /// <summary>Half a unit of the last printed digit, and a little for the rounding of the parse.</summary>
    public double Tolerance
    {
        get
        {
            var (mantissa, exponent) = Printed.Split('e') is [var m, var e] ? (m, int.Parse(e, CultureInfo.InvariantCulture)) : (Printed, 0);
            var digits = mantissa.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? mantissa.Length - point - 1 : 0;
            return 0.5000001 * Math.Pow(10, exponent - digits);
        }
    }

    public bool Holds => Compute() is { } computed && Math.Abs(computed - Expected) <= Tolerance;

    public override string ToString() => $"{Id} {What}";
}

/// <summary>Every worked number, in the order of the dossier.</summary>
public static class Dossier
{
    public static IReadOnlyList<Vector> All { get; } =
        [.. Shares.All, .. Paces.All, .. Comparisons.All, .. Lines.All, .. LimitedLines.All, .. Founders.All, .. Networks.All, .. Plans.All];

    internal static IEnumerable<Vector> Of(string id, params (string What, string Printed, Func<double?> Compute)[] numbers) =>
        numbers.Select(number => new Vector(id, number.What, number.Printed, number.Compute));

    /// <summary>Several numbers of one result, computed once.</summary>
    internal static IEnumerable<Vector> Of<T>(string id, Func<T> make, params (string What, string Printed, Func<T, double?> Read)[] numbers)
    {
        var once = new Lazy<T>(make);
        return numbers.Select(number => new Vector(id, number.What, number.Printed, () => number.Read(once.Value)));
    }
}

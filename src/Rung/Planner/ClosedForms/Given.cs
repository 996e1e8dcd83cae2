using System.Globalization;
using System.Runtime.CompilerServices;

namespace Rung.Planner.ClosedForms;

/// <summary>More work comes in than can be done, so the line grows for ever. Load 1 is the point where it begins.</summary>
public sealed record CannotKeepUp(double Load) : Refusal;

/// <summary>Something goes round for ever: from where it is no way leads out.</summary>
public sealed record NobodyEverLeaves(int From) : Refusal;

/// <summary>
/// What closed forms ask of the numbers people give them. Amounts and rates reach from 10⁻¹² to 10¹², so that no product of
/// theirs leaves the range of a double, and not a number is never one of them.
/// </summary>
static class Given
{
    internal const double Least = 1e-12, Most = 1e12;

    internal static Refusal? Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") => Between(value, Least, Most, name);

    internal static Refusal? NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") => Between(value, 0, Most, name);

    internal static Refusal? Share(double value, [CallerArgumentExpression(nameof(value))] string name = "") => Between(value, 0, 1, name);

    /// <summary>A share that something is divided by.</summary>
    internal static Refusal? SomeShare(double value, [CallerArgumentExpression(nameof(value))] string name = "") => Between(value, Least, 1, name);

    internal static Refusal? Between(double value, double low, double high, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= low && value <= high ? null : new OutOfRange(name, Written(low), Written(high));

    internal static Refusal? Whole(long value, long low, long high, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= low && value <= high ? null : new OutOfRange(name, Written(low), Written(high));

    internal static Refusal? Each<T>(IReadOnlyList<T> items, int least, int most, Func<T, Refusal?> check, [CallerArgumentExpression(nameof(items))] string name = "")
    {
        if (Whole(items.Count, least, most, name) is { } refusal) return refusal;
        foreach (var item in items) if (check(item) is { } no) return no;
        return null;
    }

    static string Written(double limit) => limit.ToString("G", CultureInfo.InvariantCulture);
}

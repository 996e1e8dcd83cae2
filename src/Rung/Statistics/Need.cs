using System.Runtime.CompilerServices;

namespace Rung.Statistics;

/// <summary>What every tool here asks of its arguments; not a number is never one of them.</summary>
static class Need
{
    internal static double Level(double level, [CallerArgumentExpression(nameof(level))] string? name = null) =>
        level is > 0 and < 1 ? level : throw new ArgumentOutOfRangeException(name, level, "A level lies strictly between 0 and 1.");

    internal static double Share(double share, [CallerArgumentExpression(nameof(share))] string? name = null) =>
        share is >= 0 and <= 1 ? share : throw new ArgumentOutOfRangeException(name, share, "A share lies between 0 and 1.");

    internal static double Inside(double share, [CallerArgumentExpression(nameof(share))] string? name = null) =>
        share is > 0 and < 1 ? share : throw new ArgumentOutOfRangeException(name, share, "This lies strictly between 0 and 1.");

    /// <summary>How sure a gate must be: at one half every answer would settle it, and one half both ways.</summary>
    internal static double Certainty(double certainty, [CallerArgumentExpression(nameof(certainty))] string? name = null) =>
        certainty is > 0.5 and <= 1 - 1e-12 ? certainty : throw new ArgumentOutOfRangeException(name, certainty, "A certainty lies above one half and below 1.");

    internal static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "This is a finite number above 0.");

    internal static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "This is a finite number, 0 or above.");

    internal static double Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "This is a finite number.");

    internal static double NotNan(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsNaN(value) ? throw new ArgumentOutOfRangeException(name, value, "This is a number.") : value;

    internal static double InRange(double value, double low, double high, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= low && value <= high ? value : throw new ArgumentOutOfRangeException(name, value, $"This lies between {low:R} and {high:R}.");

    internal static long Count(long count, long most, [CallerArgumentExpression(nameof(count))] string? name = null) =>
        count >= 0 && count <= most ? count : throw new ArgumentOutOfRangeException(name, count, $"This is a count from 0 to {most}.");

    internal static int AtLeast(int value, int least, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= least ? value : throw new ArgumentOutOfRangeException(name, value, $"This is at least {least}.");
}

using System.Globalization;

namespace Rung;

/// <summary>A ratio from 0 to 1. Percent exists only where a person reads it.</summary>
public readonly record struct Share
{
    public Share(double value)
    {
        if (!(value is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(value), value, "A share lies between 0 and 1.");
        Value = value;
    }

    public double Value { get; }

    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}

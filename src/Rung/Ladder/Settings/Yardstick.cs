using Rung.Records;

namespace Rung.Ladder;

/// <summary>Another value of a threshold, a window or a definition, in force from a day on. A later change is another one.</summary>
public sealed class Yardstick : Record<Yardstick>
{
    /// <summary>Its one word: <c>x0.1.customers</c>.</summary>
    [Entered(Once = true, Max = 60), Title] public string Name { get; private set; } = "";

    /// <summary>The first day it holds; days before keep what held then.</summary>
    [Entered(Once = true)] public DateOnly FromOn { get; private set; }

    [Entered(Once = true)] public double Value { get; private set; }

    [Entered(Once = true, Max = 2000, Lines = true)] public string Reason { get; private set; } = "";

    public override Refusal? Check()
    {
        if (!Yardsticks.Known.TryGetValue(Name, out var row)) return new NoSuchYardstick(Name);
        return Value >= row.Least && Value <= row.Most ? null : new OutOfRange("value", Written(row.Least), Written(row.Most));
    }

    static string Written(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>No threshold or window has that name.</summary>
public sealed record NoSuchYardstick(string Yardstick) : Refusal
{
    public override string At => "name";
}

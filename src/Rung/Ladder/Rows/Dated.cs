namespace Rung.Ladder;

/// <summary>A value from a day on.</summary>
public readonly record struct Dated<T>(DateOnly On, T Value);

public static class DatedValues
{
    /// <summary>What held at the end of a day: the last value of those in order; the default before the first.</summary>
    public static T? At<T>(this IReadOnlyList<Dated<T>> values, DateOnly day)
    {
        var found = default(T);
        foreach (var value in values)
            if (value.On <= day) found = value.Value;
        return found;
    }
}

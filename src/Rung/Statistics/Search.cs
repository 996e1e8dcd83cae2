namespace Rung.Statistics;

/// <summary>Where a condition that turns true once begins to hold.</summary>
static class Search
{
    /// <summary>The first whole number from low to high for which it holds; it must hold at high.</summary>
    internal static long First(long low, long high, Func<long, bool> holds)
    {
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (holds(middle)) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    /// <summary>The first whole number from low for which it holds, by doubling steps; null where it does not up to most.</summary>
    internal static long? FirstUpTo(long low, long most, Func<long, bool> holds)
    {
        if (low > most) return null;
        if (holds(low)) return low;
        for (var step = 1L; ; step *= 2)
        {
            var next = Math.Min(most, low + step);
            if (holds(next)) return First(low + 1, next, holds);
            if (next == most) return null;
            low = next;
        }
    }

    /// <summary>The same for numbers above 0, to nine digits.</summary>
    internal static double? FirstUpTo(double start, double most, Func<double, bool> holds)
    {
        var (low, high) = (0.0, start);
        while (!holds(high))
        {
            if (high >= most) return null;
            (low, high) = (high, Math.Min(most, 2 * high));
        }
        while (high - low > 1e-9 * high)
        {
            var middle = 0.5 * (low + high);
            if (holds(middle)) high = middle;
            else low = middle;
        }
        return high;
    }

    /// <summary>The last number from 0 to most, to its last bits, up to which it holds; below 0 where not even there.</summary>
    internal static double LastUpTo(double most, Func<double, bool> holds)
    {
        if (!holds(0)) return -1;
        var (low, high) = (0.0, 1.0);
        while (high < most && holds(high)) (low, high) = (high, 2 * high);
        for (var i = 0; i < 80 && high - low > 1e-12 * high; i++)
        {
            var middle = low + (high - low) / 2;
            if (holds(middle)) low = middle;
            else high = middle;
        }
        return low;
    }
}

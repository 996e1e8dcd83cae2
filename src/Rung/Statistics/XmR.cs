namespace Rung.Statistics;

/// <summary>What on an individuals chart is more than routine variation.</summary>
public enum XmRRule
{
    /// <summary>One value beyond a natural process limit.</summary>
    BeyondLimit,

    /// <summary>Eight or more values in a row on one side of the mean.</summary>
    RunOfEight,

    /// <summary>Three of four values in a row nearer to a limit than to the mean, on one side.</summary>
    NearLimit,

    /// <summary>A change from one value to the next beyond the upper range limit.</summary>
    RangeBeyondLimit,
}

/// <summary>A rule met at a value, counted from 0, and whether upwards.</summary>
public sealed record XmRSignal(int At, XmRRule Rule, bool Up);

/// <summary>
/// Individuals and moving ranges (W. Shewhart; rules after D. Wheeler, <i>Understanding Variation</i>; 3.1 item 7; V10):
/// limits mean ± 2.66·mR̄, ranges up to 3.267·mR̄, in the unit of the values.
/// </summary>
public sealed class XmR
{
    const int Run = 8;

    XmR(double mean, double range, IReadOnlyList<double> values)
    {
        (Mean, MeanMovingRange) = (mean, range);
        Signals = [.. Find(values)];
    }

    /// <summary>
    /// The chart of values in order of time. Mean and ranges come from the first <paramref name="baseline"/> values, all where
    /// it is left out. Null with fewer than two values.
    /// </summary>
    public static XmR? Of(IReadOnlyList<double> values, int? baseline = null)
    {
        foreach (var value in values) Need.Finite(value, nameof(values));
        var count = baseline ?? values.Count;
        if (baseline is not null && (count < 2 || count > values.Count))
            throw new ArgumentOutOfRangeException(nameof(baseline), baseline, $"A baseline is 2 to {values.Count} of the values.");
        if (count < 2) return null;

        var own = values.Take(count).ToArray();
        return new(own.Average(), own.Zip(own.Skip(1), (a, b) => Math.Abs(b - a)).Average(), values);
    }

    public double Mean { get; }

    public double MeanMovingRange { get; }

    public double LowerLimit => Mean - 2.66 * MeanMovingRange;

    public double UpperLimit => Mean + 2.66 * MeanMovingRange;

    public double UpperRangeLimit => 3.267 * MeanMovingRange;

    /// <summary>In the order of the values; a run is named at its eighth value and each further one.</summary>
    public IReadOnlyList<XmRSignal> Signals { get; }

    IEnumerable<XmRSignal> Find(IReadOnlyList<double> values)
    {
        // Where all values are equal they may still miss their computed mean by a rounding.
        var rounding = 1e-12 * Math.Max(Math.Abs(Mean), values.Select(Math.Abs).Max());
        var (run, side) = (0, 0);
        for (var i = 0; i < values.Count; i++)
        {
            var away = values[i] - Mean;
            var now = Math.Abs(away) <= rounding ? 0 : Math.Sign(away);
            (run, side) = now != 0 && now == side ? (run + 1, side) : (now == 0 ? 0 : 1, now);

            if (Math.Abs(away) > 2.66 * MeanMovingRange + rounding) yield return new(i, XmRRule.BeyondLimit, away > 0);
            if (run >= Run) yield return new(i, XmRRule.RunOfEight, side > 0);
            foreach (var up in (bool[])[true, false])
                if (i >= 3 && Near(away, up) && Enumerable.Range(i - 3, 4).Count(j => Near(values[j] - Mean, up)) >= 3)
                    yield return new(i, XmRRule.NearLimit, up);
            if (i > 0 && Math.Abs(values[i] - values[i - 1]) > UpperRangeLimit + rounding)
                yield return new(i, XmRRule.RangeBeyondLimit, values[i] > values[i - 1]);
        }

        bool Near(double away, bool up) => (up ? away : -away) > 1.33 * MeanMovingRange + rounding;
    }

    /// <summary>Pr(some of n values of a steady normal process lies beyond 3σ) = 1 − (1 − 0.0027)^n; V13.</summary>
    public static double FalseAlarmBeyondLimits(int values) => 1 - Math.Pow(1 - 2 * Normal.Above(3), Need.AtLeast(values, 0));

    /// <summary>Pr(n values of a steady symmetric process have eight in a row on one side), counted exactly; V13: 2·½⁸ for n = 8.</summary>
    public static double FalseAlarmRunOfEight(int values)
    {
        Need.AtLeast(values, 0);
        if (values < Run) return 0;
        // quiet[r]: no run of eight yet, the current one r long.
        var quiet = new double[Run];
        quiet[1] = 1;
        for (var i = 1; i < values; i++)
        {
            var switched = quiet.Sum() / 2;
            for (var r = Run - 1; r >= 2; r--) quiet[r] = quiet[r - 1] / 2;
            quiet[1] = switched;
        }
        return 1 - quiet.Sum();
    }
}

using DiscreteEvents;

namespace Rung.Planner;

/// <summary>A quantity over replications: its mean and how sure that is, and the range of single futures.</summary>
/// <param name="P10">One future in ten lies below.</param>
/// <param name="P90">One in ten lies above.</param>
/// <param name="N">Replications in which it exists: a quotient needs something to divide by.</param>
public readonly record struct Spread(Estimate Mean, double P10, double P50, double P90, int N)
{
    /// <summary>Of at least one value; quantiles interpolate between neighbours (type 7).</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.ToArray();
        if (sorted.Length == 0) return new(new(double.NaN, double.PositiveInfinity, 0), double.NaN, double.NaN, double.NaN, 0);
        var tally = new Tally();
        foreach (var value in sorted) tally.Add(value);
        Array.Sort(sorted);
        return new(tally.Estimate, At(sorted, .1), At(sorted, .5), At(sorted, .9), sorted.Length);
    }

    static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}

/// <summary>What a scenario comes to over many replications, month by month and as a whole. It names the scenario and the seed, so it can be repeated.</summary>
public sealed class Report
{
    readonly IReadOnlyList<RunResult> runs;

    internal Report(Scenario scenario, ulong seed, IReadOnlyList<RunResult> runs) => (Scenario, Seed, this.runs) = (scenario, seed, runs);

    public Scenario Scenario { get; }

    public ulong Seed { get; }

    public int Replications => runs.Count;

    /// <summary>The replications themselves, in order; the pair of one number in two scenarios had the same luck.</summary>
    public IReadOnlyList<RunResult> Runs => runs;

    /// <summary>Replications that were stopped before their time because they took too many events.</summary>
    public int CutShort => runs.Count(run => run.Stop != Stop.TimeReached);

    public Spread Month(int month, Figure figure) => Spread.Of(runs.Select(run => run[month, figure]));

    public IReadOnlyList<Spread> Months(Figure figure) => [.. Enumerable.Range(0, Scenario.Months).Select(month => Month(month, figure))];

    /// <summary>Over the whole time; of a stock, the end.</summary>
    public Spread Total(Figure figure) => Spread.Of(runs.Select(run => run.Total(figure)));

    /// <summary>One of <see cref="Figures.Ratios"/>, over the whole time.</summary>
    public Spread Ratio(string name) => Of(run => run.Ratio(Figures.Ratios[name].Over, Figures.Ratios[name].Under));

    /// <summary>All that was spent for each customer who is still there at the end: the measure of the system (R26).</summary>
    public Spread CostPerRetainedCustomer => Of(run => run.CostPerRetainedCustomer);

    /// <summary>The first month, counted from 1, from which on contribution is never below zero again; of those futures in which there is one.</summary>
    public Spread ProfitableFrom => Of(run =>
    {
        var month = run.Months;
        while (month > 0 && run[month - 1, Figure.Contribution] >= 0) month--;
        return month < run.Months ? month + 1 : null;
    });

    /// <summary>The share of futures in which the bank is never below zero at a month's end.</summary>
    public double Solvent => runs.Count == 0 ? 1 : runs.Count(run => Enumerable.Range(0, run.Months).All(month => run[month, Figure.Bank] >= 0)) / (double)runs.Count;

    public Spread Of(Func<RunResult, double?> measure) => Spread.Of(runs.Select(measure).OfType<double>());

    /// <summary>How much more this comes to than the other, pair by pair: both must have been run from the same seed.</summary>
    public Difference Against(Report other, Func<RunResult, double> measure)
    {
        if (other.Seed != Seed) throw new ArgumentException("Scenarios are compared under the same luck: run both from one seed.", nameof(other));
        return Difference.Of([.. runs.Zip(other.runs, (mine, theirs) => measure(mine) - measure(theirs))]);
    }
}

/// <summary>A paired difference of two scenarios under common luck (5.8).</summary>
/// <param name="Pairs">Over the pairs.</param>
/// <param name="Better">Share of the pairs in which the first came to more; ties count half.</param>
public sealed record Difference(Spread Pairs, double Better)
{
    public Estimate Mean => Pairs.Mean;

    internal static Difference Of(IReadOnlyList<double> pairs) =>
        new(Spread.Of(pairs), pairs.Count == 0 ? .5 : pairs.Sum(d => d > 0 ? 1 : d == 0 ? .5 : 0) / pairs.Count);
}

namespace Rung.Planner.ClosedForms;

/// <summary>What becomes of an item that starts in one state of an <see cref="AbsorbingChain"/>. Times in steps.</summary>
/// <param name="Visits">Steps spent in each state, on average.</param>
/// <param name="WinShare">Share that ends won.</param>
/// <param name="Time">Mean time to either end.</param>
/// <param name="Spread">Standard deviation of that time.</param>
/// <param name="TimeWon">Mean time of those won; null where none is.</param>
/// <param name="TimeLost">Mean time of those lost; null where none is.</param>
public sealed record Outlook(IReadOnlyList<double> Visits, double WinShare, double Time, double Spread, double? TimeWon, double? TimeLost);

/// <summary>
/// Deals that move once per step between stages until they are won or lost: an absorbing Markov chain (Kemeny and Snell,
/// <i>Finite Markov Chains</i>, III): N = (I − Q)⁻¹, time t = N·1, variance (2N − I)t − t²; times of those won by Doob's
/// h-transform, Σ_j N_ij·h_j/h_i, and of those lost likewise; V47.
/// </summary>
public sealed record AbsorbingChain(IReadOnlyList<Outlook> Outlooks)
{
    /// <param name="moves">Row i: shares that go from state i to each state within a step, staying included; up to 200 states.</param>
    /// <param name="won">Share of each state won within a step; the rest of the row is lost.</param>
    public static Outcome<AbsorbingChain> Of(IReadOnlyList<IReadOnlyList<double>> moves, IReadOnlyList<double> won)
    {
        var n = moves.Count;
        if ((Given.Whole(n, 1, 200, nameof(moves)) ?? Ways.Check(moves) ?? Given.Whole(won.Count, n, n, nameof(won))) is { } no) return no;
        for (var i = 0; i < n; i++) if (Given.Between(won[i], 0, 1 - moves[i].Sum() + 1e-12, nameof(won)) is { } tooMuch) return tooMuch;

        var rows = Linear.Identity(n);
        for (var i = 0; i < n; i++) for (var j = 0; j < n; j++) rows[i][j] -= moves[i][j];
        if (Linear.Solve(rows, Linear.Identity(n)) is not { } visits) return new NobodyEverLeaves(0);

        double[] wins = [.. visits.Select(row => Along(row, won))], times = [.. visits.Select(row => row.Sum())];
        double[] losses = [.. visits.Select(row => row.Select((steps, j) => steps * Math.Max(0, 1 - moves[j].Sum() - won[j])).Sum())];
        return new AbsorbingChain([.. visits.Select((row, i) => new Outlook(row, wins[i], times[i],
            Math.Sqrt(Math.Max(0, 2 * Along(row, times) - times[i] - times[i] * times[i])),
            wins[i] > 0 ? Along(row, wins) / wins[i] : null,
            losses[i] > 1e-12 ? Along(row, losses) / losses[i] : null))]);
    }

    /// <summary>Little's law: items in each state where so many a step arrive in state <paramref name="start"/>; V48.</summary>
    public IReadOnlyList<double> InProgress(double arrivals, int start = 0) => [.. Outlooks[start].Visits.Select(steps => arrivals * steps)];

    static double Along(IReadOnlyList<double> row, IReadOnlyList<double> values) => row.Zip(values, (a, b) => a * b).Sum();
}

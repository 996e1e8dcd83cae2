using MathNet.Numerics.LinearAlgebra;

namespace Rung.Tests.Planner;

/// <summary>Plain second ways to what the closed forms say.</summary>
static class Slow
{
    /// <summary>Shares of time of a Markov process, from the balance of what flows in and out of every state.</summary>
    internal static double[] Balance(int states, IEnumerable<(int From, int To, double Rate)> moves)
    {
        var rows = Matrix<double>.Build.Dense(states, states);
        foreach (var (from, to, rate) in moves)
        {
            rows[to, from] += rate;
            rows[from, from] -= rate;
        }
        for (var state = 0; state < states; state++) rows[states - 1, state] = 1;
        var right = Vector<double>.Build.Dense(states);
        right[states - 1] = 1;
        return [.. rows.Solve(right)];
    }

    /// <summary>One line, one up and one down: shares of time by number in the system.</summary>
    internal static double[] Line(int most, Func<int, double> arrivals, Func<int, double> departures) =>
        Balance(most + 1, Enumerable.Range(0, most).SelectMany(n => new[] { (n, n + 1, arrivals(n)), (n + 1, n, departures(n + 1)) }));

    internal static double Weighed(this double[] shares, Func<int, double> of) => shares.Select((share, n) => share * of(n)).Sum();

    /// <summary>Simpson's rule.</summary>
    internal static double Area(Func<double, double> f, double to, int panels = 20_000)
    {
        var (step, sum) = (to / panels, f(0) + f(to));
        for (var i = 1; i < panels; i++) sum += f(i * step) * (i % 2 == 1 ? 4 : 2);
        return sum * step / 3;
    }

    internal static double Between(this Random chance, double low, double high) => low + (high - low) * chance.NextDouble();

    internal static void Near(double expected, double actual, double share = 1e-9) =>
        Assert.True(Math.Abs(expected - actual) <= share * Math.Max(1e-6, Math.Abs(expected)), $"{actual:R} is not {expected:R}");
}

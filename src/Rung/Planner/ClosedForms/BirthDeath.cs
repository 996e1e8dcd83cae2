namespace Rung.Planner.ClosedForms;

/// <summary>
/// How many are in a system that grows and shrinks by one: the steady state of a birth–death process. Weights are built from
/// the likeliest number outwards, so that they never overflow, and end where nothing is left of them.
/// </summary>
/// <param name="Empty">Share of time with nobody in the system.</param>
/// <param name="Full">Share of time with the last number there is room for; 0 without a last.</param>
/// <param name="AllBusy">Share of time with every server busy.</param>
sealed record BirthDeath(double Empty, double Full, double AllBusy, double Waiting, double InSystem, double Busy)
{
    const long MostSteps = 10_000_000;

    /// <param name="ratio">How much likelier n + 1 is than n; never rises with n.</param>
    /// <param name="likeliest">Where the ratio falls below 1.</param>
    /// <param name="last">The greatest number in the system; <see cref="long.MaxValue"/> for none.</param>
    /// <returns>Null where more than ten million numbers would have to be weighed.</returns>
    internal static BirthDeath? Of(Func<long, double> ratio, long likeliest, long last, int servers)
    {
        var (total, empty, full, allBusy, waiting, inSystem, busy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);

        void Weigh(long n, double weight)
        {
            total += weight;
            inSystem += weight * n;
            busy += weight * Math.Min(n, servers);
            if (n == 0) empty = weight;
            if (n == last) full = weight;
            if (n < servers) return;
            allBusy += weight;
            waiting += weight * (n - servers);
        }

        Weigh(likeliest, 1);
        var steps = 0L;
        var above = 1.0;
        for (var n = likeliest; n < last; n++)
        {
            var step = ratio(n);
            above *= step;
            Weigh(n + 1, above);
            // What is left above is at most a geometric series, each term weighed by its number.
            if (step < 1 && above * (n + 1 + 1 / (1 - step)) < 1e-17 * (1 - step) * Math.Max(total, waiting)) break;
            if (++steps > MostSteps) return null;
        }
        var below = 1.0;
        for (var n = likeliest - 1; n >= 0; n--)
        {
            below /= ratio(n);
            Weigh(n, below);
            if (below == 0) break;
            if (++steps > MostSteps) return null;
        }
        return new(empty / total, full / total, allBusy / total, waiting / total, inSystem / total, busy / total);
    }
}

namespace Rung.Planner.ClosedForms;

/// <summary>One person who always takes the most urgent task next, but finishes what was begun.</summary>
/// <param name="Residual">Mean time left of the task under way that an arrival finds (W0).</param>
/// <param name="Waits">Mean time in line of each kind, in the order given.</param>
/// <param name="Wait">The mean over all arrivals, which no order of kinds alike in length can change.</param>
public sealed record Priorities(double Load, double Residual, IReadOnlyList<double> Waits, double Wait)
{
    /// <summary>
    /// Non-preemptive priorities (Cobham, Operations Research 2, 1954): Wq_k = W0/((1 − σ_{k−1})(1 − σ_k)), W0 = Σλ_i·E[S_i²]/2
    /// and σ_k the load of kinds up to k; V34. The kinds stand most urgent first.
    /// </summary>
    public static Outcome<Priorities> Of(IReadOnlyList<WorkKind> kinds)
    {
        if (WorkKind.Check(kinds) is { } no) return no;
        var load = kinds.Sum(kind => kind.Load);
        if (load >= 1) return new CannotKeepUp(load);
        var residual = kinds.Sum(kind => kind.Arrivals * kind.SecondMoment) / 2;
        var (waits, before) = (new double[kinds.Count], 0.0);
        for (var k = 0; k < waits.Length; k++)
        {
            var after = before + kinds[k].Load;
            waits[k] = residual / ((1 - before) * (1 - after));
            before = after;
        }
        return new Priorities(load, residual, waits, kinds.Zip(waits, (kind, wait) => kind.Arrivals * wait).Sum() / kinds.Sum(kind => kind.Arrivals));
    }
}

namespace Rung.Planner.ClosedForms;

/// <summary>
/// One person who does several kinds of work and pays a set-up exactly where the task before was of another kind. Set-ups make
/// the times of neighbouring tasks depend on each other, so Pollaczek–Khinchine is only near (V31b: 2.768 for 2.844566).
/// </summary>
/// <remarks>
/// M/SM/1 by transforms (Çinlar, <i>Time dependence of queues with semi-Markovian services</i>, J. Appl. Prob. 4, 1967). With
/// φ_i(s) = E[e^{−sW}; the task before was of kind i] and H_ij(s) = p_j·B_j(s)·e^{−sσ[i≠j]},
/// φ(s)[λH(s) − (λ − s)I] = s·v, where v_j is the chance that a task leaves nobody behind and is of kind j. Σv = 1 − ρ, and v
/// annuls the null vectors at the points inside (0, λ) where the matrix is singular. It is a rank-one change of a diagonal, so
/// those points lie one between each two neighbouring zeros of the diagonal. E[W] follows from two derivatives at 0. Tasks have
/// a Gamma law with the mean and variation given (always the same where the variation is 0).
/// </remarks>
public static class ChangeOver
{
    /// <summary>Exact mean waiting; V31: 2.348818 for a set-up of 0.05 h, 2.844566 for 0.10 h.</summary>
    /// <param name="kinds">Up to a hundred kinds.</param>
    public static Outcome<Mixture> Of(IReadOnlyList<WorkKind> kinds, double setup)
    {
        if ((WorkKind.Check(kinds) ?? Given.NotNegative(setup) ?? Given.Whole(kinds.Count, 1, 100, nameof(kinds))) is { } no) return no;
        var (rate, mean, second) = Mixture.Moments(kinds, setup);
        var load = rate * mean;
        if (load >= 1) return new CannotKeepUp(load);
        if (setup * rate < 1e-9 || kinds.Count == 1) return Mixture.Of(kinds, kinds.Count == 1 ? 0 : setup);

        var shares = kinds.Select(kind => kind.Arrivals / rate).ToArray();
        var idle = LeavesNobody(kinds, shares, setup, rate, 1 - load);
        var correction = 0.0;
        for (var j = 0; j < shares.Length; j++)
        {
            var finished = shares[j] * (kinds[j].Mean + setup * (1 - shares[j])); // E[S; kind j]
            var imbalance = (idle[j] - shares[j]) / rate + finished;
            var after = shares.Zip(kinds, (p, kind) => p * kind.Mean).Sum() + setup * (1 - shares[j]); // E[S | the one before was of kind j]
            correction += imbalance * after;
        }
        return Mixture.With(rate, mean, second, rate * (second / 2 + correction) / (1 - load));
    }

    /// <summary>v: for each kind, the chance that a task of it leaves nobody behind.</summary>
    static double[] LeavesNobody(IReadOnlyList<WorkKind> kinds, double[] shares, double setup, double rate, double all)
    {
        var n = kinds.Count;
        // In t = λ − s the diagonal is d_j = λ(1 − e^{−sσ})·p_j·B_j(s) − t, falling in t from above 0 to below.
        double Gain(int j, double t) => -rate * Small.ExpMinusOne(-(rate - t) * setup) * shares[j] * Transform(kinds[j], rate - t);
        var poles = Enumerable.Range(0, n).Select(j => (Kind: j, At: Root(t => Gain(j, t) - t, rate))).OrderBy(pole => pole.At).ToArray();

        var equations = new double[n][];
        for (var k = 0; k + 1 < n; k++)
        {
            var (low, high) = (poles[k], poles[k + 1]);
            equations[k] = new double[n];
            if (high.At - low.At <= 1e-13 * high.At)
            {
                // Two kinds alike: the null vector is their difference.
                (equations[k][low.Kind], equations[k][high.Kind]) = (1 / shares[low.Kind], -1 / shares[high.Kind]);
                continue;
            }
            var zero = Root(t => Secular(t), low.At, high.At);
            for (var j = 0; j < n; j++) equations[k][j] = low.At / (Gain(j, zero) - zero);
        }
        equations[n - 1] = [.. Enumerable.Repeat(1.0, n)];
        var right = new double[n];
        right[n - 1] = all;
        return Linear.Solve(equations, right) ?? throw new ArithmeticException("The chances to leave nobody behind have no solution.");

        // 1 + λe^{−sσ} Σ p_j B_j/d_j, from −∞ just above a pole to +∞ just below the next.
        double Secular(double t)
        {
            var sum = 0.0;
            for (var j = 0; j < n; j++) sum += shares[j] * Transform(kinds[j], rate - t) / (Gain(j, t) - t);
            return -(1 + rate * Math.Exp(-(rate - t) * setup) * sum);
        }
    }

    /// <summary>E[e^{−sS}] of a Gamma law: (1 + s·mean·c²)^{−1/c²}.</summary>
    static double Transform(WorkKind kind, double s) => kind.SquaredVariation < 1e-9
        ? Math.Exp(-s * kind.Mean)
        : Math.Exp(-Small.LogOnePlus(s * kind.Mean * kind.SquaredVariation) / kind.SquaredVariation);

    static double Root(Func<double, double> falling, double high) => Root(falling, 0, high);

    /// <summary>Where f falls through 0, to the last bits.</summary>
    static double Root(Func<double, double> falling, double low, double high)
    {
        for (var i = 0; i < 200; i++)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) break;
            if (falling(middle) > 0) low = middle;
            else high = middle;
        }
        return low + (high - low) / 2;
    }
}

using Rung.Ladder;

namespace Rung.Tests.Ladder.SecondComputation;

/// <summary>What the second computation says of a criterion; fields it does not compute are null.</summary>
sealed record Said(Verdict Verdict, double? Probability = null, int? Hits = null, int? N = null)
{
    /// <summary>The verdicts of the parts, and how many each part counted, in the order of the engine's.</summary>
    public Verdict[]? Parts { get; init; }
    public int[]? Counts { get; init; }
}

/// <summary>The statistics of 3.1 by loops and sums, as slow and as plain as they can be.</summary>
static class Plain
{
    /// <summary>Pr(p ≥ t) on a uniform prior: a beta tail in whole numbers is a binomial sum.</summary>
    public static double AtLeast(int hits, int n, double t)
    {
        var sum = 0.0;
        for (var k = 0; k <= hits; k++) sum += Choose(n + 1, k) * Math.Pow(t, k) * Math.Pow(1 - t, n + 1 - k);
        return sum;
    }

    public static double Choose(int n, int k)
    {
        var ways = 1.0;
        for (var i = 1; i <= k; i++) ways = ways * (n - k + i) / i;
        return ways;
    }

    public static Said Share(int hits, int n, double threshold, double gamma, int fewest)
    {
        if (n == 0) return new(Verdict.Insufficient, null, 0, 0);
        var p = AtLeast(hits, n, threshold);
        return new(Of(p, gamma, n, fewest), p, hits, n);
    }

    public static Verdict Of(double p, double gamma, int n, int fewest) => n < fewest ? Verdict.Insufficient : p >= gamma ? Verdict.Pass : p <= 1 - gamma ? Verdict.Fail : Verdict.Insufficient;

    /// <summary>All parts: a fail fails, else one undecided leaves it undecided.</summary>
    public static Verdict All(params Verdict[] parts) => parts.Contains(Verdict.Fail) ? Verdict.Fail : parts.Contains(Verdict.Insufficient) ? Verdict.Insufficient : Verdict.Pass;

    /// <summary>Pr(all p_i ≥ r·p − m) by adding up a fine grid of the baseline's density.</summary>
    public static double AllAbove((double Wins, double Trials) baseline, (double Wins, double Trials)[] others, double ratio, double margin)
    {
        const int cells = 20_000;
        double Density((double Wins, double Trials) of, double y) => Math.Exp(of.Wins * Math.Log(y) + Math.Max(0, of.Trials - of.Wins) * Math.Log(1 - y) - Peak(of));
        var above = others.Select(o =>
        {
            var tail = new double[cells + 1];
            for (var i = cells - 1; i >= 0; i--) tail[i] = tail[i + 1] + Density(o, (i + .5) / cells);
            return tail;
        }).ToList();
        var (sum, all) = (0.0, 0.0);
        for (var i = 0; i < cells; i++)
        {
            var y = (i + .5) / cells;
            var w = Density(baseline, y);
            all += w;
            var at = Math.Clamp((ratio * y - margin) * cells, 0, cells);
            foreach (var tail in above)
            {
                var cell = Math.Min(cells - 1, (int)at);
                w *= (tail[cell] - (at - cell) * (tail[cell] - tail[cell + 1])) / tail[0];
            }

            sum += w;
        }

        return sum / all;
    }

    static double Peak((double Wins, double Trials) of)
    {
        var lost = Math.Max(0, of.Trials - of.Wins);
        var p = of.Wins + lost == 0 ? .5 : of.Wins / (of.Wins + lost);
        return (p > 0 ? of.Wins * Math.Log(p) : 0) + (p < 1 ? lost * Math.Log(1 - p) : 0);
    }

    /// <summary>Aalen–Johansen at a time, and its variance by the delta method (3.1 item 5).</summary>
    public static (double Share, double Variance) Incidence(IReadOnlyList<(double Time, char End)> deals, double until)
    {
        var times = deals.Where(d => d.End != 'o' && d.Time <= until).Select(d => d.Time).Distinct().Order().ToList();
        var rows = new List<(double At, double Before, int Risk, int Won, int Lost)>();
        var (alive, share) = (1.0, 0.0);
        foreach (var t in times)
        {
            var (risk, won, lost) = (deals.Count(d => d.Time >= t), deals.Count(d => d.Time == t && d.End == 'w'), deals.Count(d => d.Time == t && d.End == 'l'));
            share += alive * won / risk;
            rows.Add((share, alive, risk, won, lost));
            alive *= 1 - (won + lost) / (double)risk;
        }

        var variance = 0.0;
        foreach (var (at, before, risk, won, lost) in rows)
        {
            double y = risk, d = won + lost, left = share - at;
            if (y > d) variance += left * left * d / (y * (y - d));
            variance += before * before * won * (y - won) / (y * y * y) - 2 * left * before * won / (y * y);
        }

        return (share, variance);
    }

    /// <summary>The cohort's wins as a share of so many trials (Evidence: as many as have its variance).</summary>
    public static (double Wins, double Trials) Cohort(IReadOnlyList<(double Time, char End)> deals, double until)
    {
        if (deals.Count == 0) return (0, 0);
        var (share, variance) = Incidence(deals, Math.Min(until, Last(deals)));
        var trials = variance > 1e-18 && share is > 0 and < 1 ? share * (1 - share) / variance : deals.Count(d => d.End != 'o');
        trials = Math.Min(trials, deals.Count);
        return (share * trials, trials);
    }

    public static double Last(IReadOnlyList<(double Time, char End)> deals) => deals.Count == 0 ? 0 : deals.Max(d => d.Time);

    public static double Median(IEnumerable<double> values) => values.Order().ToList() is var v && v.Count % 2 == 1 ? v[v.Count / 2] : (v[v.Count / 2 - 1] + v[v.Count / 2]) / 2;

    /// <summary>Two-sided Fisher: all tables as unlikely as the one seen.</summary>
    public static double? Fisher(int a, int n, int b, int m)
    {
        if (n == 0 || m == 0) return null;
        double P(int x) => Choose(n, x) * Choose(m, a + b - x) / Choose(n + m, a + b);
        var (seen, sum) = (P(a), 0.0);
        for (var x = Math.Max(0, a + b - m); x <= Math.Min(n, a + b); x++)
            if (P(x) <= seen * (1 + 1e-9)) sum += P(x);
        return Math.Min(1, sum);
    }

    /// <summary>One-sided Mann–Whitney by counting every choice of ranks, ties sharing theirs: are the second group's higher?</summary>
    public static (double Higher, double Lower) MannWhitney(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var all = first.Concat(second).ToList();
        int Rank(double v) => 2 * all.Count(x => x < v) + all.Count(x => x == v) + 1;
        var seen = second.Sum(Rank);
        var ways = new Dictionary<(int N, int Sum), double> { [(0, 0)] = 1 };
        foreach (var rank in all.Select(Rank))
            foreach (var ((n, sum), w) in ways.Where(w => w.Key.N < second.Count).ToList()) ways[(n + 1, sum + rank)] = ways.GetValueOrDefault((n + 1, sum + rank)) + w;
        var full = ways.Where(w => w.Key.N == second.Count).ToList();
        var total = full.Sum(w => w.Value);
        return (full.Where(w => w.Key.Sum >= seen).Sum(w => w.Value) / total, full.Where(w => w.Key.Sum <= seen).Sum(w => w.Value) / total);
    }

    /// <summary>The ratio of geometric means and a one-sided bound of it, Student's t found by halving on its density's sum.</summary>
    public static (double Ratio, double Error, double Degrees)? Welch(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        if (a.Count < 2 || b.Count < 2) return null;
        (double Mean, double Var) Of(IReadOnlyList<double> v) { var l = v.Select(x => Math.Log(x)).ToList(); var m = l.Average(); return (m, l.Sum(x => (x - m) * (x - m)) / (l.Count - 1) / l.Count); }
        var ((ma, va), (mb, vb)) = (Of(a), Of(b));
        return (Math.Exp(mb - ma), Math.Sqrt(va + vb), (va + vb) * (va + vb) / (va * va / (a.Count - 1) + vb * vb / (b.Count - 1)));
    }

    /// <summary>The quantile of Student's t above one half.</summary>
    public static double T(double probability, double degrees)
    {
        double Density(double x) => Math.Pow(1 + x * x / degrees, -(degrees + 1) / 2);
        double Sum(double to) { var (s, n) = (0.0, 4_000); for (var i = 0; i < n; i++) s += Density((i + .5) * to / n) * to / n; return s; }
        // The whole half line in x = tan(u), so that heavy tails are not cut.
        var (half, cells) = (0.0, 20_000);
        for (var i = 0; i < cells; i++) { var u = (i + .5) * Math.PI / 2 / cells; half += Density(Math.Tan(u)) / (Math.Cos(u) * Math.Cos(u)) * Math.PI / 2 / cells; }
        var (low, high) = (0.0, 200.0);
        for (var i = 0; i < 60; i++) { var mid = (low + high) / 2; if (.5 + Sum(mid) / half / 2 < probability) low = mid; else high = mid; }
        return low;
    }
}

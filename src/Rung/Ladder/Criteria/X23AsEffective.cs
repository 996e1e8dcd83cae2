using Rung.Playbook;
using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>
/// X2.3 (R59): sellers are at least as effective as the founder was, with sales of the ideal profile: win rate, price, cycle,
/// and revenue velocity for each hour of selling; V1–V5.
/// </summary>
public sealed class X23AsEffective() : Criterion("X2.3", MaturityStage.S2)
{
    internal static readonly YardstickRow Ratio = new("x2.3.ratio", 0.8, 0.1, 2, YardstickUnit.Factor, "X2.3 [design]; founders win 20–35%, early sellers 5–15% [Z1]");
    static readonly YardstickRow Price = new("x2.3.price", 0.85, 0.1, 2, YardstickUnit.Factor, "X2.3 [design]");
    static readonly YardstickRow Cycle = new("x2.3.cycle", 1.25, 1, 5, YardstickUnit.Factor, "X2.3 [design]");
    static readonly YardstickRow Velocity = new("x2.3.velocity", 0.9, 0.1, 2, YardstickUnit.Factor, "X2.3 [design]");
    internal static readonly YardstickRow Each = new("x2.3.n", 25, 1, 1_000, YardstickUnit.Number, "X2.3 [design]");
    internal static readonly YardstickRow Pooled = new("x2.3.pooled", 40, 1, 2_000, YardstickUnit.Number, "X2.3 [design]");
    static readonly YardstickRow P = new("x2.3.p", 0.1, 0.001, 0.5, YardstickUnit.Share, "X2.3 [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Ratio, Price, Cycle, Velocity, Each, Pooled, P];

    public override Supposes Supposes => Supposes.StageHistory | Supposes.Currency | Supposes.ClearRoles | Supposes.FitBeforeOutcome;

    /// <summary>Sales of the ideal profile, where the profile was said before the outcome.</summary>
    internal static List<SaleThen> Ideal(IEnumerable<SaleThen> sales) => [.. sales.Where(s => s.FitWhy is null && s.IsIdeal)];

    /// <summary>Enough of each seller, or of all together.</summary>
    internal static bool IsEnough(Evidence evidence, IReadOnlyList<List<SaleThen>> each) =>
        each.All(s => s.Count(d => d.IsResolved) >= evidence.Whole(Each)) || each.Sum(s => s.Count(d => d.IsResolved)) >= evidence.Whole(Pooled);

    protected override Reading Judged(Evidence evidence)
    {
        if (evidence.Team.Sellers.Count == 0) return Reading.Lacking(Id, LackKind.NoSellers, 2, 0);

        var each = evidence.Team.Sellers.Select(s => Ideal(evidence.SalesOf(s))).ToList();
        var (baseline, pooled) = (Ideal(evidence.Baseline), each.SelectMany(s => s).ToList());
        var fewest = IsEnough(evidence, each) ? 1 : evidence.Whole(Pooled);
        var win = Compared.AtLeast(Id + ".win-rate", evidence, baseline, pooled, evidence[Ratio], Certainty(evidence), fewest) with { Left = Left(evidence) };
        var all = Judge.All(Id, win, Prices(evidence, baseline, pooled), Cycles(evidence, baseline, pooled), Velocities(evidence, baseline, pooled));
        return all with { Beside = Beside(all, each) };
    }

    static IReadOnlyList<Left> Left(Evidence evidence)
    {
        var sellers = evidence.Team.Sellers.ToDictionary(s => s.Id);
        return Judge.Sort(evidence.Sales.Where(s => s.Seller is { } id && sellers.ContainsKey(id)), s => s.Id,
            s => s.Why ?? (s.Row.BeganOn < sellers[s.Seller!.Value].CountsFrom ? LeftWhy.OutsideWindow : s.FitWhy ?? (s.IsIdeal ? null : LeftWhy.NotIdeal)), _ => true).Left;
    }

    /// <summary>Whether sellers are alike at all: one star must not carry the pool.</summary>
    static Dictionary<string, double?> Beside(Reading all, IReadOnlyList<List<SaleThen>> each)
    {
        var alike = each.Count < 2 ? null : Homogeneity.OfShares([.. each.Select(s => new Proportion(s.Count(d => d.IsWon), s.Count(d => d.IsResolved))).Where(p => p.Trials > 0)]);
        return new(all.Beside) { ["alikeP"] = alike?.P, ["farthestZ"] = alike?.FarthestZ };
    }

    /// <summary>As in 3.0 it takes γ to pass: the point alone let three verdicts in ten pass that were not so.</summary>
    Reading Prices(Evidence evidence, List<SaleThen> baseline, List<SaleThen> pooled)
    {
        var (before, after) = (Compared.Prices(baseline), Compared.Prices(pooled));
        if (WelchOnLogs.Compare(before, after) is not { } ratio) return Reading.Lacking(Id + ".price", LackKind.TooFew, 2, Math.Min(before.Count, after.Count));
        var verdict = ratio.Ratio >= evidence[Price] && !(ratio.LowerBound(evidence.Certainty) < evidence[Price]) ? Verdict.Pass : ratio.UpperBound(evidence.Certainty) < evidence[Price] ? Verdict.Fail : Verdict.Insufficient;
        return Figure(".price", verdict, after.Count, ratio.Ratio, ratio.Interval(), evidence[Price]);
    }

    Reading Cycles(Evidence evidence, List<SaleThen> baseline, List<SaleThen> pooled)
    {
        List<double> Days(List<SaleThen> sales) => [.. sales.Where(s => s.IsWon && s.CycleDays is not null).Select(s => (double)s.CycleDays!).Order()];
        var (before, after) = (Days(baseline), Days(pooled));
        if (before.Count == 0 || after.Count == 0) return Reading.Lacking(Id + ".cycle", LackKind.TooFew, 1, 0);
        var ratio = Median(after) / Math.Max(1, Median(before));
        var slower = MannWhitney.Compare(before, after)?.HigherP;
        // The chance of days as short as these were they longer than the founder's by the factor: what is left to γ.
        var asLong = MannWhitney.Compare([.. before.Select(d => d * evidence[Cycle])], after)?.LowerP;
        var verdict = ratio <= evidence[Cycle] && asLong <= 1 - evidence.Certainty + 1e-9 ? Verdict.Pass : slower <= evidence[P] ? Verdict.Fail : Verdict.Insufficient;
        return Figure(".cycle", verdict, after.Count, ratio, null, evidence[Cycle]) with { Beside = new Dictionary<string, double?> { ["slowerP"] = slower, ["asLongP"] = asLong } };
    }

    /// <summary>v = accepted a month × win rate × price ÷ hours of selling a month; without hours, for each seller and month.</summary>
    Reading Velocities(Evidence evidence, List<SaleThen> baseline, List<SaleThen> pooled)
    {
        var (was, now) = Compared.Rates(baseline, pooled);
        var (before, after) = (Compared.Prices(baseline), Compared.Prices(pooled));
        if (was.Estimate is not > 0 || now.Estimate is null || before.Count == 0 || after.Count == 0 || baseline.Count == 0) return Reading.Lacking(Id + ".velocity", LackKind.TooFew, 1, 0);

        var first = baseline.Min(s => s.AcceptedOn!.Value);
        var last = baseline.Max(s => s.AcceptedOn!.Value);
        var founderHours = evidence.Team.Founders.Sum(f => evidence.Minutes(f, first.AddDays(-1), last, WorkClass.Sell)) / 60.0;
        var sellers = evidence.Team.Sellers;
        var sellerHours = sellers.Sum(s => evidence.Minutes(s.Id, s.CountsFrom.AddDays(-1), evidence.Day, WorkClass.Sell)) / 60.0;
        var hours = founderHours > 0 && sellerHours > 0;
        var founderMonths = Math.Max(1, last.DayNumber - first.DayNumber) / 30.4375;
        var sellerMonths = sellers.Sum(s => Math.Max(1, evidence.Day.DayNumber - s.CountsFrom.DayNumber)) / 30.4375;
        var v0 = baseline.Count * was.Estimate.Value * before.Average() / (hours ? founderHours : founderMonths);
        var v1 = pooled.Count * now.Estimate.Value * after.Average() / (hours ? sellerHours : sellerMonths);
        var ratio = v1 / v0;
        var verdict = ratio >= evidence[Velocity] ? Verdict.Pass : Verdict.Insufficient;
        return Figure(".velocity", verdict, pooled.Count, ratio, null, evidence[Velocity]) with { Beside = new Dictionary<string, double?> { ["perHour"] = hours ? 1 : 0 } };
    }

    Reading Figure(string part, Verdict verdict, int n, double estimate, Interval? interval, double threshold) =>
        new(Id + part, verdict) { Kind = FigureKind.Ratio, N = n, Estimate = estimate, Interval = interval, Threshold = threshold, Lack = verdict == Verdict.Insufficient ? new(LackKind.Undecided) : null };

    internal static double Median(List<double> sorted) => sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
}

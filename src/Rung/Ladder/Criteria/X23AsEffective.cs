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

    /// <summary>Enough resolved sales of each seller, or of all together.</summary>
    internal static bool IsEnough(Evidence evidence, IReadOnlyList<long> resolved) => resolved.All(n => n >= evidence.Whole(Each)) || resolved.Sum() >= evidence.Whole(Pooled);

    protected override Reading Judged(Evidence evidence)
    {
        if (evidence.Team.Sellers.Count == 0) return Reading.Lacking(Id, LackKind.NoSellers, 2, 0);

        var own = evidence.Ideal("sellers", evidence.Turned("sellers' own", evidence.Counted, 0, static (evidence, _, part) => Array.FindAll(part, s => s.Seller is { } id && evidence.SellersNow.TryGetValue(id, out var seller) && s.Row.BeganOn >= seller.CountsFrom)));
        var (baseline, pooled, each) = (evidence.IdealBaseline, evidence.Tally("sellers", own), BySeller(evidence, own));
        var fewest = IsEnough(evidence, [.. each.Select(s => s.Trials)]) ? 1 : evidence.Whole(Pooled);
        var win = Compared.AtLeast(Id + ".win-rate", evidence, baseline, pooled, evidence[Ratio], Certainty(evidence), fewest) with { Left = Left(evidence) };
        var all = Judge.All(Id, win, Prices(evidence, baseline, pooled), Cycles(evidence, baseline, pooled), Velocities(evidence, baseline, pooled));
        return all with { Beside = Beside(all, each) };
    }

    /// <summary>What each who sells now won of what was resolved.</summary>
    static IReadOnlyList<Proportion> BySeller(Evidence evidence, Parts<SaleThen> own)
    {
        var each = evidence.Each("by seller", own, 0, static (_, _, part) => part.Where(s => s.IsResolved).GroupBy(s => s.Seller!.Value).Select(g => (Seller: g.Key, Won: g.Count(s => s.IsWon), N: g.Count())).ToArray())
            .SelectMany(e => e).GroupBy(e => e.Seller).ToDictionary(g => g.Key, g => new Proportion(g.Sum(e => e.Won), g.Sum(e => e.N)));
        return [.. evidence.Team.Sellers.Select(s => each.TryGetValue(s.Id, out var seen) ? seen : new(0, 0))];
    }

    static IReadOnlyList<Left> Left(Evidence evidence) => Judge.Rows.Sum(evidence.Each("sellers, left out", evidence.Sales, 0, static (evidence, _, part) =>
    {
        var sellers = evidence.SellersNow;
        return Judge.Sort(part.Where(s => s.Seller is { } id && sellers.ContainsKey(id)), s => s.Id,
            s => s.Why ?? (s.Row.BeganOn < sellers[s.Seller!.Value].CountsFrom ? LeftWhy.OutsideWindow : s.FitWhy ?? (s.IsIdeal ? null : LeftWhy.NotIdeal)), _ => false);
    })).Left;

    /// <summary>Whether sellers are alike at all: one star must not carry the pool.</summary>
    static Dictionary<string, double?> Beside(Reading all, IReadOnlyList<Proportion> each)
    {
        var alike = each.Count < 2 ? null : Homogeneity.OfShares([.. each.Where(p => p.Trials > 0)]);
        return new(all.Beside) { ["alikeP"] = alike?.P, ["farthestZ"] = alike?.FarthestZ };
    }

    /// <summary>As in 3.0 it takes γ to pass: the point alone let three verdicts in ten pass that were not so.</summary>
    Reading Prices(Evidence evidence, SalesTally baseline, SalesTally pooled)
    {
        var (before, after) = (baseline.Prices, pooled.Prices);
        if (WelchOnLogs.Compare(before, after) is not { } ratio) return Reading.Lacking(Id + ".price", LackKind.TooFew, 2, Math.Min(before.Count, after.Count));
        var verdict = ratio.Ratio >= evidence[Price] && !(ratio.LowerBound(evidence.Certainty) < evidence[Price]) ? Verdict.Pass : ratio.UpperBound(evidence.Certainty) < evidence[Price] ? Verdict.Fail : Verdict.Insufficient;
        return Figure(".price", verdict, after.Count, ratio.Ratio, ratio.Interval(), evidence[Price]);
    }

    Reading Cycles(Evidence evidence, SalesTally baseline, SalesTally pooled)
    {
        var (before, after) = (baseline.Cycles, pooled.Cycles);
        if (before.Count == 0 || after.Count == 0) return Reading.Lacking(Id + ".cycle", LackKind.TooFew, 1, 0);
        var ratio = Median(after) / Math.Max(1, Median(before));
        var slower = MannWhitney.Compare(before, after)?.HigherP;
        // The chance of days as short as these were they longer than the founder's by the factor: what is left to γ.
        var asLong = MannWhitney.Compare([.. before.Select(d => d * evidence[Cycle])], after)?.LowerP;
        var verdict = ratio <= evidence[Cycle] && asLong <= 1 - evidence.Certainty + 1e-9 ? Verdict.Pass : slower <= evidence[P] ? Verdict.Fail : Verdict.Insufficient;
        return Figure(".cycle", verdict, after.Count, ratio, null, evidence[Cycle]) with { Beside = new Dictionary<string, double?> { ["slowerP"] = slower, ["asLongP"] = asLong } };
    }

    /// <summary>v = accepted a month × win rate × price ÷ hours of selling a month; without hours, for each seller and month.</summary>
    Reading Velocities(Evidence evidence, SalesTally baseline, SalesTally pooled)
    {
        var (was, now) = CohortRate.Alike(baseline, pooled);
        var (before, after) = (baseline.Prices, pooled.Prices);
        if (was.Estimate is not > 0 || now.Estimate is null || before.Count == 0 || after.Count == 0 || baseline is not { FirstAcceptedOn: { } first, LastAcceptedOn: { } last }) return Reading.Lacking(Id + ".velocity", LackKind.TooFew, 1, 0);

        var founderHours = evidence.Team.Founders.Sum(f => evidence.Minutes(f, first.AddDays(-1), last, WorkClass.Sell)) / 60.0;
        var sellers = evidence.Team.Sellers;
        var sellerHours = sellers.Sum(s => evidence.Minutes(s.Id, s.CountsFrom.AddDays(-1), evidence.Day, WorkClass.Sell)) / 60.0;
        var hours = founderHours > 0 && sellerHours > 0;
        var founderMonths = Math.Max(1, last.DayNumber - first.DayNumber) / 30.4375;
        var sellerMonths = sellers.Sum(s => Math.Max(1, evidence.Day.DayNumber - s.CountsFrom.DayNumber)) / 30.4375;
        var v0 = baseline.N * was.Estimate.Value * before.Average() / (hours ? founderHours : founderMonths);
        var v1 = pooled.N * now.Estimate.Value * after.Average() / (hours ? sellerHours : sellerMonths);
        var ratio = v1 / v0;
        var verdict = ratio >= evidence[Velocity] ? Verdict.Pass : Verdict.Insufficient;
        return Figure(".velocity", verdict, pooled.N, ratio, null, evidence[Velocity]) with { Beside = new Dictionary<string, double?> { ["perHour"] = hours ? 1 : 0 } };
    }

    Reading Figure(string part, Verdict verdict, int n, double estimate, Interval? interval, double threshold) =>
        new(Id + part, verdict) { Kind = FigureKind.Ratio, N = n, Estimate = estimate, Interval = interval, Threshold = threshold, Lack = verdict == Verdict.Insufficient ? new(LackKind.Undecided) : null };

    internal static double Median(IReadOnlyList<double> sorted) => sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
}

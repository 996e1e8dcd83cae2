using Rung.People;
using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>X1.5 (R50): win rate, value captured and price hold while part of the founder's work is somebody else's.</summary>
public sealed class X15HealthyKpis() : Criterion("X1.5", MaturityStage.S1)
{
    static readonly YardstickRow Margin = new("x1.5.margin", 0.1, 0, 0.5, YardstickUnit.Share, "X1.5 [design]");
    static readonly YardstickRow Fewest = new("x1.5.n", 20, 1, 1_000, YardstickUnit.Number, "X1.5 [design]");
    static readonly YardstickRow Months = new("x1.5.months", 6, 3, 36, YardstickUnit.Months, "X1.5: two quarters [design]");
    static readonly YardstickRow Kept = new("x1.5.kept", 0.9, 0.1, 2, YardstickUnit.Factor, "X1.5 [design]");
    static readonly YardstickRow Price = new("x1.5.price", 0.85, 0.1, 2, YardstickUnit.Factor, "X1.5 [design]");

    const double PriceLevel = 0.8;

    public override IReadOnlyList<YardstickRow> Yardsticks => [Margin, Fewest, Months, Kept, Price];

    public override Supposes Supposes => Supposes.StageHistory | Supposes.Currency;

    protected override Reading Judged(Evidence evidence)
    {
        if (evidence.Team.FirstIn(Role.Sdr, Role.Csm, Role.Am) is not { } since) return Reading.Lacking(Id, LackKind.NoBaseline);
        var before = evidence.Tally(Id + " before", evidence.Turned(Id + " before", evidence.Counted, since, static (_, since, part) => Array.FindAll(part, s => s.Row.BeganOn < since)));
        var recent = evidence.Tally(Id + " recent", evidence.Turned(Id + " recent", evidence.Counted, since, static (_, since, part) => Array.FindAll(part, s => s.Row.BeganOn >= since)));
        var winRate = Compared.NotWorse(Id + ".win-rate", evidence, before, recent, evidence[Margin], Certainty(evidence), evidence.Whole(Fewest));
        return Judge.All(Id, winRate, ValueCaptured(evidence), Prices(evidence, before.Prices, recent.Prices));
    }

    /// <summary>No signal downwards in monthly new recurring revenue, and the last three months against the three before.</summary>
    Reading ValueCaptured(Evidence evidence)
    {
        var months = Monthly(evidence, 2 * evidence.Whole(Months));
        if (months.Count < evidence.Whole(Months)) return Reading.Lacking(Id + ".value", LackKind.TooFew, evidence.Whole(Months), months.Count);
        var (last, before) = (months.TakeLast(3).Sum(), months.SkipLast(3).TakeLast(3).Sum());
        var ratio = before > 0 ? last / before : (double?)null;
        var down = XmR.Of(months) is { } chart && chart.Signals.Any(s => !s.Up && s.At >= months.Count - 3);
        var verdict = ratio is null ? Verdict.Insufficient : ratio >= evidence[Kept] && !down ? Verdict.Pass : down ? Verdict.Fail : Verdict.Insufficient;
        return new(Id + ".value", verdict) { Kind = FigureKind.Ratio, N = months.Count, Estimate = ratio, Threshold = evidence[Kept], Lack = verdict == Verdict.Insufficient ? new(ratio is null ? LackKind.NoBaseline : LackKind.Undecided) : null, Beside = new Dictionary<string, double?> { ["downSignal"] = down ? 1 : 0 } };
    }

    /// <summary>What was won in each whole month, in the currency most is won in; at most so many months, from the first win on.</summary>
    internal static List<double> Monthly(Evidence evidence, int most)
    {
        var won = evidence.Each("won by month", evidence.Counted, 0, static (_, _, part) => Won(part)).SelectMany(w => w).ToList();
        if (won.Count == 0) return [];
        var currency = won.GroupBy(w => w.Currency).MaxBy(g => g.Sum(w => w.N))!.Key;
        var end = evidence.Day.AddDays(1) is { Day: 1 } next ? next : new DateOnly(evidence.Day.Year, evidence.Day.Month, 1);
        var first = won.Min(w => w.FirstOn);
        var values = new List<double>();
        for (var from = end.AddMonths(-1); values.Count < most && from.AddMonths(1) > first; from = from.AddMonths(-1))
            values.Insert(0, won.Where(w => w.Month == from && w.Currency == currency).Sum(w => w.Minor));
        return values;
    }

    static (DateOnly Month, Currency Currency, DateOnly FirstOn, int N, double Minor)[] Won(SaleThen[] sales) =>
        [.. from sale in sales where sale.IsWon && sale.Value is not null
            group sale by (sale.ClosedOn!.Value.Year, sale.ClosedOn!.Value.Month, sale.Value!.Value.Currency) into month
            select (new DateOnly(month.Key.Year, month.Key.Month, 1), month.Key.Currency, month.Min(s => s.ClosedOn!.Value), month.Count(), month.Sum(s => (double)s.Value!.Value.Minor))];

    Reading Prices(Evidence evidence, IReadOnlyList<double> before, IReadOnlyList<double> after)
    {
        if (WelchOnLogs.Compare(before, after) is not { } ratio || ratio.LowerBound(PriceLevel) is not { } low) return Reading.Lacking(Id + ".price", LackKind.TooFew, 2, Math.Min(before.Count, after.Count));
        var verdict = low >= evidence[Price] ? Verdict.Pass : ratio.UpperBound(PriceLevel) < evidence[Price] ? Verdict.Fail : Verdict.Insufficient;
        return new(Id + ".price", verdict) { Kind = FigureKind.Ratio, N = after.Count, Estimate = ratio.Ratio, Interval = ratio.Interval(), Threshold = evidence[Price], Lack = verdict == Verdict.Insufficient ? new(LackKind.Undecided) : null };
    }
}

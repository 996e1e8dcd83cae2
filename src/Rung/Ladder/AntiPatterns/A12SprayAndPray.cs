using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>A1.2 (R52): many customers, few of whom succeed; or anybody is sold to while more outreach brings less. V8.</summary>
public sealed class A12SprayAndPray() : AntiPattern("A1.2", MaturityStage.S1)
{
    static readonly YardstickRow Customers = new("a1.2.customers", 20, 5, 1_000, YardstickUnit.Number, "A1.2 [design]");
    static readonly YardstickRow Success = new("a1.2.success", 0.5, 0.05, 0.95, YardstickUnit.Share, "A1.2 [design]");
    static readonly YardstickRow Doubt = new("a1.2.doubt", 0.2, 0.01, 0.45, YardstickUnit.Share, "A1.2 [design]");
    static readonly YardstickRow Ideal = new("a1.2.ideal", 0.6, 0.05, 0.95, YardstickUnit.Share, "A1.2 [design]");
    static readonly YardstickRow Fresh = new("a1.2.fresh", 5, 1, 1_000, YardstickUnit.Number, "A1.2: new customers below which their profile says nothing [design]");
    static readonly YardstickRow Days = new("a1.2.days", 90, 30, 365, YardstickUnit.Days, "A1.2 [design]");
    static readonly YardstickRow Volume = new("a1.2.volume", 1.5, 1, 10, YardstickUnit.Factor, "A1.2 [design]");
    static readonly YardstickRow Level = new("a1.2.level", 0.8, 0.5, 0.99, YardstickUnit.Share, "A1.2 [design]");
    static readonly YardstickRow Qualifying = new("a1.2.qualifying", 30, 7, 180, YardstickUnit.Days, "A1.2: within how long a lead must become a sale to count [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Customers, Success, Doubt, Ideal, Fresh, Days, Volume, Level, Qualifying];

    protected override Finding Seen(Evidence evidence)
    {
        var success = X13OnTheWayToSuccess.Successful(evidence);
        var probability = BetaDistribution.From(success.Seen).AtLeast(evidence[Success]);
        var few = success.Counted.Count >= evidence.Whole(Customers) && probability <= evidence[Doubt];
        var from = evidence.Day.AddDays(-evidence.Whole(Days));
        var fresh = evidence.Turned(Id, evidence.Counted, from, static (_, from, part) => Array.FindAll(part, s => s.IsWon && s.ClosedOn > from && s.FitWhy is null));
        var ideal = fresh.Count == 0 ? (double?)null : fresh.Count(s => s.IsIdeal) / (double)fresh.Count;
        var anybody = fresh.Count >= evidence.Whole(Fresh) && ideal < evidence[Ideal];
        var (louder, volume, bound) = Outreach(evidence, evidence.Whole(Days));
        return Found(Severity.Block, few || (anybody && louder),
            new Sign("A1.2.a", few, success.Seen.Share, evidence[Success], success.Counted.Count, success.Counted.Count < evidence.Whole(Customers) ? new(LackKind.TooFew, evidence.Whole(Customers), success.Counted.Count) : null),
            new Sign("A1.2.b", anybody, ideal, evidence[Ideal], fresh.Count, fresh.Count < evidence.Whole(Fresh) ? new(LackKind.TooFew, evidence.Whole(Fresh), fresh.Count) : null), new Sign("A1.2.c", louder, volume, evidence[Volume]), new Sign("A1.2.d", bound < 1, bound, 1)) with
        {
            Rows = [.. success.Counted.Except(success.Hits).Concat(fresh.Where(s => !s.IsIdeal).Select(s => s.Id))],
        };
    }

    /// <summary>Outreach of a window against the one before, and what came of leads in as long a time in each.</summary>
    static (bool Louder, double? Volume, double? Bound) Outreach(Evidence evidence, int days)
    {
        var day = evidence.Day;
        long Touches(DateOnly through) => evidence.Rows.Touches.Where(t => t.On > through.AddDays(-days) && t.On <= through).Sum(t => (long)t.N);
        var (now, before) = (Touches(day), Touches(day.AddDays(-days)));
        var volume = before == 0 ? (double?)null : now / (double)before;

        var within = evidence.Whole(Qualifying);
        EventCount Leads(DateOnly through)
        {
            var leads = evidence.Rows.Leads.Where(l => l.On > through.AddDays(-days) && l.On <= through).ToList();
            return new(leads.Where(l => l.QualifiedOn is { } on && on <= day && on.DayNumber - l.On.DayNumber <= within).Sum(l => l.N), leads.Sum(l => l.N));
        }

        var bound = RateRatio.UpperBound(Leads(day.AddDays(-within - days)), Leads(day.AddDays(-within)), evidence[Level]);
        return (volume >= evidence[Volume] && bound < 1, volume, bound);
    }
}

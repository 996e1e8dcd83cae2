using Rung.Planner.ClosedForms;

namespace Rung.Ladder;

/// <summary>G2.3 (R60): how many sellers are just right for the leads and the coaching there are, by money and by people (5.6).</summary>
public sealed class G23Goldilocks() : Goal("G2.3", MaturityStage.S2)
{
    static readonly YardstickRow Slots = new("g2.3.slots", 21, 1, 200, YardstickUnit.Number, "opportunities a seller works at once [B25]", SourceGrade.B);
    static readonly YardstickRow Margin = new("g2.3.margin", 0.78, 0.01, 1, YardstickUnit.Share, "V44; the company's own");
    static readonly YardstickRow Cost = new("g2.3.cost", 19_000, 1, 1_000_000, YardstickUnit.Number, "a seller and month, loaded; V44; the company's own");
    static readonly YardstickRow Halfway = new("g2.3.halfway", 6, 0.1, 100, YardstickUnit.Number, "5.6: opportunities a month with which half succeed [design]");
    static readonly YardstickRow Scale = new("g2.3.scale", 3, 0.1, 100, YardstickUnit.Hours, "5.6: coaching a week with which all but 1/e succeed [design]");
    static readonly YardstickRow Days = new("g2.3.days", 90, 30, 365, YardstickUnit.Days, "G2.3 [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Slots, Margin, Cost, Halfway, Scale, Days];

    protected override IReadOnlyList<Reading> Told(Evidence evidence)
    {
        var days = evidence.Whole(Days);
        var from = evidence.Day.AddDays(-days);
        var fresh = evidence.Each(Id, evidence.Counted, from, static (_, from, part) => part.Count(s => s.AcceptedOn > from)).Sum();
        var rate = CohortRate.LongRun(evidence.CountedTally);
        var prices = evidence.CountedTally.Prices;
        var (sellers, perMonth) = (evidence.Team.Sellers.Count, fresh / (days / 30.4375));
        if (fresh == 0 || prices.Count == 0 || rate.Estimate is not { } win) return [Reading.Lacking(Id + ".money", LackKind.TooFew, 1, fresh), Reading.Lacking(Id + ".people", LackKind.TooFew, 1, fresh)];

        var held = (evidence.CountedTally.HeldDays ?? 60) / 30.4375;
        var coaching = evidence.Rows.Coaching.Where(c => c.On > from && c.On <= evidence.Day).Sum(c => c.Minutes) / 60.0 / (days / 7.0);
        return [Money(), People()];

        Reading Money() => Goldilocks.ByMoney(perMonth, held, evidence.Whole(Slots), win, prices.Average(), evidence[Margin], evidence[Cost]).Accepted(out var found, out _)
            ? Gauge(".money", found.Best.AccountExecutives, found.Best.Contribution, sellers is > 0 and <= 20 ? found.Choices[sellers - 1].Contribution : null) : Reading.Lacking(Id + ".money", LackKind.TooFew);

        Reading People() => Goldilocks.ByPeople(perMonth, coaching, evidence[Halfway], evidence[Scale]).Accepted(out var found, out _)
            ? Gauge(".people", found.Best.AccountExecutives, found.Best.Expected, sellers is > 0 and <= 20 ? found.Choices[sellers - 1].Expected : null) : Reading.Lacking(Id + ".people", LackKind.NoTime);

        Reading Gauge(string part, int best, double atBest, double? now) => new(Id + part, Verdict.Insufficient)
        {
            Kind = FigureKind.Count, N = fresh, Numerator = sellers, Estimate = sellers, Threshold = best, Beside = new Dictionary<string, double?> { ["atBest"] = atBest, ["now"] = now, ["perMonth"] = perMonth, ["coachingHours"] = coaching },
        };
    }
}

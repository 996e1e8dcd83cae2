using Rung.Playbook;
using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>A0.3 (R40): sold, and nobody looks whether the customer got what was promised.</summary>
public sealed class A03SoldNotProven() : AntiPattern("A0.3", MaturityStage.S0)
{
    static readonly YardstickRow Unmeasured = new("a0.3.unmeasured", 0.3, 0.01, 0.99, YardstickUnit.Share, "A0.3 [design]");
    static readonly YardstickRow Certain = new("a0.3.certainty", 0.8, 0.55, 0.99, YardstickUnit.Share, "A0.3 [design]");
    static readonly YardstickRow Days = new("a0.3.days", 60, 7, 365, YardstickUnit.Days, "A0.3 [design]");
    static readonly YardstickRow Hours = new("a0.3.hours", 4, 0, 200, YardstickUnit.Hours, "A0.3 [design]");

    public override IReadOnlyList<YardstickRow> Yardsticks => [Unmeasured, Certain, Days, Hours];

    protected override Finding Seen(Evidence evidence)
    {
        var days = evidence.Whole(Days);
        var from = evidence.Day.AddDays(-days);
        var each = evidence.Each(Id, evidence.Customers, (Days: days, From: from), static (_, with, part) =>
        {
            var paid = Array.FindAll(part, c => c.IsExternal && c.HasPaid && c.LiveDays >= with.Days);
            var unmeasured = paid.Where(c => !c.Row.Outcomes.Any(o => o.Measures.Any(m => m.On <= c.Day))).Select(c => c.Id).ToArray();
            return (Paid: paid.Length, Unmeasured: unmeasured, Fresh: part.Count(c => c.IsExternal && c.Row.SinceOn > with.From));
        });
        var (paid, unmeasured, fresh) = (each.Sum(e => e.Paid), Parts.Joined(each.Select(e => e.Unmeasured)), each.Sum(e => e.Fresh));
        var ratio = paid == 0 ? (double?)null : unmeasured.Length / (double)paid;
        var likely = paid > 0 && BetaDistribution.From(new(unmeasured.Length, paid)).AtLeast(evidence[Unmeasured]) >= evidence[Certain];
        var active = ratio > evidence[Unmeasured] && likely;
        var minutes = evidence.Team.Founders.Sum(f => evidence.Minutes(f, from, evidence.Day, WorkClass.Success));
        var hours = fresh == 0 ? (double?)null : minutes / 60.0 / fresh;
        return Found(Severity.Block, active,
            new Sign("A0.3.a", active, ratio, evidence[Unmeasured], paid), new Sign("A0.3.b", hours < evidence[Hours], hours, evidence[Hours], fresh)) with { Rows = unmeasured };
    }
}

using Rung.Playbook;

namespace Rung.Ladder;

/// <summary>A2.2 (R62): the founder does it all himself instead of making the sellers succeed.</summary>
public sealed class A22NoLeverage() : AntiPattern("A2.2", MaturityStage.S2)
{
    static readonly YardstickRow Led = new("a2.2.led", 0.4, 0, 1, YardstickUnit.Share, "A2.2 [design]; 60% of the last 20 wins circulates [Z2]");
    static readonly YardstickRow Coaching = new("a2.2.coaching", 0.3, 0, 1, YardstickUnit.Share, "A2.2 [design]");
    static readonly YardstickRow Days = new("a2.2.days", 60, 14, 365, YardstickUnit.Days, "A2.2 [design]");
    static readonly YardstickRow Fewest = new("a2.2.n", 20, 1, 1_000, YardstickUnit.Number, "A2.2 [design]");
    static readonly YardstickRow Months = new("a2.2.months", 2, 0, 24, YardstickUnit.Months, "A2.2 [design]");

    static readonly WorkClass[] GoToMarket = [WorkClass.Prospect, WorkClass.Sell, WorkClass.Success, WorkClass.Coach, WorkClass.Manage];

    public override IReadOnlyList<YardstickRow> Yardsticks => [Led, Coaching, Days, Fewest, Months];

    /// <summary>Warns at first; blocks when it has gone on for months.</summary>
    protected override Finding Seen(Evidence evidence)
    {
        var ramped = evidence.Team.Sellers.Where(s => s.RampedOn <= evidence.Day).Select(s => s.RampedOn).Order().ToList();
        if (evidence.Team.Sellers.Count == 0) return Found(Severity.Warn, false);

        var from = evidence.Day.AddDays(-evidence.Whole(Days));
        // Before anybody was ramped the founder had to lead: such meetings say nothing of letting go.
        var held = evidence.Turned(Id, evidence.Held, ramped.Count == 0 ? DateOnly.MaxValue : ramped[0] > from ? ramped[0] : from.AddDays(1), static (_, from, part) => Array.FindAll(part, m => m.IsLed && m.HeldOn >= from));
        var enough = held.Count >= evidence.Whole(Fewest);
        var led = held.Where(evidence.FounderWasIn).ToList();
        var share = held.Count == 0 ? (double?)null : led.Count / (double)held.Count;
        var leads = enough && share > evidence[Led];

        var all = evidence.Team.Founders.Sum(f => evidence.Minutes(f, from, evidence.Day, GoToMarket));
        var coached = all == 0 ? (double?)null : evidence.Team.Founders.Sum(f => evidence.Minutes(f, from, evidence.Day, WorkClass.Coach, WorkClass.Manage)) / (double)all;
        var absent = enough && coached < evidence[Coaching] && evidence.Team.Sellers.All(s => s.StartedOn <= from);
        var active = leads || absent;
        var since = evidence.Past.Since(Id);
        var severity = active && since is { } began && began.AddMonths(evidence.Whole(Months)) <= evidence.Day ? Severity.Block : Severity.Warn;
        var few = enough ? null : new Lack(LackKind.TooFew, evidence.Whole(Fewest), held.Count);
        return Found(severity, active, new Sign("A2.2.a", leads, share, evidence[Led], held.Count, few), new Sign("A2.2.b", absent, coached, evidence[Coaching], held.Count, coached is null ? new(LackKind.NoTime) : few)) with { Rows = [.. led.Select(m => m.Id)] };
    }
}

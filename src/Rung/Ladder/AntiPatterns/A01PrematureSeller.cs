using Rung.Meetings;
using Rung.People;

namespace Rung.Ladder;

/// <summary>A0.1 (R38): somebody else is to sell before the founder has proven that it sells; "over the wall".</summary>
public sealed class A01PrematureSeller() : AntiPattern("A0.1", MaturityStage.S0)
{
    static readonly YardstickRow Attended = new("a0.1.attended", 0.8, 0, 1, YardstickUnit.Share, "A0.1 [design]");
    static readonly YardstickRow Days = new("a0.1.days", 60, 14, 365, YardstickUnit.Days, "A0.1 [design]");
    static readonly YardstickRow Fewest = new("a0.1.n", 10, 1, 1_000, YardstickUnit.Number, "A0.1 [design]");

    static readonly Role[] TooEarly = [Role.Ae, Role.ClosingSdr, Role.VpSales, Role.SalesManager];

    public override IReadOnlyList<YardstickRow> Yardsticks => [Attended, Days, Fewest];

    protected override Finding Seen(Evidence evidence)
    {
        if (evidence.Stage > MaturityStage.S0) return Found(Severity.Block, false);
        var hired = evidence.Rows.Roles.Where(r => TooEarly.Contains(r.Role) && r.HoldsOn(evidence.Day) && !evidence.Team.IsFounder(r.PersonId)).ToList();
        var interviewed = evidence.Held.Where(m => m.Type == MeetingType.CustomerDevelopment).SelectMany(m => m.Attendees).Select(a => a.PersonId).ToHashSet();
        var strangers = hired.Select(r => r.PersonId).Distinct().Count(p => !interviewed.Contains(p));
        var held = evidence.Held.Where(m => m.IsSelling && m.HeldOn > evidence.Day.AddDays(-evidence.Whole(Days))).ToList();
        var attended = held.Count == 0 ? (double?)null : held.Count(evidence.FounderWasIn) / (double)held.Count;
        var absent = held.Count >= evidence.Whole(Fewest) && attended < evidence[Attended];
        return Found(hired.Any(r => r.Role == Role.VpSales) ? Severity.Critical : Severity.Block, hired.Count > 0 || absent,
            new Sign("A0.1.a", hired.Count > 0, hired.Select(r => r.PersonId).Distinct().Count(), 0, hired.Count),
            new Sign("A0.1.b", absent, attended, evidence[Attended], held.Count, held.Count < evidence.Whole(Fewest) ? new(LackKind.TooFew, evidence.Whole(Fewest), held.Count) : null),
            new Sign("A0.1.c", strangers > 0, strangers, 0, hired.Count)) with
        {
            Since = hired.Count == 0 ? null : hired.Min(r => r.StartsOn), Rows = [.. hired.Select(r => r.PersonId).Distinct()],
        };
    }
}

using Rung.People;

namespace Rung.Ladder;

/// <summary>A1.1 (R51): a seller, or worse a VP of sales, is hired to prove that it can be repeated, before it is written down.</summary>
public sealed class A11HiredToProve() : AntiPattern("A1.1", MaturityStage.S1)
{
    public static readonly IReadOnlyList<Role> TooEarly = [Role.Ae, Role.ClosingSdr, Role.VpSales];

    public override IReadOnlyList<YardstickRow> Yardsticks => [];

    /// <summary>Looks at how the way of selling stood when they began, and is over when it stands now or they are gone.</summary>
    protected override Finding Seen(Evidence evidence)
    {
        var ready = evidence.Past.Stood("X1.4", evidence.Day) is Verdict.Pass or Verdict.Waived;
        var hired = evidence.Rows.Roles.Where(r => TooEarly.Contains(r.Role) && r.HoldsOn(evidence.Day) && !evidence.Team.IsFounder(r.PersonId)).Select(r => (Row: r, Began: Began(evidence, r.PersonId)))
            .Where(r => evidence.Past.Stood("X1.4", r.Began) is not (Verdict.Pass or Verdict.Waived)).ToList();
        var active = hired.Count > 0 && !ready;
        return Found(hired.Any(r => r.Row.Role == Role.VpSales) ? Severity.Critical : Severity.Block, active, new Sign("A1.1.a", active, hired.Count, 0, hired.Count)) with
        {
            Since = active ? hired.Min(r => r.Began) : null, Rows = [.. hired.Select(r => r.Row.PersonId).Distinct()],
        };
    }

    static DateOnly Began(Evidence evidence, Guid person) => evidence.Rows.Roles.Where(r => r.PersonId == person && TooEarly.Contains(r.Role)).Min(r => r.StartsOn);
}

using Rung.People;

namespace Rung.Ladder;

/// <summary>Hiring is looked at before it happens: which anti-patterns a seat would set off (A0.1, A1.1, A2.1).</summary>
public static class HiringCheck
{
    static readonly Role[] Selling = [Role.Ae, Role.ClosingSdr];
    static readonly Role[] BeforeProof = [Role.Ae, Role.ClosingSdr, Role.VpSales, Role.SalesManager];

    const int Most = 2, Days = 90;

    /// <param name="told">The ladder as it stands.</param>
    /// <param name="sellers">The days on which sellers began or are planned to begin, this seat not among them.</param>
    public static IReadOnlyList<string> SetsOff(Role role, DateOnly plannedOn, Assessment told, IEnumerable<DateOnly> sellers)
    {
        bool Met(string criterion) => told.Criteria.Any(c => c.Id == criterion && c.IsMet);
        var found = new List<string>();
        if (told.Stage == MaturityStage.S0 && BeforeProof.Contains(role)) found.Add("A0.1");
        if (told.Stage <= MaturityStage.S1 && A11HiredToProve.TooEarly.Contains(role) && !Met("X1.4")) found.Add("A1.1");
        if (Selling.Contains(role) && !Met("X2.3") && sellers.Count(on => Math.Abs(on.DayNumber - plannedOn.DayNumber) < Days) >= Most) found.Add("A2.1");
        return found;
    }

    /// <summary>Null where nothing speaks against it, or somebody says why it is done all the same.</summary>
    public static Refusal? Unreasoned(Opening opening, Assessment told, IEnumerable<DateOnly> sellers) =>
        !opening.IsOpen || !string.IsNullOrWhiteSpace(opening.Despite) ? null : SetsOff(opening.Role, opening.PlannedOn, told, sellers) is { Count: > 0 } found ? new HiredTooEarly(string.Join(", ", found)) : null;
}

/// <summary>The ladder says that this seat comes too early; whoever fills it all the same says why.</summary>
public sealed record HiredTooEarly(string Patterns) : Refusal
{
    public override string At => "despite";
}

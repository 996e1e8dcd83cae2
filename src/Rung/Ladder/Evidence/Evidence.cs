using Rung.Meetings;
using Rung.Playbook;

namespace Rung.Ladder;

/// <summary>What the ladder had concluded before: the rung, when each rung was left, and what criteria had said.</summary>
/// <param name="Left">The day each rung was left.</param>
/// <param name="Stood">The verdict of a criterion as it stood on a day; null where none stood.</param>
/// <param name="Since">Since when an anti-pattern has been active without a break; null where it was not.</param>
public sealed record Past(MaturityStage Stage, IReadOnlyDictionary<MaturityStage, DateOnly> Left, Func<string, DateOnly, Verdict?> Stood, Func<string, DateOnly?> Since)
{
    public static Past None { get; } = new(MaturityStage.S0, new Dictionary<MaturityStage, DateOnly>(), (_, _) => null, _ => null);
}

/// <summary>The rows as of the end of a day, worked out once for all criteria.</summary>
public sealed partial class Evidence(CompanyRows rows, DateOnly day, Yardsticks yardsticks, Past past)
{
    public CompanyRows Rows => rows;
    public DateOnly Day => day;
    public Yardsticks Yardsticks => yardsticks;
    public Past Past => past;

    public double this[YardstickRow row] => yardsticks[row];

    public double Certainty => yardsticks[Common.Certainty];

    public int Whole(YardstickRow row) => yardsticks.Whole(row);

    public Team Team => field ??= new(rows, day, Whole(Common.RampMonths));

    /// <summary>Sales of new business that had begun.</summary>
    public IReadOnlyList<SaleThen> Sales => field ??= [.. rows.Sales.Select(s => s.Then(day)).OfType<SaleThen>()];

    /// <summary>Those that pass the standard filters.</summary>
    public IReadOnlyList<SaleThen> Counted => field ??= [.. Sales.Where(s => s.Why is null)];

    public IReadOnlyList<CustomerThen> Customers => field ??= [.. rows.Customers.Where(c => c.SinceOn <= day).Select(c => c.Then(day, Use, rows.Health))];

    public UseLevel Use => field ??= UseLevel.On(day, rows.UseLevels);

    /// <summary>Held meetings, with the day they were held.</summary>
    public IReadOnlyList<MeetingRow> Held => field ??= [.. rows.Meetings.Where(m => m.Status == MeetingStatus.Held && m.HeldOn <= day)];

    /// <summary>The meetings held of some sales, by sale.</summary>
    public ILookup<Guid, MeetingRow> HeldOf(IReadOnlySet<Guid> sales) => Held.Where(m => m.SaleId is { } id && sales.Contains(id)).ToLookup(m => m.SaleId!.Value);

    /// <summary>Whether anything at all was recorded by the day.</summary>
    public bool IsEmpty => Sales.Count == 0 && Customers.Count == 0;

    /// <summary>Minutes of a person's work of these kinds, after the first day and up to the last.</summary>
    public long Minutes(Guid person, DateOnly after, DateOnly through, params WorkClass[] classes) =>
        rows.Time.Where(t => t.PersonId == person && t.On > after && t.On <= through && classes.Contains(t.Class)).Sum(t => (long)t.Minutes);

    public bool FounderWasIn(MeetingRow meeting) => meeting.Attendees.Any(a => Team.WasFounder(a, meeting.HeldOn ?? meeting.ScheduledOn));
}

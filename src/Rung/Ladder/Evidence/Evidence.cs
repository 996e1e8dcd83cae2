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
public sealed partial class Evidence
{
    readonly CompanyRows rows;
    readonly DateOnly day;
    readonly Yardsticks yardsticks;
    readonly Past past;
    readonly bool aside;

    /// <param name="rows">All that the ladder reads.</param>
    /// <param name="day">As of its end.</param>
    /// <param name="yardsticks">Those in force on the day.</param>
    /// <param name="past">What was concluded before.</param>
    /// <param name="before">Evidence of the same day and company, of which all is taken over that no other rows speak of.</param>
    /// <param name="aside">A day looked at by the way: the rows go on remembering the day they remember.</param>
    public Evidence(CompanyRows rows, DateOnly day, Yardsticks yardsticks, Past past, Evidence? before = null, bool aside = false)
    {
        (this.rows, this.day, this.yardsticks, this.past, this.aside) = (rows, day, yardsticks, past, aside);
        if (before is not null) TakeOver(before);
    }

    public LookedAt Rows => new(this);
    public DateOnly Day => day;
    public Yardsticks Yardsticks => yardsticks;

    /// <summary>The rung of the day.</summary>
    public MaturityStage Stage
    {
        get
        {
            Look(From.Rung);
            return past.Stage;
        }
    }

    public Past Past
    {
        get
        {
            Look(From.Past);
            return past;
        }
    }

    public double this[YardstickRow row] => yardsticks[row];

    public double Certainty => yardsticks[Common.Certainty];

    public int Whole(YardstickRow row) => yardsticks.Whole(row);

    public Team Team => Kept("team", () => new Team(Look(From.Roles | From.Certifications), day, Whole(Common.RampMonths)));

    /// <summary>Sales of new business that had begun.</summary>
    public Parts<SaleThen> Sales => Kept("sales", () => Turned("sales", Parts.Of(Look(From.Sales).Sales), 0, static (evidence, _, part) => Rest(part.Select(row => evidence.aside ? SaleThen.Of(row, evidence.day) : row.Then(evidence.day)))));

    static T[] Rest<T>(IEnumerable<T?> all) where T : class => [.. all.OfType<T>()];

    /// <summary>Those that pass the standard filters.</summary>
    public Parts<SaleThen> Counted => Kept("counted", () => Turned("counted", Sales, 0, static (_, _, part) => Array.FindAll(part, s => s.Why is null)));

    public Parts<CustomerThen> Customers => Kept("customers", () => Turned("customers", Parts.Of(Look(From.Customers).Customers), 0, static (evidence, _, part) =>
    {
        var (books, use) = (evidence.Look(From.Health).Health, evidence.Use);
        return Rest(part.Select(row => row.SinceOn <= evidence.day ? evidence.aside ? new(row, evidence.day, use, books) : row.Then(evidence.day, use, books) : null));
    }));

    public UseLevel Use => Kept("use", () => UseLevel.On(day, Look(From.UseLevels).UseLevels));

    /// <summary>Held meetings, with the day they were held.</summary>
    public Parts<MeetingRow> Held => Kept("held", () => Turned("held", Parts.Of(Look(From.Meetings).Meetings), 0, static (evidence, _, part) => Array.FindAll(part, m => m.Status == MeetingStatus.Held && m.HeldOn <= evidence.day)));

    /// <summary>Whether anything at all was recorded by the day.</summary>
    public bool IsEmpty => Sales.Count == 0 && Customers.Count == 0;

    /// <summary>Minutes of a person's work of these kinds, after the first day and up to the last.</summary>
    public long Minutes(Guid person, DateOnly after, DateOnly through, params WorkClass[] classes) =>
        Rows.Time.Where(t => t.PersonId == person && t.On > after && t.On <= through && classes.Contains(t.Class)).Sum(t => (long)t.Minutes);

    public bool FounderWasIn(MeetingRow meeting) => meeting.Attendees.Any(a => Team.WasFounder(a, meeting.HeldOn ?? meeting.ScheduledOn));
}

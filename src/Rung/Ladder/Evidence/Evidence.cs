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
    public IReadOnlyList<SaleThen> Sales => Kept("sales", () => SalesOf(Look(From.Sales).Sales));

    List<SaleThen> SalesOf(IReadOnlyList<SaleRow> of)
    {
        var all = new List<SaleThen>(of.Count);
        foreach (var row in of)
            if ((aside ? SaleThen.Of(row, day) : row.Then(day)) is { } sale) all.Add(sale);
        return all;
    }

    /// <summary>Those that pass the standard filters.</summary>
    public IReadOnlyList<SaleThen> Counted => Kept("counted", () => Sales.Where(s => s.Why is null).ToList());

    public IReadOnlyList<CustomerThen> Customers => Kept("customers", () => CustomersOf(Look(From.Customers | From.Health)));

    List<CustomerThen> CustomersOf(CompanyRows of)
    {
        var (all, use) = (new List<CustomerThen>(of.Customers.Count), Use);
        foreach (var row in of.Customers)
            if (row.SinceOn <= day) all.Add(aside ? new(row, day, use, of.Health) : row.Then(day, use, of.Health));
        return all;
    }

    public UseLevel Use => Kept("use", () => UseLevel.On(day, Look(From.UseLevels).UseLevels));

    /// <summary>Held meetings, with the day they were held.</summary>
    public IReadOnlyList<MeetingRow> Held => Kept("held", () => Look(From.Meetings).Meetings.Where(m => m.Status == MeetingStatus.Held && m.HeldOn <= day).ToList());

    /// <summary>The meetings held of some sales, by sale.</summary>
    public ILookup<Guid, MeetingRow> HeldOf(IReadOnlySet<Guid> sales) => Held.Where(m => m.SaleId is { } id && sales.Contains(id)).ToLookup(m => m.SaleId!.Value);

    /// <summary>Whether anything at all was recorded by the day.</summary>
    public bool IsEmpty => Sales.Count == 0 && Customers.Count == 0;

    /// <summary>Minutes of a person's work of these kinds, after the first day and up to the last.</summary>
    public long Minutes(Guid person, DateOnly after, DateOnly through, params WorkClass[] classes) =>
        Rows.Time.Where(t => t.PersonId == person && t.On > after && t.On <= through && classes.Contains(t.Class)).Sum(t => (long)t.Minutes);

    public bool FounderWasIn(MeetingRow meeting) => meeting.Attendees.Any(a => Team.WasFounder(a, meeting.HeldOn ?? meeting.ScheduledOn));
}

using Rung.Accounts;
using Rung.Customers;
using Rung.Ladder;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;

namespace Rung.Tests.Ladder;

/// <summary>Rows of a company, written as a test needs them. Days count from the first of January 2025.</summary>
static class Written
{
    public static readonly DateOnly First = new(2025, 1, 1);
    public static readonly Guid Founder = Named(1, 1), Ines = Named(1, 2), Wei = Named(1, 3);

    static readonly Guid Discovery = Named(9, 1), Demo = Named(9, 2), Proposal = Named(9, 3), Won = Named(9, 4), Lost = Named(9, 5);

    public static DateOnly On(int day) => First.AddDays(day);

    public static Guid Named(int kind, int n) => new(kind, 0, 0, 0, 0, 0, 0, (byte)(n >> 24 & 255), (byte)(n >> 16 & 255), (byte)(n >> 8 & 255), (byte)(n & 255));

    /// <summary>An accepted sale of somebody's that began on a day; won or lost after so many, or still open.</summary>
    public static SaleRow Sale(int n, Guid seller, int from, int? days, bool won, bool? ideal = true, long price = 1_000_000, bool afterOutcome = false)
    {
        var stages = new List<StageRow> { new(On(from), Discovery, StageKind.Open, true, false, false, false) };
        if (days is { } took)
        {
            if (won) stages.AddRange([new(On(from + took / 3), Demo, StageKind.Open, true, true, false, false), new(On(from + took / 2), Proposal, StageKind.Open, true, false, true, false)]);
            stages.Add(new(On(from + took), won ? Won : Lost, won ? StageKind.Won : StageKind.Lost, won, false, won, false));
        }

        return new(Named(2, n), Named(3, n), Relation.Prospect, On(from))
        {
            Stages = stages, Owners = [new(On(from), seller)], Amounts = [new(On(from), Usd(price))], Values = days is { } t && won ? [new(On(from + t), Usd(price))] : [],
            ClosedOn = days is { } d && won ? On(from + d) : null, Fit = new(On(from), ideal, afterOutcome),
        };
    }

    /// <summary>So many sales of somebody's, so many of them won, one begun every day and each closed within 10 to 19 days.</summary>
    public static IEnumerable<SaleRow> Sales(int first, Guid seller, int from, int won, int resolved, bool? ideal = true) =>
        Enumerable.Range(0, resolved).Select(i => Sale(first + i, seller, from + i, 10 + i % 10, IsSpread(i, won, resolved), ideal));

    /// <summary>Spreads the yes evenly over all.</summary>
    public static bool IsSpread(int i, int yes, int all) => (long)(i + 1) * yes / all > (long)i * yes / all;

    /// <summary>A customer that pays 12,000 a year from a day on, and uses the product on so many days a week until another.</summary>
    public static CustomerRow Customer(int n, int from, int until, int daysAWeek, bool pays = true, int? firstValue = 20) => new(Named(3, n), Relation.Prospect)
    {
        Subscriptions = [new(Named(4, n), On(from), On(from)) { Prices = [new(On(from), Usd(1_200_000))], Ends = [new(On(from), On(from + 365))], TermMonths = 12, SaleId = Named(2, n) }],
        Payments = pays ? [new(On(from + 30), Usd(1_200_000), false)] : [],
        Usage = [.. Enumerable.Range(from, Math.Max(0, until - from + 1)).Where(d => (d - from) % 7 < daysAWeek).Select(d => new UsageRow(On(d), 5))],
        Onboardings = [new(On(from), On(from + 30), firstValue is { } v ? On(from + v) : null, firstValue is { } c ? On(from + c + 5) : null)],
    };

    public static MeetingRow Meeting(int n, MeetingType type, int day, Guid sale, params (Guid Person, Role Role)[] who) => new(Named(5, n), type, MeetingStatus.Held, On(day), On(day))
    {
        SaleId = sale, Minutes = 30, Attendees = [.. who.Select(w => new AttendeeRow(w.Person, w.Role))],
    };

    /// <summary>The founder from the first day; two sellers from a day on, ramped in a month.</summary>
    public static IReadOnlyList<RoleRow> Team(int? sellersFrom = null) =>
    [
        new(Founder, Role.Founder, First),
        .. sellersFrom is { } from ? [new RoleRow(Ines, Role.Ae, On(from)) { RampMonths = 1 }, new RoleRow(Wei, Role.Ae, On(from)) { RampMonths = 1 }] : Array.Empty<RoleRow>(),
    ];

    public static Money Usd(long minor) => new(minor, new("USD"));

    public static Rung.Ladder.Evidence Seen(this CompanyRows rows, int day, Yardsticks? yardsticks = null) => new(rows, On(day), yardsticks ?? Yardsticks.Defaults, Past.None);

    public static Reading Read(this CompanyRows rows, string criterion, int day, Yardsticks? yardsticks = null) => Criteria.Named(criterion)!.Read(rows.Seen(day, yardsticks));

    public static Finding Look(this CompanyRows rows, string pattern, int day) => AntiPatterns.Named(pattern)!.Look(rows.Seen(day));
}

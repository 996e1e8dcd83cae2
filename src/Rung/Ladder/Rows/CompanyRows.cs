namespace Rung.Ladder;

/// <summary>
/// All that the ladder reads of a company, as it was known at one time; each row says on which day it happened, so that any
/// earlier day can be looked at from the same rows.
/// </summary>
public sealed record CompanyRows
{
    Memo<FirstDay> sales, customers, meetings, roles, time, leads;

    public IReadOnlyList<SaleRow> Sales { get; init; } = [];
    public IReadOnlyList<CustomerRow> Customers { get; init; } = [];
    public IReadOnlyList<MeetingRow> Meetings { get; init; } = [];
    public IReadOnlyList<RoleRow> Roles { get; init; } = [];
    public IReadOnlyList<ApprovalRow> Approvals { get; init; } = [];
    public IReadOnlyList<StepRow> Steps { get; init; } = [];
    public IReadOnlyList<TimeRow> Time { get; init; } = [];
    public IReadOnlyList<CoachingRow> Coaching { get; init; } = [];
    public IReadOnlyList<CertificationRow> Certifications { get; init; } = [];
    public IReadOnlyList<BalanceRow> Balances { get; init; } = [];
    public IReadOnlyList<TouchRow> Touches { get; init; } = [];
    public IReadOnlyList<LeadRow> Leads { get; init; } = [];

    /// <summary>The company's own rules of acceptable use, in the order of their days.</summary>
    public IReadOnlyList<UseLevel> UseLevels { get; init; } = [];

    /// <summary>What every customer's health is told by; null where the company has no rule for it.</summary>
    public HealthBooks? Health { get; init; }

    /// <summary>The first day on which anything happened; null of an empty company.</summary>
    public DateOnly? FirstOn => new[]
    {
        First(Sales, s => s.BeganOn, ref sales), First(Customers, c => c.SinceOn, ref customers), First(Meetings, m => m.ScheduledOn, ref meetings), First(Roles, r => r.UndatedOn ?? r.StartsOn, ref roles), First(Time, t => t.On, ref time),
        First(Leads, l => l.On, ref leads),
    }.Min();

    /// <summary>The first day of a list, kept as long as it is the same list; a copy with other rows takes it along for those that stay.</summary>
    static DateOnly? First<T>(IReadOnlyList<T> rows, Func<T, DateOnly?> on, ref Memo<FirstDay> memo)
    {
        if (memo.Last is { } known && ReferenceEquals(known.Of, rows)) return known.On;
        DateOnly? first = null;
        foreach (var row in rows)
            if (on(row) is { } day && !(first <= day)) first = day;
        memo.Last = new(rows, first);
        return first;
    }

    sealed record FirstDay(object Of, DateOnly? On);
}

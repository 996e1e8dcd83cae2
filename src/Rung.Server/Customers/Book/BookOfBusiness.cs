using Rung.Accounts;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Metrics;
using Rung.Customers;

namespace Rung.Server.Customers.Book;

/// <summary>One customer in the book.</summary>
/// <param name="Yearly">What active subscriptions bring a year, by currency, in minor units.</param>
/// <param name="RenewsOn">The next notice date of an active subscription.</param>
/// <param name="Due">What is to be done for it within the days looked ahead: renewals, check-ins, milestones, tasks, overdue ones included.</param>
/// <param name="DueOn">The first of them.</param>
public sealed record BookLine(Guid AccountId, string Account, string? Segment, Guid? OwnerId, string? Owner, DateOnly? SinceOn, IReadOnlyDictionary<string, long> Yearly, DateOnly? RenewsOn, BookDue Due, DateOnly? DueOn, IReadOnlyList<Warning> Warnings)
{
    public bool Burns => Warnings.Any(w => w.IsGrave);
}

/// <summary>Counts of what is due.</summary>
public sealed record BookDue(int Renewals, int CheckIns, int Milestones, int Tasks)
{
    public static readonly BookDue Nothing = new(0, 0, 0, 0);

    public int All => Renewals + CheckIns + Milestones + Tasks;

    public static BookDue operator +(BookDue a, BookDue b) => new(a.Renewals + b.Renewals, a.CheckIns + b.CheckIns, a.Milestones + b.Milestones, a.Tasks + b.Tasks);
}

/// <summary>How much one owner looks after, against what the company wants one to look after.</summary>
/// <param name="Most">Customers by target <c>customersPerCsm</c>, times the part of a full time that the person works as CSM or AM; null where no target is set.</param>
public sealed record BookLoad(Guid? OwnerId, string? Owner, int Customers, IReadOnlyDictionary<string, long> Yearly, BookDue Due, int Burning, double? Fte, double? Most);

/// <param name="Burning">With something grave against them.</param>
/// <param name="Lines">A page of them.</param>
/// <param name="CountedAt">Of very many customers the figures may be some minutes old.</param>
public sealed record BookDocument(DateOnly AsOf, int Within, int Count, IReadOnlyDictionary<string, long> Yearly, BookDue Due, int Burning, IReadOnlyList<BookLoad> Load, int Page, int Pages, IReadOnlyList<BookLine> Lines, DateTimeOffset CountedAt);

public enum BookSort
{
    /// <summary>What burns first, then what is due first.</summary>
    Burns,
    Due,
    Value,
    Renews,
    Name,
    Owner,
    Since,
}

/// <summary>Reads who looks after whom, what is due and what burns: a handful of questions whatever the number of customers.</summary>
sealed class BookOfBusiness(Store store, TheDesk desk, SignsReader signs, Remembered remembered)
{
    public const int AtOnce = 100;

    const string Capacity = "customersPerCsm";

    public async Task<BookDocument> Read(BookScope scope, int within, BookSort sort, bool burningOnly, int page, CancellationToken cancel)
    {
        var (today, zone, rule) = await Standpoints.Today(store, desk, cancel);
        var (whole, at) = await remembered.Ask($"book {today:O} {scope.Value} {within}", going => Whole(scope, within, today, zone, rule, going), cancel);
        var count = burningOnly ? whole.Burning : whole.Lines.Count;
        var pages = Math.Max(1, (count + AtOnce - 1) / AtOnce);
        page = Math.Clamp(page, 1, pages);
        // Sorted no further than the page that is shown.
        var lines = Sorted(burningOnly ? whole.Lines.Where(l => l.Burns) : whole.Lines, sort).Skip((page - 1) * AtOnce).Take(AtOnce);
        return new(today, within, count, whole.Yearly, whole.Due, whole.Burning, whole.Load, page, pages, [.. lines], at);
    }

    /// <summary>All customers of a scope.</summary>
    sealed record WholeBook(IReadOnlyList<BookLine> Lines, IReadOnlyDictionary<string, long> Yearly, BookDue Due, int Burning, IReadOnlyList<BookLoad> Load);

    async Task<WholeBook> Whole(BookScope scope, int within, DateOnly today, TimeZoneInfo zone, RenewalRule rule, CancellationToken cancel)
    {
        var told = await signs.Read(scope, rule, today, zone, cancel);
        var (due, first) = await Due(scope, today, today.AddDays(within), zone, cancel);
        var seen = await Seen.Of<Account>(store, cancel);
        var lines = (await Customers(scope, today, cancel)).FindAll(l => seen?.Contains(l.AccountId) != false).ConvertAll(line => line with
        {
            Warnings = told.TryGetValue(line.AccountId, out var own) ? own.Warnings(rule, today) : [],
            Due = due.GetValueOrDefault(line.AccountId, BookDue.Nothing) + (line.RenewsOn <= today.AddDays(within) ? new(1, 0, 0, 0) : BookDue.Nothing),
            DueOn = Earlier(first.TryGetValue(line.AccountId, out var on) ? on : null, line.RenewsOn <= today.AddDays(within) ? line.RenewsOn : null),
        });
        return new(lines, Sum(lines), lines.Aggregate(BookDue.Nothing, (sum, l) => sum + l.Due), lines.Count(l => l.Burns), await Load(lines, today, cancel));
    }

    static IOrderedEnumerable<BookLine> Sorted(IEnumerable<BookLine> lines, BookSort sort) => (sort switch
    {
        BookSort.Burns => lines.OrderByDescending(l => l.Warnings.Count(w => w.IsGrave)).ThenByDescending(l => l.Warnings.Count).ThenBy(l => l.DueOn ?? DateOnly.MaxValue),
        BookSort.Due => lines.OrderBy(l => l.DueOn ?? DateOnly.MaxValue),
        BookSort.Value => lines.OrderByDescending(l => l.Yearly.Values.DefaultIfEmpty(0).Max()),
        BookSort.Renews => lines.OrderBy(l => l.RenewsOn ?? DateOnly.MaxValue),
        BookSort.Owner => lines.OrderBy(l => l.Owner is null).ThenBy(l => l.Owner, StringComparer.CurrentCulture),
        BookSort.Since => lines.OrderBy(l => l.SinceOn ?? DateOnly.MaxValue),
        _ => lines.OrderBy(l => 0),
    }).ThenBy(l => l.Account, StringComparer.CurrentCulture).ThenBy(l => l.AccountId);

    /// <summary>Accounts with a subscription that runs or is to come, and those won whose subscription is still to be entered.</summary>
    async Task<List<BookLine>> Customers(BookScope scope, DateOnly today, CancellationToken cancel)
    {
        var lines = new List<BookLine>();
        await store.Questions.All($"""
            SELECT a.id, a.name, a.segment, p.id, p.name, a.customer_since, s.starts_on, s.ends_on, s.notice_days, s.cancelled_at, s.is_trial, s.price_minor, s.price_currency, s.billing
            FROM accounts a LEFT JOIN people p ON p.id = a.accountable_id
            LEFT JOIN subscriptions s ON s.account_id = a.id AND s.removed_at IS NULL AND (s.ends_on IS NULL OR s.ends_on > @1)
            WHERE {scope.Where("a.id")} AND a.removed_at IS NULL AND a.merged_into_id IS NULL AND a.relation = 'prospect'
              AND (s.id IS NOT NULL OR (a.customer_since IS NOT NULL AND NOT EXISTS (SELECT 1 FROM subscriptions o WHERE o.account_id = a.id AND o.removed_at IS NULL)))
            ORDER BY a.id
            """, [scope.Value, today], row =>
        {
            var id = row.Id(0);
            if (lines.Count == 0 || lines[^1].AccountId != id)
                lines.Add(new(id, row.Text(1)!, row.Text(2), row.IdOrNull(3), row.Text(4), row.AtOrNull(5) is { } won ? DateOnly.FromDateTime(won.UtcDateTime) : row.Day(6), new Dictionary<string, long>(), null, BookDue.Nothing, null, []));
            if (row.Day(6) is not { } starts) return 0;

            var line = lines[^1];
            if (starts <= today && row.Money(11) is { } price && !row.Flag(10))
            {
                var yearly = price.Times(12m / row.Choice<Billing>(13) switch { Billing.Month => 1, Billing.Quarter => 3, _ => 12 });
                line = line with { Yearly = new Dictionary<string, long>(line.Yearly) { [yearly.Currency.Code] = line.Yearly.GetValueOrDefault(yearly.Currency.Code) + yearly.Minor } };
            }

            if (row.AtOrNull(9) is null && !row.Flag(10) && row.Day(7) is { } ends) line = line with { RenewsOn = Earlier(line.RenewsOn, ends.AddDays(-(int)(row.NumberOrNull(8) ?? 0))) };
            lines[^1] = line;
            return 0;
        }, cancel);
        return lines;
    }

    async Task<(Dictionary<Guid, BookDue>, Dictionary<Guid, DateOnly>)> Due(BookScope scope, DateOnly today, DateOnly until, TimeZoneInfo zone, CancellationToken cancel)
    {
        var (due, first) = (new Dictionary<Guid, BookDue>(), new Dictionary<Guid, DateOnly>());
        void Add(Guid account, BookDue more, DateOnly? on)
        {
            due[account] = due.GetValueOrDefault(account, BookDue.Nothing) + more;
            if (on is { } day && (!first.TryGetValue(account, out var before) || day < before)) first[account] = day;
        }

        await store.Questions.All($"SELECT account_id, count(*), min(due_on) FROM check_ins WHERE {scope.Where("account_id")} AND removed_at IS NULL AND done_at IS NULL AND due_on <= @1 GROUP BY account_id", [scope.Value, until], row =>
        {
            Add(row.Id(0), new(0, (int)row.Number(1), 0, 0), row.Day(2));
            return 0;
        }, cancel);
        await store.Questions.All($"""
            SELECT o.account_id, count(*), min(m.due_on) FROM milestones m JOIN onboardings o ON o.id = m.onboarding_id
            WHERE {scope.Where("o.account_id")} AND m.removed_at IS NULL AND m.done_at IS NULL AND m.due_on <= @1 AND o.removed_at IS NULL AND o.completed_at IS NULL GROUP BY o.account_id
            """, [scope.Value, until], row =>
        {
            Add(row.Id(0), new(0, 0, (int)row.Number(1), 0), row.Day(2));
            return 0;
        }, cancel);
        await store.Questions.All($"SELECT account_id, count(*), min(due_at) FROM activities WHERE {scope.Where("account_id")} AND account_id IS NOT NULL AND type = 'task' AND removed_at IS NULL AND done_at IS NULL AND due_at < @1 GROUP BY account_id",
            [scope.Value, AsOf.StartOf(until.AddDays(1), zone)], row =>
        {
            Add(row.Id(0), new(0, 0, 0, (int)row.Number(1)), row.AtOrNull(2) is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) : null);
            return 0;
        }, cancel);
        return (due, first);
    }

    async Task<List<BookLoad>> Load(IReadOnlyList<BookLine> lines, DateOnly today, CancellationToken cancel)
    {
        var works = (await store.Questions.All("SELECT person_id, fte FROM role_assignments WHERE removed_at IS NULL AND role IN ('csm', 'am') AND starts_on <= @0 AND (ends_on IS NULL OR ends_on > @0)", [today], row => (row.Id(0), row.Real(1)), cancel))
            .GroupBy(w => w.Item1).ToDictionary(g => g.Key, g => g.Sum(w => w.Item2));
        var targets = await store.Questions.All("SELECT person_id, role, value FROM targets WHERE removed_at IS NULL AND metric = @0 AND pod_id IS NULL AND from_on <= @1 AND until_on > @1 AND value IS NOT NULL", [Capacity, today], row => (Person: row.IdOrNull(0), Role: row.Text(1), Value: row.Real(2)), cancel);
        double? Most(Guid? owner)
        {
            if (owner is not { } person) return null;
            if (targets.Where(t => t.Person == person).Select(t => (double?)t.Value).LastOrDefault() is { } own) return own;
            return targets.Where(t => t.Person is null && t.Role is null or "csm").Select(t => (double?)t.Value).LastOrDefault() is { } usual && works.TryGetValue(person, out var fte) ? usual * fte : null;
        }

        return [.. lines.GroupBy(l => (l.OwnerId, l.Owner)).Select(g => new BookLoad(g.Key.OwnerId, g.Key.Owner, g.Count(), Sum(g), g.Aggregate(BookDue.Nothing, (sum, l) => sum + l.Due), g.Count(l => l.Burns),
            g.Key.OwnerId is { } id && works.TryGetValue(id, out var fte) ? fte : null, Most(g.Key.OwnerId))).OrderByDescending(l => l.Customers).ThenBy(l => l.Owner, StringComparer.Ordinal)];
    }

    static SortedDictionary<string, long> Sum(IEnumerable<BookLine> lines)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (code, minor) in lines.SelectMany(l => l.Yearly)) sums[code] = checked(sums.GetValueOrDefault(code) + minor);
        return sums;
    }

    static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is { } x && b is { } y ? x < y ? x : y : a ?? b;
}

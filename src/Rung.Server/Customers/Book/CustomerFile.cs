using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Server.Customers.Care;
using Rung.Server.Customers.Health;
using Rung.Server.Customers.Usage;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Metrics;

namespace Rung.Server.Customers.Book;

/// <summary>A week of use, from Monday.</summary>
public sealed record UseWeek(DateOnly From, long Events, int Users);

/// <summary>What was invoiced, paid and given back to date, in one currency and minor units, and what is overdue of it.</summary>
public sealed record MoneyToDate(Currency Currency, long Invoiced, long Paid, long Refunded, long Overdue);

/// <param name="Open">What is not paid of it.</param>
public sealed record InvoiceLine(Guid Id, string Number, DateOnly? DueOn, Money Open);

public sealed record AnswerLine(SurveyType Type, int? Score, DateTimeOffset At, string? Who, string? Words);

public sealed record CustomerContact(Guid Id, string Name, string? JobTitle, BuyingRole? Role);

/// <summary>Everything about one customer that the page and the case for its renewal tell, read once.</summary>
public sealed record CustomerFile(Account Account, string? Keeper, DateOnly Day, RenewalRule Rule, CustomerSigns Signs, IReadOnlyList<Warning> Warnings, CareModel Care)
{
    /// <summary>Its health; null where it is no customer today or the company has no rule.</summary>
    public CustomerHealth? Health { get; init; }
    public IReadOnlyList<Subscription> Terms { get; init; } = [];
    public IReadOnlyList<RenewalLine> Renewals { get; init; } = [];

    /// <summary>The sale that made it a customer, and who won it.</summary>
    public Opportunity? Sale { get; init; }
    public string? Seller { get; init; }

    public IReadOnlyList<UseWeek> Weeks { get; init; } = [];
    public IReadOnlyList<MoneyToDate> Money { get; init; } = [];
    public IReadOnlyList<InvoiceLine> Overdue { get; init; } = [];
    public IReadOnlyList<AnswerLine> Answers { get; init; } = [];
    public IReadOnlyList<CustomerContact> Contacts { get; init; } = [];
    public IReadOnlyList<Activity> Tasks { get; init; } = [];
    public int MeetingsHeld { get; init; }

    public IEnumerable<Subscription> Active => Terms.Where(t => t.IsActiveOn(Day));

    /// <summary>What active subscriptions bring a year, by currency, in minor units.</summary>
    public IReadOnlyDictionary<string, long> Yearly => Active.Select(t => t.Monthly).OfType<Money>().GroupBy(m => m.Currency.Code).ToDictionary(g => g.Key, g => g.Sum(m => m.Minor) * 12);
}

/// <summary>Reads the file of one customer.</summary>
sealed class CustomerFiles(Store store, TheDesk desk, SignsReader signs, RenewalsBook renewals, CareModels care, HealthReader health, UseReader use)
{
    const int Weeks = 26, Most = 200, AnswersShown = 8;

    public async Task<CustomerFile?> Read(Guid account, CancellationToken cancel)
    {
        var id = new Id<Account>(account);
        var (day, zone, rule) = await Standpoints.Today(store, desk, cancel);
        await using var db = store.Open();
        if (await db.Set<Account>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancel) is not { } customer) return null;

        var told = (await signs.Read(new(Account: account), rule, day, zone, cancel)).GetValueOrDefault(account) ?? new(account);
        var terms = await db.Set<Subscription>().AsNoTracking().Where(s => s.AccountId == id && s.RemovedAt == null).OrderByDescending(s => s.StartsOn).Take(Most).ToListAsync(cancel);
        var sale = await db.Set<Opportunity>().AsNoTracking().Where(o => o.AccountId == id && o.Type == OpportunityType.New && o.StageKind == StageKind.Won && o.RemovedAt == null).OrderBy(o => o.ClosedAt).FirstOrDefaultAsync(cancel);
        var (keeper, seller) = (customer.AccountableId, sale?.AccountableId);
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.Id == keeper || p.Id == seller).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var overdue = await Overdue(account, day, cancel);
        return new(customer, keeper is { } k ? people.GetValueOrDefault(k) : null, day, rule, told, told.Warnings(rule, day), await care.Read(id, cancel))
        {
            Terms = terms, Sale = sale, Seller = seller is { } s ? people.GetValueOrDefault(s) : null, Contacts = await Contacts(db, id, cancel),
            Renewals = (await renewals.Read(new(Account: account), 3650, cancel)).Lines,
            Health = (await health.Read(account, day, null, cancel))?.Health,
            Weeks = await Use(account, day, cancel),
            Money = await Money(account, day, overdue, cancel),
            Overdue = overdue,
            Answers = await Answers(db, id, cancel),
            Tasks = await db.Set<Activity>().AsNoTracking().Where(a => a.AccountId == id && a.Type == ActivityType.Task && a.DoneAt == null && a.RemovedAt == null).OrderBy(a => a.DueAt).Take(20).ToListAsync(cancel),
            MeetingsHeld = await db.Set<Meeting>().CountAsync(m => m.AccountId == id && m.Status == MeetingStatus.Held && m.RemovedAt == null, cancel),
        };
    }

    static async Task<List<CustomerContact>> Contacts(RungDb db, Id<Account> id, CancellationToken cancel)
    {
        var roles = await db.Set<ContactRole>().AsNoTracking().Where(r => r.AccountId == id && r.RemovedAt == null).ToListAsync(cancel);
        var further = roles.ConvertAll(r => r.ContactId);
        var contacts = await db.Set<Contact>().AsNoTracking().Where(c => (c.AccountId == id || further.Contains(c.Id)) && c.RemovedAt == null).OrderBy(c => c.Id).Take(Most).ToListAsync(cancel);
        return contacts.ConvertAll(c => new CustomerContact(c.Id.Value, c.Name, c.JobTitle, roles.Find(r => r.ContactId == c.Id)?.Role));
    }

    static async Task<List<AnswerLine>> Answers(RungDb db, Id<Account> id, CancellationToken cancel) => (await (
        from survey in db.Set<Survey>().AsNoTracking().Where(s => s.AccountId == id && s.RemovedAt == null && s.AnsweredAt != null)
        join contact in db.Set<Contact>() on survey.RespondentId equals contact.Id into who
        from contact in who.DefaultIfEmpty()
        orderby survey.AnsweredAt descending
        select new { Survey = survey, Name = contact == null ? null : contact.Name }).Take(AnswersShown).ToListAsync(cancel)).ConvertAll(a => new AnswerLine(a.Survey.Type, a.Survey.Score, a.Survey.AnsweredAt!.Value, a.Name, a.Survey.Verbatim));

    async Task<List<UseWeek>> Use(Guid account, DateOnly day, CancellationToken cancel)
    {
        var monday = day.AddDays(-((int)day.DayOfWeek + 6) % 7 - 7 * (Weeks - 1));
        var days = (await use.Read([account], null, monday, day, null, cancel))[account].Days;
        return days.Count == 0 ? [] : [.. Enumerable.Range(0, Weeks).Select(i => monday.AddDays(7 * i)).Select(from => days.Where(d => d.On >= from && d.On < from.AddDays(7)).ToList() is var own
            ? new UseWeek(from, own.Sum(d => d.Events), own.Max(d => d.Users) ?? 0) : null!)];
    }

    async Task<List<MoneyToDate>> Money(Guid account, DateOnly day, IReadOnlyList<InvoiceLine> overdue, CancellationToken cancel)
    {
        var sums = new SortedDictionary<string, MoneyToDate>(StringComparer.Ordinal);
        void Add(string code, Func<MoneyToDate, MoneyToDate> what) => sums[code] = what(sums.GetValueOrDefault(code) ?? new(new(code), 0, 0, 0, 0));
        foreach (var (code, sum) in await store.Questions.All("SELECT amount_currency, sum(amount_minor) FROM invoices WHERE account_id = @0 AND removed_at IS NULL AND issued_on <= @1 GROUP BY amount_currency", [account, day], row => (row.Text(0)!, row.NumberOrNull(1) ?? 0), cancel)) Add(code, m => m with { Invoiced = sum });
        foreach (var (code, paid, back) in await store.Questions.All("SELECT amount_currency, sum(CASE WHEN is_refund THEN 0 ELSE amount_minor END), sum(CASE WHEN is_refund THEN amount_minor ELSE 0 END) FROM payments WHERE account_id = @0 AND removed_at IS NULL AND paid_on <= @1 GROUP BY amount_currency", [account, day],
            row => (row.Text(0)!, row.NumberOrNull(1) ?? 0, row.NumberOrNull(2) ?? 0), cancel)) Add(code, m => m with { Paid = paid, Refunded = back });
        foreach (var invoice in overdue) Add(invoice.Open.Currency.Code, m => m with { Overdue = m.Overdue + invoice.Open.Minor });
        return [.. sums.Values];
    }

    Task<List<InvoiceLine>> Overdue(Guid account, DateOnly day, CancellationToken cancel) => store.Questions.All("""
        SELECT i.id, i.number, i.due_on, i.amount_minor - i.paid, i.amount_currency
        FROM (SELECT i.id, i.number, i.due_on, i.amount_minor, i.amount_currency, coalesce((SELECT sum(CASE WHEN p.is_refund THEN -p.amount_minor ELSE p.amount_minor END) FROM payments p WHERE p.invoice_id = i.id AND p.removed_at IS NULL), 0) AS paid
          FROM invoices i WHERE i.account_id = @0 AND i.removed_at IS NULL AND i.due_on < @1) i
        WHERE i.amount_minor > i.paid ORDER BY i.due_on
        """, [account, day], row => new InvoiceLine(row.Id(0), row.Text(1)!, row.Day(2), new(row.NumberOrNull(3) ?? 0, new(row.Text(4)!))), cancel);
}

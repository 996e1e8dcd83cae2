using Rung.Accounts;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Customers.Book;

/// <summary>How long an invoice has been due.</summary>
public enum DueAge
{
    /// <summary>Still to come.</summary>
    Ahead,
    Upto30,
    Upto60,
    Upto90,
    Over90,
}

/// <param name="Open">What is not paid of it.</param>
public sealed record DueLine(Guid InvoiceId, string Number, Guid AccountId, string Account, string? Owner, DateOnly IssuedOn, DateOnly DueOn, Money Amount, Money Open, DueAge Age);

public sealed record DueSum(DueAge Age, int N, IReadOnlyDictionary<string, long> Open);

/// <param name="Until">Invoices due by this day.</param>
public sealed record DueDocument(DateOnly AsOf, DateOnly Until, DueAge? Age, IReadOnlyList<DueSum> Ages, int Count, int Page, int Pages, IReadOnlyList<DueLine> Lines);

/// <summary>Reads invoices that are not wholly paid, by how long they have been due.</summary>
sealed class DueInvoices(Store store, TheDesk desk)
{
    const int AtOnce = 100;

    public async Task<DueDocument> Read(int within, DueAge? age, int page, CancellationToken cancel)
    {
        var (today, _, _) = await Standpoints.Today(store, desk, cancel);
        var until = today.AddDays(within);
        var all = await store.Questions.All("""
            SELECT i.id, i.number, a.id, a.name, p.name, i.issued_on, i.due, i.amount_minor, i.amount_currency, i.amount_minor - i.paid
            FROM (SELECT i.id, i.number, i.account_id, i.issued_on, coalesce(i.due_on, i.issued_on) AS due, i.amount_minor, i.amount_currency,
                coalesce((SELECT sum(CASE WHEN p.is_refund THEN -p.amount_minor ELSE p.amount_minor END) FROM payments p WHERE p.invoice_id = i.id AND p.removed_at IS NULL), 0) AS paid
              FROM invoices i WHERE i.removed_at IS NULL AND i.amount_minor > 0 AND coalesce(i.due_on, i.issued_on) <= @0) i
            JOIN accounts a ON a.id = i.account_id LEFT JOIN people p ON p.id = a.accountable_id
            WHERE i.amount_minor > i.paid
            ORDER BY i.due, i.id
            """, [until], row => new DueLine(row.Id(0), row.Text(1)!, row.Id(2), row.Text(3)!, row.Text(4), row.Day(5)!.Value, row.Day(6)!.Value, row.Money(7)!.Value, new(row.NumberOrNull(9) ?? 0, row.Money(7)!.Value.Currency), AgeOf(row.Day(6)!.Value, today)), cancel);
        if (await Seen.Of<Account>(store, cancel) is { } seen) all.RemoveAll(l => !seen.Contains(l.AccountId));
        var shown = age is null ? all : all.FindAll(l => l.Age == age);
        var pages = Math.Max(1, (shown.Count + AtOnce - 1) / AtOnce);
        page = Math.Min(page, pages);
        return new(today, until, age, [.. Enum.GetValues<DueAge>().Select(a => Sum(a, all.Where(l => l.Age == a)))], shown.Count, page, pages, [.. shown.Skip((page - 1) * AtOnce).Take(AtOnce)]);
    }

    public static DueAge AgeOf(DateOnly due, DateOnly today) => (today.DayNumber - due.DayNumber) switch { <= 0 => DueAge.Ahead, <= 30 => DueAge.Upto30, <= 60 => DueAge.Upto60, <= 90 => DueAge.Upto90, _ => DueAge.Over90 };

    static DueSum Sum(DueAge age, IEnumerable<DueLine> lines)
    {
        var own = lines.ToList();
        return new(age, own.Count, own.GroupBy(l => l.Open.Currency.Code).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(l => l.Open.Minor)));
    }
}

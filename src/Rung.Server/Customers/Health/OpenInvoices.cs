using Rung.Customers;
using Rung.Server.Database;

namespace Rung.Server.Customers.Health;

/// <summary>Invoices of customers with what was open of each at the end of a day.</summary>
static class OpenInvoices
{
    public static async Task<ILookup<Guid, InvoiceSign>> Read(Store store, CompanySigns company, string which, object?[] ids, DateOnly asOf, CancellationToken cancel)
    {
        bool IsThere(Reading row, int id, int removed) => company.Then(row.Id(id), "removedAt", row.AtOrNull(removed)) is null;
        var invoices = (await store.Questions.All($"SELECT account_id, id, number, due_on, amount_minor, amount_currency, issued_on, removed_at FROM invoices WHERE account_id IN ({which}) AND issued_on <= @{ids.Length} AND {(company.KnownAt is null ? "removed_at IS NULL" : $"recorded_at <= @{ids.Length + 1}")} ORDER BY coalesce(due_on, issued_on), id",
            company.KnownAt is { } known ? [.. ids, asOf, known] : [.. ids, asOf], row => (IsThere: IsThere(row, 1, 7), Account: row.Id(0), Sign: new InvoiceSign(row.Id(1), row.Text(2)!, company.Then(row.Id(1), "dueOn", row.Day(3)) ?? row.Day(6)!.Value, company.Then(row.Id(1), "amount", row.Money(4)!.Value))), cancel)).Where(i => i.IsThere).Select(i => (i.Account, i.Sign)).ToList();
        var payments = new List<(Guid Account, InvoicePaid Paid)>();
        await store.Questions.All($"SELECT account_id, invoice_id, amount_minor, amount_currency, is_refund, id, removed_at, paid_on FROM payments WHERE account_id IN ({which}) AND {(company.KnownAt is null ? $"paid_on <= @{ids.Length} AND removed_at IS NULL" : $"recorded_at <= @{ids.Length}")}",
            [.. ids, company.KnownAt is { } then ? then : asOf], row =>
        {
            var (account, id) = (row.Id(0), row.Id(5));
            if (!IsThere(row, 5, 6) || company.Then(id, "paidOn", row.Day(7)!.Value) > asOf) return false;
            var amount = company.Then(id, "amount", row.Money(2)!.Value);
            var signed = company.Then(id, "isRefund", row.Flag(4)) ? -amount.Minor : amount.Minor;
            payments.Add((account, new(company.Then(id, "invoiceId", row.IdOrNull(1)), amount.Currency, signed)));
            return true;
        }, cancel);

        var paid = payments.ToLookup(p => p.Account, p => p.Paid);
        return invoices.GroupBy(i => i.Account, i => i.Sign).SelectMany(own => Rung.Customers.OpenInvoices.Of(own, paid[own.Key]).Select(sign => (own.Key, sign))).ToLookup(i => i.Key, i => i.sign);
    }
}

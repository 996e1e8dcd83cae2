using Rung.Customers;
using Rung.Server.Database;

namespace Rung.Server.Customers.Health;

/// <summary>Invoices of customers with what was open of each at the end of a day. Payments that name no invoice pay the oldest of their currency.</summary>
static class OpenInvoices
{
    public static async Task<ILookup<Guid, InvoiceSign>> Read(Store store, CompanySigns company, string which, object?[] ids, DateOnly asOf, CancellationToken cancel)
    {
        bool IsThere(Reading row, int id, int removed) => company.Then(row.Id(id), "removedAt", row.AtOrNull(removed)) is null;
        var invoices = (await store.Questions.All($"SELECT account_id, id, number, due_on, amount_minor, amount_currency, issued_on, removed_at FROM invoices WHERE account_id IN ({which}) AND issued_on <= @{ids.Length} AND {(company.KnownAt is null ? "removed_at IS NULL" : $"recorded_at <= @{ids.Length + 1}")} ORDER BY coalesce(due_on, issued_on), id",
            company.KnownAt is { } known ? [.. ids, asOf, known] : [.. ids, asOf], row => (IsThere: IsThere(row, 1, 7), Account: row.Id(0), Sign: new InvoiceSign(row.Id(1), row.Text(2)!, company.Then(row.Id(1), "dueOn", row.Day(3)) ?? row.Day(6)!.Value, company.Then(row.Id(1), "amount", row.Money(4)!.Value))), cancel)).Where(i => i.IsThere).Select(i => (i.Account, i.Sign)).ToList();
        var (own, loose) = (new Dictionary<Guid, long>(), new Dictionary<(Guid, Currency), long>());
        await store.Questions.All($"SELECT account_id, invoice_id, amount_minor, amount_currency, is_refund, id, removed_at, paid_on FROM payments WHERE account_id IN ({which}) AND {(company.KnownAt is null ? $"paid_on <= @{ids.Length} AND removed_at IS NULL" : $"recorded_at <= @{ids.Length}")}",
            [.. ids, company.KnownAt is { } then ? then : asOf], row =>
        {
            var (account, id) = (row.Id(0), row.Id(5));
            if (!IsThere(row, 5, 6) || company.Then(id, "paidOn", row.Day(7)!.Value) > asOf) return false;
            var amount = company.Then(id, "amount", row.Money(2)!.Value);
            var signed = company.Then(id, "isRefund", row.Flag(4)) ? -amount.Minor : amount.Minor;
            if (company.Then(id, "invoiceId", row.IdOrNull(1)) is { } invoice) own[invoice] = own.GetValueOrDefault(invoice) + signed;
            else loose[(account, amount.Currency)] = loose.GetValueOrDefault((account, amount.Currency)) + signed;
            return true;
        }, cancel);

        return invoices.Select(i =>
        {
            var open = i.Sign.Open.Minor - own.GetValueOrDefault(i.Sign.Id);
            var key = (i.Account, i.Sign.Open.Currency);
            // A credit note is money that pays the next one.
            if (open < 0) loose[key] = loose.GetValueOrDefault(key) - open;
            var paid = Math.Clamp(loose.GetValueOrDefault(key), 0, Math.Max(0, open));
            if (open > 0) loose[key] = loose.GetValueOrDefault(key) - paid;
            return (i.Account, Sign: i.Sign with { Open = new(Math.Max(0, open - paid), i.Sign.Open.Currency) });
        }).ToList().ToLookup(i => i.Account, i => i.Sign);
    }
}

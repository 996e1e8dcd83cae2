using Rung.Customers;
using Rung.Server.Database;

namespace Rung.Server.Customers.Health;

/// <summary>Invoices of customers with what was open of each at the end of a day. Payments that name no invoice pay the oldest of their currency.</summary>
static class OpenInvoices
{
    public static async Task<ILookup<Guid, InvoiceSign>> Read(Store store, string which, object?[] ids, DateOnly asOf, CancellationToken cancel)
    {
        var invoices = await store.Questions.All($"SELECT account_id, id, number, coalesce(due_on, issued_on), amount_minor, amount_currency FROM invoices WHERE account_id IN ({which}) AND issued_on <= @{ids.Length} AND removed_at IS NULL ORDER BY 4, id",
            [.. ids, asOf], row => (Account: row.Id(0), Sign: new InvoiceSign(row.Id(1), row.Text(2)!, row.Day(3)!.Value, row.Money(4)!.Value)), cancel);
        var (own, loose) = (new Dictionary<Guid, long>(), new Dictionary<(Guid, Currency), long>());
        await store.Questions.All($"SELECT account_id, invoice_id, amount_minor, amount_currency, is_refund FROM payments WHERE account_id IN ({which}) AND paid_on <= @{ids.Length} AND removed_at IS NULL",
            [.. ids, asOf], row =>
        {
            var (account, amount, signed) = (row.Id(0), row.Money(2)!.Value, row.Flag(4) ? -row.Number(2) : row.Number(2));
            if (row.IdOrNull(1) is { } invoice) own[invoice] = own.GetValueOrDefault(invoice) + signed;
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

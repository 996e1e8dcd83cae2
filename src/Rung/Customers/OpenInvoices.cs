namespace Rung.Customers;

/// <summary>Money in or back for one invoice, or for none: minor units, less than zero where it went back.</summary>
public readonly record struct InvoicePaid(Guid? InvoiceId, Currency Currency, long Minor);

/// <summary>What is open of the invoices of one customer. Payments that name no invoice pay the oldest of their currency.</summary>
public static class OpenInvoices
{
    /// <param name="invoices">With their whole amount, the one due first first.</param>
    /// <param name="payments">All of the customer's.</param>
    public static IReadOnlyList<InvoiceSign> Of(IEnumerable<InvoiceSign> invoices, IEnumerable<InvoicePaid> payments)
    {
        var (own, loose) = (new Dictionary<Guid, long>(), new Dictionary<Currency, long>());
        foreach (var paid in payments)
        {
            if (paid.InvoiceId is { } invoice) own[invoice] = own.GetValueOrDefault(invoice) + paid.Minor;
            else loose[paid.Currency] = loose.GetValueOrDefault(paid.Currency) + paid.Minor;
        }

        var told = new List<InvoiceSign>();
        foreach (var sign in invoices)
        {
            var (open, currency) = (sign.Open.Minor - own.GetValueOrDefault(sign.Id), sign.Open.Currency);
            // A credit note is money that pays the next one.
            if (open < 0) loose[currency] = loose.GetValueOrDefault(currency) - open;
            var paid = Math.Clamp(loose.GetValueOrDefault(currency), 0, Math.Max(0, open));
            if (open > 0) loose[currency] = loose.GetValueOrDefault(currency) - paid;
            told.Add(sign with { Open = new(Math.Max(0, open - paid), currency) });
        }

        return told;
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Rung.Server.Customers.Book;

namespace Rung.Server.Tests.Customers;

/// <summary>Invoices that are not wholly paid, and how long they have been due.</summary>
public sealed class WhatIsToBePaid
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_was_given_back_of_an_invoice_is_to_be_paid_again(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "Varg" })).Id();
        var invoice = (await client.Enter("invoices", new { number = "INV-77", accountId = account, issuedOn = "2026-01-10", dueOn = "2026-02-10", amount = Usd(500_00) })).Id();
        await client.Enter("payments", new { accountId = account, invoiceId = invoice, paidOn = "2026-02-01", amount = Usd(500_00) });
        Assert.DoesNotContain("INV-77", await client.GetStringAsync("/invoices/due?lang=en"), StringComparison.Ordinal);

        await client.Enter("payments", new { accountId = account, invoiceId = invoice, paidOn = "2026-02-20", amount = Usd(123_00), isRefund = true });

        var page = await client.GetStringAsync("/invoices/due?lang=en&age=upto30");
        Assert.Contains("INV-77", page, StringComparison.Ordinal);
        Assert.Contains(">123<", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, DueAge.Ahead), InlineData(1, DueAge.Upto30), InlineData(30, DueAge.Upto30), InlineData(31, DueAge.Upto60), InlineData(60, DueAge.Upto60), InlineData(61, DueAge.Upto90), InlineData(90, DueAge.Upto90), InlineData(91, DueAge.Over90)]
    public void An_age_ends_with_its_last_day(int days, DueAge age) => Assert.Equal(age, DueInvoices.AgeOf(new DateOnly(2026, 3, 2).AddDays(-days), new(2026, 3, 2)));

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_refund_is_corrected_up_to_what_was_paid(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "Varg" })).Id();
        await client.Enter("payments", new { accountId = account, paidOn = "2026-02-01", amount = Usd(100_00) });
        var refund = await client.Enter("payments", new { accountId = account, paidOn = "2026-02-02", amount = Usd(60_00), isRefund = true });

        Assert.Equal(HttpStatusCode.OK, (await client.Patch("payments", refund, 1, new { amount = Usd(100_00) })).StatusCode);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_refund_is_held_against_what_the_payment_becomes_beside_it(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "Varg" })).Id();
        var payment = await client.Enter("payments", new { accountId = account, paidOn = "2026-02-01", amount = Usd(100_00) });
        var refund = await client.Enter("payments", new { accountId = account, paidOn = "2026-02-02", amount = Usd(60_00), isRefund = true });

        await client.Post("/api/v1/payments/bulk", new { each = new object[] { new { id = payment.Id(), set = new { amount = Usd(70_00) } }, new { id = refund.Id(), set = new { amount = Usd(80_00) } } } });

        var kept = await client.GetFromJsonAsync<JsonElement>($"/api/v1/payments/{refund.Id()}");
        Assert.Equal(60_00, kept.GetProperty("amount").GetProperty("minor").GetInt32());
    }

    static object Usd(int minor) => new { minor, currency = "USD" };
}

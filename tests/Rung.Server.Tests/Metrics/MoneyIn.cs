using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Customers;
using Rung.Server.Import;

namespace Rung.Server.Tests.Metrics;

/// <summary>Invoices, payments and refunds by API and by file: what cannot be is refused by name and said to whoever sent it.</summary>
public sealed class MoneyIn : IDisposable
{
    const string Map = """
        source: bank
        currency: USD
        zone: UTC
        files:
          - { file: accounts.csv, record: account, id: Id, fields: { name: Name } }
          - { file: invoices.csv, record: invoice, id: Id, fields: { number: Number, accountId: Account, issuedOn: Day, amount: { column: Amount, currency: USD } } }
          - { file: payments.csv, record: payment, id: Id, fields: { accountId: Account, invoiceId: Invoice, paidOn: Day, amount: { column: Amount, currency: USD }, isRefund: Back } }
        """;

    readonly string folder = Directory.CreateTempSubdirectory("rung-money-").FullName;

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_refund_above_the_payments_is_refused_however_it_is_tried(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "Varg" })).Id();
        await client.Enter("payments", new { accountId = account, paidOn = "2026-02-01", amount = Usd(100) });

        Assert.Equal(("refund-above-payments", "amount"), await Refused(client, new { accountId = account, paidOn = "2026-02-02", amount = Usd(101), isRefund = true }));

        var refund = await client.PostAsJsonAsync("/api/v1/payments", new { accountId = account, paidOn = "2026-02-02", amount = Usd(60), isRefund = true });
        Assert.Equal(HttpStatusCode.Created, refund.StatusCode);
        Assert.Equal(("refund-above-payments", "amount"), await Refused(client, new { accountId = account, paidOn = "2026-02-03", amount = Usd(41), isRefund = true }));
        var amend = new HttpRequestMessage(HttpMethod.Patch, refund.Headers.Location) { Content = JsonContent.Create(new { amount = Usd(101) }) };
        amend.Headers.TryAddWithoutValidation("If-Match", refund.Headers.ETag!.ToString());
        Assert.Equal(("refund-above-payments", "amount"), await Named(await client.SendAsync(amend)));
    }

    [Fact]
    public async Task A_negative_payment_and_an_unknown_invoice_are_refused_by_name()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "Varg" })).Id();

        Assert.Equal(("out-of-range", "amount"), await Refused(client, new { accountId = account, paidOn = "2026-02-01", amount = Usd(-1) }));
        Assert.Equal(("names-no-record", "invoiceId"), await Refused(client, new { accountId = account, invoiceId = Guid.CreateVersion7(), paidOn = "2026-02-01", amount = Usd(1) }));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task An_import_lists_every_row_that_cannot_be_and_takes_in_the_others(Database database)
    {
        await using var house = await House.Open(database);
        await File.WriteAllTextAsync(Path.Combine(folder, "accounts.csv"), "Id,Name\nA,Varg\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "invoices.csv"), "Id,Number,Account,Day,Amount\nI,1,A,2026-01-01,100.00\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "payments.csv"), "Id,Account,Invoice,Day,Amount,Back\n1,A,I,2026-01-02,100.00,false\n2,A,I,2026-01-03,30.00,true\n3,A,I,2026-01-04,70.01,true\n4,A,,2026-01-05,-5.00,false\n5,A,X,2026-01-06,5.00,false\n");

        var told = (await house.Services.GetRequiredService<Importer>().Run(house.Founder, new(folder, Map, false), default)).Value;

        Assert.Equal((2L, 3L), (told.Files[2].Entered, told.Files[2].Rejected));
        Assert.Equal(["refund-above-payments", "out-of-range", "names-nothing"], told.Rejected.Select(r => r.Refusal));
        await using var db = house.Store.Open();
        Assert.Equal(7_000, (await db.Set<Payment>().ToListAsync()).Sum(p => p.IsRefund ? -p.Amount.Minor : p.Amount.Minor));
    }

    static async Task<(string?, string?)> Refused(HttpClient client, object payment) => await Named(await client.PostAsJsonAsync("/api/v1/payments", payment));

    static async Task<(string?, string?)> Named(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (problem.Text("title"), problem.Text("field"));
    }

    static object Usd(long minor) => new { minor, currency = "USD" };

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

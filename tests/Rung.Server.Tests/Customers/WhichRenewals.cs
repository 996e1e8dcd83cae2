using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Customers;

/// <summary>Which renewals a list holds, and in whose book they are.</summary>
public sealed class WhichRenewals
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_term_is_due_by_its_own_notice_and_not_by_the_longest_of_others(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await Customer(client, "Long notice", "2026-06-15", 90);
        await Customer(client, "No notice", "2026-05-15", 0);

        var (month, quarter) = (await client.GetFromJsonAsync<JsonElement>("/api/v1/renewals?within=30"), await client.GetFromJsonAsync<JsonElement>("/api/v1/renewals?within=90"));

        Assert.Equal(["Long notice"], Accounts(month));
        Assert.Equal(["Long notice", "No notice"], Accounts(quarter));
        Assert.Equal(1, (await client.GetFromJsonAsync<JsonElement>("/api/v1/book-of-business?within=30")).GetProperty("due").GetProperty("renewals").GetInt32());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_renewal_is_whose_sale_it_is_and_till_then_whose_customer(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (keeper, seller) = (await client.Enter("people", new { name = "Kim" }), await client.Enter("people", new { name = "Sid" }));
        await Customer(client, "Varg", "2026-05-01", 30, keeper.Id());
        async Task<IEnumerable<string?>> Of(JsonElement person) => Accounts(await client.GetFromJsonAsync<JsonElement>("/api/v1/renewals?owner=" + person.Id()));
        Assert.Equal((1, 0), ((await Of(keeper)).Count(), (await Of(seller)).Count()));

        var term = (await client.GetFromJsonAsync<JsonElement>("/api/v1/subscriptions")).GetProperty("items")[0].Id();
        await client.Post($"/api/v1/subscriptions/{term}/open-renewal", new { accountableId = seller.Id() });

        Assert.Equal((0, 1), ((await Of(keeper)).Count(), (await Of(seller)).Count()));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_begins_later_brings_nothing_yet(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await Customer(client, "Varg", "2026-05-01", 30);
        await client.Enter("subscriptions", new { accountId = (await client.GetFromJsonAsync<JsonElement>("/api/v1/accounts")).GetProperty("items")[0].Id(), plan = "More", startsOn = "2026-04-01", billing = "month", price = new { minor = 500_00, currency = "USD" } });

        Assert.Equal("""{"USD":120000}""", (await client.GetFromJsonAsync<JsonElement>("/api/v1/book-of-business")).GetProperty("yearly").GetRawText());
    }

    static IEnumerable<string?> Accounts(JsonElement renewals) => renewals.GetProperty("lines").EnumerateArray().Select(l => l.Text("account")).Order(StringComparer.Ordinal);

    static async Task Customer(HttpClient client, string name, string endsOn, int noticeDays, string? owner = null)
    {
        var account = (await client.Enter("accounts", new { name, accountableId = owner })).Id();
        await client.Enter("subscriptions", new { accountId = account, plan = "P", startsOn = "2025-05-01", endsOn, noticeDays, termMonths = 12, billing = "year", price = new { minor = 1_200_00, currency = "USD" } });
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Customers;

namespace Rung.Server.Tests.Customers;

/// <summary>The sale of the next term and its subscription are one thread, whichever end is pulled.</summary>
public sealed class RenewalThread
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_renewal_is_opened_ahead_of_its_notice_date_by_the_companys_rule_and_once(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var keeper = await client.Enter("people", new { name = "Sara" });
        var account = await client.Enter("accounts", new { name = "Varg Steel", accountableId = keeper.Id() });
        // Notice by 11 April; 30 days ahead of that is 12 March. Today is 2 March.
        var term = await Term(client, account, "2026-05-11", noticeDays: 30);
        await Term(client, account, "2026-05-11", noticeDays: 30, termMonths: 1);
        await Term(client, await client.Enter("accounts", new { name = "Ally", relation = "partner" }), "2026-04-01");

        await Round(house);
        Assert.Empty(await Renewals(client));
        house.Clock.Advance(TimeSpan.FromDays(10));
        await Round(house);
        await Round(house);

        var renewal = Assert.Single(await Renewals(client));
        Assert.Equal((term.Id(), "2026-04-11", keeper.Id()), (renewal.Text("subscriptionId"), renewal.Text("closeOn"), renewal.Text("accountableId")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_was_decided_or_removed_is_not_opened_again_within_its_term(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        await Term(client, account, "2026-03-20");
        await Round(house);
        await client.DeleteAsync($"/api/v1/opportunities/{(await Renewals(client))[0].Id()}");

        await Round(house);
        Assert.Empty(await Renewals(client));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Winning_the_renewal_begins_the_next_term_at_what_was_agreed(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var term = await Term(client, await client.Enter("accounts", new { name = "Varg Steel" }), "2026-03-20");
        var sale = await client.Post($"/api/v1/subscriptions/{term.Id()}/open-renewal", new { });

        await client.Post($"/api/v1/opportunities/{sale.Id()}/win", new { value = Usd(1_500_00) });

        var after = await client.Get("subscriptions", term);
        Assert.Equal(("2027-03-20", 125_00), (after.Text("endsOn"), after.GetProperty("price").GetProperty("minor").GetInt32()));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Renewing_the_subscription_wins_the_sale_that_is_open_and_begins_one_term(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var term = await Term(client, await client.Enter("accounts", new { name = "Varg Steel" }), "2026-03-20");
        var sale = await client.Post($"/api/v1/subscriptions/{term.Id()}/open-renewal", new { });

        var after = await client.Post($"/api/v1/subscriptions/{term.Id()}/renew", new { price = Usd(110_00) });

        var won = await client.Get("opportunities", sale);
        Assert.Equal(("2027-03-20", "won", 1_320_00), (after.Text("endsOn"), won.Text("stageKind"), won.GetProperty("value").GetProperty("minor").GetInt32()));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Losing_the_renewal_records_who_left_when_it_was_decided_and_when_it_takes_effect(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        var term = await Term(client, account, "2026-03-20");
        var sale = await client.Post($"/api/v1/subscriptions/{term.Id()}/open-renewal", new { });

        var answer = await client.PostAsJsonAsync($"/api/v1/opportunities/{sale.Id()}/lose", new { reason = "Sold the fleet" });

        var left = Assert.Single(await All(client, "churn-events"));
        Assert.Equal(("logo", "2026-03-02", "2026-03-20", "Sold the fleet"), (left.Text("type"), left.Text("decidedOn"), left.Text("effectiveOn"), left.Text("reason")));
        Assert.NotEqual(JsonValueKind.Null, (await client.Get("subscriptions", term)).GetProperty("cancelledAt").ValueKind);

        await client.Post($"/api/v1/decisions/{answer.Decision()}/undo", new { });
        Assert.Empty(await All(client, "churn-events"));
        Assert.Equal("open", (await client.Get("opportunities", sale)).Text("stageKind"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_customer_who_keeps_another_subscription_stays_with_less(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        var (given, _) = (await Term(client, account, "2026-03-20"), await Term(client, account, "2026-12-31"));

        await client.Post($"/api/v1/subscriptions/{given.Id()}/cancel", new { effective = "2026-03-20", reason = "One site closed" });

        Assert.Equal("seat", Assert.Single(await All(client, "churn-events")).Text("type"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Cancelling_loses_the_sale_that_is_open_and_asks_for_the_reason(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var term = await Term(client, await client.Enter("accounts", new { name = "Varg Steel" }), "2026-03-20");
        var sale = await client.Post($"/api/v1/subscriptions/{term.Id()}/open-renewal", new { });

        var without = await client.PostAsJsonAsync($"/api/v1/subscriptions/{term.Id()}/cancel", new { effective = "2026-03-20" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "missing"), (without.StatusCode, await without.Problem()));
        Assert.Equal(JsonValueKind.Null, (await client.Get("subscriptions", term)).GetProperty("cancelledAt").ValueKind);

        await client.Post($"/api/v1/subscriptions/{term.Id()}/cancel", new { effective = "2026-03-20", reason = "price" });
        var lost = await client.Get("opportunities", sale);
        Assert.Equal(("lost", "price"), (lost.Text("stageKind"), lost.Text("lossReason")));
        Assert.Single(await All(client, "churn-events"));
    }

    static object Usd(long minor) => new { minor, currency = "USD" };

    static Task<int> Round(House house) => house.Services.GetRequiredService<RenewalRounds>().Run(CancellationToken.None);

    static Task<JsonElement> Term(HttpClient client, JsonElement account, string endsOn, int noticeDays = 0, int termMonths = 12) => client.Enter("subscriptions", new
    {
        accountId = account.Id(), plan = "Team", startsOn = DateOnly.Parse(endsOn, System.Globalization.CultureInfo.InvariantCulture).AddYears(-1), endsOn, termMonths, noticeDays, billing = "month", price = Usd(100_00),
    });

    static async Task<JsonElement[]> Renewals(HttpClient client) => [.. (await All(client, "opportunities")).Where(o => o.Text("type") == "renewal")];

    static async Task<JsonElement[]> All(HttpClient client, string kinds) => [.. (await client.GetFromJsonAsync<JsonElement>($"/api/v1/{kinds}?limit=100")).GetProperty("items").EnumerateArray()];
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Opportunities;

public class OpportunityOverHttp
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Winning_makes_the_account_a_customer_in_the_same_stroke(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        var deal = await client.Enter("opportunities", new { name = "Visibility", accountId = account.Id(), amount = new { minor = 2_470_000, currency = "USD" } });
        Assert.Equal("open", deal.GetProperty("stageKind").GetString());

        var won = await client.Post($"/api/v1/opportunities/{deal.Id()}/win", new { });

        Assert.Equal("won", won.GetProperty("stageKind").GetString());
        Assert.Equal(2_470_000, won.GetProperty("value").GetProperty("minor").GetInt64());
        var customer = await client.GetFromJsonAsync<JsonElement>($"/api/v1/accounts/{account.Id()}");
        Assert.NotEqual(JsonValueKind.Null, customer.GetProperty("customerSince").ValueKind);
        var history = await client.GetFromJsonAsync<JsonElement>($"/api/v1/opportunities/{deal.Id()}/history");
        Assert.Equal(["opportunity-recorded", "opportunity-won"], history.GetProperty("items").EnumerateArray().Select(l => l.GetProperty("name").GetString()));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_change_on_an_old_version_is_answered_with_what_is_there_now(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var deal = await client.Enter("opportunities", new { name = "Visibility" });

        Assert.Equal(HttpStatusCode.OK, (await client.Patch("opportunities", deal, 1, new { name = "First" })).StatusCode);
        var late = await client.Patch("opportunities", deal, 1, new { name = "Second" });

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        var problem = await late.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("/problems/changed-meanwhile", problem.GetProperty("type").GetString());
        Assert.Equal("First", problem.GetProperty("current").GetProperty("name").GetString());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_same_request_twice_does_nothing_twice(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k1");

        var first = await client.Enter("accounts", new { name = "Once" });
        var second = await client.Enter("accounts", new { name = "Once" });

        Assert.Equal(first.Id(), second.Id());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Pages_follow_one_another_without_gap_or_overlap_whatever_the_order(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        for (var i = 0; i < 23; i++)
            await client.Enter("opportunities", i % 3 == 0 ? new { name = "D" + i } : (object)new { name = "D" + i, closeOn = $"2026-0{1 + i % 5}-01", amount = new { minor = i % 4, currency = "USD" } });

        foreach (var sort in (string[])["id", "-id", "closeOn", "-closeOn", "amount", "-amount", "name", "-stageEnteredAt"])
        {
            var seen = new List<string>();
            string? after = null;
            do
            {
                var page = await client.GetFromJsonAsync<JsonElement>($"/api/v1/opportunities?limit=4&sort={sort}" + (after is null ? "" : "&after=" + after));
                seen.AddRange(page.GetProperty("items").EnumerateArray().Select(r => r.Id()));
                after = page.GetProperty("next").GetString();
            }
            while (after is not null);
            Assert.Equal(23, seen.Count);
            Assert.Equal(23, seen.Distinct().Count());
        }
    }
}

using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Api;

/// <summary>Who decides is answered with the record as it was decided, without its being read again.</summary>
public sealed class AnswersToDecisions
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_a_decision_answers_is_byte_for_byte_what_reading_gives(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "Gullfoss Bröd 华夏", relation = "partner", employees = 12, revenue = new { minor = 12_345, currency = "SEK" }, idealFit = true })).Id();
        var stages = (await client.GetFromJsonAsync<JsonElement>("/api/v1/stages?kind=open&sort=rank")).GetProperty("items").EnumerateArray().Select(s => s.Id()).ToList();

        var entered = await client.PostAsJsonAsync("/api/v1/opportunities", new
        {
            name = "A \"deal\" <of> ours", accountId = account, amount = new { minor = 700_000, currency = "EUR" }, closeOn = "2026-12-01", type = "expansion", idealFit = false,
            nextStep = "call", nextStepAt = "1999-03-04T10:11:12.1234567+02:00", description = "two\nlines", custom = """{"b":1,"a":[true,null]}""",
        });
        var path = entered.Headers.Location!.ToString();
        await Same(client, path, entered);
        house.Clock.Advance(TimeSpan.FromTicks(11_234_567));
        await Same(client, path, await client.PostAsJsonAsync(path + "/move", new { stageId = stages[1] }));
        await Same(client, path, await client.PostAsJsonAsync(path + "/plan", new { nextStep = "write", at = "2026-03-04T10:11:12.9999999Z" }));
        await Same(client, path, await client.PostAsJsonAsync(path + "/win", new { }));
        await Same(client, path, await client.DeleteAsync(path));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_changes_nothing_answers_with_what_is_there(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Gullfoss" });
        await Same(client, "/api/v1/accounts/" + account.Id(), await client.Patch("accounts", account, 1, new { name = "Gullfoss" }));
        await Same(client, "/api/v1/accounts/" + account.Id(), await client.Patch("accounts", account, 1, new { name = "Gullfoss 2" }));
    }

    static async Task Same(HttpClient client, string path, HttpResponseMessage answer)
    {
        var told = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, told);
        var read = await client.GetAsync(path);
        Assert.Equal(await read.Content.ReadAsStringAsync(), told);
        Assert.Equal(read.Headers.ETag, answer.Headers.ETag);
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Desk;

namespace Rung.Server.Tests.Api;

/// <summary>A bulk change sent again under its key: the same answer, nothing done twice, and what was cut off goes on.</summary>
public sealed class AManyfoldChangeSentAgain
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Is_answered_again_and_leaves_what_others_did_since(Database database)
    {
        await using var house = await House.Open(database);
        var (client, keyed) = (house.ClientOf(house.Founder), house.Keyed("k1"));
        var ids = new List<string>();
        for (var i = 0; i < 3; i++) ids.Add((await client.Enter("accounts", new { name = $"A{i}" })).Id());
        await client.DeleteAsync($"/api/v1/accounts/{ids[2]}");
        var ask = new { ids, set = new { city = "Oslo" } };
        var first = await keyed.Post("/api/v1/accounts/bulk", ask);
        await client.Patch("accounts", await client.Read("accounts", ids[0]), 2, new { city = "Bergen" });

        var again = await keyed.PostAsJsonAsync("/api/v1/accounts/bulk", ask);

        Assert.Equal(first.GetRawText(), await again.Content.ReadAsStringAsync());
        Assert.Equal(2, first.GetProperty("changed").GetInt32());
        Assert.Equal("true", again.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal("Bergen", (await client.Read("accounts", ids[0])).Text("city"));
        Assert.Equal("key-used-for-another-request", await (await keyed.PostAsJsonAsync("/api/v1/accounts/bulk", ask with { set = new { city = "Bergen" } })).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Finds_what_it_chose_nowhere_and_touches_nothing_that_came_since(Database database)
    {
        await using var house = await House.Open(database);
        var (client, keyed) = (house.ClientOf(house.Founder), house.Keyed("k1"));
        var ask = new { query = "city=Oslo", set = new { city = "Bergen" } };
        await keyed.Post("/api/v1/accounts/bulk", ask);
        var later = await client.Enter("accounts", new { name = "Later", city = "Oslo" });

        await keyed.Post("/api/v1/accounts/bulk", ask);

        Assert.Equal("Oslo", (await client.Get("accounts", later)).Text("city"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public Task Goes_on_where_it_was_cut_off(Database database) => CutOff(database, byQuery: false);

    [Theory, ClassData(typeof(OnBothDatabases))]
    public Task Goes_on_with_what_its_query_would_show_no_more(Database database) => CutOff(database, byQuery: true);

    static async Task CutOff(Database database, bool byQuery)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var ids = (await Many(house, 700)).Order().ToArray();
        // One in the second part is refused, for nobody is their own parent: as that is put into words, the node goes away.
        var set = JsonSerializer.SerializeToElement(new { country = "Norway", parentId = ids[600] });
        var ask = new BulkAsk(byQuery ? null : ids, byQuery ? "country=Sweden" : null, set, null, null, null);
        var call = new Call(house.Founder, "bulk.run") { Repeatable = ("k1", "the same") };
        await Assert.ThrowsAsync<InvalidOperationException>(() => Run(house, call, ask, _ => throw new InvalidOperationException("The node went away.")));
        await client.Patch("accounts", await client.Read("accounts", ids[0].ToString()), 2, new { country = "Sweden" });

        var told = (await Run(house, call, ask, r => r.Name)).Value.Told;

        Assert.Equal((699, 1), (told.Changed, told.RefusedInAll));
        Assert.Equal("Sweden", (await client.Read("accounts", ids[0].ToString())).Text("country"));
        await using var db = house.Store.Open();
        Assert.Equal(699, await db.Journal.CountAsync(j => j.BatchId == told.BatchId));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task At_once_with_its_twin_shares_the_work(Database database)
    {
        await using var house = await House.Open(database);
        await Many(house, 1100);
        var keyed = house.Keyed("k1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => keyed.Post("/api/v1/accounts/bulk", new { query = "country=Sweden", set = new { country = "Norway" } })));

        Assert.Single(answers.Select(a => a.GetRawText()).Distinct());
        Assert.Equal(1100, answers[0].GetProperty("changed").GetInt32());
        await using var db = house.Store.Open();
        var batch = Guid.Parse(answers[0].Text("batchId")!);
        Assert.Equal(1100, await db.Journal.CountAsync(j => j.BatchId == batch));
    }

    static Task<Outcome<BulkSoFar>> Run(House house, Call call, BulkAsk ask, Func<Refusal, string> words) =>
        house.Services.GetRequiredService<Bulk>().Run(call, house.Services.GetRequiredService<Rung.Server.Database.Schema>()[typeof(Account)], ask, Standpoint.Nowhere, words, TestContext.Current.CancellationToken);

    static async Task<Guid[]> Many(House house, int many)
    {
        var answers = await house.Desk.DecideMany(new(house.Founder, "account.record"), [.. Enumerable.Range(0, many).Select(i => (Func<Docket, Task<Rung.Records.Record>>)(docket =>
            Entering.Enter(docket, typeof(Account), new Dictionary<string, object?> { ["name"] = $"A{i}", ["country"] = "Sweden" })))]);
        return [.. answers.Select(a => a.Value.RecordId)];
    }
}

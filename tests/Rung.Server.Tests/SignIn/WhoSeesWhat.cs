using System.Net;
using System.Text.Json;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

public class WhoSeesWhat
{
    static readonly Permits Seller = Permissions.Of(["ae"]);

    [Fact]
    public void Every_kind_of_record_says_what_it_belongs_to()
    {
        var told = Belongings.All.Keys.Concat(Belongings.House).ToList();

        Assert.Empty(Kinds.All.Except(told).Select(k => k.Name));
        Assert.Equal(told.Count, told.Distinct().Count());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_seller_who_sees_their_own_finds_it_in_lists_and_search_and_nothing_else(Database database)
    {
        await using var house = await House.Open(database);
        var (ada, ben) = await Sellers(house);

        Assert.Equal(["Lumen"], await Names(ada, "accounts"));
        Assert.Equal(["Lumen deal"], await Names(ada, "opportunities"));
        await house.CatchUp();
        Assert.Equal(["Lumen", "Lumen deal"], (await ada.GetFromJsonAsync<JsonElement>("/api/v1/search?q=deal&kind=opportunity")).GetProperty("items").EnumerateArray().Concat((await ada.GetFromJsonAsync<JsonElement>("/api/v1/search?q=lumen&kind=account")).GetProperty("items").EnumerateArray()).Select(i => i.Text("title")).Order(StringComparer.Ordinal));
        Assert.Empty((await ben.GetFromJsonAsync<JsonElement>("/api/v1/search?q=lumen")).GetProperty("items").EnumerateArray());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Handing_over_takes_nobodys_sight_away(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var (ada, ben) = await Sellers(house);
        var lumen = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/accounts?name=Lumen")).GetProperty("items")[0];
        var deal = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/opportunities?name=Lumen%20deal")).GetProperty("items")[0];
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync($"/api/v1/opportunities/{deal.Id()}")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await founder.Patch("opportunities", deal, 1, new { accountableId = Person(ben) })).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync($"/api/v1/opportunities/{deal.Id()}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ben.GetAsync($"/api/v1/opportunities/{deal.Id()}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ben.GetAsync($"/api/v1/accounts/{lumen.Id()}")).StatusCode);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_day_a_leak_list_and_a_hand_off_show_what_is_ones_own(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var (ada, ben) = await Sellers(house);
        var lumen = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/opportunities?name=Lumen%20deal")).GetProperty("items")[0];
        house.Clock.Advance(TimeSpan.FromDays(60));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), ((await ada.GetAsync("/today?person=" + Person(ada))).StatusCode, (await ada.GetAsync("/today?person=" + Person(ben))).StatusCode));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), ((await ada.GetAsync("/handoffs/new?opportunityId=" + lumen.Id())).StatusCode, (await ben.GetAsync("/handoffs/new?opportunityId=" + lumen.Id())).StatusCode));
        foreach (var page in new[] { "/today", "/leaks?whose=all", "/team", "/handoffs?whose=all", "/people", "/engagement" })
        {
            Assert.Equal(HttpStatusCode.OK, (await ben.GetAsync(page)).StatusCode);
            Assert.DoesNotContain("Lumen", await ben.GetStringAsync(page), StringComparison.Ordinal);
        }

        Assert.Contains("Lumen deal", await ada.GetStringAsync("/leaks"), StringComparison.Ordinal);
        Assert.Equal(["Varg deal"], (await ben.GetFromJsonAsync<JsonElement>("/api/v1/leaks")).GetProperty("items").EnumerateArray().Select(l => l.Text("name")).Distinct());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_is_not_seen_is_not_there_for_pages_verbs_and_references(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var (ada, ben) = await Sellers(house);
        var lumen = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/accounts?name=Lumen")).GetProperty("items")[0];
        var deal = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/opportunities?name=Lumen%20deal")).GetProperty("items")[0];

        foreach (var path in (string[])[$"/api/v1/accounts/{lumen.Id()}", $"/api/v1/accounts/{lumen.Id()}/history", $"/accounts/{lumen.Id()}", $"/accounts/{lumen.Id()}/edit", $"/accounts/{lumen.Id()}/changes", $"/ui/history/account/{lumen.Id()}/accountableId"])
            Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync(path)).StatusCode);
        Assert.Equal("not-found", Word(await ben.PostAsJsonAsync($"/api/v1/opportunities/{deal.Id()}/lose", new { reason = "price" })));
        Assert.Equal("names-no-record", Word(await ben.PostAsJsonAsync("/api/v1/activities", new { accountId = lumen.Id(), type = "note", subject = "Peeping" })));
        Assert.Equal("sees-only-part", Word(await ben.GetAsync("/api/v1/retention")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_likely_duplicate_that_is_not_seen_names_only_whom_to_ask(Database database)
    {
        await using var house = await House.Open(database);
        var (_, ben) = await Sellers(house);
        await house.CatchUp();

        var found = (await ben.GetFromJsonAsync<JsonElement>("/api/v1/accounts/duplicates?name=Lumen")).GetProperty("items");

        Assert.Equal((1, true, "", "Ada"), (found.GetArrayLength(), found[0].GetProperty("isHidden").GetBoolean(), found[0].Text("title"), found[0].Text("ask")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_rule_for_a_role_narrows_whoever_holds_it_and_the_widest_role_counts(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var (manager, seller) = (await founder.Enter("people", new { name = "Mona" }), await founder.Enter("people", new { name = "Sid" }));
        await founder.Enter("role-assignments", new { personId = seller.Id(), role = "ae", startsOn = "2026-01-01", managerId = manager.Id() });
        await founder.Enter("role-assignments", new { personId = manager.Id(), role = "salesManager", startsOn = "2026-01-01" });
        Assert.Null(await SightOf(house, seller));

        await founder.Enter("sight-rules", new { role = "ae", reach = "own" });
        await founder.Enter("sight-rules", new { role = "salesManager", reach = "team" });

        Assert.Equal([Guid.Parse(seller.Id())], (await SightOf(house, seller))!.People);
        Assert.Equal([Guid.Parse(manager.Id()), Guid.Parse(seller.Id())], (await SightOf(house, manager))!.People);
        await founder.Enter("role-assignments", new { personId = seller.Id(), role = "salesOps", startsOn = "2026-01-01" });
        Assert.Null(await SightOf(house, seller));
        Assert.Equal("founder-sees-all", Word(await founder.PostAsJsonAsync("/api/v1/sight-rules", new { role = "founder", reach = "own" })));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Pay_is_read_by_those_who_may_and_by_nobody_else(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var person = await founder.Enter("people", new { name = "Sid" });
        var role = await founder.Enter("role-assignments", new { personId = person.Id(), role = "ae", startsOn = "2026-01-01", basePay = new { minor = 7_777_700, currency = "USD" } });
        var seller = house.ClientOf(new Actor(new(Guid.Parse(person.Id())), "Sid", Seller));

        Assert.Contains("7777700", await founder.GetStringAsync($"/api/v1/role-assignments/{role.Id()}"), StringComparison.Ordinal);
        foreach (var path in (string[])["", "/" + role.Id()]) Assert.DoesNotContain("7777700", await seller.GetStringAsync("/api/v1/role-assignments" + path), StringComparison.Ordinal);
        foreach (var path in (string[])["?sort=basePay", "?basePay.gt=1", "?fields=basePay", "?filter={\"field\":\"basePay\",\"op\":\"gt\",\"value\":1}", $"/{role.Id()}/history"])
            Assert.Equal(HttpStatusCode.Forbidden, (await seller.GetAsync("/api/v1/role-assignments" + path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await seller.GetAsync($"/ui/history/role-assignment/{role.Id()}/basePay")).StatusCode);

        var cost = await founder.Enter("costs", new { monthOn = "2026-01-01", personId = person.Id(), @class = "sales", amount = new { minor = 6_666_600, currency = "USD" } });
        Assert.Contains("6666600", await founder.GetStringAsync($"/api/v1/costs/{cost.Id()}"), StringComparison.Ordinal);
        foreach (var path in (string[])["", "/" + cost.Id()]) Assert.DoesNotContain("6666600", await seller.GetStringAsync("/api/v1/costs" + path), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await seller.GetAsync("/api/v1/costs?sort=amount")).StatusCode);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_others_did_is_taken_back_only_by_those_who_may_change_it(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var rule = await founder.PostAsJsonAsync("/api/v1/sight-rules", new { role = "ae", reach = "own" });
        var seller = house.ClientOf(new Actor(new(Guid.Parse((await founder.Enter("people", new { name = "Sid" })).Id())), "Sid", Seller));

        Assert.Equal(HttpStatusCode.Forbidden, (await seller.PostAsync($"/api/v1/decisions/{rule.Decision()}/undo", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await founder.PostAsync($"/api/v1/decisions/{rule.Decision()}/undo", null)).StatusCode);
    }

    static readonly System.Runtime.CompilerServices.ConditionalWeakTable<HttpClient, string> People = [];

    internal static void Knows(HttpClient seller, string person) => People.Add(seller, person);

    internal static string Person(HttpClient seller) => People.TryGetValue(seller, out var id) ? id : "";

    /// <summary>Ada answers for Lumen and its deal, Ben for Varg; each sees only their own.</summary>
    internal static async Task<(HttpClient Ada, HttpClient Ben)> Sellers(House house)
    {
        var founder = house.ClientOf(house.Founder);
        var clients = new List<HttpClient>();
        foreach (var (name, company) in ((string, string)[])[("Ada", "Lumen"), ("Ben", "Varg")])
        {
            var person = await founder.Enter("people", new { name });
            var account = await founder.Enter("accounts", new { name = company, accountableId = person.Id() });
            await founder.Enter("opportunities", new { name = company + " deal", accountId = account.Id(), accountableId = person.Id() });
            var client = house.ClientOf(new Actor(new(Guid.Parse(person.Id())), name, Seller) { Sight = new([Guid.Parse(person.Id())]) });
            People.Add(client, person.Id());
            clients.Add(client);
        }

        return (clients[0], clients[1]);
    }

    internal static async Task<IEnumerable<string?>> Names(HttpClient client, string kinds) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/v1/{kinds}")).GetProperty("items").EnumerateArray().Select(i => i.Text("name"));

    static async Task<Sight?> SightOf(House house, JsonElement person) =>
        (await house.Services.GetRequiredService<Standings>().Of(Guid.Parse(person.Id()), default))!.Actor.Sight;

    internal static string Word(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>().Result.GetProperty("type").GetString()!.Split('/', ':', '#')[^1];
}

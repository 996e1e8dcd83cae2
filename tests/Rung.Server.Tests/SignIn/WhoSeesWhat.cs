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
    public async Task Figures_and_books_are_of_what_is_seen_and_say_so(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var (ada, ben) = await Sellers(house);
        foreach (var account in (await founder.GetFromJsonAsync<JsonElement>("/api/v1/accounts")).GetProperty("items").EnumerateArray())
        {
            await founder.Enter("subscriptions", new { accountId = account.Id(), startsOn = "2025-04-01", endsOn = "2026-04-01", termMonths = 12, billing = "year", price = new { minor = 900_00, currency = "USD" } });
            await founder.Enter("invoices", new { accountId = account.Id(), number = account.Text("name") + "-1", issuedOn = "2026-01-01", dueOn = "2026-01-31", amount = new { minor = 900_00, currency = "USD" } });
            // Ben is to talk with Ada's customer and still does not see it.
            await founder.Enter("check-ins", new { accountId = account.Id(), dueOn = "2026-02-20", accountableId = Person(ben) });
            await founder.Enter("onboardings", new { accountId = account.Id(), startsOn = "2026-02-02" });
        }

        await house.CatchUp();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var known = "?knownAt=" + Uri.EscapeDataString(house.Clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var path in (string[])["/api/v1/book-of-business", "/api/v1/renewals"])
        {
            Assert.Equal(["Lumen"], (await ada.GetFromJsonAsync<JsonElement>(path)).GetProperty("lines").EnumerateArray().Select(l => l.Text("account")));
            Assert.Equal(2, (await founder.GetFromJsonAsync<JsonElement>(path)).GetProperty("lines").GetArrayLength());
        }

        foreach (var asked in (string[])["", "?asOf=2026-03-02", "?asOf=2026-03-02&by=owner", known])
        {
            Assert.Equal(1, (await ada.GetFromJsonAsync<JsonElement>("/api/v1/metrics" + asked)).GetProperty("opportunities").GetProperty("total").GetInt32());
            Assert.Equal(2, (await founder.GetFromJsonAsync<JsonElement>("/api/v1/metrics" + asked)).GetProperty("opportunities").GetProperty("total").GetInt32());
        }

        Assert.Equal((1, 2), (Due(await ada.GetFromJsonAsync<JsonElement>("/api/v1/coverage")), Due(await founder.GetFromJsonAsync<JsonElement>("/api/v1/coverage"))));
        foreach (var page in (string[])["/customers?owner=all", "/renewals?owner=all", "/invoices/due", "/care", "/onboardings", "/reports/rows", "/reports/pipeline", "/reports"])
        {
            var asked = page + (page.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=en";
            var (hers, theirs) = (await ada.GetStringAsync(asked), await founder.GetStringAsync(asked));
            Assert.Contains("Of the records you see", hers, StringComparison.Ordinal);
            Assert.DoesNotContain("Of the records you see", theirs, StringComparison.Ordinal);
            Assert.DoesNotContain("Varg", hers, StringComparison.Ordinal);
            if (page is "/reports/pipeline" or "/reports") continue;
            Assert.Contains("Lumen", hers, StringComparison.Ordinal);
            Assert.Contains("Varg", theirs, StringComparison.Ordinal);
        }

        var menu = await ada.GetStringAsync("/customers?lang=en");
        foreach (var whole in (string[])["/ladder", "/surveys", "/changes"]) Assert.DoesNotContain($"href=\"{whole}\"", menu, StringComparison.Ordinal);
        Assert.DoesNotContain("/reports/retention", await ada.GetStringAsync("/reports"), StringComparison.Ordinal);
        var check = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/check-ins?accountId=" + (await founder.GetFromJsonAsync<JsonElement>("/api/v1/accounts?name=Lumen")).GetProperty("items")[0].Id())).GetProperty("items")[0];
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), ((await ada.GetAsync($"/check-ins/{check.Id()}/review")).StatusCode, (await ben.GetAsync($"/check-ins/{check.Id()}/review")).StatusCode));

        static int Due(JsonElement coverage) => coverage.GetProperty("figures").GetProperty("onTime").GetProperty("n").GetInt32();
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

    static string Person(HttpClient seller) => People.TryGetValue(seller, out var id) ? id : "";

    /// <summary>Ada answers for Lumen and its deal, Ben for Varg; each sees only their own.</summary>
    static async Task<(HttpClient Ada, HttpClient Ben)> Sellers(House house)
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

    static async Task<IEnumerable<string?>> Names(HttpClient client, string kinds) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/v1/{kinds}")).GetProperty("items").EnumerateArray().Select(i => i.Text("name"));

    static async Task<Sight?> SightOf(House house, JsonElement person) =>
        (await house.Services.GetRequiredService<Standings>().Of(Guid.Parse(person.Id()), default))!.Actor.Sight;

    static string Word(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>().Result.GetProperty("type").GetString()!.Split('/', ':', '#')[^1];
}

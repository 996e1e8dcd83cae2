using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Server.Desk;
using Rung.Server.Work;

namespace Rung.Server.Tests.Search;

public class SearchOverHttp
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Names_are_found_by_two_Chinese_characters_by_a_beginning_and_without_accents(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var chinese = await client.Enter("accounts", new { name = "华夏制造有限公司" });
        var nordic = await client.Enter("accounts", new { name = "Gullfoss Bröd" });
        var person = await client.Enter("contacts", new { name = "Karin Holm", email = "karin@varg.example" });
        await CatchUp(house);

        Assert.Equal(chinese.Id(), await Only(client, "华夏"));
        Assert.Equal(chinese.Id(), await Only(client, "制造"));
        Assert.Equal(nordic.Id(), await Only(client, "brod gull"));
        Assert.Equal(person.Id(), await Only(client, "varg"));
        Assert.Null(await Only(client, "\"' OR * &"));

        await client.Patch("accounts", nordic, 1, new { name = "Renamed" });
        await client.DeleteAsync($"/api/v1/accounts/{chinese.Id()}");
        await client.Post($"/api/v1/contacts/{person.Id()}/erase", new { });
        await CatchUp(house);
        Assert.Null(await Only(client, "gull"));
        Assert.Null(await Only(client, "华夏"));
        Assert.Null(await Only(client, "karin"));
        Assert.Equal(nordic.Id(), await Only(client, "renam"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Of_a_word_that_many_have_the_newest_come_first_as_of_a_word_that_few_have(Database database)
    {
        const int many = 1200;
        static string Name(int i) => $"Common {(i < 30 ? "seldom" : "often")} {i}{(i % 40 == 0 ? " regular" : "")}{(i % 100 == 0 ? " sparse" : "")}";
        await using var house = await House.Open(database);
        await house.ClientOf(house.Founder).Enter("contacts", new { name = "Common person" });
        await house.Desk.DecideMany(new(house.Founder, "account.record"), [.. Enumerable.Range(0, many).Select(i => (Func<Docket, Task<Rung.Records.Record>>)(docket =>
            Entering.Enter(docket, typeof(Account), new Dictionary<string, object?> { ["name"] = Name(i) })))]);
        await CatchUp(house);

        string[] names = [.. Enumerable.Range(0, many).Select(Name).Reverse()];
        foreach (var word in (string[])["common", "often", "regular", "sparse", "seldom"])
            Assert.Equal(names.Where(n => n.Contains(word, StringComparison.OrdinalIgnoreCase)).Take(20), await Found(house, word));
        // The only one of its kind, older than many of another that have the word too; then one that is newer than they.
        Assert.Equal(["Common person"], await Found(house, "common&kind=contact"));
        await house.ClientOf(house.Founder).Enter("contacts", new { name = "Common newcomer" });
        await CatchUp(house);
        Assert.Equal(["Common newcomer", "Common person"], await Found(house, "common&kind=contact"));
        Assert.Equal(["Common newcomer", .. names.Take(19)], await Found(house, "common&kind=account,contact"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Asked_for_some_kinds_only_records_of_those_are_found(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await client.Enter("accounts", new { name = "Gullfoss" });
        await client.Enter("contacts", new { name = "Gullfoss Holm" });
        await client.Enter("onboarding-templates", new { name = "Gullfoss calling" });
        await CatchUp(house);

        Assert.Equal(["Gullfoss calling", "Gullfoss Holm", "Gullfoss"], await Found(house, "gull"));
        Assert.Equal(["Gullfoss Holm"], await Found(house, "gull&kind=contact"));
        Assert.Equal(["Gullfoss calling", "Gullfoss"], await Found(house, "gull&kind=account,onboarding-template,account"));
        Assert.Empty(await Found(house, "gull&kind=opportunity"));
        Assert.Empty(await Found(house, "gull&kind=nothing"));
        Assert.Empty(await Found(house, Uri.EscapeDataString("\uE000contact")));
        // What a kind is called is no word of its records, nor is a part of it.
        foreach (var word in (string[])["contact", "template", "onboarding-template"]) Assert.Empty(await Found(house, word));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_change_of_what_is_not_searched_for_leaves_what_is_found(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Gullfoss" });
        await client.Patch("accounts", account, 1, new { employees = 12 });
        await CatchUp(house);
        Assert.Equal(account.Id(), await Only(client, "gullfoss"));

        await client.DeleteAsync($"/api/v1/accounts/{account.Id()}");
        await CatchUp(house);
        Assert.Null(await Only(client, "gullfoss"));

        await client.Post($"/api/v1/accounts/{account.Id()}/restore", new { });
        await CatchUp(house);
        Assert.Equal(account.Id(), await Only(client, "gullfoss"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_seeds_word_for_a_seller_finds_the_SDRs_and_says_so(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        foreach (var (name, role, ends) in ((string, string, string?)[])[("Tom", "sdr", null), ("Ines", "ae", null), ("Sara", "salesManager", null), ("Gone", "sdr", "2026-02-01")])
            await client.Enter("role-assignments", new { personId = (await client.Enter("people", new { name })).Id(), role, startsOn = "2026-01-01", endsOn = ends });

        foreach (var word in (string[])["销售经理", "销售经理（SDR）", "sdr"])
        {
            var found = await client.GetFromJsonAsync<JsonElement>("/api/v1/search?q=" + Uri.EscapeDataString(word));
            Assert.Equal("Tom", Assert.Single(found.GetProperty("items").EnumerateArray()).Text("title"));
            Assert.Equal("sdr", found.GetProperty("meant").Text("role"));
        }

        var palette = (await client.GetFromJsonAsync<JsonElement>("/ui/palette?lang=zh-CN&q=" + Uri.EscapeDataString("销售经理")))[0];
        Assert.Equal(("Tom", "“销售经理”在此指销售开发代表（SDR）"), (palette.Text("name"), palette.Text("group")));
        Assert.Equal(["Sara"], (await client.GetFromJsonAsync<JsonElement>("/api/v1/search?q=" + Uri.EscapeDataString("销售管理者"))).GetProperty("items").EnumerateArray().Select(i => i.Text("title")!));
    }

    static async Task<IEnumerable<string>> Found(House house, string q) =>
        (await house.ClientOf(house.Founder).GetFromJsonAsync<JsonElement>("/api/v1/search?q=" + q)).GetProperty("items").EnumerateArray().Select(i => i.Text("title")!);

    static Task CatchUp(House house) => house.Services.GetRequiredService<Followers>().CatchUp();

    static async Task<string?> Only(HttpClient client, string q)
    {
        var found = (await client.GetFromJsonAsync<JsonElement>("/api/v1/search?q=" + Uri.EscapeDataString(q))).GetProperty("items").EnumerateArray().ToList();
        return found.Count switch { 0 => null, 1 => found[0].Id(), _ => throw new Xunit.Sdk.XunitException($"{q} found {found.Count}") };
    }
}

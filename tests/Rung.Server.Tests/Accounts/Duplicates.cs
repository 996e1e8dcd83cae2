using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Work;

namespace Rung.Server.Tests.Accounts;

/// <summary>What may exist already is found before it is entered twice, on an index and not by looking through everything.</summary>
public sealed class FindingWhatIsThere
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_same_company_is_found_behind_another_spelling_suffix_or_domain(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var varg = await client.Enter("accounts", new { name = "Varg Steel AB", domain = "varg.se" });
        var bank = await client.Enter("accounts", new { name = "深圳市华夏制造有限公司", city = "深圳" });
        await client.Enter("accounts", new { name = "Osprey Optics" });
        await house.CatchUp();

        Assert.Equal([varg.Id()], await Found(client, "accounts", "name=VARG+STEEL"));
        Assert.Equal([varg.Id()], await Found(client, "accounts", "name=Other&website=https://www.varg.se/en"));
        Assert.Equal([bank.Id()], await Found(client, "accounts", $"name={Uri.EscapeDataString("华夏制造（深圳）")}"));
        Assert.Empty(await Found(client, "accounts", "name=Gullfoss+Foods"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_same_person_is_found_by_mail_and_by_telephone(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var karin = await client.Enter("contacts", new { name = "Karin Holm", email = "Karin.Holm@varg.se", phone = "+46 23 123 45" });
        await house.CatchUp();

        Assert.Equal([karin.Id()], await Found(client, "contacts", "name=K.+Holm&email=karin.holm@VARG.se"));
        Assert.Equal([karin.Id()], await Found(client, "contacts", "name=Holm+Karin&phone=%2B46+2312345"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_was_merged_renamed_or_erased_is_not_found_as_it_was(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var keep = await client.Enter("accounts", new { name = "Varg Steel AB" });
        var gone = await client.Enter("accounts", new { name = "Varg Steel" });
        var person = await client.Enter("contacts", new { name = "Karin Holm", email = "karin@varg.se" });
        await client.Post($"/api/v1/accounts/{keep.Id()}/merge", new { gone = gone.Id() });
        await client.Post($"/api/v1/contacts/{person.Id()}/erase", new { name = "Karin Holm" });
        await house.CatchUp();

        Assert.Equal([keep.Id()], await Found(client, "accounts", "name=Varg+Steel"));
        Assert.Empty(await Found(client, "contacts", "name=Karin+Holm&email=karin@varg.se"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_pages_list_the_candidates_and_set_two_side_by_side(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var one = await client.Enter("accounts", new { name = "Varg Steel AB", city = "Falun" });
        var two = await client.Enter("accounts", new { name = "Varg Steel", city = "Borlänge", domain = "varg.se" });
        await house.CatchUp();

        var list = await client.GetStringAsync($"/accounts/{one.Id()}/duplicates");
        var merge = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync($"/accounts/{one.Id()}/merge?with={two.Id()}"));

        Assert.Contains($"/accounts/{one.Id()}/merge?with={two.Id()}", list, StringComparison.Ordinal);
        Assert.Equal(["name", "city"], merge.QuerySelectorAll("input[value=goes]").Select(i => i.GetAttribute("name")));
    }

    static async Task<List<string?>> Found(HttpClient client, string kinds, string query) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/v1/{kinds}/duplicates?{query}")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString())];
}

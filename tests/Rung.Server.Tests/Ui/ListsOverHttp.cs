using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rung.Server.Desk;

namespace Rung.Server.Tests.Ui;

public sealed partial class ListsOverHttp
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_filter_joins_conditions_by_and_and_or_and_turns_them_round(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        foreach (var (name, country) in ((string, string?)[])[("Varg", "Sweden"), ("Linden", "Norway"), ("Quill", null)])
            await client.Enter("accounts", new { name, country });

        Assert.Equal(["Linden", "Varg"], await Names(client, """{"or":[{"field":"country","value":"Sweden"},{"field":"name","op":"starts","value":"lin"}]}"""));
        Assert.Equal(["Linden", "Quill"], await Names(client, """{"not":{"field":"country","value":"Sweden"}}"""));
        Assert.Equal(["Quill"], await Names(client, """{"and":[{"not":{"or":[{"field":"country","value":"Sweden"},{"field":"country","value":"Norway"}]}},{"field":"country","op":"empty"}]}"""));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Days_are_told_from_today_and_people_as_me(Database kind)
    {
        await using var house = await House.Open(kind); // 2 March 2026, a Monday
        var client = house.ClientOf(house.Founder);
        foreach (var (name, closeOn, mine) in ((string, string?, bool)[])[("yesterday", "2026-03-01", true), ("friday", "2026-03-06", true), ("next month", "2026-04-10", false), ("never", null, false)])
            await client.Enter("opportunities", new { name, closeOn, accountableId = mine ? house.Founder.Id.ToString() : null });

        async Task<string[]> Found(string field, string op, string value) => await Names(client, JsonSerializer.Serialize(new { field, op, value }), "opportunities");
        Assert.Equal(["yesterday"], await Found("closeOn", "lt", "today"));
        Assert.Equal(["friday", "yesterday"], await Found("closeOn", "lte", "today+7"));
        Assert.Equal(["friday"], await Found("closeOn", "eq", "week"));
        Assert.Equal(["next month"], await Found("closeOn", "eq", "month+1"));
        Assert.Equal(["friday", "yesterday"], await Found("closeOn", "eq", "quarter"));
        Assert.Equal(["friday", "never", "next month"], await Found("closeOn", "ne", "days-30"));
        Assert.Equal(["friday", "yesterday"], await Found("accountableId", "eq", "me"));
        Assert.Equal(["friday", "never", "next month", "yesterday"], await Found("createdAt", "eq", "today"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_field_the_company_added_is_checked_kept_filtered_and_shown(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        await client.Enter("custom-fields", new { forKind = "account", name = "fleet", type = "number", labelEn = "Trucks" });
        await client.Enter("custom-fields", new { forKind = "account", name = "tier", type = "choice", choices = "gold\nsilver" });
        var big = await client.Enter("accounts", new Dictionary<string, object?> { ["name"] = "Big", ["custom.fleet"] = 240, ["custom.tier"] = "gold" });
        await client.Enter("accounts", new Dictionary<string, object?> { ["name"] = "Small", ["custom.fleet"] = 9 });
        await client.Enter("accounts", new { name = "None" });

        Assert.Equal(["Big"], await Names(client, """{"field":"custom.fleet","op":"gt","value":"10"}"""));
        Assert.Equal(["Big"], await Names(client, """{"field":"custom.tier","op":"in","value":["gold"]}"""));
        Assert.Equal(["None"], await Names(client, """{"field":"custom.fleet","op":"empty"}"""));
        Assert.Contains(">240<", await client.GetStringAsync("/accounts?columns=name,custom.fleet"), StringComparison.Ordinal);

        var refused = await client.Patch("accounts", big, 1, new Dictionary<string, object?> { ["custom.tier"] = "bronze" });
        Assert.Equal("unreadable", await refused.Problem());
        (await client.Patch("accounts", big, 1, new Dictionary<string, object?> { ["custom.tier"] = null })).EnsureSuccessStatusCode();
        Assert.Equal("""{"fleet":240}""", (await client.Get("accounts", big)).GetProperty("custom").GetRawText());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Many_records_are_changed_in_one_act_and_one_undo_takes_it_back(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        var ids = new List<string>();
        for (var i = 0; i < 7; i++) ids.Add((await client.Enter("accounts", new { name = $"A{i}", country = i < 5 ? "Sweden" : "Norway" })).Id());

        var told = await client.Post("/api/v1/accounts/bulk", new { query = "country=Sweden", set = new { industry = "Logistics" } });
        Assert.Equal(5, told.GetProperty("changed").GetInt64());
        Assert.Equal(5, (await Names(client, """{"field":"industry","value":"Logistics"}""")).Length);

        await client.Post($"/api/v1/decisions/{told.Text("batchId")}/undo", new { });
        Assert.Empty(await Names(client, """{"field":"industry","value":"Logistics"}"""));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Each_record_of_a_bulk_change_stands_or_falls_alone(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        var good = await client.Enter("contacts", new { name = "Karin" });
        var gone = await client.Enter("contacts", new { name = "Jonas" });
        await client.DeleteAsync($"/api/v1/contacts/{gone.Id()}");

        var told = await client.Post("/api/v1/contacts/bulk", new { each = new object[] { new { id = good.Id(), set = new { jobTitle = "CFO" } }, new { id = gone.Id(), set = new { jobTitle = "CTO" } } } });

        Assert.Equal((1, 1), (told.GetProperty("changed").GetInt32(), told.GetProperty("refusedInAll").GetInt32()));
        Assert.Equal("removed", told.GetProperty("refused")[0].Text("refusal"));
        Assert.Equal("CFO", (await client.Get("contacts", good)).Text("jobTitle"));
    }

    [Fact]
    public async Task A_bulk_change_needs_its_own_permission()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder with { Permits = new Permits(["account.*", "*.read"]) });
        Assert.Equal(403, (int)(await client.PostAsJsonAsync("/api/v1/accounts/bulk", new { ids = Array.Empty<string>(), set = new { city = "Oslo" } })).StatusCode);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Under_a_list_stand_its_count_and_sums_and_the_groups_their_own(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        foreach (var (minor, currency, source) in ((int, string, string)[])[(1000_00, "USD", "inbound"), (500_00, "USD", "outbound"), (70_00, "EUR", "outbound")])
            await client.Enter("opportunities", new { name = "Deal", source, amount = new { minor, currency } });

        var foot = await client.GetFromJsonAsync<JsonElement>("/opportunities?group=source&foot=1");

        Assert.Equal((3, false, "1,500 · 70 EUR"), (foot.GetProperty("exact").GetInt32(), foot.GetProperty("isMore").GetBoolean(), foot.GetProperty("sums").GetProperty("amount").GetString()));
        var outbound = foot.GetProperty("groups").EnumerateArray().Single(g => g.Text("key") == "outbound");
        Assert.Equal(2, outbound.GetProperty("count").GetInt32());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Grouped_by_stage_a_list_goes_from_left_to_right_over_its_pages(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        var stages = (await client.GetFromJsonAsync<JsonElement>("/api/v1/stages?kind=open&sort=rank")).GetProperty("items").EnumerateArray().Select(s => s.Id()).ToArray();
        for (var i = 0; i < 130; i++)
        {
            var deal = await client.Enter("opportunities", new { name = "D" + i });
            if (i % 2 == 0) await client.Post($"/api/v1/opportunities/{deal.Id()}/move", new { stageId = stages[2] });
        }

        var first = await client.GetAsync("/opportunities?group=stageId&rows=1");
        var rest = await client.GetStringAsync($"/opportunities?group=stageId&rows=1&seen={stages[2]}&after={first.Headers.GetValues("Rung-Next").Single()}");
        var html = await first.Content.ReadAsStringAsync();

        Assert.Equal(["Discovery", "Evaluation"], Groups().Matches(html).Select(m => m.Groups[1].Value));
        Assert.Equal(100, Rows().Count(html));
        Assert.Equal(30, Rows().Count(rest));
        Assert.DoesNotContain("class=\"group\"", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_is_its_owners_to_change_and_opens_first_where_they_said_so()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var colleague = await client.Enter("people", new { name = "Wei" });
        var wei = house.ClientOf(new Actor(new(Guid.Parse(colleague.Id())), "Wei", Permits.Everything));
        var view = await client.Enter("saved-views", new { name = "Nordics", forKind = "account", query = "country=Norway", isShared = true, isDefault = true });

        var opened = await client.GetAsync("/accounts");
        Assert.Equal($"/accounts?country=Norway&view={view.Id()}", opened.Headers.Location?.ToString());
        Assert.Equal("somebody-elses-view", await (await wei.Patch("saved-views", view, 1, new { name = "Mine now" })).Problem());
        Assert.Contains("Nordics", await wei.GetStringAsync("/accounts"), StringComparison.Ordinal);
    }

    static async Task<string[]> Names(HttpClient client, string filter, string kinds = "accounts") =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/v1/{kinds}?sort=name&filter={Uri.EscapeDataString(filter)}")).GetProperty("items").EnumerateArray().Select(a => a.Text("name")!)];

    [GeneratedRegex("class=\"group\"[^>]*><span role=\"gridcell\">([^<]*)<")]
    private static partial Regex Groups();

    [GeneratedRegex("<div class=\"row\"")]
    private static partial Regex Rows();
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.People;
using Rung.Server.Desk;
using Rung.Server.Export;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

/// <summary>Who changed, exported, read in bulk, signed in or failed to.</summary>
public class TheAudit
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task It_tells_of_each_kind_only_what_is_of_it(Database database)
    {
        await using var house = await House.Open(database);
        var (_, email) = await house.Colleague();
        var founder = house.ClientOf(house.Founder);
        await new Browser(house.Stranger()).SignIn(email, "wrong words in a row");
        await founder.Enter("accounts", new { name = "Varg" });
        await founder.GetStringAsync("/accounts/export");

        Assert.Contains("sign-in-failed", await Facts(founder, "?kind=signIn"));
        Assert.DoesNotContain("account-recorded", await Facts(founder, "?kind=signIn"));
        Assert.Equal(["list-exported"], await Facts(founder, "?kind=takenOut"));
        Assert.Contains("role-assignment-recorded", await Facts(founder, "?kind=rights"));
        var changed = await Facts(founder, "?kind=changed");
        Assert.Contains("account-recorded", changed);
        Assert.DoesNotContain(changed, f => f is "signed-in" or "list-exported" or "role-assignment-recorded");
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task By_person_it_tells_what_they_did_and_how_others_tried_to_be_them(Database database)
    {
        await using var house = await House.Open(database);
        var (kim, hers) = await house.Colleague();
        var (ravi, his) = await house.Colleague("Ravi");
        var browser = await house.SignedIn(hers);
        await browser.Send(HttpMethod.Post, "/api/v1/accounts", new { name = "Varg" });
        await new Browser(house.Stranger()).SignIn(his, "wrong words in a row");

        var founder = house.ClientOf(house.Founder);
        Assert.Contains("account-recorded", await Facts(founder, "?person=" + kim));
        Assert.DoesNotContain("sign-in-failed", await Facts(founder, "?person=" + kim));
        Assert.Contains("sign-in-failed", await Facts(founder, "?person=" + ravi));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task By_day_it_tells_of_those_days_in_the_companys_zone(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        for (var day = 2; day <= 8; day++)
        {
            await founder.Enter("accounts", new { name = "Of the " + day });
            house.Clock.Advance(TimeSpan.FromDays(1));
        }

        var told = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/audit?from=2026-03-04&until=2026-03-05")).GetProperty("items").EnumerateArray().Select(i => i.Text("about")).ToList();

        Assert.Equal(["Of the 5", "Of the 4"], told);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Page_by_page_every_line_comes_once(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        for (var i = 0; i < 120; i++) await founder.Enter("accounts", new { name = "Account " + i });

        var (names, next) = (new List<string?>(), (long?)null);
        do
        {
            var page = await founder.GetFromJsonAsync<JsonElement>("/api/v1/audit?kind=changed" + (next is { } before ? "&before=" + before : ""));
            names.AddRange(page.GetProperty("items").EnumerateArray().Where(i => i.Text("fact") == "account-recorded").Select(i => i.Text("about")));
            next = page.GetProperty("next").ValueKind == JsonValueKind.Number ? page.GetProperty("next").GetInt64() : null;
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(0, 120).Reverse().Select(i => "Account " + i), names);
    }

    [Fact]
    public async Task A_file_of_it_runs_no_formula_and_is_itself_noted()
    {
        await using var house = await House.Open(Database.Sqlite);
        var founder = house.ClientOf(house.Founder);
        await founder.Enter("accounts", new { name = "=cmd|' /C calc'!A0" });

        using var csv = new StringReader(await founder.GetStringAsync("/audit.csv?kind=changed"));
        var cells = new List<List<string?>>();
        while (CsvText.Read(csv) is { } line) cells.Add(line);
        Assert.Equal(9, cells[0].Count);
        Assert.Contains(cells, c => c[7] == "'=cmd|' /C calc'!A0");
        Assert.DoesNotContain(cells.SelectMany(c => c), c => c?.StartsWith('=') == true);

        var json = JsonDocument.Parse(await founder.GetStringAsync("/audit.json?kind=takenOut")).RootElement;
        Assert.Equal("audit-exported", json[0].Text("fact"));
        Assert.Equal(cells.Count - 1, json[0].GetProperty("said").GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task It_is_open_to_the_founder_and_closed_to_everybody_else()
    {
        await using var house = await House.Open(Database.Sqlite);
        foreach (var role in Enum.GetValues<Role>())
            foreach (var path in (string[])["/audit", "/api/v1/audit", "/audit.csv", "/audit.json"])
            {
                var client = house.ClientOf(new Actor(house.Founder.Id, "Somebody", Permissions.Of([role.ToString()])));
                Assert.Equal(role == Role.Founder ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await client.GetAsync(path)).StatusCode);
            }
    }

    [Theory]
    [InlineData("?kind=nothing", "unreadable")]
    [InlineData("?kind=1", "unreadable")]
    [InlineData("?from=yesterday", "unreadable")]
    [InlineData("?from=2026-03-05&until=2026-03-04", "ends-before-start")]
    [InlineData("?person=Kim", "unreadable")]
    [InlineData("?before=-1", "unreadable")]
    [InlineData("?colour=red", "unknown-field")]
    public async Task What_cannot_be_asked_is_refused_by_name(string asked, string refusal)
    {
        await using var house = await House.Open(Database.Sqlite);

        Assert.Equal(refusal, await (await house.ClientOf(house.Founder).GetAsync("/api/v1/audit" + asked)).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Reading_a_thousand_rows_leaves_a_fact_and_reading_a_few_does_not(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        for (var i = 0; i < 10; i++) await founder.Enter("accounts", new { name = "Account " + i });

        for (var i = 0; i < 99; i++) await founder.GetStringAsync("/api/v1/accounts");
        Assert.Empty(await Facts(founder, "?kind=takenOut"));
        await founder.GetStringAsync("/api/v1/accounts");

        var line = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/audit?kind=takenOut")).GetProperty("items")[0];
        Assert.Equal(("read-in-bulk", 1000L, "account"), (line.Text("fact"), line.GetProperty("said").GetProperty("rows").GetInt64(), line.GetProperty("said").Text("record")));
    }

    [Fact]
    public async Task Rows_read_on_another_hour_begin_anew()
    {
        await using var house = await House.Open(Database.Sqlite);
        var founder = house.ClientOf(house.Founder);
        for (var i = 0; i < 10; i++) await founder.Enter("accounts", new { name = "Account " + i });

        for (var i = 0; i < 99; i++) await founder.GetStringAsync("/api/v1/accounts");
        house.Clock.Advance(TimeSpan.FromHours(1));
        await founder.GetStringAsync("/api/v1/accounts");

        Assert.Empty(await Facts(founder, "?kind=takenOut"));
    }

    static async Task<IReadOnlyList<string>> Facts(HttpClient client, string asked) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/api/v1/audit" + asked)).GetProperty("items").EnumerateArray().Select(i => i.Text("fact")!).Distinct()];
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Desk;
using Rung.Server.SignIn;
using static Rung.Server.Tests.SignIn.WhoSeesWhat;

namespace Rung.Server.Tests.SignIn;

public class EndsOfSight
{
    static readonly Permits Seller = Permissions.Of(["ae"]);

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task An_administrator_takes_a_previous_owners_sight_away_and_gives_it_back(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var (ada, ben) = await Narrowed(house);
        var (account, deal) = await Handed(house, ada, ben);
        var note = (await ada.Enter("activities", new { accountId = account, type = "note", subject = "Ada's note" })).Id();
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.PostAsJsonAsync("/api/v1/sight-ends", new { personId = Person(ben), accountId = account })).StatusCode);

        var taken = await founder.PostAsJsonAsync("/api/v1/sight-ends", new { personId = Person(ada), accountId = account, reason = "Went to a competitor's team" });

        string[] paths = [$"/api/v1/accounts/{account}", $"/api/v1/opportunities/{deal}", $"/api/v1/activities/{note}", $"/accounts/{account}"];
        foreach (var path in paths) Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), ((await ada.GetAsync(path)).StatusCode, (await ben.GetAsync(path)).StatusCode));
        Assert.Empty(await Names(ada, "accounts"));
        var why = await founder.GetStringAsync($"/why/account/{account}?person={Person(ada)}");
        Assert.Contains("no longer counts", why, StringComparison.Ordinal);
        Assert.Contains("competitor", why, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await founder.PostAsync($"/api/v1/decisions/{taken.Decision()}/undo", null)).StatusCode);
        foreach (var path in paths) Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync(path)).StatusCode);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_is_given_later_and_what_is_answered_for_now_is_seen_though_sight_ended(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var (ada, ben) = await Narrowed(house);
        var (account, deal) = await Handed(house, ada, ben);
        var second = await founder.Enter("opportunities", new { name = "Second", accountId = account, accountableId = Person(ada) });
        await founder.Enter("sight-ends", new { personId = Person(ada), accountId = account });

        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync($"/api/v1/opportunities/{deal}")).StatusCode);
        await founder.Patch("opportunities", second, 1, new { accountableId = Person(ben) });
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync($"/api/v1/opportunities/{deal}")).StatusCode);
        house.Clock.Advance(TimeSpan.FromDays(1));
        var third = await founder.Enter("opportunities", new { name = "Third", accountId = account, accountableId = Person(ada) });
        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync($"/api/v1/opportunities/{deal}")).StatusCode);
        await founder.Patch("opportunities", third, 1, new { accountableId = Person(ben) });
        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync($"/api/v1/opportunities/{deal}")).StatusCode);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Sight_of_a_lead_without_an_account_ends_too_and_not_that_of_a_manager(Database database)
    {
        await using var house = await House.Open(database);
        var founder = house.ClientOf(house.Founder);
        var (ada, ben) = await Narrowed(house);
        var mona = (await founder.Enter("people", new { name = "Mona" })).Id();
        var manager = house.ClientOf(new Actor(new(Guid.Parse(mona)), "Mona", Seller) { Sight = new([Guid.Parse(mona), Guid.Parse(Person(ada))]) });
        var lead = await founder.Enter("leads", new { name = "Loose", accountableId = Person(ada) });
        await founder.Patch("leads", lead, 1, new { accountableId = Person(ben) });
        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync($"/api/v1/leads/{lead.Id()}")).StatusCode);

        await founder.Enter("sight-ends", new { personId = Person(ada), leadId = lead.Id() });

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), ((await ada.GetAsync($"/api/v1/leads/{lead.Id()}")).StatusCode, (await manager.GetAsync($"/api/v1/leads/{lead.Id()}")).StatusCode));
        Assert.Equal("missing", Word(await founder.PostAsJsonAsync("/api/v1/sight-ends", new { personId = Person(ada) })));
    }

    [Theory]
    [InlineData("own", 0)]
    [InlineData("pod", 1)]
    [InlineData("all", 2)]
    public async Task A_role_that_nobody_holds_is_shown_what_it_would_see(string reach, int accounts)
    {
        await using var house = await House.Open(Database.Sqlite);
        var founder = house.ClientOf(house.Founder);
        var (ada, _) = await Sellers(house);
        var pod = await founder.Enter("pods", new { name = "Pod 7", startsOn = "2026-01-01" });
        await founder.Enter("role-assignments", new { personId = Person(ada), role = "ae", startsOn = "2026-01-01", podId = pod.Id() });
        await founder.Enter("sight-rules", new { role = "csm", reach });

        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await founder.GetStringAsync("/sight?person=csm&pod=" + pod.Id()));

        Assert.Equal(accounts.ToString(System.Globalization.CultureInfo.InvariantCulture), page.QuerySelector(".report-table tbody tr td.num")!.TextContent);
        Assert.Contains("Does not read what people earn", page.Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>The same two with their sight as the server finds it.</summary>
    static async Task<(HttpClient Ada, HttpClient Ben)> Narrowed(House house)
    {
        var founder = house.ClientOf(house.Founder);
        await founder.Enter("sight-rules", new { role = "ae", reach = "own" });
        var (ada, ben) = await Sellers(house);
        var clients = new List<HttpClient>();
        foreach (var seller in new[] { ada, ben })
        {
            await founder.Enter("role-assignments", new { personId = Person(seller), role = "ae", startsOn = "2026-01-01" });
            var client = house.Stranger();
            client.DefaultRequestHeaders.Authorization = new("Bearer", await TokenOf(house, Person(seller)));
            WhoSeesWhat.Knows(client, Person(seller));
            clients.Add(client);
        }

        return (clients[0], clients[1]);
    }

    static async Task<string> TokenOf(House house, string person) =>
        (await house.Services.GetRequiredService<Tokens>().Create(new(new(Guid.Parse(person)), "", Permits.Everything), "program", "admin", null, default)).Value.Token;

    /// <summary>Ada's account and deal, handed over to Ben.</summary>
    static async Task<(string Account, string Deal)> Handed(House house, HttpClient ada, HttpClient ben)
    {
        var founder = house.ClientOf(house.Founder);
        var account = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/accounts?name=Lumen")).GetProperty("items")[0];
        var deal = (await founder.GetFromJsonAsync<JsonElement>("/api/v1/opportunities?name=Lumen%20deal")).GetProperty("items")[0];
        Assert.Equal(HttpStatusCode.OK, (await founder.Patch("accounts", account, 1, new { accountableId = Person(ben) })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await founder.Patch("opportunities", deal, 1, new { accountableId = Person(ben) })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync($"/api/v1/opportunities/{deal.Id()}")).StatusCode);
        house.Clock.Advance(TimeSpan.FromHours(1));
        return (account.Id(), deal.Id());
    }
}

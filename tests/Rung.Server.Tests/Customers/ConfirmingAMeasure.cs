using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Customers;
using Rung.Records;
using Rung.Server.Customers.Outcomes;
using Rung.Server.Tests.Surveys;

namespace Rung.Server.Tests.Customers;

/// <summary>The customer says whether a measure is right, by a link and without an account.</summary>
public class ConfirmingAMeasure
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task One_tap_confirms_and_the_journal_says_that_the_customer_said_so(Database database)
    {
        await using var house = await House.Open(database);
        var (outcome, them, link) = await Asked(house);

        var page = await house.Stranger().GetStringAsync(link + "?lang=en");
        var tapped = await house.Stranger().Tap(link, ("answer", "yes"));

        Assert.Contains("Hours to answer", page);
        Assert.Contains("8 h", page);
        Assert.Equal(HttpStatusCode.Redirect, tapped.StatusCode);
        var now = await house.ClientOf(house.Founder).Get("promised-outcomes", outcome);
        Assert.Equal((them.Id(), true), (now.Text("confirmedById"), now.GetProperty("saidThemselves").GetBoolean()));
        await using var db = house.Store.Open();
        var line = await db.Journal.SingleAsync(j => j.Name == "outcome-confirmed");
        Assert.Equal((Origin.Respondent, Rung.Server.Desk.Actors.Respondent.Id.Value), (line.Origin, line.ActorId));
    }

    [Fact]
    public async Task An_objection_is_noted_and_needs_words()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (outcome, _, link) = await Asked(house);

        Assert.Equal("missing", await Named(await house.Stranger().Tap(link, ("answer", "no"))));
        await house.Stranger().Tap(link, ("answer", "no"), ("objection", "It is still 15."));

        var now = await house.ClientOf(house.Founder).Get("promised-outcomes", outcome);
        Assert.Equal("It is still 15.", now.Text("objection"));
        Assert.Contains("noted", await house.Stranger().GetStringAsync(link + "?lang=en"));
    }

    [Fact]
    public async Task A_link_confirms_the_measure_it_showed_and_no_later_one()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var (outcome, _, link) = await Asked(house);
        house.Clock.Advance(TimeSpan.FromHours(1));
        await client.Post($"/api/v1/promised-outcomes/{outcome.Id()}/measure", new { value = 9 });

        Assert.Equal("measured-since", await Named(await house.Stranger().Tap(link, ("answer", "yes"))));

        Assert.Equal(JsonValueKind.Null, (await client.Get("promised-outcomes", outcome)).GetProperty("confirmedAt").ValueKind);
    }

    [Fact]
    public async Task Forged_old_and_withdrawn_links_change_nothing_and_looking_confirms_nothing()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var (outcome, _, link) = await Asked(house);
        await house.Stranger().GetAsync(link + "?answer=yes");
        foreach (var forged in (string[])["/confirm/x", link[..^7], "/confirm/" + outcome.Id(), "/confirm/" + new string('A', 5000)]) Assert.Equal("link-not-ours", await Named(await house.Stranger().Tap(forged, ("answer", "yes"))));
        foreach (var absurd in (string[])["", "maybe", "YES"]) Assert.Equal("unreadable", await Named(await house.Stranger().Tap(link, ("answer", absurd))));

        house.Clock.Advance(PromisedOutcome.LinkGood + TimeSpan.FromSeconds(1));
        Assert.Equal("confirmation-closed", await Named(await house.Stranger().Tap(link, ("answer", "yes"))));
        await client.DeleteAsync($"/api/v1/promised-outcomes/{outcome.Id()}");
        Assert.Equal("confirmation-withdrawn", await Named(await house.Stranger().GetAsync(link)));

        await using var db = house.Store.Open();
        Assert.Equal(0, await db.Journal.CountAsync(j => j.Name == "outcome-confirmed" || j.Name == "outcome-disputed"));
    }

    [Fact]
    public async Task Only_the_customers_own_people_confirm_whoever_writes_it_down()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var (outcome, them, _) = await Asked(house);
        var other = await client.Enter("contacts", new { name = "Somebody else", accountId = (await client.Enter("accounts", new { name = "Other" })).Id() });

        Assert.Equal("not-of-this-account", await (await client.PostAsJsonAsync($"/api/v1/promised-outcomes/{outcome.Id()}/confirm", new { by = other.Id() })).Problem());
        var confirmed = await client.Post($"/api/v1/promised-outcomes/{outcome.Id()}/confirm", new { by = them.Id() });

        Assert.Equal((them.Id(), false), (confirmed.Text("confirmedById"), confirmed.GetProperty("saidThemselves").GetBoolean()));
    }

    [Fact]
    public async Task The_page_tells_nothing_of_the_company_but_its_name_and_the_figure()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (outcome, them, link) = await Asked(house);

        var page = await house.Stranger().GetStringAsync(link);

        foreach (var secret in (string[])["Varg", "Li Wei", "data-zone", "<script", outcome.Id(), them.Id(), "Founder"]) Assert.DoesNotContain(secret, page);
    }

    static async Task<(JsonElement Outcome, JsonElement Them, string Link)> Asked(House house)
    {
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        var them = await client.Enter("contacts", new { name = "Li Wei", accountId = account.Id() });
        var outcome = await client.Enter("promised-outcomes", new { kpi = "Hours to answer", unit = "h", accountId = account.Id(), baseline = 20, target = 8, stakeholderId = them.Id() });
        await client.Post($"/api/v1/promised-outcomes/{outcome.Id()}/measure", new { value = 8 });
        outcome = await client.Post($"/api/v1/promised-outcomes/{outcome.Id()}/ask-to-confirm", new { });
        await using var db = house.Store.Open();
        return (outcome, them, house.Services.GetRequiredService<ConfirmLinks>().Path(await db.Set<PromisedOutcome>().SingleAsync())!);
    }

    static async Task<string?> Named(HttpResponseMessage answer)
    {
        var page = await answer.Content.ReadAsStringAsync();
        var at = page.IndexOf("data-refusal=\"", StringComparison.Ordinal);
        return at < 0 ? null : page[(at + 14)..page.IndexOf('"', at + 14)];
    }
}

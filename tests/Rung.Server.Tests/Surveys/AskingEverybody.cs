using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Customers.Surveys;
using Rung.Server.Desk;

namespace Rung.Server.Tests.Surveys;

/// <summary>Who is asked follows from the record: everybody at the trigger, and nobody twice.</summary>
public class AskingEverybody
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Every_contact_of_every_customer_at_the_trigger_is_asked_once(Database database)
    {
        await using var house = await House.Open(database);
        await house.Programme();
        await house.Customer("Varg", 2, "2026-03-02");
        await house.Customer("Lumen", 1, "2026-03-02");
        await house.ClientOf(house.Founder).Enter("contacts", new { name = "Of nobody" });

        Assert.Equal(3, await house.Ask());
        Assert.Equal(0, await house.Ask());

        var surveys = await house.Surveys();
        Assert.Equal(3, surveys.Select(s => s.Text("respondentId")).Distinct().Count());
        Assert.All(surveys, s => Assert.Equal(("onboardingNps", "2026-03-02"), (s.Text("type"), s.Text("occasionOn"))));
    }

    [Fact]
    public async Task Nothing_is_asked_while_a_programme_is_off_nor_about_what_came_to_pass_before_it_was_on()
    {
        await using var house = await House.Open(Database.Sqlite);
        await house.Programme("satisfaction", on: false);
        await house.Programme("worthIt", days: 30);
        await house.Customer("Early", 1, "2026-01-30");
        await house.Customer("Today", 1, "2026-01-31");

        Assert.Equal(1, await house.Ask());

        Assert.Equal("worthIt", Assert.Single(await house.Surveys()).Text("type"));
    }

    [Fact]
    public async Task A_server_that_was_off_asks_when_it_is_back_and_not_after_a_fortnight()
    {
        await using var house = await House.Open(Database.Sqlite);
        await house.Programme(days: 1);
        await house.Customer("Varg", 1, "2026-03-02");

        house.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Equal(1, await house.Ask());
        await house.Customer("Later", 1, "2026-03-02");
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await house.Ask());
    }

    [Fact]
    public async Task Whoever_is_erased_removed_or_said_no_is_not_asked()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        await house.Programme();
        var (_, contacts) = await house.Customer("Varg", 5, "2026-03-02");
        await client.Post($"/api/v1/contacts/{contacts[0].Id()}/erase", new { name = "Varg 1" });
        await client.DeleteAsync($"/api/v1/contacts/{contacts[1].Id()}");
        await client.Post($"/api/v1/contacts/{contacts[2].Id()}/stop-surveys", new { });
        (await client.Patch("contacts", contacts[3], 1, new { doNotContact = true })).EnsureSuccessStatusCode();

        Assert.Equal(1, await house.Ask());

        Assert.Equal(contacts[4].Id(), Assert.Single(await house.Surveys()).Text("respondentId"));
        Assert.Equal([NotAsked.Stopped, NotAsked.DoNotContact], (await Plan(house)).Select(c => c.WhyNot!.Value));
    }

    [Fact]
    public async Task Whoever_was_asked_a_short_while_ago_is_left_in_peace_and_asked_when_rested()
    {
        await using var house = await House.Open(Database.Sqlite);
        await house.Programme("onboardingNps", days: 0);
        await house.Programme("worthIt", days: 1, restDays: 10);
        await house.Customer("Varg", 1, "2026-03-02");
        Assert.Equal(1, await house.Ask());

        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await house.Ask());
        Assert.Equal(NotAsked.Resting, Assert.Single(await Plan(house)).WhyNot);

        house.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(1, await house.Ask());
    }

    [Fact]
    public async Task Whoever_left_is_no_customer_any_more()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        await house.Programme(days: 3);
        var (account, _) = await house.Customer("Varg", 1, "2026-03-02");
        var subscription = (await client.GetFromJsonAsync<JsonElement>("/api/v1/subscriptions")).GetProperty("items")[0];
        await client.Post($"/api/v1/subscriptions/{subscription.Id()}/cancel", new { effective = "2026-03-04" });

        house.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(0, await house.Ask());
    }

    [Fact]
    public async Task The_page_tells_who_is_next_and_who_is_not_and_why()
    {
        await using var house = await House.Open(Database.Sqlite);
        await house.Programme(days: 5);
        var (_, contacts) = await house.Customer("Varg", 2, "2026-03-02");
        await house.ClientOf(house.Founder).Post($"/api/v1/contacts/{contacts[1].Id()}/stop-surveys", new { });
        await house.Customer("Hollow", 0, "2026-03-02");

        var page = await house.ClientOf(house.Founder).GetStringAsync("/surveys?lang=en");

        Assert.Contains("One contact will be asked, 2 will not.", page);
        Assert.Contains("wants no surveys", page);
        Assert.Contains("no contact", page);
    }

    [Fact]
    public async Task Nobody_without_the_permission_switches_a_programme()
    {
        await using var house = await House.Open(Database.Sqlite);
        var programme = await house.Programme(on: false);
        var seller = house.ClientOf(new Actor(house.Founder.Id, "Seller", Rung.Server.SignIn.Permissions.Of(["ae"])));

        Assert.Equal(HttpStatusCode.Forbidden, (await seller.PostAsJsonAsync($"/api/v1/survey-programmes/{programme.Id()}/switch-on", new { })).StatusCode);
    }

    [Fact]
    public async Task A_company_begins_with_the_usual_programmes_and_all_are_off()
    {
        await using var house = await House.Open(Database.Sqlite);
        await using var db = house.Store.Open();

        var programmes = await db.Set<Rung.Customers.SurveyProgramme>().ToListAsync();

        Assert.Equal(Enum.GetValues<Rung.Customers.SurveyType>().Order(), programmes.Select(p => p.Type).Order());
        Assert.All(programmes, p => Assert.Null(p.OnSince));
    }

    static Task<IReadOnlyList<Candidate>> Plan(House house)
    {
        var today = DateOnly.FromDateTime(house.Desk.Now.UtcDateTime);
        return house.Services.GetRequiredService<SurveyPlan>().Read(today.AddDays(-14), today, house.Desk.Now, CancellationToken.None);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Customers;

namespace Rung.Server.Tests.Customers;

/// <summary>A win carries everything over to the customer in one stroke.</summary>
public class WinningACustomer
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_win_brings_price_term_people_promise_risk_and_onboarding_in_one_decision(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var sale = await Sale(house);
        var champion = await client.Enter("contacts", new { name = "Li Wei", accountId = sale.Account });
        await client.Enter("contact-roles", new { contactId = champion.Id(), opportunityId = sale.Id, role = "champion" });
        var usual = await UsualTemplate(client);

        var answer = await client.PostAsJsonAsync($"/api/v1/opportunities/{sale.Id}/win", new
        {
            value = Euro(24_000_00), on = "2026-03-02", startsOn = "2026-04-01", termMonths = 24, billing = "quarter", seats = 40, noticeDays = 60,
            csmId = house.Founder.Id.ToString(), sponsorId = champion.Id(), templateId = usual, kpi = "Hours to answer", unit = "h", baseline = 20, target = 8, risk = "Their IT is slow",
        });

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await using var db = house.Store.Open();
        var decision = Guid.Parse(answer.Decision());
        Assert.Equal(["account", "contact-role", "contact-role", "handoff", "milestone", "onboarding", "opportunity", "promised-outcome", "risk", "subscription"],
            (await db.Journal.Where(j => j.DecisionId == decision).Select(j => new { j.RecordKind, j.RecordId }).Distinct().ToListAsync()).Where(j => j.RecordKind != "milestone").Select(j => j.RecordKind).Append("milestone").Order(StringComparer.Ordinal));
        var subscription = await db.Set<Subscription>().SingleAsync();
        Assert.Equal((3_000_00, "EUR", new DateOnly(2026, 4, 1), new DateOnly(2028, 4, 1), 24, 40, 60), (subscription.Price!.Value.Minor, subscription.Price.Value.Currency.Code, subscription.StartsOn, subscription.EndsOn!.Value, subscription.TermMonths!.Value, subscription.Seats!.Value, subscription.NoticeDays!.Value));
        var onboarding = await db.Set<Onboarding>().SingleAsync();
        Assert.Equal((usual, sale.Id, champion.Id(), new DateOnly(2026, 4, 1)), (onboarding.TemplateId!.Value.ToString(), onboarding.OpportunityId!.Value.ToString(), onboarding.SponsorId!.Value.ToString(), onboarding.StartsOn!.Value));
        Assert.Equal([(OnboardingPhase.Kickoff, new DateOnly(2026, 4, 8)), (OnboardingPhase.Setup, new(2026, 4, 21)), (OnboardingPhase.Training, new(2026, 4, 27)), (OnboardingPhase.FirstValue, new(2026, 4, 30)), (OnboardingPhase.Adoption, new(2026, 5, 13))],
            (await db.Set<Milestone>().OrderBy(m => m.Rank).ToListAsync()).Select(m => (m.Phase, m.DueOn!.Value)));
        Assert.Equal(new DateOnly(2026, 5, 13), onboarding.TargetOn);
    }

    [Fact]
    public async Task The_plain_win_of_a_program_asks_for_nothing_more()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var sale = await Sale(house);

        await client.Post($"/api/v1/opportunities/{sale.Id}/win", new { value = Euro(1_000_00), on = "2026-03-02" });

        await using var db = house.Store.Open();
        Assert.Equal((0, 0), (await db.Set<Subscription>().CountAsync(), await db.Set<Onboarding>().CountAsync()));
    }

    [Theory]
    [InlineData("""{"value":{"minor":100000,"currency":"EUR"},"startsOn":"2026-04-01"}""", "missing", "termMonths")]
    [InlineData("""{"value":{"minor":100000,"currency":"EUR"},"startsOn":"2026-04-01","termMonths":0}""", "out-of-range", "termMonths")]
    [InlineData("""{"value":{"minor":100000,"currency":"EUR"},"startsOn":"2026-04-01","termMonths":18,"billing":"year"}""", "term-not-whole", "termMonths")]
    [InlineData("""{"value":{"minor":100000,"currency":"EUR"},"templateId":"TEMPLATE","csmId":"FOUNDER"}""", "nothing-promised", "kpi")]
    [InlineData("""{"value":{"minor":100000,"currency":"EUR"},"templateId":"TEMPLATE","nothingPromised":true}""", "missing", "csmId")]
    [InlineData("""{"value":{"minor":100000,"currency":"EUR"},"kpi":"Hours to answer"}""", "missing", "target")]
    [InlineData("""{"value":{"minor":100000,"currency":"EUR"},"sponsorId":"00000000-0000-7000-8000-000000000001","startsOn":"2026-04-01","termMonths":12}""", "names-no-record", "contactId")]
    public async Task What_a_win_lacks_is_named_and_nothing_of_it_happens(string body, string refusal, string at)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var sale = await Sale(house);
        await using var db = house.Store.Open();
        var before = await db.Journal.CountAsync();

        var filled = body.Replace("TEMPLATE", await UsualTemplate(client), StringComparison.Ordinal).Replace("FOUNDER", house.Founder.Id.ToString(), StringComparison.Ordinal);
        var answer = await client.PostAsync($"/api/v1/opportunities/{sale.Id}/win", new StringContent(filled, System.Text.Encoding.UTF8, "application/json"));

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((refusal, at), (problem.GetProperty("title").GetString(), problem.GetProperty("field").GetString()));
        Assert.Equal(before, await db.Journal.CountAsync());
        Assert.Equal(JsonValueKind.Null, (await client.GetFromJsonAsync<JsonElement>($"/api/v1/opportunities/{sale.Id}")).GetProperty("closedAt").ValueKind);
    }

    [Fact]
    public async Task A_promise_recorded_during_the_sale_is_not_asked_for_again()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var sale = await Sale(house);
        await client.Enter("promised-outcomes", new { kpi = "Errors", accountId = sale.Account, opportunityId = sale.Id, target = 1 });

        await client.Post($"/api/v1/opportunities/{sale.Id}/win", new { value = Euro(1), templateId = await UsualTemplate(client), csmId = house.Founder.Id.ToString() });

        await using var db = house.Store.Open();
        Assert.Equal((1, 1), (await db.Set<PromisedOutcome>().CountAsync(), await db.Set<Onboarding>().CountAsync()));
    }

    [Fact]
    public async Task Undoing_the_win_takes_the_customer_back_as_well()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var sale = await Sale(house);
        var won = await client.PostAsJsonAsync($"/api/v1/opportunities/{sale.Id}/win", new { value = Euro(12_00), startsOn = "2026-04-01", termMonths = 12, templateId = await UsualTemplate(client), csmId = house.Founder.Id.ToString(), nothingPromised = true });

        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"/api/v1/decisions/{won.Decision()}/undo", null)).StatusCode);

        await using var db = house.Store.Open();
        Assert.Equal((0, 0, 0), (await db.Set<Subscription>().CountAsync(s => s.RemovedAt == null), await db.Set<Onboarding>().CountAsync(s => s.RemovedAt == null), await db.Set<Milestone>().CountAsync(s => s.RemovedAt == null)));
        Assert.Equal(JsonValueKind.Null, (await client.GetFromJsonAsync<JsonElement>($"/api/v1/accounts/{sale.Account}")).GetProperty("customerSince").ValueKind);
    }

    static object Euro(long minor) => new { minor, currency = "EUR" };

    internal static async Task<(string Id, string Account)> Sale(House house)
    {
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        return ((await client.Enter("opportunities", new { name = "Varg", accountId = account.Id() })).Id(), account.Id());
    }

    internal static async Task<string> UsualTemplate(HttpClient client) => (await client.GetFromJsonAsync<JsonElement>("/api/v1/onboarding-templates")).GetProperty("items")[0].Id();
}

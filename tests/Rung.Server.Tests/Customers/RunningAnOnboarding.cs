using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Customers;

public class RunningAnOnboarding
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Milestones_done_kick_it_off_reach_the_first_value_and_end_it(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (onboarding, steps) = await Begun(house);

        JsonElement now = default;
        var seen = new List<(bool, bool, bool)>();
        foreach (var step in steps)
        {
            await client.Post($"/api/v1/milestones/{step.Id()}/complete", new { evidence = "Seen." });
            now = await client.Get("onboardings", onboarding);
            seen.Add((Is(now, "kickedOffAt"), Is(now, "firstValueAt"), Is(now, "completedAt")));
        }

        Assert.Equal([(true, false, false), (true, false, false), (true, false, false), (true, true, false), (true, true, true)], seen);
        Assert.Equal("Seen.", (await client.Get("milestones", steps[0])).Text("evidence"));
    }

    [Fact]
    public async Task The_late_are_those_behind_their_plan_and_what_ended_is_shown_for_ninety_days()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var (_, steps) = await Begun(house);
        Assert.DoesNotContain("Varg Steel", await client.GetStringAsync("/onboardings?show=late"), StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Contains("Varg Steel", await client.GetStringAsync("/onboardings?show=late"), StringComparison.Ordinal);

        foreach (var step in steps) await client.Post($"/api/v1/milestones/{step.Id()}/complete", new { evidence = "Seen." });
        house.Clock.Advance(TimeSpan.FromDays(80));
        Assert.Contains("Varg Steel", await client.GetStringAsync("/onboardings?show=completed"), StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromDays(20));
        Assert.DoesNotContain("Varg Steel", await client.GetStringAsync("/onboardings?show=completed"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_changed_template_leaves_running_plans_alone_and_the_next_plan_follows_its_new_edition(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (first, _) = await Begun(house);
        var step = (await client.GetFromJsonAsync<JsonElement>("/api/v1/template-steps?sort=rank")).GetProperty("items")[1];

        await client.Patch("template-steps", step, step.GetProperty("version").GetInt64(), new { name = "Connect carriers", dueDays = 20 });
        var (second, steps) = await Begun(house);

        Assert.Equal(["Kick-off and plan", "Set up", "Users trained", "First value", "Daily use"], await Names(client, first));
        Assert.Equal(("Connect carriers", "2026-03-30"), (steps[1].Text("name"), steps[1].Text("dueOn")));
        Assert.Equal(1, (await client.Get("onboardings", second)).GetProperty("edition").GetInt32() - (await client.Get("onboardings", first)).GetProperty("edition").GetInt32());
    }

    [Fact]
    public async Task Days_are_workdays_of_the_company_over_its_holidays()
    {
        await using var house = await House.Open(Database.Sqlite);
        await house.ClientOf(house.Founder).Enter("holidays", new { name = "Founders' day", heldOn = "2026-03-05" });

        var (_, steps) = await Begun(house);

        Assert.Equal("2026-03-10", steps[0].Text("dueOn"));
    }

    [Fact]
    public async Task A_plan_is_put_down_once_and_a_template_without_steps_is_none()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var (onboarding, _) = await Begun(house);
        var empty = await client.Enter("onboarding-templates", new { name = "Empty" });
        var account = await client.Enter("accounts", new { name = "Varg" });

        Assert.Equal("already-planned", await (await client.PostAsJsonAsync($"/api/v1/onboardings/{onboarding.Id()}/follow", new { })).Problem());
        Assert.Equal("template-without-steps", await (await client.PostAsJsonAsync($"/api/v1/accounts/{account.Id()}/onboard", new { templateId = empty.Id() })).Problem());
        foreach (var template in (await client.GetFromJsonAsync<JsonElement>("/api/v1/onboarding-templates")).GetProperty("items").EnumerateArray()) await client.DeleteAsync($"/api/v1/onboarding-templates/{template.Id()}");
        Assert.Equal("no-template", await (await client.PostAsJsonAsync($"/api/v1/accounts/{account.Id()}/onboard", new { })).Problem());
    }

    internal static async Task<(JsonElement Onboarding, JsonElement[] Steps)> Begun(House house, string name = "Varg Steel")
    {
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name });
        var onboarding = await client.Post($"/api/v1/accounts/{account.Id()}/onboard", new { startsOn = "2026-03-02" });
        return (onboarding, await Steps(client, onboarding));
    }

    internal static async Task<JsonElement[]> Steps(HttpClient client, JsonElement onboarding) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/v1/milestones?onboardingId={onboarding.Id()}&sort=rank")).GetProperty("items").EnumerateArray()];

    static async Task<string?[]> Names(HttpClient client, JsonElement onboarding) => [.. (await Steps(client, onboarding)).Select(s => s.Text("name"))];

    static bool Is(JsonElement record, string field) => record.GetProperty(field).ValueKind != JsonValueKind.Null;
}

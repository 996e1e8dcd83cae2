using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Handoffs;

/// <summary>What may be dropped is listed with its reason, and nothing else is. Now is Monday 2 March 2026, nine o'clock.</summary>
public sealed class TheLeakList
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Names_each_reason_with_since_when(Database database)
    {
        await using var house = await House.Open(database);
        var team = await Team.In(house);
        var client = house.ClientOf(house.Founder);
        var account = (await client.Enter("accounts", new { name = "Varg" })).Id();
        async Task<string> Sale(string name, object? more = null) => (await client.Enter("opportunities", new Dictionary<string, object?>(Named(more)) { ["name"] = name, ["accountId"] = account })).Id();
        await Sale("Fine", new { accountableId = team.InesId, nextStep = "Call", nextStepAt = "2026-03-04T09:00:00Z" });
        await Sale("Nobody", new { nextStep = "Call", nextStepAt = "2026-03-04T09:00:00Z" });
        await Sale("Late", new { accountableId = team.InesId, nextStep = "Call", nextStepAt = "2026-03-01T09:00:00Z" });
        await Sale("Stepless", new { accountableId = team.InesId });
        var met = await Sale("Booked", new { accountableId = team.InesId });
        await client.Enter("meetings", new { subject = "Demo", opportunityId = met, scheduledFor = "2026-03-05T09:00:00Z" });
        await client.Enter("leads", new { name = "Fresh", accountableId = team.TomId });
        await client.Enter("activities", new { subject = "Write", type = "task", accountId = account, dueAt = "2026-02-27T09:00:00Z" });
        await client.Enter("check-ins", new { accountId = account, type = "cadence", dueOn = "2026-03-01", accountableId = team.SaraId });
        await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = await team.Lead(), toPersonId = team.InesId });

        Assert.Equal(["noNextStep Stepless", "nobody Nobody", "overdue Late", "overdue Varg", "overdue Write"], await Listed(client));
        house.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Contains("unanswered Halden Tyres", await Listed(client));
        house.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Contains("untouched Fresh", await Listed(client));
        Assert.Contains("untouched Fine", await Listed(client));
        Assert.DoesNotContain("untouched Booked", await Listed(client));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Loses_what_is_mended(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var lead = await client.Enter("leads", new { name = "Halden" });
        await client.Post($"/api/v1/leads/{lead.Id()}/touch", new { });
        Assert.Equal(["noNextStep Halden", "nobody Halden"], await Listed(client));

        var touched = await client.Read("leads", lead.Id());
        (await client.Patch("leads", touched, touched.GetProperty("version").GetInt64(), new { nextStep = "Call", nextStepAt = "2026-03-03T09:00:00Z", accountableId = house.Founder.Id.ToString() })).EnsureSuccessStatusCode();

        Assert.Empty(await Listed(client));
    }

    static async Task<IEnumerable<string>> Listed(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/leaks")).GetProperty("items").EnumerateArray().Select(l => $"{l.Text("reason")} {l.Text("name")}").Order(StringComparer.Ordinal);

    static Dictionary<string, object?> Named(object? values) => values is null ? [] : values.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(values));
}

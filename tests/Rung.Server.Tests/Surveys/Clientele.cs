using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Customers;
using Rung.Server.Customers.Surveys;

namespace Rung.Server.Tests.Surveys;

/// <summary>A company with customers to be asked, in a few words.</summary>
static class Clientele
{
    /// <summary>A customer since a day, with contacts named after it.</summary>
    public static async Task<(JsonElement Account, JsonElement[] Contacts)> Customer(this House house, string name, int contacts, string since)
    {
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name });
        var people = new List<JsonElement>();
        for (var i = 1; i <= contacts; i++) people.Add(await client.Enter("contacts", new { name = $"{name} {i}", accountId = account.Id(), email = $"{name}.{i}@example.com".ToLowerInvariant() }));
        await client.Enter("subscriptions", new { accountId = account.Id(), startsOn = since, billing = "month" });
        await client.Enter("onboardings", new { accountId = account.Id(), completedAt = since + "T09:00:00Z" });
        return (account, [.. people]);
    }

    /// <summary>A programme that is on, asking so many days after onboarding.</summary>
    public static async Task<JsonElement> Programme(this House house, string type = "onboardingNps", int days = 0, int restDays = 0, bool on = true)
    {
        var client = house.ClientOf(house.Founder);
        var programme = await client.Enter("survey-programmes", new { name = "Asking " + type, type, trigger = "onboardingCompleted", days, restDays });
        return on ? await client.Post($"/api/v1/survey-programmes/{programme.Id()}/switch-on", new { }) : programme;
    }

    public static Task<int> Ask(this House house) => house.Services.GetRequiredService<SurveyRounds>().Run(CancellationToken.None);

    public static async Task<JsonElement[]> Surveys(this House house) =>
        [.. (await house.ClientOf(house.Founder).GetFromJsonAsync<JsonElement>("/api/v1/surveys?limit=500&sort=id")).GetProperty("items").EnumerateArray()];

    public static string Link(this House house, JsonElement survey) => house.Services.GetRequiredService<SurveyLinks>().Path(new Id<Survey>(Guid.Parse(survey.Id())));

    public static Task<HttpResponseMessage> Tap(this HttpClient client, string link, params (string, string)[] fields) =>
        client.PostAsync(link, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
}

using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.History;

/// <summary>A company that does things at random, some of them written down days later; what the rules refuse is not done.</summary>
sealed class Life(House house, int seed)
{
    const int Deeds = 110;

    readonly Random chance = new(seed);
    readonly HttpClient client = house.ClientOf(house.Founder);
    readonly List<string> accounts = [], contacts = [], deals = [], decisions = [];
    List<string> stages = [];

    public async Task Go()
    {
        stages = [.. (await client.GetFromJsonAsync<JsonElement>("/api/v1/stages?kind=open")).GetProperty("items").EnumerateArray().Select(s => s.Id())];
        for (var i = 0; i < Deeds; i++)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(chance.Next(1, 900)));
            await Deed();
        }
    }

    Task Deed() => chance.Next(20) switch
    {
        0 or 1 => Enter("accounts", accounts, new { name = $"Account {accounts.Count}", city = "Falun" }),
        2 => Enter("contacts", contacts, new { name = $"Contact {contacts.Count}", email = $"c{contacts.Count}@example.com", accountId = Any(accounts) }),
        <= 6 => Enter("opportunities", deals, new { name = $"Deal {deals.Count}", accountId = Any(accounts), contactId = Any(contacts), amount = new { minor = chance.Next(1, 900) * 100, currency = "EUR" } }),
        <= 10 => Verb("move", new { stageId = Any(stages), happenedAt = When() }),
        11 or 12 => Verb("win", new { value = new { minor = chance.Next(1, 900) * 100, currency = "EUR" }, happenedAt = When() }),
        13 => Verb("lose", new { reason = "price", happenedAt = When() }),
        14 => Verb("reopen", new { happenedAt = When() }),
        15 => Amend("opportunities", deals, new { amount = new { minor = chance.Next(1, 900) * 100, currency = "EUR" }, source = chance.Next(2) == 0 ? "event" : null }),
        16 => Amend("contacts", contacts, new { name = $"Renamed {chance.Next(99)}", jobTitle = "CFO" }),
        17 => chance.Next(4) == 0 ? Send(new(HttpMethod.Delete, $"/api/v1/opportunities/{Any(deals)}")) : Merge(),
        _ => Undo(),
    };

    /// <summary>Now, or some days ago.</summary>
    DateTimeOffset? When() => chance.Next(3) == 0 ? house.Desk.Now.AddMinutes(-chance.Next(1, 6000)) : null;

    string? Any(List<string> from) => from.Count == 0 ? null : from[chance.Next(from.Count)];

    async Task Enter(string kinds, List<string> into, object body)
    {
        var answer = await Send(new(HttpMethod.Post, $"/api/v1/{kinds}") { Content = JsonContent.Create(body) });
        if (answer.IsSuccessStatusCode) into.Add((await answer.Content.ReadFromJsonAsync<JsonElement>()).Id());
    }

    Task Verb(string verb, object body) => Any(deals) is { } deal ? Send(new(HttpMethod.Post, $"/api/v1/opportunities/{deal}/{verb}") { Content = JsonContent.Create(body) }) : Task.CompletedTask;

    async Task Amend(string kinds, List<string> from, object body)
    {
        if (Any(from) is not { } id) return;
        var there = await client.GetFromJsonAsync<JsonElement>($"/api/v1/{kinds}/{id}");
        var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/{kinds}/{id}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{there.GetProperty("version")}\"");
        await Send(request);
    }

    async Task Merge()
    {
        var (kinds, from) = chance.Next(2) == 0 ? ("accounts", accounts) : ("contacts", contacts);
        if (from.Count < 2) return;
        var (keep, gone) = (Any(from), Any(from));
        await Send(new(HttpMethod.Post, $"/api/v1/{kinds}/{keep}/merge") { Content = JsonContent.Create(new { gone }) });
    }

    async Task Undo()
    {
        if (decisions.Count == 0) return;
        await Send(new(HttpMethod.Post, $"/api/v1/decisions/{decisions[Math.Max(0, decisions.Count - chance.Next(1, 6))]}/undo") { Content = JsonContent.Create(new { }) });
    }

    async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        var answer = await client.SendAsync(request);
        Assert.True((int)answer.StatusCode < 500, await answer.Content.ReadAsStringAsync());
        if (answer.Headers.TryGetValues("Rung-Decision", out var decision)) decisions.Add(decision.Single());
        return answer;
    }
}

using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests;

/// <summary>A few words for speaking to the API in tests.</summary>
static class Http
{
    public static string Id(this JsonElement record) => record.GetProperty("id").GetString()!;

    public static string? Text(this JsonElement record, string field) => record.GetProperty(field).GetString();

    public static Task<JsonElement> Enter(this HttpClient client, string kinds, object body) => client.Post($"/api/v1/{kinds}", body);

    public static async Task<JsonElement> Post(this HttpClient client, string path, object body)
    {
        var answer = await client.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static Task<JsonElement> Get(this HttpClient client, string kinds, JsonElement record) => client.GetFromJsonAsync<JsonElement>($"/api/v1/{kinds}/{record.Id()}");

    public static Task<JsonElement> Read(this HttpClient client, string kinds, string id) => client.GetFromJsonAsync<JsonElement>($"/api/v1/{kinds}/{id}");

    public static async Task<IReadOnlyList<JsonElement>> List(this HttpClient client, string kinds) => [.. (await client.GetFromJsonAsync<JsonElement>($"/api/v1/{kinds}")).GetProperty("items").EnumerateArray()];

    public static Task<HttpResponseMessage> Patch(this HttpClient client, string kinds, JsonElement record, long version, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/{kinds}/{record.Id()}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return client.SendAsync(request);
    }

    public static string Decision(this HttpResponseMessage answer) => answer.Headers.GetValues("Rung-Decision").Single();

    public static async Task<string> Problem(this HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString()!;
}

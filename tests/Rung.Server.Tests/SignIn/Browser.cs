using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Database;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

/// <summary>A browser as the server sees it: it keeps cookies and sends back the form token with every change.</summary>
sealed class Browser(HttpClient client)
{
    readonly Dictionary<string, string> cookies = [];

    public string Agent { get; init; } = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    /// <summary>The same machine with all it remembers, in another browser of the same make.</summary>
    public Browser Copy() => new Browser(client).With(cookies);

    /// <summary>The same at another node, as a balancer sends it there.</summary>
    public Browser At(HttpClient node) => new Browser(node).With(cookies);

    public Task<HttpResponseMessage> SignIn(string email, string password, string? code = null) => Send(HttpMethod.Post, "/api/v1/session", code is null ? new { email, password } : new { email, password, code });

    public async Task<JsonElement> Read(string path)
    {
        using var answer = await Send(HttpMethod.Get, path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null, string? key = null)
    {
        if (method != HttpMethod.Get && cookies.ContainsKey("rung") && !cookies.ContainsKey("rung-xsrf")) await Send(HttpMethod.Get, "/me");
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        if (method == HttpMethod.Get && !path.StartsWith("/api", StringComparison.Ordinal)) request.Headers.Accept.ParseAdd("text/html");
        if (body is not null) request.Content = JsonContent.Create(body);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        if (cookies.TryGetValue("rung-xsrf", out var token)) request.Headers.Add("X-XSRF-TOKEN", token);
        var answer = await client.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var given) ? given : [])
        {
            var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var n, var v] ? (n, v) : ("", "");
            if (value.Length == 0) cookies.Remove(name);
            else cookies[name] = value;
            // The token is for whoever the page was drawn for.
            if (name == "rung") cookies.Remove("rung-xsrf");
        }

        return answer;
    }

    public async Task<HttpStatusCode> Ask(string path) => (await Send(HttpMethod.Get, path)).StatusCode;

    /// <summary>Only the beginning of an answer that does not end.</summary>
    public Task<HttpResponseMessage> Stream(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    Browser With(Dictionary<string, string> known)
    {
        foreach (var (name, value) in known) cookies[name] = value;
        return this;
    }
}

static class Colleagues
{
    static readonly string KeyPath = Path.Combine(Directory.CreateTempSubdirectory("rung-key-").FullName, "key");

    /// <summary>On PostgreSQL a key file has to be named; beside a data directory it lies by itself.</summary>
    public static void WithKey(IServiceCollection services) => services.AddSingleton(s => new KeyFile(s.GetRequiredService<Place>(), KeyPath));

    public const string Password = "four words in a row";

    /// <summary>Somebody of the house with a role and a password; the link is used as they would.</summary>
    public static async Task<(string Id, string Email)> Colleague(this House house, string name = "Kim", string? role = "ae")
    {
        var founder = house.ClientOf(house.Founder);
        var email = $"{name.ToLowerInvariant()}@example.com";
        var id = (await founder.Enter("people", new { name, email })).Id();
        if (role is not null) await founder.Enter("role-assignments", new { personId = id, role, startsOn = "2026-01-01", fte = 1 });
        var link = (await founder.Post($"/api/v1/people/{id}/invite", new { })).Text("path")!;
        (await house.Stranger().PostAsJsonAsync("/api/v1" + link, new { password = Password })).EnsureSuccessStatusCode();
        return (id, email);
    }

    public static async Task<Browser> SignedIn(this House house, string email, string agent = "Firefox/140.0 (Windows NT 10.0)")
    {
        var browser = new Browser(house.Stranger()) { Agent = agent };
        using var answer = await browser.SignIn(email, Password);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return browser;
    }

    /// <summary>What the journal says of somebody, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> FactsOf(this House house, string id)
    {
        await using var db = house.Store.Open();
        var key = Guid.Parse(id);
        return [.. db.Journal.Where(j => j.RecordId == key).OrderBy(j => j.Seq).Select(j => j.Name)];
    }
}

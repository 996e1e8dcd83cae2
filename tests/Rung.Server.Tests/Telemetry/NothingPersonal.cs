using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Tests.SignIn;

namespace Rung.Server.Tests.Telemetry;

/// <summary>What the program says to its log and to a collector: all that it should, and nothing that people wrote.</summary>
public class NothingPersonal
{
    const string Canary = "kanarya", Password = "velvet boiler quartz";

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_busy_session_is_told_by_routes_and_verbs_and_by_no_word_of_it(Database database)
    {
        var (place, directory, name) = await FoundedCompany.Copied(database);
        await using var collector = await Collector.Open();
        var (server, client) = await Running.Start(place,
            ("RUNG_LOG", "json"), ("RUNG_KEYFILE", Path.Combine(Directory.CreateTempSubdirectory("rung-key-").FullName, "key")),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_METRIC_EXPORT_INTERVAL", "100"));
        var tokens = await Busy(client, place);
        Assert.True(server.HasLoaded("OpenTelemetry.Exporter.OpenTelemetryProtocol.dll"));
        await server.Stop();

        var log = server.Said.Where(l => l.StartsWith('{')).Select(l => (Line: l, Document: JsonDocument.Parse(l).RootElement)).ToList();
        Assert.Contains(log, l => l.Document.GetProperty("from").GetString() == "Rung.Requests" && l.Document.GetProperty("fields").GetProperty("Route").GetString() == "/api/v1/accounts" && l.Document.GetProperty("fields").GetProperty("Status").GetInt32() == 201 && l.Document.GetProperty("request").GetString() is { Length: > 0 } && l.Document.GetProperty("trace").GetString() is { Length: 32 });
        foreach (var text in (string[])["POST /api/v1/accounts", "GET /answer/{token}", "decide", "rung.permission", "account.record", "accepted", "http.response.status_code"]) Assert.True(collector.Says("traces", text), "No span tells " + text);
        foreach (var text in (string[])["http.server.request.duration", "rung.decisions", "account.record", "dotnet.gc.collections", "/api/v1/accounts"]) Assert.True(collector.Says("metrics", text), "No figure tells " + text);
        Assert.False(collector.Says("traces", "/health/ready"), "Each question of a balancer is told.");
        foreach (var word in (string[])[Canary, Password, .. tokens])
        {
            Assert.DoesNotContain(server.Said, l => l.Contains(word, StringComparison.OrdinalIgnoreCase));
            Assert.False(collector.Says("traces", word), "A span holds " + word);
            Assert.False(collector.Says("metrics", word), "A figure holds " + word);
        }

        await House.Leave(directory, name);
    }

    [Fact]
    public async Task Without_a_collector_nothing_of_it_is_loaded_and_the_log_is_for_people()
    {
        var (place, directory, _) = await FoundedCompany.Copied(Database.Sqlite);
        var (server, client) = await Running.Start(place);
        (await client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        Assert.False(server.HasLoaded("OpenTelemetry"));
        await server.Stop();
        Assert.DoesNotContain(server.Said, l => l.StartsWith('{'));
        await House.Leave(directory, null);
    }

    /// <summary>A day at work, with the word in every field, address, query and header; the secrets that were given out.</summary>
    static async Task<IReadOnlyList<string>> Busy(HttpClient client, Place place)
    {
        client.DefaultRequestHeaders.UserAgent.ParseAdd(Canary);
        client.DefaultRequestHeaders.TryAddWithoutValidation("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        client.DefaultRequestHeaders.TryAddWithoutValidation("tracestate", $"{Canary}={Canary}");
        client.DefaultRequestHeaders.TryAddWithoutValidation("baggage", $"{Canary}={Canary}");
        var founded = await client.PostAsJsonAsync("/api/v1/first-run", new { name = Canary, email = $"{Canary}@example.com", password = Password, company = Canary });
        Assert.True(founded.IsSuccessStatusCode, await founded.Content.ReadAsStringAsync());
        var browser = new Browser(client);
        using (var wrong = await browser.SignIn($"{Canary}@example.com", Canary + "-wrong")) Assert.False(wrong.IsSuccessStatusCode);
        using (var right = await browser.SignIn($"{Canary}@example.com", Password)) Assert.True(right.IsSuccessStatusCode);
        var token = (await (await browser.Send(HttpMethod.Post, "/api/v1/me/tokens", new { name = Canary, scope = "read write admin" })).Content.ReadFromJsonAsync<JsonElement>()).Text("token")!;
        var colleague = await (await browser.Send(HttpMethod.Post, "/api/v1/people", new { name = Canary + " two", email = $"{Canary}.two@example.com" })).Content.ReadFromJsonAsync<JsonElement>();
        var link = (await (await browser.Send(HttpMethod.Post, $"/api/v1/people/{colleague.Id()}/invite", new { })).Content.ReadFromJsonAsync<JsonElement>()).Text("path")!;
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);

        await using (var store = new Store(place))
            foreach (var table in store.Schema.Records) await Every(client, table);
        var account = await client.Enter("accounts", new { name = Canary, city = Canary, website = $"https://{Canary}.example" });
        await client.Patch("accounts", account, 1, new { city = Canary + " again" });
        await client.Enter("contacts", new { name = Canary, email = $"{Canary}@customer.example", accountId = account.Id() });
        using (var file = new ByteArrayContent(Encoding.UTF8.GetBytes(Canary)))
        {
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            (await client.PostAsync($"/api/v1/stored-files/upload?name={Canary}.txt&accountId={account.Id()}", file)).EnsureSuccessStatusCode();
        }

        foreach (var path in (string[])[link, $"/answer/{Canary}", $"/welcome/{Canary}", $"/accounts?q={Canary}", $"/accounts/{Canary}", $"/{Canary}", $"/api/v1/accounts?name={Canary}", $"/api/v1/accounts?limit={Canary}", $"/api/v1/{Canary}", $"/ui/palette?q={Canary}", $"/sign-in?return=/{Canary}", "/health/ready"])
            using (await client.GetAsync(path)) continue;
        foreach (var body in (string[])[$"{{\"{Canary}\":1}}", $"{{\"name\":{Canary}}}", $"{{\"name\":\"x\",\"city\":{{\"{Canary}\":[]}}}}"])
            using (await client.PostAsync("/api/v1/accounts", new StringContent(body, Encoding.UTF8, "application/json"))) continue;
        client.DefaultRequestHeaders.Authorization = new("Bearer", "rung_" + Canary);
        using (await client.GetAsync("/api/v1/accounts")) return [token, link.Split('/')[^1]];
    }

    static async Task Every(HttpClient client, Table table)
    {
        var body = Form.Of(table.Type).Fields.Where(f => f.Type == typeof(string)).ToDictionary(f => f.Name, f => (object)$"{Canary} {f.Name}");
        using (await client.PostAsJsonAsync($"/api/v1/{RecordEndpoints.Route(table)}", body)) return;
    }
}

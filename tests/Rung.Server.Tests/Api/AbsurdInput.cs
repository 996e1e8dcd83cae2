using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Api.Reference;
using Rung.Server.Database;

namespace Rung.Server.Tests.Api;

/// <summary>
/// Whatever comes in at whatever address is done or refused by name, in the caller's language. What was refused left no
/// trace in the database, and no answer tells how we are built.
/// </summary>
public class AbsurdInput
{
    static readonly string Long = new('a', 10_000);
    static readonly string Deep = string.Concat(Enumerable.Repeat("[", 1000)) + string.Concat(Enumerable.Repeat("]", 1000));

    static readonly string[] Values =
    [
        "null", "true", "-1", "0.5", "99999999999999999999999999999999999999", "1e400", "\"\"", "\" \"", "\"text\"", $"\"{Long}\"", "[]", "{}", "[[[[]]]]", Deep,
        "\"\\u0000\"", "\"a\\u0007b\"", "\"\\u202Eevil\"", "\"\\ud800\"", "\"مرحبا بالعالم\"", "\"👩‍👩‍👧‍👦" + string.Concat(Enumerable.Repeat("\u0301", 5000)) + "\"", "\"'; DROP TABLE accounts; --\"", "\"<script>alert(1)</script>\"", "\"{{7*7}}\"",
        "\"00000000-0000-0000-0000-000000000000\"", "\"not-an-id\"", "\"0001-01-01\"", "\"9999-12-31\"", "\"2026-02-30\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"0001-01-01T00:00:00-14:00\"", "\"2026-01-01T00:00:00Z\"",
        """{"minor":1,"currency":"USD"}""", """{"minor":9223372036854775807,"currency":"USD"}""", """{"minor":1}""", """{"minor":1,"currency":"usd"}""", """{"minor":"1","currency":"USD"}""", """{"minor":1,"currency":"USD","also":1}""",
    ];

    static readonly string[] Bodies = ["", "null", "[]", "7", "\"text\"", "{", "{\"name\":", "{\"name\":\"a\",\"name\":\"b\"}", "{\"unknown\":1}", "{\"id\":\"00000000-0000-0000-0000-000000000000\"}", "{\"version\":7}", "{\"__proto__\":{}}", Deep, "{\"name\":\"" + Long + "\"}", "\uFEFF{}"];

    static readonly string[] Queries =
    [
        "nonsense=1", "sort=nonsense", "sort=-", "sort=name;DROP", "limit=0", "limit=-1", "limit=501", "limit=x", "limit=99999999999999999999", "after=nonsense", "after=WyJ4IiwieSJd", "after=", "fields=nonsense", "fields=", "titles=nonsense", "titles=id",
        "filter=", "filter={", "filter=[]", "filter={\"field\":\"id\"}", "filter={\"field\":7}", "filter={\"or\":7}", "filter={\"or\":[]}", "filter=%00", "id=nonsense", "id.in=", "id.between=1", "version=x", "version.has=1", "createdAt.gte=yesterday", "createdAt=0001-01-01", "createdAt.lt=9999-12-31T23:59:59-14:00",
        "custom.has=%25%25%25%00", "externalId.starts=%00", "externalId=%F0%9F%98%80", "externalId=%ff%fe", "a=1&a=2", "limit=1&limit=2", "q=", "q=%00", "q=\"", "q=*", "kind=nonsense", "asOf=x", "asOf=0001-01-01", "by=x", "by=7", "every=x", "onConflict=7", "onConflict=x", "lang=x", "removed=maybe",
    ];

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Nothing_sent_anywhere_breaks_anything(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        var known = await Filled(client);
        var chance = new Random(20_260_302);
        var faults = new List<string>();
        foreach (var (endpoint, method) in Endpoints(house))
        {
            var (whole, line, isQuiet) = (await Digest(house), await LastLine(house), true);
            foreach (var asked in Asks(endpoint, method, known, chance))
            {
                var language = chance.Next(2) == 0 ? "en" : "zh-CN";
                asked.Headers.TryAddWithoutValidation("Accept-Language", language);
                var shown = $"{method} {asked.RequestUri} {(asked.Content is null ? "" : Cut(await asked.Content.ReadAsStringAsync()))}";
                using var answer = await client.SendAsync(asked);
                var text = await answer.Content.ReadAsStringAsync();
                if (Fault(answer, text, language) is { } fault) faults.Add($"{fault}: {shown} → {(int)answer.StatusCode} {Cut(text)}");
                if (method == "GET") continue;

                var now = await LastLine(house);
                if (answer.IsSuccessStatusCode) isQuiet = false;
                else if (now != line) faults.Add($"refused and yet changed: {shown}");
                line = now;
            }

            if (isQuiet && await Digest(house) != whole) faults.Add($"changed without a word: {method} {endpoint.RoutePattern.RawText}");
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults\n" + string.Join('\n', faults.Take(100)));
    }

    static string? Fault(HttpResponseMessage answer, string text, string language)
    {
        if ((int)answer.StatusCode >= 500) return "broke";
        if (text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal)) return "tells how it is built";
        if ((int)answer.StatusCode < 400) return null;
        if (answer.Content.Headers.ContentType?.MediaType != Reply.ProblemType) return answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/api", StringComparison.Ordinal) ? "no problem document" : null;
        var problem = JsonDocument.Parse(text).RootElement;
        if (!Schemas.Refusals().Contains(problem.GetProperty("title").GetString())) return "no named refusal";
        var isChinese = problem.GetProperty("detail").GetString()!.Any(c => c is >= '\u4e00' and <= '\u9fff');
        return isChinese == (language == "zh-CN") ? null : "in the wrong language";
    }

    static IEnumerable<HttpRequestMessage> Asks(RouteEndpoint endpoint, string method, IReadOnlyDictionary<string, string> known, Random chance)
    {
        string Path(string id) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => s.Parts.Any(p => p is not RoutePatternLiteralPart) ? id : string.Concat(s.Parts.OfType<RoutePatternLiteralPart>().Select(p => p.Content))));
        var right = Path(known.GetValueOrDefault(endpoint.RoutePattern.RawText!.Split('/').ElementAtOrDefault(3) ?? "", Guid.Empty.ToString()));
        foreach (var id in (string[])["00000000-0000-0000-0000-000000000000", "x", "%01", "..%2f..%2fetc", Long[..2000]]) yield return Ask(method, Path(id), "{}");
        if (method == "GET")
        {
            foreach (var query in Queries) yield return Ask(method, $"{right}?{query}", null);
            yield break;
        }

        foreach (var body in Bodies) yield return Ask(method, right, body);
        foreach (var type in (string?[])[null, "text/plain", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded", "application/json; charset=utf-16"]) yield return Ask(method, right, "{\"name\":\"a\"}", type);
        yield return new(new(method), right) { Content = new ByteArrayContent([(byte)'{', (byte)'"', 0xff, 0xfe, 0xc0, 0x80, (byte)'"', (byte)':', (byte)'1', (byte)'}']) { Headers = { ContentType = new("application/json") } } };
        yield return Ask(method, right, "{\"name\":\"" + new string('x', 1_100_000) + "\"}");
        foreach (var match in (string[])["x", "\"x\"", "\"-1\"", "\"99999999999999999999\"", "W/\"1\"", "*", "\"1\",\"2\""]) yield return Ask(method, right, "{}", match: match);
        foreach (var key in (string[])["", new string('k', 300), "k\u00e9"]) yield return Ask(method, right, "{}", key: key);
        foreach (var field in Fields(endpoint))
            foreach (var value in Values.Where(_ => chance.Next(4) == 0)) yield return Ask(method, right, $"{{\"{field}\":{value}}}", match: "\"1\"");
    }

    /// <summary>The names the route would take, from its own description.</summary>
    static IEnumerable<string> Fields(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<Verb>() is { } verb ? verb.Inputs.Select(i => i.Name).Append("happenedAt")
        : endpoint.Metadata.GetMetadata<RecordRoute>() is { Deed: RecordDeed.Record or RecordDeed.Amend } route ? Form.Of(route.Table.Type).Fields.Select(f => f.Name)
        : ["name", "email", "password", "token", "expiresAt", "current"];

    static HttpRequestMessage Ask(string method, string path, string? body, string? type = "application/json", string? match = null, string? key = null)
    {
        var ask = new HttpRequestMessage(new(method), path);
        if (body is not null && method != "GET")
        {
            ask.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (type is not null) ask.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        if (match is not null) ask.Headers.TryAddWithoutValidation("If-Match", match);
        if (key is not null) ask.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return ask;
    }

    /// <summary>Every route but those that end the session, wait for a stream, or speak for another part of the machine.</summary>
    static IEnumerable<(RouteEndpoint, string)> Endpoints(House house) =>
        from endpoint in house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText is not ("/ui/live" or "/api/scalar.js" or "/api/scalar.aspnetcore.js" or "/operator/{errand}" or "/demo/sign-in/{person:guid}")
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (endpoint, method);

    /// <summary>A few records that the routes can be asked about.</summary>
    static async Task<IReadOnlyDictionary<string, string>> Filled(HttpClient client)
    {
        var account = await client.Enter("accounts", new { name = "Varg" });
        var contact = await client.Enter("contacts", new { name = "Karin", accountId = account.Id() });
        var lead = await client.Enter("leads", new { name = "Varg", accountId = account.Id() });
        var deal = await client.Enter("opportunities", new { name = "Visibility", accountId = account.Id() });
        var meeting = await client.Enter("meetings", new { subject = "Intro", scheduledFor = "2026-03-01T09:00:00Z" });
        var subscription = await client.Enter("subscriptions", new { accountId = account.Id(), startsOn = "2026-01-01", endsOn = "2026-12-31", termMonths = 12 });
        return new Dictionary<string, string> { ["accounts"] = account.Id(), ["contacts"] = contact.Id(), ["leads"] = lead.Id(), ["opportunities"] = deal.Id(), ["meetings"] = meeting.Id(), ["subscriptions"] = subscription.Id() };
    }

    /// <summary>Reading much and trying in vain to sign in leave a fact, and long work that was rightly asked for gets on beside: no line of theirs is an answer to what was refused.</summary>
    static readonly string[] Beside = ["list-exported", "subject-exported", "archive-written", "audit-exported", "read-in-bulk", "sign-in-failed"];

    static readonly string BesidePlaces = string.Join(", ", Beside.Select((_, i) => "@" + i));

    static async Task<long?> LastLine(House house) => (await house.Store.Questions.All($"SELECT MAX(seq) FROM journal WHERE record_kind <> 'long-work' AND name NOT IN ({BesidePlaces})", [.. Beside], row => row.NumberOrNull(0))).Single();

    /// <summary>How much there is, of everything that a decision writes: nothing is ever overwritten without a line in the journal.</summary>
    static async Task<string> Digest(House house)
    {
        await using var db = house.Store.Open();
        var versions = new StringBuilder();
        versions.Append(CultureInfo.InvariantCulture, $"{await db.Journal.Where(j => j.RecordKind != "long-work" && !Beside.Contains(j.Name)).MaxAsync(j => (long?)j.Seq)}/{await db.Set<KeptValue>().CountAsync(k => k.Kind != "long-work")}/{await db.Set<Rung.Opportunities.StageVisit>().CountAsync()}");
        foreach (var table in (string[])["accounts", "contacts", "leads", "opportunities", "meetings", "subscriptions"])
            versions.Append(CultureInfo.InvariantCulture, $"/{(await house.Store.Questions.All($"SELECT COALESCE(SUM(\"version\"), 0) FROM \"{table}\"", [], row => row.NumberOrNull(0))).Single()}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(versions.ToString())));
    }

    static string Cut(string text) => text.Length <= 160 ? text : text[..160] + "…";
}

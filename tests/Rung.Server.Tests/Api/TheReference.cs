using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Rung.Server.Desk;

namespace Rung.Server.Tests.Api;

/// <summary>The document by which programs find their way, and the page that shows it.</summary>
public sealed partial class TheReference : IAsyncLifetime
{
    House house = null!;
    OpenApiDocument document = null!;
    OpenApiDiagnostic diagnostic = null!;

    public async ValueTask InitializeAsync()
    {
        house = await House.Open(Database.Sqlite);
        (document, diagnostic) = OpenApiDocument.Parse(await Stranger.GetStringAsync("/api/openapi.json"), "json") is var read ? (read.Document!, read.Diagnostic!) : default;
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    HttpClient Stranger => house.ClientOf(new Actor(default, "", Permits.Nothing));

    [Fact]
    public void A_reader_of_OpenAPI_3_1_finds_no_fault()
    {
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic.SpecificationVersion);
        Assert.Empty(diagnostic.Errors);
        Assert.Empty(diagnostic.Warnings);
    }

    [Fact]
    public void Every_route_is_in_it()
    {
        var described = document.Paths.SelectMany(p => p.Value.Operations!.Keys.Select(m => $"{m.Method} {p.Key}"));

        Assert.Empty(Routes().Except(described));
    }

    [Fact]
    public void Every_route_says_what_it_does_what_it_answers_and_how_it_refuses()
    {
        foreach (var (path, method, operation) in Operations())
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.Summary), $"{method} {path}");
            Assert.Contains(operation.Responses!.Keys, k => k[0] is '2');
            Assert.True(operation.Security is { Count: 0 } || operation.Responses.ContainsKey("401") && operation.Responses.ContainsKey("403"), $"{method} {path}");
        }
    }

    [Fact]
    public void Every_change_of_a_record_takes_a_version_and_a_key_and_every_list_pages()
    {
        foreach (var (path, method, operation) in Operations().Where(o => o.Operation.OperationId!.Contains("opportunity.", StringComparison.Ordinal) || o.Operation.OperationId.Contains("handoff.", StringComparison.Ordinal)))
        {
            var takes = operation.Parameters?.Select(p => p.Name).ToHashSet() ?? [];
            if (method is "POST" or "PATCH" or "DELETE") Assert.Contains("Idempotency-Key", takes);
            if ((method, path.Contains("{id}", StringComparison.Ordinal)) is ("POST" or "PATCH" or "DELETE", true)) Assert.Contains("If-Match", takes);
            if (operation.OperationId!.EndsWith(".list", StringComparison.Ordinal)) Assert.Superset(new HashSet<string?> { "sort", "limit", "after", "filter", "conditions" }, takes);
        }
    }

    [Fact]
    public void Every_change_takes_a_key_or_says_why_once_or_twice_is_the_same()
    {
        foreach (var (path, method, operation) in Operations().Where(o => o.Method != "GET"))
        {
            var isKeyed = operation.Parameters?.Any(p => p.Name == "Idempotency-Key") == true;
            Assert.True(isKeyed != operation.Description?.Contains("Takes no `Idempotency-Key`. ", StringComparison.Ordinal), $"{method} {path}");
        }
    }

    [Fact]
    public void No_two_operations_share_a_name() =>
        Assert.Empty(Operations().GroupBy(o => o.Operation.OperationId).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Every_named_refusal_can_be_told_from_the_others() =>
        Assert.Contains("/problems/changed-meanwhile", document.Components!.Schemas!["Problem"].Properties!["type"].Enum!.Select(n => n.ToString()));

    [Fact]
    public async Task The_page_loads_nothing_from_elsewhere()
    {
        var answer = await Stranger.GetAsync("/api/");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("unsafe-eval", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain(Loaded().Matches(page).Select(m => m.Groups[1].Value), u => u.Contains("//", StringComparison.Ordinal));
        foreach (var asset in Loaded().Matches(page).Select(m => m.Groups[1].Value))
            Assert.Equal(HttpStatusCode.OK, (await Stranger.GetAsync(new Uri(new Uri("http://localhost/api/"), asset))).StatusCode);
    }

    IEnumerable<(string Path, string Method, OpenApiOperation Operation)> Operations() =>
        document.Paths.SelectMany(p => p.Value.Operations!.Select(o => (p.Key, o.Key.Method, o.Value)));

    IEnumerable<string> Routes() => house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
        .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {Constraint().Replace(e.RoutePattern.RawText!, "}")}"))
        .Select(r => r.TrimEnd('/'));

    [GeneratedRegex(@":\w+}")]
    private static partial Regex Constraint();

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Loaded();
}

using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

public class TheGate
{
    [Fact]
    public async Task Every_endpoint_names_a_permission()
    {
        await using var house = await House.Open(Database.Sqlite);

        Assert.Empty(Endpoints(house).Where(e => e.Metadata.GetMetadata<NeedsPermission>() is null).Select(e => e.DisplayName));
    }

    [Fact]
    public async Task Few_endpoints_are_open_to_everybody_and_they_are_these()
    {
        await using var house = await House.Open(Database.Sqlite);

        var open = Endpoints(house).Where(e => e.Metadata.GetMetadata<NeedsPermission>()?.Permission == NeedsPermission.Nobody).Select(e => e.RoutePattern.RawText!.TrimEnd('/')).Distinct().Order(StringComparer.Ordinal);

        // Behind a link in a letter: it carries a seal that only this installation makes, and whoever answers has no account.
        string[] byLink = ["/answer/{token}", "/answer/{token}/stop", "/confirm/{token}", "/welcome/{token}"];
        Assert.Equal(byLink, open.Where(path => path.Contains("{token}", StringComparison.Ordinal) && !path.StartsWith("/api", StringComparison.Ordinal)));
        Assert.Equal(["", "/api/favicon.svg", "/api/openapi.json", "/api/scalar.aspnetcore.js", "/api/scalar.js", "/api/v1/first-run", "/api/v1/session", "/api/v1/session/passkey", "/api/v1/session/passkey/options", "/api/v1/welcome/{token}", "/api/{documentName?}", "/demo/sign-in/{person:guid}", "/first-run", "/health/live", "/health/ready", "/operator/{errand}", "/sign-in"], open.Except(byLink));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Somebody_without_permission_changes_nothing_anywhere(Database database)
    {
        await using var house = await House.Open(database);
        var account = await house.ClientOf(house.Founder).Enter("accounts", new { name = "Varg" });
        var nobody = house.ClientOf(new Actor(house.Founder.Id, "Nobody", Permits.Nothing));
        await using var db = house.Store.Open();
        var before = await db.Journal.CountAsync();

        foreach (var endpoint in Endpoints(house).Where(e => e.Metadata.GetMetadata<NeedsPermission>()!.Permission is not (NeedsPermission.Nobody or NeedsPermission.Own)))
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                var path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => s.Parts.Any(p => p is not Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart) ? account.Id() : string.Concat(s.Parts.OfType<Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart>().Select(p => p.Content))));
                var content = JsonContent.Create(new { name = "changed" });
                // What is sent as another type than is taken never comes to the gate.
                if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { } takes) content.Headers.ContentType = new(takes.ContentTypes[0]);
                var answer = await nobody.SendAsync(new(new(method), path) { Content = content });
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {path}: {(int)answer.StatusCode}");
            }

        Assert.Equal(before, await db.Journal.CountAsync());
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_and_a_program_is_told()
    {
        await using var house = await House.Open(Database.Sqlite);
        var stranger = house.ClientOf(new Actor(default, "", Permits.Nothing));

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/v1/accounts")).StatusCode);
        Assert.Equal("/first-run", (await stranger.GetAsync("/accounts")).Headers.Location!.ToString());
    }

    static IEnumerable<RouteEndpoint> Endpoints(House house) => house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
}

using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Rung.People;
using Rung.Server.Api.Reference;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

/// <summary>
/// Every address, method, role, reach and ownership. What is expected comes from the table of permissions, from the
/// table of doors, and from whose record it is; nothing else is asked of the code under test.
/// </summary>
public class EveryDoor(ITestOutputHelper output)
{
    static readonly string[] Reads = ["GET", "HEAD"];

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Nobody_reads_or_changes_what_is_not_theirs_to_see(Database database)
    {
        await using var house = await House.Open(database);
        var world = await ProbedWorld.Of(house);
        await house.CatchUp();
        var before = await ProbedWorld.Digest(house);
        var (probes, leaks, seen) = (0, TheTableOfDoors.Differing(house).ToList(), 0);
        // PostgreSQL answers the same code; one role there, all of them on SQLite. What is allowed comes last: an export is noted.
        Role[] roles = database == Database.Sqlite ? Enum.GetValues<Role>() : [Role.Ae];
        foreach (var isAllowed in (bool[])[false, true])
        {
            foreach (var (role, (reach, visible)) in roles.SelectMany(role => Reaches.Select(r => (role, r))))
            {
                var permits = Permissions.Of([role.ToString()]);
                var client = house.ClientOf(new Actor(new(world.Me), "Person Own", permits) { Sight = SightOf(world, reach) });
                foreach (var door in Doors(house))
                    foreach (var of in visible.Length == 4 ? [Ownership.Other] : Enum.GetValues<Ownership>())
                    {
                        if (Path(door.Endpoint, world, of) is not { } path) continue;
                        var expected = Expected(door, permits, reach, visible, of);
                        // A change that is allowed is other tests' business; here it would change what is looked at.
                        if (expected == HttpStatusCode.OK != isAllowed || (isAllowed && !Reads.Contains(door.Method))) continue;

                        probes++;
                        var answer = await Ask(client, door, path);
                        var text = await answer.Content.ReadAsStringAsync();
                        var refused = answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound ? answer.StatusCode : HttpStatusCode.OK;
                        if (expected != HttpStatusCode.OK && refused != expected) leaks.Add($"{role} {reach} {of}: {door.Method} {path} answered {(int)answer.StatusCode}, not {(int)expected}");
                        if ((int)answer.StatusCode >= 500) leaks.Add($"{role} {reach} {of}: {door.Method} {path} broke with {(int)answer.StatusCode}");
                        foreach (var hidden in Enum.GetValues<Ownership>().Except(visible))
                            if (text.Contains(ProbedWorld.Word(hidden), StringComparison.OrdinalIgnoreCase)) leaks.Add($"{role} {reach} {of}: {door.Method} {path} tells of {hidden}");
                        if (visible.Contains(of) && text.Contains(ProbedWorld.Word(of), StringComparison.OrdinalIgnoreCase)) seen++;
                    }

                foreach (var (route, body) in world.Others.Values.Where(_ => reach != Reach.All && !isAllowed))
                {
                    // What nobody owns belongs to nobody's account: only what hangs on another's record is asked for.
                    if (!body.Keys.Any(k => k.EndsWith("Id", StringComparison.Ordinal) && k != "accountableId" && body[k] is not null)) continue;
                    probes++;
                    if ((await client.PostAsJsonAsync(route, body)).IsSuccessStatusCode) leaks.Add($"{role} {reach}: POST {route} hung something on a record that is not seen");
                }
            }

            if (!isAllowed && before != await ProbedWorld.Digest(house)) leaks.Add("The database changed though everything was refused.");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database}: {probes} probes, {seen} answers with what may be seen, {leaks.Count} leaks"));
        Assert.True(leaks.Count == 0, string.Join('\n', leaks.Take(40)));
        Assert.True(seen > 100, $"Only {seen} answers told anything: nothing was tried.");
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_stream_of_changes_tells_only_of_what_is_seen(Database database)
    {
        await using var house = await House.Open(database);
        var (founder, world) = (house.ClientOf(house.Founder), await ProbedWorld.Of(house));
        var me = house.ClientOf(new Actor(new(world.Me), "Person Own", Permissions.Of(["ae"])) { Sight = SightOf(world, Reach.Own) });
        using var stream = new StreamReader(await me.GetStreamAsync("/ui/live"));
        await stream.ReadLineAsync();

        var (theirs, mine) = (world.Id("account", Ownership.Other)!, world.Id("account", Ownership.Own)!);
        foreach (var id in (string[])[theirs, mine])
        {
            using var change = new HttpRequestMessage(HttpMethod.Patch, "/api/v1/accounts/" + id) { Content = JsonContent.Create(new { name = "Renamed" }) };
            change.Headers.TryAddWithoutValidation("If-Match", "*");
            Assert.Equal(HttpStatusCode.OK, (await founder.SendAsync(change)).StatusCode);
        }

        string? line;
        while ((line = await stream.ReadLineAsync(TestContext.Current.CancellationToken)) is not null && !line.Contains("account", StringComparison.Ordinal)) continue;
        Assert.Contains(mine, line, StringComparison.Ordinal);
    }

    static readonly (Reach Reach, Ownership[] Visible)[] Reaches =
    [
        (Reach.Own, [Ownership.Own]),
        (Reach.Team, [Ownership.Own, Ownership.Team]),
        (Reach.All, [Ownership.Own, Ownership.Team, Ownership.Other, Ownership.None]),
    ];

    static Sight? SightOf(ProbedWorld world, Reach reach) => reach switch { Reach.Own => new([world.Me]) { Ends = world.Ends }, Reach.Team => new([world.Me, world.Report]) { Ends = world.Ends }, _ => null };

    sealed record Door(RouteEndpoint Endpoint, string Method, string Needs, Shows? Shows);

    static List<Door> Doors(House house) =>
    [
        .. from endpoint in house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let needs = endpoint.Metadata.GetMetadata<NeedsPermission>()!.Permission
           // A stream does not end; it has a test of its own. What anybody may open shows nothing of a customer or asks for a seal.
           where needs != NeedsPermission.Nobody && endpoint.RoutePattern.RawText != "/ui/live"
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           where needs != NeedsPermission.Own || Reads.Contains(method)
           select new Door(endpoint, method, TheTableOfDoors.Needs(endpoint, method), endpoint.Metadata.GetMetadata<Shows>()),
    ];

    static HttpStatusCode Expected(Door door, Permits permits, Reach reach, Ownership[] visible, Ownership of)
    {
        if (door.Needs == NeedsPermission.Own) return HttpStatusCode.OK;
        if (!permits.Allow(door.Needs)) return HttpStatusCode.Forbidden;
        if (reach == Reach.All) return HttpStatusCode.OK;
        if (door.Shows is not { } shows) return HttpStatusCode.Forbidden;
        if (shows.What == Shown.OwnDecision) return HttpStatusCode.NotFound;
        var hangs = shows.What == Shown.One && (shows.Kind is null || !Rung.Server.Database.Belongings.IsOfTheHouse(shows.Kind));
        return hangs && !visible.Contains(of) ? HttpStatusCode.NotFound : HttpStatusCode.OK;
    }

    /// <summary>The address with the ownership's record in it; nothing where the world has none of the kind.</summary>
    static string? Path(RouteEndpoint endpoint, ProbedWorld world, Ownership of)
    {
        var kind = endpoint.Metadata.GetMetadata<RecordRoute>()?.Table.Kind ?? (endpoint.Metadata.GetMetadata<Shows>()?.Kind is { } type ? Words.Kebab(type.Name) : "account");
        var parts = new List<string>();
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            if (segment.Parts is [RoutePatternParameterPart part])
            {
                if (part.Name == "kind") parts.Add("account");
                else if (part.Name == "field") parts.Add("accountableId");
                else if (world.Id(kind, of) is { } id) parts.Add(id);
                else return null;
            }
            else parts.Add(string.Concat(segment.Parts.OfType<RoutePatternLiteralPart>().Select(p => p.Content)));
        }

        return "/" + string.Join('/', parts) + (parts is [.., "search" or "palette"] ? "?q=canaryotherqx" : "");
    }

    static async Task<HttpResponseMessage> Ask(HttpClient client, Door door, string path)
    {
        using var request = new HttpRequestMessage(new(door.Method), path);
        if (!Reads.Contains(door.Method))
        {
            request.Content = JsonContent.Create(new { name = "changed" });
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            // What is sent as another type than is taken never comes to the gate.
            if (door.Endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { } takes) request.Content.Headers.ContentType = new(takes.ContentTypes[0]);
        }

        return await client.SendAsync(request);
    }
}

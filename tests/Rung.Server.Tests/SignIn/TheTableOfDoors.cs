using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

/// <summary>
/// What every address takes and shows, written down apart from the code: <c>doors.tsv</c>. A new address, and one that asks for
/// less than before, is red until somebody has written it there on purpose.
/// </summary>
public class TheTableOfDoors
{
    static readonly Lazy<Dictionary<string, (string Needs, string Shows)>> Written = new(() =>
    {
        using var lines = new StreamReader(typeof(TheTableOfDoors).Assembly.GetManifestResourceStream("doors.tsv")!);
        return lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r').Split('\t')).ToDictionary(l => l[0], l => (Permission(l[1]), l[2]));
    });

    [Fact]
    public async Task Says_of_every_address_what_it_takes_and_what_it_shows()
    {
        await using var house = await House.Open(Database.Sqlite);
        var differing = Differing(house).ToList();
        Assert.True(differing.Count == 0, "doors.tsv and the addresses differ. Where it is meant, write it there:\n" + string.Join('\n', differing));
    }

    [Fact]
    public async Task Is_in_order()
    {
        using var lines = new StreamReader(typeof(TheTableOfDoors).Assembly.GetManifestResourceStream("doors.tsv")!);
        var keys = (await lines.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')[0]).ToList();
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    /// <summary>What the table says an address takes; what it says itself where it is not there, which <see cref="Differing"/> tells.</summary>
    internal static string Needs(RouteEndpoint endpoint, string method) => Written.Value.TryGetValue(Key(endpoint, method), out var door) ? door.Needs : endpoint.Metadata.GetMetadata<NeedsPermission>()!.Permission;

    /// <summary>Lines to take out of the table, with a minus, and to put in, with a plus.</summary>
    internal static IEnumerable<string> Differing(House house)
    {
        var there = (from endpoint in house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
                     select (Key: Key(endpoint, method), Value: (endpoint.Metadata.GetMetadata<NeedsPermission>()!.Permission, Shown(endpoint)))).Distinct().ToList();
        return Written.Value.Select(w => (w.Key, w.Value)).Except(there).Select(d => "-" + Line(d)).Concat(there.Except(Written.Value.Select(w => (w.Key, w.Value))).Select(d => "+" + Line(d))).OrderBy(l => l[1..], StringComparer.Ordinal);
    }

    static string Line((string Key, (string Needs, string Shows) Door) door) => $"{door.Key}\t{door.Door.Needs switch { NeedsPermission.Nobody => Everybody, NeedsPermission.Own => Oneself, var permission => permission }}\t{door.Door.Shows}";

    const string Everybody = "everybody", Oneself = "oneself";

    static string Permission(string word) => word switch { Everybody => NeedsPermission.Nobody, Oneself => NeedsPermission.Own, _ => word };

    static string Key(RouteEndpoint endpoint, string method) => $"/{endpoint.RoutePattern.RawText!.Trim('/')} {method}";

    /// <summary>To whoever sees only part.</summary>
    static string Shown(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<Shows>() switch
    {
        null => "nothing",
        { What: Rung.Server.SignIn.Shown.One, Kind: { } kind } => "one " + Words.Kebab(kind.Name),
        { What: Rung.Server.SignIn.Shown.One } => "one",
        { What: Rung.Server.SignIn.Shown.Rows } => "rows",
        { What: Rung.Server.SignIn.Shown.OwnDecision } => "own decision",
        _ => "house",
    };
}

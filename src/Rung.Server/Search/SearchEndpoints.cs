using Rung.Server.Api;
using Rung.Server.SignIn;

namespace Rung.Server.Search;

static class SearchEndpoints
{
    /// <summary>Records by their words, of every kind the caller may read or of the kinds asked for.</summary>
    public static void MapSearch(this IEndpointRouteBuilder app) => app.MapGet("/api/v1/search", async (string? q, string? kind, int? limit, HttpContext http, SearchIndex index, PeopleByRole byRole, Database.Schema schema, CancellationToken cancel) =>
    {
        if (string.IsNullOrWhiteSpace(q)) return Reply.Problem(new Missing("q"), http);
        if (limit is < 1 or > 100) return Reply.Problem(new OutOfRange("limit", "1", "100"), http);

        var asked = kind?.Split(',') ?? [.. schema.Records.Select(t => t.Kind)];
        // Who looks for a role by any of its names is told which role was meant, and who holds it.
        if (asked.Contains("person") && http.Actor().May("person.read") && await byRole.Find(q, cancel) is { } named)
            return Results.Json(new { items = named.People.Concat(await index.Find(q, [.. asked.Where(k => http.Actor().May(k + ".read"))], limit ?? 20, cancel)).DistinctBy(f => f.Id).Take(limit ?? 20), meant = new { word = q.Trim(), role = Words.Camel(named.Role.ToString()) } }, Json.Options);
        return Results.Json(new { items = await index.Find(q, [.. asked.Where(k => http.Actor().May(k + ".read"))], limit ?? 20, cancel) }, Json.Options);
    }).Needs("search").Shows(Shows.Rows).WithTags("search");
}

using Rung.Server.Api;
using Rung.Server.SignIn;

namespace Rung.Server.Search;

static class SearchEndpoints
{
    /// <summary>Records by their words, of every kind the caller may read or of the kinds asked for.</summary>
    public static void MapSearch(this IEndpointRouteBuilder app) => app.MapGet("/api/v1/search", async (string? q, string? kind, int? limit, HttpContext http, SearchIndex index, Database.Schema schema, CancellationToken cancel) =>
    {
        if (string.IsNullOrWhiteSpace(q)) return Reply.Problem(new Missing("q"), http);
        if (limit is < 1 or > 100) return Reply.Problem(new OutOfRange("limit", "1", "100"), http);

        var asked = kind?.Split(',') ?? [.. schema.Records.Select(t => t.Kind)];
        return Results.Json(new { items = await index.Find(q, [.. asked.Where(k => http.Actor().May(k + ".read"))], limit ?? 20, cancel) }, Json.Options);
    }).Needs("search").Shows(Shows.Rows).WithTags("search");
}

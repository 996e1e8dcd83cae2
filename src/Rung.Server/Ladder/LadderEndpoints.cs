using Rung.Server.Api;
using Rung.Server.Metrics;
using Rung.Server.SignIn;

namespace Rung.Server.Ladder;

/// <summary>The ladder for programs.</summary>
static class LadderEndpoints
{
    public static void MapLadder(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/ladder", async (string? asOf, string? knownAt, HttpContext http, LadderReport report, CancellationToken cancel) =>
        {
            if (asOf is { Length: > 0 } && Asked.Day(asOf) is null) return Reply.Problem(new Unreadable("asOf", "2026-11-24"), http);
            if (knownAt is { Length: > 0 } && Asked.Instant(knownAt) is null) return Reply.Problem(new Unreadable("knownAt", "2026-11-24T09:00:00Z"), http);
            return Results.Json(await report.Read(Asked.Day(asOf), Asked.Instant(knownAt), cancel), Json.Options);
        }).Needs("metrics.read").WithTags("ladder").WithSummary("Where the company stands: the rung, every criterion and every anti-pattern").Produces<AssessmentDocument>();
}

using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Ladder;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Ladder.Pages;
using Rung.Server.Metrics;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Ladder;

/// <summary>The ladder for programs and for people.</summary>
static class LadderEndpoints
{
    public static void MapLadder(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/ladder", async (string? asOf, string? knownAt, HttpContext http, LadderReport report, CancellationToken cancel) =>
            Cuts(http.Request.Query).Accepted(out var cuts, out var refusal) ? Results.Json(await report.Read(cuts.AsOf, cuts.KnownAt, cancel), Json.Options) : Reply.Problem(refusal, http))
            .Needs("metrics.read").WithTags("ladder").WithSummary("Where the company stands: the rung, every criterion and every anti-pattern").Produces<AssessmentDocument>();

        app.MapGet("/ladder", async (HttpContext http, Viewer viewer, LadderReport report, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (!Cuts(http.Request.Query).Accepted(out var cuts, out var refusal)) return PageEndpoints.Refused(viewer, refusal);
            return (IResult)new RazorComponentResult<LadderPage>(new { (await report.History(cuts.AsOf, cuts.KnownAt, cancel)).Months, Query = http.Request.QueryString.Value ?? "" });
        }).Needs("metrics.read").ExcludeFromDescription();

        app.MapGet("/ladder/{id}", async (string id, HttpContext http, Viewer viewer, LadderReport report, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (Criteria.Named(id) is null) return PageEndpoints.Refused(viewer, new NotFound("criterion", id));
            if (!Cuts(http.Request.Query).Accepted(out var cuts, out var refusal)) return PageEndpoints.Refused(viewer, refusal);
            var told = await report.History(cuts.AsOf, cuts.KnownAt, cancel);
            return (IResult)new RazorComponentResult<CriterionPage>(new
            {
                Id = id, told.Months, told.InForce, Rows = await RowsBehind.Of(store, told.Now.Criteria.First(c => c.Id == id).Reading, cancel), Query = http.Request.QueryString.Value ?? "",
            });
        }).Needs("metrics.read").ExcludeFromDescription();
    }

    sealed record Cut(DateOnly? AsOf, DateTimeOffset? KnownAt);

    static Outcome<Cut> Cuts(IQueryCollection query)
    {
        var (asOf, knownAt) = (query["asOf"].FirstOrDefault(), query["knownAt"].FirstOrDefault());
        if (asOf is { Length: > 0 } && Asked.Day(asOf) is null) return new Unreadable("asOf", "2026-11-24");
        if (knownAt is { Length: > 0 } && Asked.Instant(knownAt) is null) return new Unreadable("knownAt", "2026-11-24T09:00:00Z");
        return new Cut(Asked.Day(asOf), Asked.Instant(knownAt));
    }
}

using Rung.Server.Api;
using Rung.Server.SignIn;

namespace Rung.Server.Metrics;

/// <summary>The sales figures for programs. The pages are beside, in <see cref="ReportEndpoints"/>.</summary>
static class MetricsEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/metrics", async (string? asOf, string? knownAt, string? every, string? by, HttpContext http, MetricsReport report, CancellationToken cancel) =>
            Asked.Read(http.Request.Query).Accepted(out var asked, out var refusal)
                ? Results.Json(await report.Read(asked.Scope, asked.Every, asked.By, cancel), Json.Options)
                : Reply.Problem(refusal, http)).Needs("metrics.read").Shows(Shows.Rows).WithTags("metrics");
        app.MapCustomerReports();
        app.MapReports();
    }
}

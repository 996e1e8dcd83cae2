using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Metrics;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Metrics;

/// <summary>The report pages.</summary>
static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/reports", async (HttpContext http, MetricsReport report, Viewer viewer, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (!Asked.Read(http.Request.Query).Accepted(out var asked, out var refusal)) return PageEndpoints.Refused(viewer, refusal);
            var by = asked.By ?? Breakdown.Owner;
            return (IResult)new RazorComponentResult<ReportPage>(new { Model = await report.Read(asked.Scope, asked.Months, by, cancel), By = Words.Camel(by.ToString()), Every = asked.Months == 3 ? "quarter" : "month", AsOfText = asked.Scope.AsOf?.ToString("O") ?? "" });
        }).Needs("metrics.read").ExcludeFromDescription();
    }
}

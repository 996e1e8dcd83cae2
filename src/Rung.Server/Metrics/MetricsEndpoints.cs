using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Metrics;
using Rung.Server.Api;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Metrics;

/// <summary>The sales figures, as a page and for programs.</summary>
static class MetricsEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/metrics", async (string? asOf, string? knownAt, string? every, string? by, HttpContext http, MetricsReport report, CancellationToken cancel) =>
            Asked(asOf, knownAt, every, by) is { Refusal: { } refusal } ? Reply.Problem(refusal, http) : Results.Json(await Read(report, asOf, knownAt, every, by, cancel), Json.Options)).Needs("metrics.read").WithTags("metrics");

        app.MapGet("/reports", async (string? asOf, string? every, string? by, MetricsReport report, Viewer viewer, CancellationToken cancel) =>
        {
            await viewer.Meet();
            var breakdown = by is { Length: > 0 } ? by : "owner";
            if (Asked(asOf, null, every, breakdown) is { Refusal: { } refusal }) return PageEndpoints.Refused(viewer, refusal);
            return (IResult)new RazorComponentResult<ReportPage>(new { Model = await Read(report, asOf, null, every, breakdown, cancel), By = breakdown, Every = every ?? "month", AsOfText = asOf ?? "" });
        }).Needs("metrics.read").ExcludeFromDescription();
    }

    static Task<MetricsDocument> Read(MetricsReport report, string? asOf, string? knownAt, string? every, string? by, CancellationToken cancel) =>
        report.Read(Day(asOf), every == "quarter" ? 3 : 1, by is { Length: > 0 } ? Enum.Parse<Breakdown>(by, true) : null, cancel, Instant(knownAt));

    static (Refusal? Refusal, bool Read) Asked(string? asOf, string? knownAt, string? every, string? by)
    {
        if (knownAt is { Length: > 0 } && Instant(knownAt) is null) return (new Unreadable("knownAt", "2026-11-24T09:00:00Z"), false);
        if (asOf is { Length: > 0 } && Day(asOf) is null) return (new Unreadable("asOf", "2026-11-24"), false);
        if (every is not (null or "" or "month" or "quarter")) return (new Unreadable("every", "month, quarter"), false);
        if (by is { Length: > 0 } && !Enum.TryParse<Breakdown>(by, true, out _)) return (new Unreadable("by", string.Join(", ", Enum.GetNames<Breakdown>().Select(Words.Camel))), false);
        return (null, true);
    }

    static DateTimeOffset? Instant(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

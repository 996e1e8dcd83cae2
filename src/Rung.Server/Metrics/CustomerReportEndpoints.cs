using System.Globalization;
using Rung.Metrics;
using Rung.Server.Api;
using Rung.Server.Customers.Reports;
using Rung.Server.SignIn;

namespace Rung.Server.Metrics;

/// <summary>Recurring revenue, retention and what does not agree, for programs; the pages are in <see cref="ReportEndpoints"/>.</summary>
static class CustomerReportEndpoints
{
    const int RowsShown = 1_000;
    const int RowsAtMost = 50_000;

    public static void MapCustomerReports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/onboarding-times", async (string? asOf, string? knownAt, string? from, int? most, HttpContext http, OnboardingReport report, CancellationToken cancel) =>
            Asked.OfCustomers(http.Request.Query).Accepted(out var asked, out var refusal) ? Json(await report.Read(asked, Most(most), cancel)) : Reply.Problem(refusal, http))
            .Told<OnboardingDocument>("How onboardings go", "Days to kick-off, first value and completion with open ones censored: medians with their intervals, the share within thirty days; and of what was promised for a day up to `asOf`, what was completed and what was on time. At most `most` (1,000) lines, the latest begun first.");
        app.MapGet("/api/v1/value", async (string? asOf, string? knownAt, int? most, HttpContext http, ValueReport report, CancellationToken cancel) =>
            Asked.OfCustomers(http.Request.Query).Accepted(out var asked, out var refusal) ? Json(await report.Read(asked, Most(most), cancel)) : Reply.Problem(refusal, http))
            .Told<ValueDocument>("Value received against money paid", "Of the customers live for sixty days, the share with a confirmed promise that was reached, or confirmed value of at least what they have paid; at most `most` (1,000) lines, those for whom it was not worth it first.");
        app.MapGet("/api/v1/recurring-revenue", async (string? asOf, string? knownAt, string? from, string? every, string? by, string? @in, HttpContext http, RevenueReport report, CancellationToken cancel) =>
            Asked.OfCustomers(http.Request.Query).Accepted(out var asked, out var refusal) ? Json(await report.Read(asked, cancel)) : Reply.Problem(refusal, http))
            .Told<RevenueDocument>("Recurring revenue and its movements", "New, reactivation, expansion, contraction and churn between the end of `from` (a year before, where nothing is said) and the end of `asOf`: in all, by period, and by group. Before and all movements make after, to the cent, in every currency; with `in`, a currency, everything at the rates of the last day.");
        app.MapGet("/api/v1/retention", async (string? asOf, string? knownAt, string? from, string? every, string? by, string? @in, double? atLeast, HttpContext http, RetentionReport report, CancellationToken cancel) =>
            Asked.OfCustomers(http.Request.Query).Accepted(out var asked, out var refusal) && Share(atLeast).Accepted(out var share, out refusal) ? Json(await report.Read(asked, share.Is!.Value, cancel)) : Reply.Problem(refusal, http))
            .Told<RetentionDocument>("Retention of customers, of their revenue and of their terms", "Logo churn, gross and net revenue retention between two days; renewals due with the exact interval and how many more would settle `atLeast`; survival with those still there censored; cohorts by age in months.");
        app.MapGet("/api/v1/contradictions", async (string? asOf, string? knownAt, string? kind, int? most, HttpContext http, ContradictionReport report, CancellationToken cancel) =>
            Asked.OfCustomers(http.Request.Query).Accepted(out var asked, out var refusal) && Kind<ContradictionKind>("kind", kind).Accepted(out var asks, out refusal)
                ? Json(await report.Read(asked, asks.Is, Most(most), cancel)) : Reply.Problem(refusal, http))
            .Told<ContradictionDocument>("What of customers and money does not agree", "Leavings of customers who are active, leavings without a return between them, ends that nobody explains, subscriptions at once, more paid than invoiced, more given back than paid, other currencies. Nothing is left out of any figure for it.");
        app.MapGet("/api/v1/customer-rows", async (string? asOf, string? knownAt, string? from, string? of, string? by, string? group, string? currency, string? @in, int? most, HttpContext http, CustomerRowsReport report, CancellationToken cancel) =>
            Asked.OfCustomers(http.Request.Query).Accepted(out var asked, out var refusal) && Kind<CustomerRowsOf>("of", of).Accepted(out var which, out refusal)
                ? Json(await report.Read(asked, which.Is ?? CustomerRowsOf.All, currency, group, Most(most), cancel)) : Reply.Problem(refusal, http))
            .Told<CustomerRows>("The customers and subscriptions behind a figure", "One row for each customer that moved, left or stayed, each term that was due, and each subscription that is not counted, with the reason.");
    }

    public sealed record Named<T>(T? Is)
        where T : struct;

    public static Outcome<Named<T>> Kind<T>(string field, string? text)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text)) return new Named<T>(null);
        return !char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text, true, out var known) && Enum.IsDefined(known) ? new Named<T>(known) : new Unreadable(field, string.Join(", ", Enum.GetNames<T>().Select(Words.Camel)));
    }

    public static Outcome<Named<double>> Share(double? atLeast) => atLeast is not { } share ? new Named<double>(RetentionReport.UsualThreshold) : share is > 0 and < 1 ? new Named<double>(share) : new Unreadable("atLeast", "0.8");

    public static Outcome<Named<double>> Share(string? atLeast) =>
        string.IsNullOrEmpty(atLeast) ? Share((double?)null) : Share(double.TryParse(atLeast, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) ? share : 0);

    static int Most(int? most) => Math.Clamp(most ?? RowsShown, 1, RowsAtMost);

    static IResult Json<T>(T document) => Results.Json(document, Api.Json.Options);

    static void Told<T>(this RouteHandlerBuilder route, string summary, string description) =>
        route.Needs("metrics.read").WithTags("metrics").WithSummary(summary).WithDescription(description).Produces<T>();
}

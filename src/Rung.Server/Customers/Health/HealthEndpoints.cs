using Rung.Customers;
using Rung.Server.Api;
using Rung.Server.Customers.Usage;
using Rung.Server.Metrics;
using Rung.Server.SignIn;

namespace Rung.Server.Customers.Health;

/// <summary>Health and adoption for programs.</summary>
static class HealthEndpoints
{
    const int Shown = 100;
    const int AtMost = 5_000;
    const int UsualDays = 180;
    const int MostPoints = 400;

    public static IServiceCollection AddHealth(this IServiceCollection services) =>
        services.AddSingleton<HealthSignsReader>().AddSingleton<HealthReader>().AddSingleton<HealthReport>().AddSingleton<AdoptionReport>();

    public static void MapHealthOfCustomers(this IEndpointRouteBuilder app)
    {
        HealthPages.Map(app);
        app.MapGet("/api/v1/health", async (string? asOf, string? knownAt, string? from, string? every, string? by, string? band, int? most, HttpContext http, HealthReport report, CancellationToken cancel) =>
            Asked.OfCustomers(http.Request.Query).Accepted(out var asked, out var refusal) && CustomerReportEndpoints.Kind<HealthBand>("band", band).Accepted(out var only, out refusal)
                ? Results.Json(HealthBookTold.Of(await report.Read(asked, only.Is, Math.Clamp(most ?? Shown, 1, AtMost), cancel)), Json.Options) : Reply.Problem(refusal, http))
            .Needs("health.read").WithTags("health").Produces<HealthBookTold>().WithSummary("The health of customers, weakest first, and whether health says who stays")
            .WithDescription("Points from 0 to 100 by the rule that held on `asOf`; a part that is missing has null points and its weight is shared by the others. `staying` and `renewing` hold past health against what came of it.");
        app.MapGet("/api/v1/accounts/{id:guid}/health", async (Guid id, string? asOf, string? knownAt, HttpContext http, HealthReader reader, UsageReading usage, CancellationToken cancel) =>
        {
            if (!Asked.OfCustomers(http.Request.Query).Accepted(out var asked, out var refusal)) return Reply.Problem(refusal, http);
            return await reader.Read(id, asked.Scope.AsOf ?? await usage.Today(), asked.Scope.KnownAt, cancel) is { } told ? Results.Json(HealthTold.Of(told.Health), Json.Options) : Reply.Problem(new NotFound("account", id.ToString()), http);
        }).Needs("health.read").Shows(Shows.One(typeof(Rung.Accounts.Account))).WithTags("health").Produces<HealthTold>().WithSummary("One customer's health, each point explained with the rows behind it");
        app.MapGet("/api/v1/accounts/{id:guid}/health/history", async (Guid id, string? asOf, string? knownAt, string? from, int? step, HttpContext http, HealthReader reader, UsageReading usage, CancellationToken cancel) =>
        {
            if (!Asked.OfCustomers(http.Request.Query).Accepted(out var asked, out var refusal)) return Reply.Problem(refusal, http);
            if (step is < 1 or > 366) return Reply.Problem(new OutOfRange("step", "1", "366"), http);
            var until = asked.Scope.AsOf ?? await usage.Today();
            var days = Days(asked.Scope.From ?? until.AddDays(-UsualDays), until, step ?? 7);
            return days.Count > MostPoints ? Reply.Problem(new OutOfRange("step", "", "400 days"), http) : Results.Json(new HealthHistory([.. (await reader.History(id, days, asked.Scope.KnownAt, cancel)).Select(h => new HealthOnDay(h.AsOf, h.Points, h.Band, h.Known))]), Json.Options);
        }).Needs("health.read").Shows(Shows.One(typeof(Rung.Accounts.Account))).WithTags("health").Produces<HealthHistory>().WithSummary("One customer's health on past days, each told from what had happened by then").WithDescription("Every `step` days (7) back from `asOf` to `from`, at most 400.");
        app.MapGet("/api/v1/usage/adoption", async (string? asOf, string? knownAt, string? from, string? every, string? by, int? weeks, HttpContext http, AdoptionReport report, CancellationToken cancel) =>
        {
            if (!Asked.OfCustomers(http.Request.Query).Accepted(out var asked, out var refusal)) return Reply.Problem(refusal, http);
            return weeks is < 1 or > AdoptionReport.MostWeeks ? Reply.Problem(new OutOfRange("weeks", "1", "104"), http) : Results.Json(AdoptionTold.Of(await report.Read(asked, weeks ?? AdoptionReport.UsualWeeks, cancel)), Json.Options);
        }).Needs("usage.read").WithTags("usage").Produces<AdoptionTold>().WithSummary("The share of customers at acceptable use by weeks since they began, in all and by cohort");
    }

    /// <summary>Days back from the last, in order.</summary>
    public static IReadOnlyList<DateOnly> Days(DateOnly from, DateOnly until, int step)
    {
        var days = new List<DateOnly>();
        for (var day = until; day >= from && days.Count <= MostPoints; day = day.AddDays(-step)) days.Add(day);
        days.Reverse();
        return days;
    }

    sealed record HealthHistory(IReadOnlyList<HealthOnDay> Days);
}

/// <summary>A customer's health on a day, without its reasons.</summary>
public sealed record HealthOnDay(DateOnly On, double? Points, HealthBand Band, double Known);

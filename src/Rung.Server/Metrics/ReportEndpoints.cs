using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Metrics;
using Rung.Server.Customers.Reports;
using Rung.Server.Database;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Metrics;

/// <summary>The report pages: each a reading of the record, narrowed by its address.</summary>
static class ReportEndpoints
{
    const int RowsShown = 200;
    const int CustomersShown = 30;
    const int RowsAtMost = 5_000;

    /// <summary>Opportunities, or subscriptions, from which on somebody who waits is told how far the counting is.</summary>
    const int Many = 10_000;

    public static void MapReports(this IEndpointRouteBuilder app)
    {
        app.Page<WinningPage, MetricsDocument>("winning", async (asked, _, services, cancel) => await services.GetRequiredService<MetricsReport>().Read(asked.Scope, asked.Every, asked.By ?? Breakdown.Owner, cancel));
        app.Page<FlowPage, Bowtie>("flow", async (asked, _, services, cancel) => await services.GetRequiredService<FlowReport>().Read(asked.Scope, cancel));
        app.Page<PacePage, Pace>("pace", async (asked, _, services, cancel) => await services.GetRequiredService<PaceReport>().Read(asked.Scope, cancel));
        app.Page<BookingsPage, MetricsDocument>("bookings", async (asked, _, services, cancel) => await services.GetRequiredService<MetricsReport>().Read(asked.Scope, asked.Every, null, cancel));
        app.Page<PipelinePage, OpenPipeline>("pipeline", async (asked, _, services, cancel) => await services.GetRequiredService<PipelineReport>().Read(asked.Scope, cancel));
        app.Page<OnboardingReportPage, OnboardingDocument>("onboarding", async (asked, _, services, cancel) => await services.GetRequiredService<OnboardingReport>().Read(asked, RowsShown, cancel), isOfCustomers: true);
        app.Page<ValueReportPage, ValueDocument>("value", async (asked, _, services, cancel) => await services.GetRequiredService<ValueReport>().Read(asked, RowsShown, cancel), isOfCustomers: true);
        app.Page<RevenuePage, RevenueDocument>("recurring", async (asked, _, services, cancel) => await services.GetRequiredService<RevenueReport>().Read(asked with { Among = asked.Among ?? CustomerBreakdown.Seller }, cancel), isOfCustomers: true);
        app.Page<RetentionPage, RetentionDocument>("retention", async (asked, query, services, cancel) => CustomerReportEndpoints.Share(query["atLeast"].FirstOrDefault()).Accepted(out var share, out var refusal)
            ? await services.GetRequiredService<RetentionReport>().Read(asked with { Among = asked.Among ?? CustomerBreakdown.Seller }, share.Is!.Value, cancel)
            : refusal, isOfCustomers: true);
        app.Page<Customers.Usage.AdoptionPage, Customers.Usage.AdoptionDocument>("adoption", async (asked, _, services, cancel) => await services.GetRequiredService<Customers.Usage.AdoptionReport>().Read(asked, Customers.Usage.AdoptionReport.UsualWeeks, cancel), isOfCustomers: true);
        app.Page<Customers.Health.HealthReportPage, Customers.Health.HealthDocument>("health", async (asked, query, services, cancel) => CustomerReportEndpoints.Kind<Rung.Customers.HealthBand>("band", query["band"].FirstOrDefault()).Accepted(out var band, out var refusal)
            ? await services.GetRequiredService<Customers.Health.HealthReport>().Read(asked, band.Is, query.ContainsKey("most") ? Most(query) : CustomersShown, cancel)
            : refusal, isOfCustomers: true);
        app.Page<ContradictionsPage, ContradictionsShown>("contradictions", async (asked, query, services, cancel) => CustomerReportEndpoints.Kind<ContradictionKind>("kind", query["kind"].FirstOrDefault()).Accepted(out var kind, out var refusal)
            ? new ContradictionsShown(kind.Is, Most(query), await services.GetRequiredService<ContradictionReport>().Read(asked, kind.Is, Most(query), cancel))
            : refusal, isOfCustomers: true);
        app.Page<CustomerRowsPage, CustomerRowsShown>("customer-rows", async (asked, query, services, cancel) => CustomerReportEndpoints.Kind<CustomerRowsOf>("of", query["of"].FirstOrDefault()).Accepted(out var of, out var refusal)
            ? new CustomerRowsShown(Most(query), await services.GetRequiredService<CustomerRowsReport>().Read(asked, of.Is ?? CustomerRowsOf.All, query["currency"].FirstOrDefault(), query["group"].FirstOrDefault(), Most(query), cancel))
            : refusal, isOfCustomers: true);
        app.Page<RowsPage, RowsShown>("rows", async (asked, query, services, cancel) =>
        {
            if (!Enum.TryParse<RowsOf>(query["of"].FirstOrDefault() ?? "all", true, out var of) || !Enum.IsDefined(of)) return new Unreadable("of", string.Join(", ", Enum.GetNames<RowsOf>().Select(Words.Camel)));
            Exclusion? why = null;
            if (query["why"].FirstOrDefault() is { Length: > 0 } reason)
            {
                if (!Enum.TryParse<Exclusion>(reason, true, out var known) || !Enum.IsDefined(known)) return new Unreadable("why", string.Join(", ", Enum.GetNames<Exclusion>().Select(Words.Camel)));
                why = known;
            }

            var sort = query["sort"].FirstOrDefault() ?? "-closed";
            if (!RowsReport.Orders.ContainsKey(sort.TrimStart('-'))) return new Unreadable("sort", string.Join(", ", RowsReport.Orders.Keys));
            var (after, before) = (Asked.Day(query["closedFrom"].FirstOrDefault()), Asked.Day(query["closedUntil"].FirstOrDefault()));
            Period? closedIn = after is { } a && before is { } b && b >= a ? new Period(a, b) : null;
            var most = Most(query);
            return new RowsShown(of, why, closedIn, sort, most, await services.GetRequiredService<RowsReport>().Read(asked.Scope, of, why, closedIn, sort.TrimStart('-'), sort.StartsWith('-'), most, cancel));
        });
    }

    static int Most(IQueryCollection query) => int.TryParse(query["most"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Clamp(n, 1, RowsAtMost) : RowsShown;

    static void Page<TPage, TModel>(this IEndpointRouteBuilder app, string name, Func<Asked, IQueryCollection, IServiceProvider, CancellationToken, Task<Outcome<TModel>>> read, bool isOfCustomers = false)
        where TPage : IComponent
        where TModel : class =>
        app.MapGet(ReportPages.Path(name), async (HttpContext http, Viewer viewer, MetricsReport metrics, DealQuestions deals, Countings countings, DealHistory history, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            var query = http.Request.Query;
            if (!(isOfCustomers ? Asked.OfCustomers(query) : Asked.Read(query)).Accepted(out var asked, out var refusal)) return PageEndpoints.Refused(viewer, refusal);
            // The reports are the house's own and outlive the request; so may their counting.
            var (figures, counting) = await countings.Ask(viewer.Actor.Id.Value, http.Request.Path + http.Request.QueryString, going => read(asked, query, app.ServiceProvider, going), async () => (isOfCustomers ? await Terms(store, cancel) : await history.Number(cancel)) >= Many, cancel);
            if (figures is not null && !figures.Accepted(out _, out refusal)) return PageEndpoints.Refused(viewer, refusal);
            var context = await Context(asked, query, metrics, deals, (await store.Known.Profiles())[^1].FiscalYearStartMonth, isOfCustomers, cancel);
            if (figures is not null && figures.Accepted(out var model, out _)) return (IResult)new RazorComponentResult<TPage>(new { Model = model, Context = context });

            http.Response.Headers["Refresh"] = "2";
            return (IResult)new RazorComponentResult<CountingPage>(new { Page = name, Context = context, counting!.Done, counting.Of });
        }).Needs("metrics.read").ExcludeFromDescription().OfPart(name);

    /// <summary>Sales tell something of a part of them; who stays, and what a company is worth, only of the whole.</summary>
    static void OfPart(this RouteHandlerBuilder page, string name)
    {
        if (name is "winning" or "flow" or "pace" or "bookings" or "pipeline" or "rows") page.Shows(Shows.Rows);
    }

    static async Task<long> Terms(Store store, CancellationToken cancel) => (await store.Questions.All("SELECT count(*) FROM subscriptions", [], row => row.Number(0), cancel))[0];

    static async Task<ReportContext> Context(Asked asked, IQueryCollection query, MetricsReport metrics, DealQuestions deals, int yearStart, bool isOfCustomers, CancellationToken cancel)
    {
        var names = new Dictionary<Breakdown, Dictionary<string, string>>();
        var choices = new Dictionary<Breakdown, List<string>>();
        foreach (var by in Enum.GetValues<Breakdown>())
        {
            if (await metrics.Names(by, cancel) is { } known) names[by] = known;
            choices[by] = await deals.Keys(by, cancel);
        }

        return new(asked, query, names, choices, yearStart, isOfCustomers);
    }
}

/// <summary>The rows behind a figure, with what was asked.</summary>
public sealed record RowsShown(RowsOf Of, Exclusion? Why, Period? ClosedIn, string Sort, int Most, DealRows Found);

/// <summary>What does not agree, with what was asked.</summary>
public sealed record ContradictionsShown(ContradictionKind? Kind, int Most, ContradictionDocument Found);

/// <summary>Customers and subscriptions behind a figure, with how many were asked for.</summary>
public sealed record CustomerRowsShown(int Most, CustomerRows Found);

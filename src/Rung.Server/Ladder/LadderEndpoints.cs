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

        app.MapGet("/ladder", (HttpContext http, LadderReport report, ProblemBook book, CancellationToken cancel) => Page(http, async cuts =>
        {
            var told = await report.History(cuts.AsOf, cuts.KnownAt, cancel);
            var stage = Enum.TryParse<MaturityStage>(http.Request.Query["rung"].FirstOrDefault(), out var asked) && Enum.IsDefined(asked) ? asked : told.Now.Stage;
            return new RazorComponentResult<LadderPage>(new { History = told, Book = await book.Read(told.Now, cuts.KnownAt, cancel), Stage = stage, Query = cuts.Query });
        })).Needs("metrics.read").ExcludeFromDescription();

        app.MapGet("/ladder/sellers", (HttpContext http, LadderPictures pictures, CancellationToken cancel) => Page(http, async cuts =>
        {
            var (told, drawn) = await pictures.Of(cuts.AsOf, cuts.KnownAt, cancel);
            return new RazorComponentResult<SellersPage>(new { History = told, Drawn = drawn, Query = cuts.Query });
        })).Needs("metrics.read").ExcludeFromDescription();

        app.MapGet("/ladder/charts", (HttpContext http, LadderPictures pictures, CancellationToken cancel) => Page(http, async cuts =>
            new RazorComponentResult<ChartsPage>(new { Drawn = (await pictures.Of(cuts.AsOf, cuts.KnownAt, cancel)).Pictures, Query = cuts.Query }))).Needs("metrics.read").ExcludeFromDescription();

        app.MapGet("/ladder/problems", (HttpContext http, LadderReport report, ProblemBook book, CancellationToken cancel) => Page(http, async cuts =>
        {
            var told = await report.History(cuts.AsOf, cuts.KnownAt, cancel);
            return new RazorComponentResult<ProblemsPage>(new { History = told, Book = await book.Read(told.Now, cuts.KnownAt, cancel), Hypotheses = await book.Hypotheses(told.Now.AsOf, cuts.KnownAt, cancel), Query = cuts.Query });
        })).Needs("metrics.read").ExcludeFromDescription();

        app.MapGet("/ladder/review", (HttpContext http, LadderReport report, ProblemBook book, CancellationToken cancel) => Page(http, async cuts =>
        {
            var told = await report.History(cuts.AsOf, cuts.KnownAt, cancel);
            return new RazorComponentResult<StageReviewPage>(new { History = told, Book = await book.Read(told.Now, cuts.KnownAt, cancel), Hypotheses = await book.Hypotheses(told.Now.AsOf, cuts.KnownAt, cancel), Query = cuts.Query });
        })).Needs("metrics.read").ExcludeFromDescription();

        app.MapGet("/ladder/{id}", (string id, HttpContext http, LadderReport report, ProblemBook book, Viewer viewer, Store store, CancellationToken cancel) => Page(http, async cuts =>
        {
            if (Criteria.Named(id) is null && AntiPatterns.Named(id) is null) return PageEndpoints.Refused(viewer, new NotFound("criterion", id));
            var told = await report.History(cuts.AsOf, cuts.KnownAt, cancel);
            var written = await book.Read(told.Now, cuts.KnownAt, cancel);
            return told.Now.Criteria.FirstOrDefault(c => c.Id == id) is { } stood
                ? (IResult)new RazorComponentResult<CriterionPage>(new { Id = id, History = told, Book = written, Rows = await RowsBehind.Of(store, stood.Reading, cancel), Query = cuts.Query })
                : new RazorComponentResult<PatternPage>(new { Id = id, History = told, Book = written, Rows = await RowsBehind.Of(store, told.Now.Patterns.First(p => p.Id == id).Finding.Rows, [], cancel), Query = cuts.Query });
        })).Needs("metrics.read").ExcludeFromDescription();
    }

    static async Task<IResult> Page(HttpContext http, Func<Cut, Task<IResult>> page)
    {
        var viewer = http.RequestServices.GetRequiredService<Viewer>();
        await viewer.Meet();
        return Cuts(http.Request.Query).Accepted(out var cuts, out var refusal) ? await page(cuts) : PageEndpoints.Refused(viewer, refusal);
    }

    /// <param name="Query">The two cuts as an address carries them on to the next page.</param>
    sealed record Cut(DateOnly? AsOf, DateTimeOffset? KnownAt, string Query);

    static Outcome<Cut> Cuts(IQueryCollection query)
    {
        var (asOf, knownAt) = (query["asOf"].FirstOrDefault(), query["knownAt"].FirstOrDefault());
        if (asOf is { Length: > 0 } && Asked.Day(asOf) is null) return new Unreadable("asOf", "2026-11-24");
        if (knownAt is { Length: > 0 } && Asked.Instant(knownAt) is null) return new Unreadable("knownAt", "2026-11-24T09:00:00Z");
        var on = QueryString.Empty;
        if (asOf is { Length: > 0 }) on = on.Add("asOf", asOf);
        if (knownAt is { Length: > 0 }) on = on.Add("knownAt", knownAt);
        return new Cut(Asked.Day(asOf), Asked.Instant(knownAt), on.Value ?? "");
    }
}

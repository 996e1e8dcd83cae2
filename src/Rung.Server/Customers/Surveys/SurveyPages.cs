using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.Customers;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Mail;
using Rung.Server.Metrics;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Customers.Surveys;

/// <summary>What the page of the surveys shows.</summary>
/// <param name="Programmes">Each with how many surveys it sent.</param>
/// <param name="Next">Who comes to a trigger within a month, and who of them is not asked.</param>
/// <param name="ToCopy">Questions that wait for somebody to send the link.</param>
public sealed record SurveysModel(SurveyDocument Results, IReadOnlyList<(SurveyProgramme Programme, int Sent)> Programmes, IReadOnlyList<Candidate> Next, bool CanMail, int ToCopy);

/// <summary>Surveys for our own people: what came back, what is asked when, who was asked.</summary>
static class SurveyPages
{
    const int DaysAhead = 30;

    public static IServiceCollection AddSurveys(this IServiceCollection services, IConfiguration configuration) => services.AddSingleton(new Mailer(MailSettings.Of(configuration)))
        .AddSingleton<SurveyLinks>().AddSingleton<SurveyPlan>().AddSingleton<SurveyRounds>().AddSingleton<Answering>().AddSingleton<SurveyResults>().AddSingleton<AskedRows>()
        .AddSingleton<ILetterWriter, SurveyLetter>()
        .AddSingleton<Postman>().AddHostedService(s => s.GetRequiredService<Postman>());

    public static void MapSurveys(this IEndpointRouteBuilder app)
    {
        var answering = app.ServiceProvider.GetRequiredService<Answering>();
        app.MapVerb<Survey>("answer", (Docket docket, Id<Survey> id, int? score, string? verbatim) => answering.Take(docket, id, score, verbatim));
        app.MapAnswerPages();

        app.MapGet("/api/v1/surveys/results", async (string? from, string? until, HttpContext http, SurveyResults results, CancellationToken cancel) =>
            Span(http.Request.Query).Accepted(out var span, out var refusal)
                ? Results.Json(await results.Read(span.From, span.Until, cancel), Json.Options)
                : Reply.Problem(refusal, http)).Needs("survey.read").WithTags("survey").WithSummary("What customers answered: response, NPS with its intervals, yes-shares, quarters, words");

        app.MapGet("/surveys", async (HttpContext http, Viewer viewer, SurveyResults results, SurveyPlan plan, AskedRows asked, Mailer mailer, SurveyLinks links, Store store, TheDesk desk, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (!Span(http.Request.Query).Accepted(out var span, out var refusal)) return PageEndpoints.Refused(viewer, refusal);
            await using var db = store.Open();
            var sent = await db.Set<Survey>().Where(s => s.ProgrammeId != null && s.RemovedAt == null).GroupBy(s => s.ProgrammeId).Select(g => new { g.Key, N = g.Count() }).ToListAsync(cancel);
            var programmes = await db.Set<SurveyProgramme>().AsNoTracking().Where(p => p.RemovedAt == null).OrderBy(p => p.Id).ToListAsync(cancel);
            return (IResult)new RazorComponentResult<SurveysPage>(new
            {
                Model = new SurveysModel(await results.Read(span.From, span.Until, cancel), [.. programmes.Select(p => (p, sent.FirstOrDefault(s => s.Key == p.Id)?.N ?? 0))],
                    await plan.Read(viewer.Today, viewer.Today.AddDays(DaysAhead), desk.Now, cancel), mailer.IsSetUp && links.HasAddress, await asked.CountToCopy(cancel)),
            });
        }).Needs("survey.read").ExcludeFromDescription();

        app.MapGet("/surveys/asked", async (string? type, string? state, HttpContext http, Viewer viewer, AskedRows asked, CancellationToken cancel) =>
        {
            await viewer.Meet();
            SurveyType? only = null;
            if (type is { Length: > 0 })
            {
                if (!Enum.TryParse<SurveyType>(type, true, out var known) || !Enum.IsDefined(known) || char.IsAsciiDigit(type[0])) return PageEndpoints.Refused(viewer, new Unreadable("type", string.Join(", ", Enum.GetNames<SurveyType>().Select(Words.Camel))));
                only = known;
            }

            if (!Span(http.Request.Query).Accepted(out var span, out var refusal)) return PageEndpoints.Refused(viewer, refusal);
            return (IResult)new RazorComponentResult<AskedPage>(new
            {
                Rows = await asked.Read(only, span.From is { } first ? AsOf.StartOf(first, viewer.Zone) : null, span.Until is { } last ? AsOf.StartOf(last.AddDays(1), viewer.Zone) : null, state == "toCopy", viewer.May("survey.link"), cancel),
            });
        }).Needs("survey.read").ExcludeFromDescription();
    }

    static Outcome<DaySpan> Span(IQueryCollection query)
    {
        var (from, until) = (query["from"].FirstOrDefault(), query["until"].FirstOrDefault());
        if (from is { Length: > 0 } && Asked.Day(from) is null) return new Unreadable("from", "2026-11-24");
        if (until is { Length: > 0 } && Asked.Day(until) is null) return new Unreadable("until", "2026-11-24");
        var span = new DaySpan(Asked.Day(from), Asked.Day(until));
        return span.Until < span.From ? new EndsBeforeStart("until", "from") : span;
    }

    sealed record DaySpan(DateOnly? From, DateOnly? Until);
}

using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Customers.Surveys;

/// <summary>What the page of one link shows.</summary>
/// <param name="Refusal">Why the answer was not taken, or cannot be.</param>
/// <param name="Why">The same in words.</param>
/// <param name="FormToken">For a browser in which one of our own people is signed in.</param>
public sealed record AnswerModel(string Company, string Language, string Path, Survey? Survey, Refusal? Refusal, string Why, string? FormToken)
{
    public bool IsStopping { get; init; }
    public bool IsStopped { get; init; }
    public bool IsSaved { get; init; }

    /// <summary>What was sent did not do; another answer may.</summary>
    public bool CanTryAgain => Refusal is OutOfRange or Unreadable or Missing or TooLong or UnprintableText;
}

/// <summary>
/// The pages behind a link in a letter: open to whoever has it. Looking changes nothing, so that a program that reads
/// mail ahead of its reader answers no question.
/// </summary>
static class AnswerPages
{
    public const string Policy = "answers";
    const int LargestForm = 128 * 1024;
    const int LongestWords = 20_000;

    public static void MapAnswerPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/answer/{token}");
        pages.MapGet("", (string token, HttpContext http, CancellationToken cancel) => Show(token, http, null, cancel)).Open();
        pages.MapPost("", Take).Open();
        pages.MapGet("/stop", (string token, HttpContext http, CancellationToken cancel) => Show(token, http, null, cancel, isStopping: true)).Open();
        pages.MapPost("/stop", async (string token, HttpContext http, SurveyLinks links, Answering answering, CancellationToken cancel) =>
        {
            Refusal? refusal = new LinkNotOurs();
            if (links.Read(token) is { } id) (await answering.Stop(id, cancel)).Accepted(out _, out refusal);
            return await Show(token, http, refusal, cancel, isStopping: refusal is null);
        }).Open();
    }

    static void Open(this RouteHandlerBuilder endpoint) => endpoint.Needs(NeedsPermission.Nobody).RequireRateLimiting(Policy).DisableAntiforgery().ExcludeFromDescription();

    /// <summary>The page that says no, for whoever comes from outside.</summary>
    public static async Task<IResult> Refused(HttpContext http, Refusal refusal)
    {
        var viewer = http.RequestServices.GetRequiredService<Viewer>();
        await viewer.Meet();
        return Page(new(viewer.CompanyName, Language(http, null), "", null, refusal, Why(http, refusal, Language(http, null)), null), refusal, http);
    }

    public static bool IsFor(HttpContext http) => http.Request.Path.StartsWithSegments("/answer") || http.Request.Path.StartsWithSegments("/confirm");

    static async Task<IResult> Take(string token, HttpContext http, SurveyLinks links, Answering answering, Store store, CancellationToken cancel)
    {
        if (links.Read(token) is not { } id) return await Show(token, http, new LinkNotOurs(), cancel);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LargestForm;
        if (!http.Request.HasFormContentType) return await Show(token, http, new Missing("score"), cancel);

        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(cancel);
        }
        catch (Exception unread) when (unread is InvalidDataException or BadHttpRequestException)
        {
            return await Show(token, http, new Unreadable("score", "0 – 10"), cancel);
        }

        var (given, words) = (form["score"].FirstOrDefault(), Plausible.Tidy(form["verbatim"].FirstOrDefault() ?? "", lines: true));
        int? score = null;
        if (given is { Length: > 0 })
        {
            if (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return await Show(token, http, new Unreadable("score", "0 – 10"), cancel);
            score = number;
        }

        if (Plausible.Refuse("verbatim", words, LongestWords, lines: true) is { } unfit) return await Show(token, http, unfit, cancel);
        await using var db = store.Open();
        // Words alone leave the score as it is, and a tap alone leaves the words.
        var before = await db.Set<Survey>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancel);
        var answered = await answering.Answer(id, score ?? before?.Score, form.ContainsKey("verbatim") ? words : before?.Verbatim, cancel);
        if (!answered.Accepted(out _, out var refusal)) return await Show(token, http, refusal, cancel);

        // Going back or pressing again sends nothing twice.
        return Results.Redirect($"/answer/{token}?lang={Language(http, null)}&saved=1", preserveMethod: false);
    }

    static async Task<IResult> Show(string token, HttpContext http, Refusal? refusal, CancellationToken cancel, bool isStopping = false)
    {
        var services = http.RequestServices;
        var (store, desk) = (services.GetRequiredService<Store>(), services.GetRequiredService<TheDesk>());
        var viewer = services.GetRequiredService<Viewer>();
        await viewer.Meet();
        Survey? survey = null;
        Contact? contact = null;
        if (services.GetRequiredService<SurveyLinks>().Read(token) is not { } id)
        {
            refusal = new LinkNotOurs();
        }
        else
        {
            await using var db = store.Open();
            try
            {
                (survey, contact) = await Answering.Present(db.Set<Survey>(), db.Set<Contact>(), id, cancel);
            }
            catch (RefusedException refused)
            {
                refusal = refused.Refusal;
            }
        }

        if (survey is not null && !isStopping) refusal ??= Over(survey, desk.Now);
        var language = Language(http, contact);
        var isStopped = isStopping && (contact?.SurveysStoppedAt is not null || HttpMethods.IsPost(http.Request.Method));
        return Page(new(viewer.CompanyName, language, "/answer/" + token, survey, refusal, refusal is null ? "" : Why(http, refusal, language), FormToken(http))
        {
            IsStopping = isStopping && refusal is null, IsStopped = isStopped, IsSaved = http.Request.Query.ContainsKey("saved"),
        }, refusal, http);
    }

    static Refusal? Over(Survey survey, DateTimeOffset now) =>
        survey.AnsweredAt is { } first ? now > first + Survey.Changeable ? new AlreadyAnswered() : null : now > survey.OpenUntil ? new SurveyClosed() : null;

    static RazorComponentResult<AnswerPage> Page(AnswerModel model, Refusal? refusal, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        return new(new { Model = model }) { StatusCode = refusal is null ? StatusCodes.Status200OK : Reply.Status(refusal) };
    }

    static string Why(HttpContext http, Refusal refusal, string language)
    {
        var texts = http.RequestServices.GetRequiredService<Texts>();
        var values = refusal.GetType().GetProperties().Where(p => p.Name is not (nameof(Refusal.Name) or nameof(Refusal.Kind)))
            .Select(p => (p.Name, p.GetValue(refusal) is string field && texts.Has("field." + field) ? texts.Get(language, "field." + field) : p.GetValue(refusal))).ToArray();
        var public_ = "survey.refused." + refusal.Name;
        return texts.Has(public_) ? texts.Get(language, public_) : texts.Get(language, "refusal." + refusal.Name, values);
    }

    /// <summary>Chosen on the page, else the contact's own, else as the browser prefers.</summary>
    static string Language(HttpContext http, Contact? contact) =>
        AnswerLanguage.Of(http.Request.Query["lang"].FirstOrDefault()) ?? AnswerLanguage.Of(contact?.Language) ?? http.RequestServices.GetRequiredService<Viewer>().Language;

    static string? FormToken(HttpContext http) =>
        http.Items.ContainsKey(Signed.CookieItem) ? http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken : null;
}

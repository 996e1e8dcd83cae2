using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Accounts;
using Rung.Customers;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Customers.Surveys;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Mail;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Customers.Outcomes;

/// <summary>What the page of one link shows.</summary>
/// <param name="Refusal">Why the answer was not taken, or cannot be.</param>
/// <param name="Why">The same in words.</param>
/// <param name="FormToken">For a browser in which one of our own people is signed in.</param>
public sealed record ConfirmModel(string Company, string Language, string Path, PromisedOutcome? Outcome, Refusal? Refusal, string Why, string? FormToken);

/// <summary>The page on which a customer confirms a measure: open to whoever has the link; looking changes nothing.</summary>
static class ConfirmPages
{
    const int LargestForm = 64 * 1024;
    const int LongestWords = 2_000;

    public static IServiceCollection AddOutcomes(this IServiceCollection services) => services
        .AddSingleton<ConfirmLinks>().AddSingleton<Confirming>().AddSingleton<ILetterWriter, ConfirmLetter>();

    public static void MapOutcomes(this IEndpointRouteBuilder app)
    {
        var confirming = app.ServiceProvider.GetRequiredService<Confirming>();
        app.MapVerb<PromisedOutcome>("ask-to-confirm", (Docket docket, Id<PromisedOutcome> id, Id<Contact>? contactId) => confirming.Ask(docket, id, contactId));
        app.MapVerb<PromisedOutcome>("confirm", Confirming.Confirm);
        app.MapGet("/confirm/{token}", (string token, HttpContext http, CancellationToken cancel) => Show(token, http, null, cancel)).Open();
        app.MapPost("/confirm/{token}", Take).Open();
    }

    static void Open(this RouteHandlerBuilder endpoint) => endpoint.Needs(NeedsPermission.Nobody).RequireRateLimiting(AnswerPages.Policy).DisableAntiforgery().ExcludeFromDescription();

    static async Task<IResult> Take(string token, HttpContext http, ConfirmLinks links, Confirming confirming, CancellationToken cancel)
    {
        if (links.Read(token) is not { } link) return await Show(token, http, new LinkNotOurs(), cancel);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LargestForm;
        if (!http.Request.HasFormContentType) return await Show(token, http, new Missing("answer"), cancel);

        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(cancel);
        }
        catch (Exception unread) when (unread is InvalidDataException or BadHttpRequestException)
        {
            return await Show(token, http, new Unreadable("answer", "yes, no"), cancel);
        }

        var (answer, words) = (form["answer"].FirstOrDefault(), Plausible.Tidy(form["objection"].FirstOrDefault() ?? "", lines: true));
        if (answer is not ("yes" or "no")) return await Show(token, http, new Unreadable("answer", "yes, no"), cancel);
        if (Plausible.Refuse("objection", words, LongestWords, lines: true) is { } unfit) return await Show(token, http, unfit, cancel);
        if (!(await confirming.Answer(link, answer == "yes", words, cancel)).Accepted(out _, out var refusal)) return await Show(token, http, refusal, cancel);

        // Going back or pressing again sends nothing twice.
        return Results.Redirect($"/confirm/{token}?lang={Language(http, null)}", preserveMethod: false);
    }

    static async Task<IResult> Show(string token, HttpContext http, Refusal? refusal, CancellationToken cancel)
    {
        var services = http.RequestServices;
        var viewer = services.GetRequiredService<Viewer>();
        await viewer.Meet();
        (PromisedOutcome? Outcome, Contact? Contact, Refusal? Refusal) found = (null, null, new LinkNotOurs());
        if (services.GetRequiredService<ConfirmLinks>().Read(token) is { } link)
        {
            await using var db = services.GetRequiredService<Store>().Open();
            found = await Confirming.Present(db.Set<PromisedOutcome>(), db.Set<Contact>(), link, services.GetRequiredService<TheDesk>().Now, cancel);
        }

        refusal = found.Refusal ?? refusal;
        var language = Language(http, found.Contact);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        var formToken = http.Items.ContainsKey(Signed.CookieItem) ? services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken : null;
        return new RazorComponentResult<ConfirmPage>(new { Model = new ConfirmModel(viewer.CompanyName, language, "/confirm/" + token, found.Outcome, refusal, refusal is null ? "" : Why(services.GetRequiredService<Texts>(), refusal, language), formToken) })
        {
            StatusCode = refusal is null ? StatusCodes.Status200OK : Reply.Status(refusal),
        };
    }

    static string Why(Texts texts, Refusal refusal, string language)
    {
        var outside = "confirm.refused." + refusal.Name;
        if (texts.Has(outside)) return texts.Get(language, outside);
        var values = refusal.GetType().GetProperties().Where(p => p.Name is not (nameof(Refusal.Name) or nameof(Refusal.Kind)))
            .Select(p => (p.Name, p.GetValue(refusal) is string field && texts.Has("field." + field) ? texts.Get(language, "field." + field) : p.GetValue(refusal))).ToArray();
        return texts.Get(language, "refusal." + refusal.Name, values);
    }

    static string Language(HttpContext http, Contact? contact) =>
        AnswerLanguage.Of(http.Request.Query["lang"].FirstOrDefault()) ?? AnswerLanguage.Of(contact?.Language) ?? http.RequestServices.GetRequiredService<Viewer>().Language;
}

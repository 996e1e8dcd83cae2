using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>Turning one's second step on and off, and new recovery codes. Never by a program: a leaked token must not.</summary>
static class SecondStepEndpoints
{
    public static void MapSecondStep(this IEndpointRouteBuilder app)
    {
        var step = app.MapGroup("/api/v1/me/second-step").WithTags("me");
        step.MapGet("/", async (HttpContext http, SecondSteps steps, Store store, CancellationToken cancel) =>
        {
            if (http.IsProgram()) return Reply.Problem(new OnlySignedIn(), http);
            await using var db = store.Open();
            var id = http.Actor().Id;
            var state = await steps.Of(await db.Set<Person>().AsNoTracking().FirstAsync(p => p.Id == id, cancel), cancel);
            return Results.Json(new { state.Since, state.Pending, state.CodesLeft }, Json.Options);
        }).Needs(NeedsPermission.Own);
        step.MapPost("/", (HttpContext http, SecondSteps steps, CancellationToken cancel) => Done(http, () => steps.Begin(http.Actor().Id, cancel))).Needs(NeedsPermission.Own).SentAgain(SentAgain.Done);
        step.MapPost("/confirm", (Sent<CodeAsk> ask, HttpContext http, SecondSteps steps, Tries tries, CancellationToken cancel) =>
            Codes(http, tries, "confirm", () => steps.Confirm(http.Actor().Id, ask.Body.Code ?? "", cancel), cancel)).Needs(NeedsPermission.Own).RequireRateLimiting(SignInHosting.FewTries).SentAgain(SentAgain.ToldOnce);
        step.MapPost("/codes", (Sent<PasswordOnlyAsk> ask, HttpContext http, SecondSteps steps, Logins logins, Tries tries, CancellationToken cancel) =>
            Codes(http, tries, null, async () => await logins.Refuse(http.Actor(), ask.Body.Current ?? "", cancel) is { } no ? no : await steps.Renew(http.Actor().Id, cancel), cancel)).Needs(NeedsPermission.Own).RequireRateLimiting(SignInHosting.FewTries).SentAgain(SentAgain.ToldOnce);
        step.MapPost("/off", (Sent<PasswordOnlyAsk> ask, HttpContext http, SecondSteps steps, Logins logins, CancellationToken cancel) =>
            Done(http, async () => await logins.Refuse(http.Actor(), ask.Body.Current ?? "", cancel) is { } no ? no : await steps.TurnOff(http.Actor(), http.Actor().Id, cancel))).Needs(NeedsPermission.Own).RequireRateLimiting(SignInHosting.FewTries).SentAgain(SentAgain.Done);

        app.MapDelete("/api/v1/people/{id:guid}/second-step", (Guid id, HttpContext http, SecondSteps steps, CancellationToken cancel) =>
            Done(http, () => steps.TurnOff(http.Actor(), new(id), cancel))).Needs(SecondSteps.Permission).Shows(Shows.One(typeof(Person))).WithTags("person").SentAgain(SentAgain.Done);
    }

    internal static async Task<IResult> Done(HttpContext http, Func<Task<Outcome<Receipt>>> deed) =>
        http.IsProgram() ? Reply.Problem(new OnlySignedIn(), http)
        : (await deed()).Accepted(out _, out var refusal) ? Results.NoContent() : Reply.Problem(refusal, http);

    /// <summary>Recovery codes, one a line, as they are to be written down.</summary>
    static async Task<IResult> Codes(HttpContext http, Tries tries, string? counted, Func<Task<Outcome<string[]>>> deed, CancellationToken cancel)
    {
        if (http.IsProgram()) return Reply.Problem(new OnlySignedIn(), http);
        if (counted is not null && await tries.Count(cancel, Tried.Step(counted, http.Actor().Id.Value, "")) is { } wait) return Reply.Problem(wait, http);
        return (await deed()).Accepted(out var codes, out var refusal) ? Results.Json(new { codes, written = string.Join('\n', codes) }, Json.Options) : Reply.Problem(refusal, http);
    }

    internal sealed record CodeAsk(string? Code);

    internal sealed record PasswordOnlyAsk(string? Current);
}

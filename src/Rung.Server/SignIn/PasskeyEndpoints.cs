using System.Text.Json;
using Rung.People;
using Rung.Server.Api;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>Signing in with a passkey, and one's own passkeys. Never by a program: a leaked token must not.</summary>
static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/v1/session/passkey").WithTags("session");
        session.MapPost("/options", async (HttpContext http, PasskeyRounds rounds) => Asked(await rounds.AskToShow(http), http)).Needs(NeedsPermission.Nobody).RequireRateLimiting(SignInHosting.FewTries).Harmless(Repeating.BeginsAnew);
        session.MapPost("/", async (Sent<ShownAsk> ask, HttpContext http, Passkeys passkeys, Sessions sessions, CancellationToken cancel) =>
            await SessionEndpoints.Begun(http, sessions, await passkeys.SignIn(http, ask.Body.Credential, sessions.CallerOf(http), cancel))).Needs(NeedsPermission.Nobody).RequireRateLimiting(SignInHosting.FewTries).Harmless(Repeating.BeginsAnew);

        var mine = app.MapGroup("/api/v1/me/passkeys").WithTags("me");
        mine.MapGet("/", async (HttpContext http, Passkeys passkeys, CancellationToken cancel) => http.IsProgram() ? Reply.Problem(new OnlySignedIn(), http) : Results.Json(new
        {
            items = (await passkeys.Of(http.Actor().Id, cancel)).Select(p => new { p.Id, p.Name, p.IsSynced, p.CreatedAt, p.UsedAt }),
        }, Json.Options)).Needs(NeedsPermission.Own);
        mine.MapPost("/options", async (Sent<SecondStepEndpoints.PasswordOnlyAsk> ask, HttpContext http, Passkeys passkeys, CancellationToken cancel) =>
            http.IsProgram() ? Reply.Problem(new OnlySignedIn(), http) : Asked(await passkeys.Begin(http, ask.Body.Current ?? "", cancel), http)).Needs(NeedsPermission.Own).RequireRateLimiting(SignInHosting.FewTries).Harmless("Asks the device anew; nothing is kept until it answers.");
        mine.MapPost("/", (Sent<MadeAsk> ask, HttpContext http, Passkeys passkeys, CancellationToken cancel) =>
            SecondStepEndpoints.Done(http, () => passkeys.Add(http, ask.Body.Name ?? "", ask.Body.Credential.ValueKind == JsonValueKind.Object ? ask.Body.Credential.GetRawText() : "{}", cancel))).Needs(NeedsPermission.Own).RequireRateLimiting(SignInHosting.FewTries).SentAgain(SentAgain.Done);
        mine.MapPut("/{passkey:guid}", (Guid passkey, Sent<NameAsk> ask, HttpContext http, Passkeys passkeys, CancellationToken cancel) =>
            SecondStepEndpoints.Done(http, () => passkeys.Rename(http.Actor(), passkey, ask.Body.Name ?? "", cancel))).Needs(NeedsPermission.Own).SentAgain(SentAgain.Done);
        mine.MapPost("/{passkey:guid}/remove", (Guid passkey, Sent<SecondStepEndpoints.PasswordOnlyAsk> ask, HttpContext http, Passkeys passkeys, Logins logins, CancellationToken cancel) =>
            SecondStepEndpoints.Done(http, async () => await logins.Refuse(http.Actor(), ask.Body.Current ?? "", cancel) is { } no ? no : await passkeys.Remove(http.Actor(), http.Actor().Id, passkey, cancel))).Needs(NeedsPermission.Own).RequireRateLimiting(SignInHosting.FewTries).SentAgain(SentAgain.Done);

        app.MapDelete("/api/v1/people/{id:guid}/passkeys/{passkey:guid}", (Guid id, Guid passkey, HttpContext http, Passkeys passkeys, CancellationToken cancel) =>
            SecondStepEndpoints.Done(http, () => passkeys.Remove(http.Actor(), new(id), passkey, cancel))).Needs(Passkeys.Permission).Shows(Shows.One(typeof(Person))).WithTags("person").SentAgain(SentAgain.Done);
    }

    /// <summary>What the browser hands to the device, as the standard writes it.</summary>
    static IResult Asked(Outcome<string> options, HttpContext http) =>
        options.Accepted(out var json, out var refusal) ? Results.Text(json, "application/json") : Reply.Problem(refusal, http);

    internal sealed record ShownAsk(JsonElement Credential);

    internal sealed record MadeAsk(string? Name, JsonElement Credential);

    internal sealed record NameAsk(string? Name);
}

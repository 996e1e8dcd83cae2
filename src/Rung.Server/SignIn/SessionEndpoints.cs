using Rung.People;
using Rung.Server.Api;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>Signing in and out, one's own password and tokens, inviting.</summary>
static class SessionEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/v1/session").WithTags("session");
        session.MapPost("/", async (Sent<SignInAsk> ask, HttpContext http, Logins logins, Sessions sessions, CancellationToken cancel) =>
            await Begun(http, sessions, await logins.SignIn(ask.Body.Email ?? "", ask.Body.Password ?? "", ask.Body.Code, sessions.CallerOf(http), cancel)))
            .Needs(NeedsPermission.Nobody).RequireRateLimiting(SignInHosting.FewTries).Harmless(Repeating.BeginsAnew);
        session.MapDelete("/", async (HttpContext http, Sessions sessions) =>
        {
            await sessions.End(http);
            return Results.NoContent();
        }).Needs(NeedsPermission.Own).Harmless("Signed out is signed out: sent again it finds nobody signed in, 401.");

        app.MapPost("/api/v1/first-run", async (Sent<FirstRunAsk> ask, HttpContext http, FirstRun firstRun, Sessions sessions, CancellationToken cancel) =>
            await Begun(http, sessions, firstRun.Knows(http, ask.Body.Token) ? await firstRun.Claim(ask.Body, sessions.CallerOf(http), cancel) : new WrongSetUpCode()))
            .Needs(NeedsPermission.Nobody).RequireRateLimiting(SignInHosting.FewTries).WithTags("session").Harmless("A company is claimed once; sent again it is refused.");

        var welcome = app.MapGroup("/api/v1/welcome").WithTags("session");
        welcome.MapPost("/{token}", async (string token, Sent<WelcomeAsk> ask, HttpContext http, Logins logins, Sessions sessions, CancellationToken cancel) =>
            await Begun(http, sessions, await logins.Welcome(token, ask.Body.Password ?? "", ask.Body.Code, sessions.CallerOf(http), cancel)))
            .Needs(NeedsPermission.Nobody).RequireRateLimiting(SignInHosting.FewTries).Harmless("A link opens once; sent again it is refused.");

        app.MapPost("/api/v1/people/{id:guid}/invite", async (Guid id, HttpContext http, Logins logins, Settings settings, CancellationToken cancel) =>
            http.IsProgram() ? Reply.Problem(new OnlySignedIn(), http)
            : (await logins.Invite(http.Actor(), new(id), cancel)).Accepted(out var link, out var refusal) ? Results.Json(new { link.Path, Url = Url(settings, link), link = Url(settings, link) ?? link.Path, link.Until }, Json.Options)
            : Reply.Problem(refusal, http)).Needs("person.invite").WithTags("person").SentAgain(SentAgain.ToldOnce);
        var theirs = app.MapGroup("/api/v1/people/{id:guid}/sessions").WithTags("person");
        theirs.MapGet("/", async (Guid id, HttpContext http, SessionBook book, CancellationToken cancel) => Told(await book.Of(new(id), cancel), http)).Needs(SessionBook.Permission).Shows(Shows.One(typeof(Person)));
        theirs.MapDelete("/", (Guid id, HttpContext http, SessionBook book, CancellationToken cancel) => EndAll(new(id), http, book, cancel)).Needs(SessionBook.Permission).Shows(Shows.One(typeof(Person))).SentAgain(SentAgain.Done);
        theirs.MapDelete("/{session:guid}", (Guid id, Guid session, HttpContext http, SessionBook book, CancellationToken cancel) => EndOne(new(id), session, http, book, cancel)).Needs(SessionBook.Permission).Shows(Shows.One(typeof(Person))).SentAgain(SentAgain.Done);
        app.MapMe();
        app.MapSecondStep();
        app.MapPasskeys();
    }

    static void MapMe(this IEndpointRouteBuilder app)
    {
        var me = app.MapGroup("/api/v1/me").WithTags("me");
        me.MapGet("/", (HttpContext http) => Results.Json(new { id = http.Actor().Id, name = http.Actor().Name }, Json.Options)).Needs(NeedsPermission.Own);
        me.MapPut("/password", async (Sent<PasswordAsk> ask, HttpContext http, Logins logins, CancellationToken cancel) =>
            http.IsProgram() ? Reply.Problem(new OnlySignedIn(), http)
            : (await logins.ChangePassword(http.Actor(), ask.Body.Current ?? "", ask.Body.Password ?? "", http.SessionId(), cancel)).Accepted(out _, out var refusal) ? Results.NoContent() : Reply.Problem(refusal, http))
            .Needs(NeedsPermission.Own).RequireRateLimiting(SignInHosting.FewTries).SentAgain(SentAgain.Done);
        me.MapGet("/sessions", async (HttpContext http, SessionBook book, CancellationToken cancel) => Told(await book.Of(http.Actor().Id, cancel), http)).Needs(NeedsPermission.Own);
        me.MapDelete("/sessions", (HttpContext http, SessionBook book, CancellationToken cancel) => EndAll(http.Actor().Id, http, book, cancel)).Needs(NeedsPermission.Own).SentAgain(SentAgain.Done);
        me.MapDelete("/sessions/{id:guid}", (Guid id, HttpContext http, SessionBook book, CancellationToken cancel) => EndOne(http.Actor().Id, id, http, book, cancel)).Needs(NeedsPermission.Own).SentAgain(SentAgain.Done);

        var tokens = me.MapGroup("/tokens");
        tokens.MapGet("/", async (HttpContext http, Tokens tokens, CancellationToken cancel) => Results.Json(new
        {
            items = (await tokens.Of(http.Actor().Id, cancel)).Select(t => new { t.Id, t.Name, t.Scope, t.CreatedAt, t.ExpiresAt, t.UsedAt }),
        }, Json.Options)).Needs("token.read");
        tokens.MapPost("/", async (Sent<TokenAsk> ask, HttpContext http, Tokens tokens, TheDesk desk, CancellationToken cancel) =>
            http.IsProgram() ? Reply.Problem(new OnlySignedIn(), http)
            : (await tokens.Create(http.Actor(), ask.Body.Name ?? "", ask.Body.Scope, ask.Body.ExpiresAt ?? (ask.Body.ExpiresInDays is { } days ? desk.Now.AddDays(Math.Clamp(days, 0, 10_000)) : null), cancel)).Accepted(out var token, out var refusal) ? Results.Json(token, Json.Options, statusCode: StatusCodes.Status201Created)
            : Reply.Problem(refusal, http)).Needs("token.create").SentAgain(SentAgain.ToldOnce);
        tokens.MapDelete("/{id:guid}", async (Guid id, HttpContext http, Tokens tokens, CancellationToken cancel) =>
            (await tokens.Revoke(http.Actor(), id, cancel)).Accepted(out _, out var refusal) ? Results.NoContent() : Reply.Problem(refusal, http)).Needs("token.revoke").SentAgain(SentAgain.Done);
    }

    internal static async Task<IResult> Begun(HttpContext http, Sessions sessions, Outcome<Begun> outcome)
    {
        if (!outcome.Accepted(out var begun, out var refusal)) return Reply.Problem(refusal, http);
        await sessions.Give(http, begun);
        return Results.Json(new { begun.PersonId }, Json.Options);
    }

    static IResult Told(IReadOnlyList<Session> held, HttpContext http) => Results.Json(new
    {
        items = held.Select(s => new { s.Id, s.Device, s.Address, s.BeganAt, s.SeenAt, way = s.Way, isThis = s.Id == http.SessionId() }),
    }, Json.Options);

    static async Task<IResult> EndOne(Rung.Id<Person> person, Guid id, HttpContext http, SessionBook book, CancellationToken cancel) =>
        http.IsProgram() ? Reply.Problem(new OnlySignedIn(), http)
        : (await book.EndOne(http.Actor(), person, id, cancel)).Accepted(out _, out var refusal) ? Results.NoContent() : Reply.Problem(refusal, http);

    /// <summary>Every one but that of the browser that asks.</summary>
    static async Task<IResult> EndAll(Rung.Id<Person> person, HttpContext http, SessionBook book, CancellationToken cancel) =>
        http.IsProgram() ? Reply.Problem(new OnlySignedIn(), http)
        : (await book.EndAll(http.Actor(), person, http.SessionId(), cancel)).Accepted(out _, out var refusal) ? Results.NoContent() : Reply.Problem(refusal, http);

    /// <summary>The whole address, where it is configured; never from what a request says.</summary>
    static string? Url(Settings settings, Link link) => settings.PublicBaseUrl is { } at ? new Uri(at, link.Path).ToString() : null;

    internal sealed record SignInAsk(string? Email, string? Password, string? Code);

    internal sealed record WelcomeAsk(string? Password, string? Code);

    internal sealed record PasswordAsk(string? Current, string? Password);

    internal sealed record TokenAsk(string? Name, string? Scope, DateTimeOffset? ExpiresAt, int? ExpiresInDays);
}

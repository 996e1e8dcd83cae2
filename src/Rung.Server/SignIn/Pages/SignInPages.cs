using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Demo;
using Rung.Server.Ui;
using Rung.Server.Ui.Welcome;

namespace Rung.Server.SignIn.Pages;

/// <summary>The pages before and around work: sign in, first run, oneself.</summary>
static class SignInPages
{
    public static void MapSignInPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", SignIn).Needs(NeedsPermission.Nobody).ExcludeFromDescription();
        app.MapGet("/", async (HttpContext http, Viewer viewer, Store store, FirstRun firstRun, CancellationToken cancel) =>
            http.Actor().Id.Value != Guid.Empty ? await Welcome.Home(viewer, store, cancel)
            : http.RequestServices.GetService<DemoMode>() is null && !await firstRun.IsClaimed(cancel) ? Results.Redirect("/first-run")
            : await SignIn(http, viewer, store, cancel)).Needs(NeedsPermission.Nobody).ExcludeFromDescription();

        app.MapPost("/demo/sign-in/{person:guid}", async (Guid person, HttpContext http, Sessions sessions, SessionBook book, CancellationToken cancel) =>
        {
            if (http.RequestServices.GetService<DemoMode>() is null) return Results.NotFound();
            if (!(await book.Begin(new(person), sessions.CallerOf(http), SignInWay.Demo, null, cancel)).Accepted(out var begun, out var refusal)) return Reply.Problem(refusal, http);
            await sessions.Give(http, begun);
            return Results.LocalRedirect(Local(http.Request.Query["return"]));
        }).Needs(NeedsPermission.Nobody).ExcludeFromDescription();

        app.MapGet("/first-run", async (HttpContext http, FirstRun firstRun, Viewer viewer, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (await firstRun.IsClaimed(cancel)) return Results.Redirect("/");
            return (IResult)new RazorComponentResult<FirstRunPage>(new { AskToken = !firstRun.Knows(http, null) });
        }).Needs(NeedsPermission.Nobody).ExcludeFromDescription();

        app.MapGet("/welcome/{token}", async (string token, Viewer viewer, Logins logins, CancellationToken cancel) =>
        {
            await viewer.Meet();
            return (IResult)new RazorComponentResult<WelcomePage>(new { Token = token, Who = await logins.Invited(token, cancel) });
        }).Needs(NeedsPermission.Nobody).RequireRateLimiting(SignInHosting.FewTries).ExcludeFromDescription();

        app.MapGet("/people/{id:guid}/sign-in", async (Guid id, HttpContext http, Viewer viewer, SessionBook book, SecondSteps steps, Passkeys passkeys, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            await using var db = store.Open();
            var who = new Id<Person>(id);
            if (await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == who && p.RemovedAt == null, cancel) is not { } person) return PageEndpoints.Refused(viewer, new NotFound("person", id.ToString()));
            return (IResult)new RazorComponentResult<PersonSignInPage>(new { Who = person, Held = await book.Of(who, cancel), Step = await steps.Of(person, cancel), Passkeys = await passkeys.Of(who, cancel), This = http.SessionId() });
        }).Needs(SessionBook.Permission).Shows(Shows.One(typeof(Person))).ExcludeFromDescription();

        app.MapGet("/me", async (HttpContext http, Viewer viewer, Tokens tokens, SessionBook book, SecondSteps steps, Passkeys passkeys, Settings settings, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            await using var db = store.Open();
            var mine = viewer.Actor.Id;
            return (IResult)new RazorComponentResult<MePage>(new
            {
                Held = await book.Of(mine, cancel),
                Step = await steps.Of(await db.Set<Person>().AsNoTracking().FirstAsync(p => p.Id == mine, cancel), cancel),
                Passkeys = await passkeys.Of(mine, cancel),
                MayAddPasskey = RelyingParty.Of(settings, http)?.IsAt(http) == true,
                This = http.SessionId(),
                HasPassword = await db.Set<Login>().AnyAsync(l => l.PersonId == mine, cancel),
                TokensOf = (IReadOnlyList<(Guid, string, string, DateTimeOffset, DateTimeOffset?)>)[.. (await tokens.Of(mine, cancel)).Select(t => (t.Id, t.Name, t.Scope, t.ExpiresAt, t.UsedAt))],
            });
        }).Needs(NeedsPermission.Own).ExcludeFromDescription();
    }

    static async Task<IResult> SignIn(HttpContext http, Viewer viewer, Store store, CancellationToken cancel)
    {
        await viewer.Meet();
        var people = http.RequestServices.GetService<DemoMode>() is null ? [] : await People(store, viewer, http.RequestServices.GetRequiredService<TimeProvider>(), cancel);
        return (IResult)new RazorComponentResult<SignInPage>(new { WithPasskey = RelyingParty.Of(http.RequestServices.GetRequiredService<Settings>(), http)?.IsAt(http) == true, Return = Local(http.Request.Query["return"]), People = people });
    }

    static async Task<IReadOnlyList<(Guid Id, string Name, string Role)>> People(Store store, Viewer viewer, TimeProvider clock, CancellationToken cancel)
    {
        await using var db = store.Open();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var held = await (from role in db.Set<RoleAssignment>() where role.RemovedAt == null
                          join person in db.Set<Person>() on role.PersonId equals person.Id
                          orderby person.Id, role.StartsOn descending select new { person.Id, person.Name, Role = role }).AsNoTracking().ToListAsync(cancel);
        // One line a person: what they are here today.
        return [.. held.Where(h => h.Role.HoldsOn(today)).DistinctBy(h => h.Id).Select(h => (h.Id.Value, h.Name, viewer["value.role." + Words.Camel(h.Role.Role.ToString())]))];
    }

    /// <summary>Only a path of ours; an address elsewhere leads home.</summary>
    static string Local(string? path) => path is ['/', not ('/' or '\\'), ..] && Uri.IsWellFormedUriString(path, UriKind.Relative) ? path : "/";
}

using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Rung.People;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>Who a request comes from: a browser with a session, a program with a token, or nobody.</summary>
sealed class Sessions(Standings standings, SessionBook book, Tries tries, TheDesk desk, IDataProtectionProvider protection, IAntiforgery antiforgery, Settings settings)
{
    const string KnownCookie = "rung-known";
    const string FormCookie = "rung-xsrf";
    const string SessionClaim = "rung.session";

    readonly IDataProtector known = protection.CreateProtector("known-browser");

    /// <summary>Finds out who asks. A token that is wrong is nobody, whatever cookies come with it.</summary>
    public async Task Meet(HttpContext http)
    {
        if (http.Items.ContainsKey(Signed.ActorItem)) return;
        if (http.Request.Headers.Authorization is [{ } given] && given.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            http.User = new();
            if (await standings.Token(given[7..].Trim(), http.RequestAborted) is not { } token)
            {
                if (await tries.Count(http.RequestAborted, Tried.Token(Devices.Network(http))) is { } wait) http.Items[Signed.RefusedItem] = wait;
                return;
            }

            if (await standings.Of(token.PersonId.Value, http.RequestAborted) is { IsHere: true } held) http.Items[Signed.ActorItem] = held.Actor with { Permits = held.Actor.Permits.Within(Scopes.Of(token.Scope)) };
            http.Items[Signed.TokenItem] = token.Id;
            return;
        }

        if (Claimed(http) is not { } claimed) return;
        var standing = await standings.Of(claimed.Person, http.RequestAborted);
        // It may have begun on another node within the second for which this one keeps what it knows.
        if (standing is null || Holds(http, standing, claimed.Session) is null) standing = await standings.Anew(claimed.Person, http.RequestAborted);
        if (standing is not null && Holds(http, standing, claimed.Session) is { } seenAt)
        {
            (http.Items[Signed.ActorItem], http.Items[Signed.CookieItem], http.Items[Signed.SessionItem]) = (standing.Actor, true, claimed.Session);
            if (desk.Now - seenAt >= Session.SeenTo) await standings.Seen(claimed.Person, claimed.Session, Devices.Address(http), http.RequestAborted);
            return;
        }

        http.User = new();
        await http.SignOutAsync();
    }

    /// <summary>
    /// Who a stream that stays open speaks to by now, or nobody where the session has ended. A program's stream, and one
    /// whose actor a test gave, stays as it began.
    /// </summary>
    public async Task<Actor?> Still(HttpContext http, Actor actor, CancellationToken cancel)
    {
        if (!http.Items.ContainsKey(Signed.SessionItem) && !http.IsProgram()) return actor;
        if (await standings.Anew(actor.Id.Value, cancel) is not { IsHere: true } standing) return null;
        return http.IsProgram() || (Claimed(http) is { } claimed && Holds(http, standing, claimed.Session) is not null) ? standing.Actor : null;
    }

    static (Guid Person, Guid Session)? Claimed(HttpContext http) =>
        Guid.TryParse(http.User.FindFirstValue(ClaimTypes.NameIdentifier), out var person) && Guid.TryParse(http.User.FindFirstValue(SessionClaim), out var session) ? (person, session) : null;

    /// <summary>When a session that holds was last seen; null where it has ended. Without a login only the demo lets in.</summary>
    static DateTimeOffset? Holds(HttpContext http, Standing standing, Guid session) =>
        standing is { IsHere: true } && (standing.HasLogin || IsDemo(http)) && standing.Sessions.TryGetValue(session, out var seenAt) ? seenAt : null;

    /// <summary>Gives this browser the cookies of a session that has begun.</summary>
    public async Task Give(HttpContext http, Begun begun)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, begun.PersonId.ToString()), new(SessionClaim, begun.SessionId.ToString())], CookieAuthenticationDefaults.AuthenticationScheme);
        await http.SignInAsync(new ClaimsPrincipal(identity), new() { IsPersistent = true });
        http.Response.Cookies.Append(KnownCookie, known.Protect(begun.PersonId.ToString()), Cookie(httpOnly: true));
    }

    public async Task End(HttpContext http)
    {
        if (http.SessionId() is { } session) _ = await book.SignOut(http.Actor().Id, session, http.RequestAborted);
        await http.SignOutAsync();
        http.Response.Cookies.Delete(FormCookie, Cookie(httpOnly: false));
    }

    public Caller CallerOf(HttpContext http) => new(KnownIn(http), Devices.Network(http), Devices.Of(http.Request.Headers.UserAgent), Devices.Address(http));

    /// <summary>Who has signed in with this browser before.</summary>
    Id<Person>? KnownIn(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[KnownCookie] is { } box && Guid.TryParse(known.Unprotect(box), out var person) ? new Id<Person>(person) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Gives a page what it must send back with every change it asks for.</summary>
    public void GiveFormToken(HttpContext http)
    {
        if (http.Items.ContainsKey(Signed.CookieItem) && antiforgery.GetAndStoreTokens(http).RequestToken is { } token)
            http.Response.Cookies.Append(FormCookie, token, Cookie(httpOnly: false));
    }

    /// <summary>
    /// Whether a change is asked for by one of our own pages. A browser with a session must send back the form token;
    /// one without must not come from another site; a program with a token cannot be tricked by a page.
    /// </summary>
    public async Task<bool> IsOurs(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method)) return true;
        if (http.Items.ContainsKey(Signed.CookieItem)) return await antiforgery.IsRequestValidAsync(http);
        if (http.Items.ContainsKey(Signed.ActorItem)) return true;
        if (http.Request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none")) return false;
        return http.Request.Headers.Origin is not [{ } origin] || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == http.Request.Host.Value);
    }

    /// <summary>In the demo nobody has a password.</summary>
    static bool IsDemo(HttpContext http) => http.RequestServices.GetService<Demo.DemoMode>() is not null;

    CookieOptions Cookie(bool httpOnly) => new() { HttpOnly = httpOnly, Secure = settings.IsSecure, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromDays(365) };
}

/// <summary>The change was asked for by a page that is not ours, or by one that is too old.</summary>
public sealed record ForgedRequest : Refusal
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>Who a request comes from, once <see cref="Sessions"/> has found out.</summary>
static class Signed
{
    public const string ActorItem = "rung.actor";
    public const string CookieItem = "rung.cookie";
    public const string TokenItem = "rung.token";
    public const string SessionItem = "rung.session";

    /// <summary>Why nobody was looked for: too many tries.</summary>
    public const string RefusedItem = "rung.refused";

    static readonly Actor Nobody = new(default, "", Permits.Nothing);

    public static Actor Actor(this HttpContext http) => http.Items[ActorItem] as Actor ?? Nobody;

    /// <summary>A program with a token, not a person at a page.</summary>
    public static bool IsProgram(this HttpContext http) => http.Items.ContainsKey(TokenItem);

    /// <summary>The session of the browser that asks; null of a program.</summary>
    public static Guid? SessionId(this HttpContext http) => http.Items[SessionItem] as Guid?;

    /// <summary>The permission an endpoint needs; one without is closed to everybody.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, string permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsPermission(permission));

    /// <summary>What it shows to somebody who sees only part; one that does not say is closed to them.</summary>
    public static TBuilder Shows<TBuilder>(this TBuilder endpoint, Shows shows)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(shows);
}

/// <summary>Declared on every endpoint and page; checked in one place before it runs, and again by the desk.</summary>
sealed record NeedsPermission(string Permission)
{
    /// <summary>For pages that anybody may open: signing in, first run, style sheets.</summary>
    public const string Nobody = "";

    /// <summary>For what everybody signed in may do about themselves.</summary>
    public const string Own = "own";
}

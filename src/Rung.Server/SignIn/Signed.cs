using System.Security.Claims;
using Rung.People;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>Who a request comes from.</summary>
static class Signed
{
    public const string PersonClaim = "rung.person";
    public const string RoleClaim = "rung.role";

    public static Actor Actor(this HttpContext http) => http.Items["rung.actor"] as Actor ?? Of(http.User);

    public static Actor Of(ClaimsPrincipal user) => user.FindFirstValue(PersonClaim) is { } id && Guid.TryParse(id, out var person)
        ? new(new Id<Person>(person), user.Identity?.Name ?? "", Permissions.Of(user.FindAll(RoleClaim).Select(c => c.Value)))
        : new(default, "", Permits.Nothing);

    /// <summary>The permission an endpoint needs; one without is closed to everybody.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, string permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsPermission(permission));
}

/// <summary>Declared on every endpoint and page; checked in one place before it runs, and again by the desk.</summary>
sealed record NeedsPermission(string Permission)
{
    /// <summary>For pages that anybody may open: signing in, first run, style sheets.</summary>
    public const string Nobody = "";
}

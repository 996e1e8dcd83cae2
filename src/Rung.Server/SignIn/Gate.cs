using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Rung.Server.Api;

namespace Rung.Server.SignIn;

/// <summary>Deny unless allowed, in one place: an endpoint that names no permission answers nobody.</summary>
static class Gate
{
    public static void UseGate(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint() is not { } endpoint)
        {
            await next(http);
            return;
        }

        var needs = endpoint.Metadata.GetMetadata<NeedsPermission>();
        if (needs?.Permission == NeedsPermission.Nobody)
        {
            await next(http);
            return;
        }

        var actor = http.Actor();
        if (needs is not null && actor.May(needs.Permission))
        {
            http.Items["rung.actor"] = actor;
            await next(http);
            return;
        }

        if (actor.Id.Value != Guid.Empty) await Reply.Problem(new NotAllowed(needs?.Permission ?? "?"), http).ExecuteAsync(http);
        else if (http.Request.Path.StartsWithSegments("/api")) await Reply.Problem(new NotSignedIn(), http).ExecuteAsync(http);
        else http.Response.Redirect("/sign-in?return=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
    });
}

/// <summary>The request comes from nobody we know.</summary>
public sealed record NotSignedIn : Refusal
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

using Rung.Server.Api;

namespace Rung.Server.SignIn;

/// <summary>Deny unless allowed, in one place: an endpoint that names no permission answers nobody.</summary>
static class Gate
{
    public static void UseGate(this WebApplication app) => app.Use(async (http, next) =>
    {
        // Nothing there, or only the answer that the method or the kind of body is wrong.
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(http);
            return;
        }

        var sessions = http.RequestServices.GetRequiredService<Sessions>();
        await sessions.Meet(http);
        var (needs, actor) = (endpoint.Metadata.GetMetadata<NeedsPermission>()?.Permission, http.Actor());
        var isSignedIn = actor.Id.Value != Guid.Empty;
        var isAllowed = needs is NeedsPermission.Nobody || (needs is NeedsPermission.Own && isSignedIn && (actor.Permits.IsWithin(needs) || HttpMethods.IsGet(http.Request.Method))) || (needs is { Length: > 0 } && actor.May(needs));
        if (http.Items[Signed.RefusedItem] is Refusal refused && needs is not NeedsPermission.Nobody)
        {
            await Reply.Problem(refused, http).ExecuteAsync(http);
        }
        else if (isAllowed && !await sessions.IsOurs(http))
        {
            await Reply.Problem(new ForgedRequest(), http).ExecuteAsync(http);
        }
        else if (isAllowed && needs is not (NeedsPermission.Nobody or NeedsPermission.Own) && await Hidden.From(actor, endpoint, http) is { } hidden)
        {
            await Reply.Problem(hidden, http).ExecuteAsync(http);
        }
        else if (isAllowed)
        {
            Sight.Look(actor.Sight);
            Pay.Hide(!actor.May(Pay.Permission));
            if (HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)) sessions.GiveFormToken(http);
            await next(http);
        }
        else if (isSignedIn)
        {
            await Reply.Problem(actor.Refuse(needs ?? "?") ?? new NotAllowed(needs ?? "?"), http).ExecuteAsync(http);
        }
        else if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Path.StartsWithSegments("/api"))
        {
            await Reply.Problem(new NotSignedIn(), http).ExecuteAsync(http);
        }
        else
        {
            var isClaimed = http.RequestServices.GetService<Demo.DemoMode>() is not null || await http.RequestServices.GetRequiredService<FirstRun>().IsClaimed(http.RequestAborted);
            http.Response.Redirect(!isClaimed ? "/first-run" : "/sign-in?return=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
        }
    });
}

/// <summary>The request comes from nobody we know.</summary>
public sealed record NotSignedIn : Refusal
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.HttpOverrides;
using Rung.Server.Api;
using Rung.Server.Customers.Surveys;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>How signing in is put together, and what every answer says to the browser.</summary>
static class SignInHosting
{
    /// <summary>Named on endpoints that take a password or a token from somebody unknown.</summary>
    public const string FewTries = "few-tries";

    // Nothing from elsewhere, no script inline; style attributes may place what is computed, such as the columns of a grid. The reference page of the API is the one exception and says so itself.
    const string Policy = "default-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var settings = Settings.Of(builder.Configuration);
        var prefix = settings.IsSecure ? "__Host-" : "";
        var secure = settings.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        builder.Services.AddSingleton(settings).AddSingleton<Standings>().AddSingleton<Sightings>().AddSingleton<Tokens>().AddSingleton<Sessions>().AddSingleton<PasskeyRounds>().AddSingleton<FirstRun>();
        builder.Services.AddSingleton<Drain>().AddHostedService(s => s.GetRequiredService<Drain>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.DrainFor + Drain.Patience);
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(session =>
        {
            (session.Cookie.Name, session.Cookie.SecurePolicy) = (prefix + "rung", secure);
            session.Cookie.HttpOnly = true;
            session.Cookie.SameSite = SameSiteMode.Lax;
            session.ExpireTimeSpan = TimeSpan.FromDays(14);
            session.SlidingExpiration = true;
        });
        builder.Services.AddAntiforgery(forms =>
        {
            (forms.Cookie.Name, forms.Cookie.SecurePolicy, forms.HeaderName) = (prefix + "rung-form", secure, "X-XSRF-TOKEN");
            forms.SuppressXFrameOptionsHeader = true;
        });
        builder.Services.AddSingleton<Throttle>();
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in settings.Proxies) forwarded.KnownIPNetworks.Add(network);
        });
    }

    /// <summary>Before anything answers.</summary>
    public static void UseSafeAnswers(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        if (settings.Proxies.Count > 0) app.UseForwardedHeaders();
        app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            if (settings.IsSecure) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            return next(http);
        });
    }
}

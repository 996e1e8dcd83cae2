using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Rung.Server.Telemetry;

/// <summary>Each request as a line of the log and a span: by the pattern of its address, never by the address itself.</summary>
static partial class Answered
{
    static readonly HashSet<string> Methods = new(StringComparer.Ordinal) { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" };

    public static void UseAnswered(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Rung.Requests");
        app.Use(async (http, next) =>
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                await next(http);
            }
            finally
            {
                var method = Methods.Contains(http.Request.Method) ? http.Request.Method : "_OTHER";
                var route = http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } ? "/" + pattern.Trim('/') : "(none)";
                Tell(log, method, route, http.Response.StatusCode, Math.Round(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 1));
                if (http.Features.Get<IHttpActivityFeature>()?.Activity is { } span)
                {
                    span.DisplayName = $"{method} {route}";
                    span.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", http.Response.StatusCode);
                }
            }
        });
    }

    [LoggerMessage(LogLevel.Information, "{Method} {Route} {Status} in {Milliseconds} ms", EventName = "answered")]
    static partial void Tell(ILogger log, string method, string route, int status, double milliseconds);
}

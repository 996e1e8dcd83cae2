using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

/// <summary>What every answer says to a browser, and what no log says to anybody.</summary>
public class SafeAnswers
{
    static readonly string[] Always = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy"];

    [Fact]
    public async Task Every_answer_closes_what_a_browser_would_leave_open()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var paths = house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true && e.RoutePattern.RawText is not "/ui/live")
            .Select(e => "/" + string.Join('/', e.RoutePattern.PathSegments.Select(s => s.IsSimple && s.Parts[0].IsLiteral ? ((Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart)s.Parts[0]).Content : Guid.Empty.ToString())))
            .Concat(["/nothing/here", "/api/v1/nothing", "/css/rung.css", "/js/app.js"]).Distinct();

        foreach (var path in paths)
        {
            using var answer = await client.GetAsync(path);
            foreach (var header in Always) Assert.True(answer.Headers.Contains(header), $"{path} lacks {header}");
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            // Inline script is allowed nowhere; the reference page of the API names its own by a nonce.
            if (policy.Contains("script-src", StringComparison.Ordinal)) Assert.Matches("script-src 'self' 'nonce-[^']+';", policy);
        }
    }

    [Fact]
    public async Task No_log_holds_a_password_or_a_token_or_a_private_value()
    {
        var said = new Said();
        await using var house = await House.Open(Database.Sqlite, services => services.AddLogging(logs => logs.AddProvider(said).SetMinimumLevel(LogLevel.Trace).AddFilter<Said>(null, LogLevel.Trace)));
        var client = house.ClientOf(house.Founder);
        var token = (await client.Post("/api/v1/me/tokens", new { name = "canary" })).Text("token")!;
        await client.PostAsync("/api/v1/session", new StringContent("""{"email":"canary@example.com","password":"canary-password-1"}""", System.Text.Encoding.UTF8, "application/json"));
        await client.Enter("contacts", new { name = "Canary Private", email = "canary.private@example.com" });
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/api/v1/accounts") { Headers = { { "Authorization", "Bearer " + token } } };
        await house.Stranger().SendAsync(asked);

        Assert.NotEmpty(said.Lines);
        foreach (var secret in (string[])[token, "canary-password-1", "Canary Private", "canary.private@example.com"])
            Assert.DoesNotContain(said.Lines, l => l.Contains(secret, StringComparison.Ordinal));
    }

    /// <summary>Everything the server says to its logs.</summary>
    sealed class Said : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rung.Server.Database;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

/// <summary>What is believed of a request, and what its cookies are, where people come through a proxy with TLS.</summary>
public sealed class BehindAProxy : IAsyncLifetime
{
    WebApplication app = null!;
    string? directory;

    public async ValueTask InitializeAsync()
    {
        (var place, directory, _) = await FoundedCompany.Copied(Database.Sqlite);
        app = await Hosting.Build(["--PublicBaseUrl=https://rung.example.com", "--Proxies=10.0.0.0/8"], place, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            builder.Services.AddSingleton<IStartupFilter, ComesFrom>();
        });
        await app.StartAsync();
    }

    [Fact]
    public async Task Every_cookie_goes_over_TLS_only_and_to_this_host_alone()
    {
        var claimed = await Claim();
        var cookies = claimed.Headers.GetValues("Set-Cookie").ToList();

        Assert.Contains(cookies, c => c.StartsWith("__Host-rung=", StringComparison.Ordinal));
        Assert.All(cookies, cookie =>
        {
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
        Assert.Contains("max-age=31536000", claimed.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
    }

    [Theory, InlineData("evil.example"), InlineData("rung.example.com.evil.example"), InlineData("rung.example.com@evil.example")]
    public async Task Another_name_in_the_request_is_not_answered(string host) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Send(HttpMethod.Get, "/sign-in", "10.1.2.3", host)).StatusCode);

    [Fact]
    public async Task The_name_people_type_is_answered_whatever_else_the_request_says()
    {
        await Claim();
        var answer = await Send(HttpMethod.Get, "/accounts", "10.1.2.3", "rung.example.com", more: headers => headers.Add("X-Forwarded-Host", "evil.example"));
        Assert.Equal((HttpStatusCode.Found, "/sign-in?return=%2Faccounts"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData("10.1.2.3", "203.0.113.9", "203.0.113.9")]
    [InlineData("198.51.100.7", "203.0.113.9", "198.51.100.7")]
    [InlineData("10.1.2.3", "127.0.0.1, 203.0.113.9", "203.0.113.9")]
    public async Task Who_calls_is_what_a_known_proxy_says_and_else_who_is_there(string from, string said, string taken)
    {
        await Claim();
        var answer = await Send(HttpMethod.Post, "/api/v1/session", from, "rung.example.com", """{"email":"maya@example.com","password":"velvet boiler quartz"}""", headers => headers.Add("X-Forwarded-For", said));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var db = app.Services.GetRequiredService<Store>().Open();
        Assert.Equal(taken, db.Set<Session>().OrderByDescending(s => s.Id).First().Address);
    }

    /// <summary>The company is set up by somebody at the machine itself; nobody else passes for that.</summary>
    [Theory, InlineData("127.0.0.1", "127.0.0.1"), InlineData("10.1.2.3", "127.0.0.1"), InlineData("10.1.2.3", null)]
    public async Task Nobody_passes_for_this_machine_by_saying_so(string from, string? said)
    {
        var answer = await Send(HttpMethod.Post, "/api/v1/first-run", from, "localhost", """{"name":"Eve","email":"eve@evil.example","password":"velvet boiler quartz","company":"Evil"}""", headers =>
        {
            if (said is not null) headers.Add("X-Forwarded-For", said);
        });
        Assert.Equal("wrong-set-up-code", await answer.Problem());
    }

    async Task<HttpResponseMessage> Claim()
    {
        var claimed = await Send(HttpMethod.Post, "/api/v1/first-run", "127.0.0.1", "localhost", """{"name":"Maya","email":"maya@example.com","password":"velvet boiler quartz","company":"Ropes"}""");
        Assert.True(claimed.IsSuccessStatusCode, await claimed.Content.ReadAsStringAsync());
        return claimed;
    }

    Task<HttpResponseMessage> Send(HttpMethod method, string path, string from, string host, string? body = null, Action<HttpRequestHeaders>? more = null)
    {
        var request = new HttpRequestMessage(method, "https://rung.example.com" + path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Host", host);
        request.Headers.Add(ComesFrom.Header, from);
        more?.Invoke(request.Headers);
        return app.GetTestClient().SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A server inside the process of a test has no addresses.</summary>
    sealed class ComesFrom : IStartupFilter
    {
        public const string Header = "X-Test-From";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
        {
            builder.Use((http, go) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(http.Request.Headers[Header].ToString());
                return go(http);
            });
            next(builder);
        };
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await House.Leave(directory, null);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

public class ScopesOfTokens
{
    [Theory]
    [InlineData("read", HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("write", HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("read write", HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("transfer", HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created)]
    public async Task A_token_does_what_its_scope_says_and_no_more(string scope, HttpStatusCode reads, HttpStatusCode enters, HttpStatusCode exports, HttpStatusCode sets)
    {
        await using var house = await House.Open(Database.Sqlite);
        var program = await Program(house, house.ClientOf(house.Founder), scope);

        Assert.Equal(reads, (await program.GetAsync("/api/v1/accounts")).StatusCode);
        Assert.Equal(enters, (await program.PostAsJsonAsync("/api/v1/accounts", new { name = "Varg" })).StatusCode);
        Assert.Equal(exports, (await program.GetAsync("/accounts/export")).StatusCode);
        Assert.Equal(sets, (await program.PostAsJsonAsync("/api/v1/tags", new { name = "Key" })).StatusCode);
    }

    [Fact]
    public async Task Beyond_its_scope_a_token_is_told_that_the_token_is_why()
    {
        await using var house = await House.Open(Database.Sqlite);
        var program = await Program(house, house.ClientOf(house.Founder), "read");

        Assert.Equal("beyond-scope", await (await program.PostAsJsonAsync("/api/v1/accounts", new { name = "Varg" })).Problem());
    }

    [Fact]
    public async Task A_wide_scope_gives_nothing_that_the_person_may_not_do()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, email) = await house.Colleague();
        var kim = await house.SignedIn(email);
        using var made = await kim.Send(HttpMethod.Post, "/api/v1/me/tokens", new { name = "wide", scope = "admin" });
        var program = With(house, (await made.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).Text("token")!);

        Assert.Equal("not-allowed", await (await program.PostAsJsonAsync("/api/v1/tags", new { name = "Key" })).Problem());
    }

    [Fact]
    public async Task Every_permission_of_every_address_is_open_to_the_widest_scope_and_reading_alone_changes_nothing()
    {
        await using var house = await House.Open(Database.Sqlite);
        var endpoints = house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => (Needs: e.Metadata.GetMetadata<NeedsPermission>()!.Permission, Methods: e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"], Path: e.RoutePattern.RawText))
            .Where(e => e.Needs is not (NeedsPermission.Nobody or NeedsPermission.Own)).ToList();

        Assert.All(endpoints, e => Assert.True(Scopes.Of("admin").Allow(e.Needs)));
        // Asked with POST because the question is long; it changes nothing.
        string[] questions = ["/api/v1/improvements/preview"];
        Assert.Empty(endpoints.Where(e => Scopes.Of("read").Allow(e.Needs) && e.Methods.Any(m => m is not ("GET" or "HEAD")) && !questions.Contains(e.Path)).Select(e => e.Path));
    }

    [Fact]
    public async Task Without_a_word_a_token_reads_for_ninety_days()
    {
        await using var house = await House.Open(Database.Sqlite);

        var made = await house.ClientOf(house.Founder).Post("/api/v1/me/tokens", new { name = "report" });

        Assert.Equal("read", made.Text("scope"));
        Assert.Equal(house.Desk.Now.AddDays(90), made.GetProperty("expiresAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_token_that_has_expired_opens_nothing()
    {
        await using var house = await House.Open(Database.Sqlite);
        var program = await Program(house, house.ClientOf(house.Founder), "read");
        house.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/me")).StatusCode);

        house.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/me")).StatusCode);
    }

    [Theory]
    [InlineData("sudo", null, "unknown-scope")]
    [InlineData("read", 400, "expires-too-late")]
    [InlineData("read", 0, "expired-already")]
    public async Task A_token_that_cannot_be_is_refused_by_name(string scope, int? days, string refusal)
    {
        await using var house = await House.Open(Database.Sqlite);

        Assert.Equal(refusal, await (await house.ClientOf(house.Founder).PostAsJsonAsync("/api/v1/me/tokens", new { name = "x", scope, expiresInDays = days })).Problem());
    }

    [Fact]
    public async Task A_program_changes_nothing_about_how_its_person_signs_in()
    {
        await using var house = await House.Open(Database.Sqlite, Colleagues.WithKey);
        var program = await Program(house, house.ClientOf(house.Founder), "admin");

        foreach (var (method, path) in ((string, string)[])[("POST", "/api/v1/me/tokens"), ("PUT", "/api/v1/me/password"), ("POST", "/api/v1/me/second-step"), ("DELETE", "/api/v1/me/sessions"), ("POST", "/api/v1/me/second-step/confirm"), ("POST", "/api/v1/me/passkeys"), ("POST", "/api/v1/me/passkeys/options")])
            Assert.Equal("only-signed-in", await (await program.SendAsync(new(new(method), path) { Content = JsonContent.Create(new { }) })).Problem());
    }

    static async Task<HttpClient> Program(House house, HttpClient founder, string scope) => With(house, (await founder.Post("/api/v1/me/tokens", new { name = "program", scope })).Text("token")!);

    static HttpClient With(House house, string token)
    {
        var program = house.Stranger();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return program;
    }
}

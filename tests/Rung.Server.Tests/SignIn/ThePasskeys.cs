using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

public class ThePasskeys
{
    internal const string Asks = "/api/v1/session/passkey/options", Shows = "/api/v1/session/passkey", Mine = "/api/v1/me/passkeys";

    internal static readonly Settings AtLocalhost = new(new("http://localhost"), []);

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_passkey_opens_without_password_and_code_and_the_session_says_so(Database database)
    {
        await using var house = await Open(database);
        var (id, email) = await house.Colleague();
        var mine = await house.SignedIn(email);
        await TheSecondStep.TurnedOn(house, email, mine);
        using var device = new Authenticator();
        await Add(mine, device);
        var browser = new Browser(house.Stranger());

        Assert.Equal(HttpStatusCode.OK, (await Show(browser, device)).StatusCode);

        Assert.Equal(id, (await browser.Read("/api/v1/me")).Id());
        Assert.Equal(["link", "passkey", "password"], (await browser.Read("/api/v1/me/sessions")).GetProperty("items").EnumerateArray().Select(s => s.Text("way")).Order());
        Assert.Contains("passkey-added", await house.FactsOf(id));
    }

    [Theory]
    [InlineData("password")]
    [InlineData("code")]
    [InlineData("recovery")]
    [InlineData("link")]
    public async Task Every_session_says_how_it_began(string way)
    {
        await using var house = await Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        var browser = new Browser(house.Stranger());
        if (way is "code" or "recovery")
        {
            var (secret, codes) = await TheSecondStep.TurnedOn(house, email);
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            await browser.SignIn(email, Colleagues.Password, way == "code" ? TheSecondStep.Code(house, secret) : codes[0]);
        }
        else if (way == "link")
        {
            await browser.Send(HttpMethod.Post, "/api/v1" + (await house.ClientOf(house.Founder).Post($"/api/v1/people/{id}/invite", new { })).Text("path"), new { password = "new words in a row" });
        }
        else
        {
            await browser.SignIn(email, Colleagues.Password);
        }

        var told = (await browser.Read("/api/v1/me/sessions")).GetProperty("items").EnumerateArray().Single(s => s.GetProperty("isThis").GetBoolean()).Text("way");
        Assert.Equal(way switch { "code" => "passwordAndCode", "recovery" => "recoveryCode", _ => way }, told);
    }

    [Fact]
    public async Task Adding_and_removing_take_the_password()
    {
        await using var house = await Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        var mine = await house.SignedIn(email);
        using var device = new Authenticator();
        Assert.Equal("wrong-password", await (await mine.Send(HttpMethod.Post, Mine + "/options", new { current = "wrong words in a row" })).Problem());
        var passkey = await Add(mine, device);

        Assert.Equal("wrong-password", await (await mine.Send(HttpMethod.Post, $"{Mine}/{passkey}/remove", new { current = "wrong words in a row" })).Problem());
        Assert.Equal(HttpStatusCode.OK, (await Show(new Browser(house.Stranger()), device)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await mine.Send(HttpMethod.Post, $"{Mine}/{passkey}/remove", new { current = Colleagues.Password })).StatusCode);

        Assert.Equal("passkey-refused", await (await Show(new Browser(house.Stranger()), device)).Problem());
        Assert.Contains("passkey-removed", await house.FactsOf(id));
    }

    [Fact]
    public async Task What_a_device_made_is_taken_once_and_from_the_session_that_asked()
    {
        await using var house = await Open(Database.Sqlite);
        var (_, email) = await house.Colleague();
        var (mine, theirs) = (await house.SignedIn(email), await house.SignedIn((await house.Colleague("Ravi")).Email));
        using var device = new Authenticator();
        var asked = await Asked(mine, Mine + "/options", new { current = Colleagues.Password });
        await Asked(theirs, Mine + "/options", new { current = Colleagues.Password });
        var (made, twice, again) = (new { name = "Laptop", credential = device.Make(asked) }, mine.Copy(), mine.Copy());
        await again.SignIn(email, Colleagues.Password);

        Assert.Equal("passkey-too-late", await (await again.Send(HttpMethod.Post, Mine, made)).Problem());
        Assert.Equal("passkey-refused", await (await theirs.Send(HttpMethod.Post, Mine, made)).Problem());
        Assert.Equal(HttpStatusCode.NoContent, (await mine.Send(HttpMethod.Post, Mine, made)).StatusCode);
        Assert.NotEqual(HttpStatusCode.NoContent, (await twice.Send(HttpMethod.Post, Mine, made)).StatusCode);
    }

    [Fact]
    public async Task A_passkey_is_named_by_its_person_and_taken_away_by_the_founder_and_nobody_else()
    {
        await using var house = await Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        var (mine, theirs) = (await house.SignedIn(email), await house.SignedIn((await house.Colleague("Ravi")).Email));
        using var device = new Authenticator();
        var passkey = await Add(mine, device);

        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Send(HttpMethod.Put, $"{Mine}/{passkey}", new { name = "Theirs" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Send(HttpMethod.Post, $"{Mine}/{passkey}/remove", new { current = Colleagues.Password })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await theirs.Send(HttpMethod.Delete, $"/api/v1/people/{id}/passkeys/{passkey}")).StatusCode);
        Assert.Equal("missing", await (await mine.Send(HttpMethod.Put, $"{Mine}/{passkey}", new { name = " " })).Problem());
        Assert.Equal(HttpStatusCode.NoContent, (await mine.Send(HttpMethod.Put, $"{Mine}/{passkey}", new { name = "Old laptop" })).StatusCode);
        Assert.Equal("Old laptop", (await mine.Read(Mine)).GetProperty("items")[0].Text("name"));
        Assert.Equal(HttpStatusCode.NoContent, (await house.ClientOf(house.Founder).DeleteAsync($"/api/v1/people/{id}/passkeys/{passkey}")).StatusCode);
        Assert.Equal("passkey-refused", await (await Show(new Browser(house.Stranger()), device)).Problem());
    }

    [Fact]
    public async Task Guessed_answers_wait_like_guessed_passwords()
    {
        await using var house = await Open(Database.Sqlite);
        using var device = new Authenticator();
        await Add(await house.SignedIn((await house.Colleague()).Email), device);
        var stranger = new Browser(house.Stranger());
        device.Forges = true;
        for (var i = 0; i < 5; i++) Assert.Equal("passkey-refused", await (await Show(stranger, device)).Problem());
        device.Forges = false;

        Assert.Equal("too-many-tries", await (await Show(stranger, device)).Problem());
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await Show(stranger, device)).StatusCode);
    }

    [Fact]
    public async Task Somebody_who_left_comes_in_no_more()
    {
        await using var house = await Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        using var device = new Authenticator();
        await Add(await house.SignedIn(email), device);
        using var leave = new HttpRequestMessage(HttpMethod.Patch, "/api/v1/people/" + id) { Content = JsonContent.Create(new { leftOn = "2026-03-01" }) };
        leave.Headers.TryAddWithoutValidation("If-Match", "*");
        (await house.ClientOf(house.Founder).SendAsync(leave)).EnsureSuccessStatusCode();

        Assert.Equal("passkey-refused", await (await Show(new Browser(house.Stranger()), device)).Problem());
    }

    [Fact]
    public async Task Whoever_is_erased_leaves_none()
    {
        await using var house = await Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        using var device = new Authenticator();
        await Add(await house.SignedIn(email), device);
        using var leave = new HttpRequestMessage(HttpMethod.Patch, "/api/v1/people/" + id) { Content = JsonContent.Create(new { leftOn = "2026-02-28" }) };
        leave.Headers.TryAddWithoutValidation("If-Match", "*");
        (await house.ClientOf(house.Founder).SendAsync(leave)).EnsureSuccessStatusCode();
        await house.ClientOf(house.Founder).Post($"/api/v1/people/{id}/erase", new { name = "Kim" });

        await using var db = house.Store.Open();
        Assert.Empty(await db.Set<Passkey>().ToListAsync());
    }

    [Fact]
    public async Task Where_the_server_has_no_address_there_are_none()
    {
        await using var house = await House.Open(Database.Sqlite);
        var mine = await house.SignedIn((await house.Colleague()).Email);

        Assert.Equal("no-address-for-passkeys", await (await new Browser(house.Stranger()).Send(HttpMethod.Post, Asks, new { })).Problem());
        Assert.Equal("no-address-for-passkeys", await (await mine.Send(HttpMethod.Post, Mine + "/options", new { current = Colleagues.Password })).Problem());
    }

    [Fact]
    public async Task One_person_has_no_more_than_twenty()
    {
        await using var house = await Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        var mine = await house.SignedIn(email);
        using var device = new Authenticator();
        await Add(mine, device);
        await using var db = house.Store.Open();
        for (var i = 1; i < Passkeys.Most; i++) db.Add(new Passkey { Id = Guid.NewGuid(), PersonId = new(Guid.Parse(id)), CredentialId = [(byte)i], Name = "One more" });
        await db.SaveChangesAsync();

        Assert.Equal("too-many-passkeys", await (await mine.Send(HttpMethod.Post, Mine + "/options", new { current = Colleagues.Password })).Problem());
    }

    internal static Task<House> Open(Database database) => House.Open(database, services =>
    {
        Colleagues.WithKey(services);
        services.AddSingleton(AtLocalhost);
    });

    internal static async Task<string> Add(Browser mine, Authenticator device)
    {
        var asked = await Asked(mine, Mine + "/options", new { current = Colleagues.Password });
        using var added = await mine.Send(HttpMethod.Post, Mine, new { name = "Laptop", credential = device.Make(asked) });
        Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync());
        return (await mine.Read(Mine)).GetProperty("items").EnumerateArray().Last().Id();
    }

    internal static async Task<HttpResponseMessage> Show(Browser browser, Authenticator device) =>
        await browser.Send(HttpMethod.Post, Shows, new { credential = device.Show(await Asked(browser, Asks)) });

    internal static async Task<JsonElement> Asked(Browser browser, string path, object? with = null)
    {
        using var answer = await browser.Send(HttpMethod.Post, path, with ?? new { });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}

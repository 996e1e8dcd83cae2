using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

public class TooManyTriesToSignIn
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task After_five_wrong_passwords_the_next_try_waits_longer_each_time(Database database)
    {
        await using var house = await House.Open(database);
        var (_, email) = await house.Colleague();
        var stranger = new Browser(house.Stranger());
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.SignIn(email, "wrong words in a row")).StatusCode);

        var waits = new List<TimeSpan>();
        for (var i = 0; i < 7; i++)
        {
            using var refused = await stranger.SignIn(email, Colleagues.Password);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            var until = (await house.Services.GetRequiredService<Tries>().Waiting(Tried.Account(email, "elsewhere"), default))!.Value;
            waits.Add(until - house.Clock.GetUtcNow());
            house.Clock.SetUtcNow(until);
            await stranger.SignIn(email, "wrong words in a row");
        }

        Assert.Equal([30, 60, 120, 240, 480, 900, 900], waits.Select(w => w.TotalSeconds));
    }

    [Fact]
    public async Task The_refusal_says_until_when()
    {
        await using var house = await House.Open(Database.Sqlite);
        var stranger = new Browser(house.Stranger());
        for (var i = 0; i < 5; i++) await stranger.SignIn("nobody@example.com", "wrong words in a row");

        using var refused = await stranger.SignIn("nobody@example.com", "wrong words in a row");

        Assert.Equal("too-many-tries", await refused.Problem());
        Assert.Contains("09:00", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_right_password_after_the_wait_forgets_what_failed()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, email) = await house.Colleague();
        var stranger = new Browser(house.Stranger());
        for (var i = 0; i < 5; i++) await stranger.SignIn(email, "wrong words in a row");

        house.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(HttpStatusCode.OK, (await stranger.SignIn(email, Colleagues.Password)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await new Browser(house.Stranger()).SignIn(email, "wrong words in a row")).StatusCode);
    }

    [Fact]
    public async Task Nobody_is_kept_out_of_a_browser_they_signed_in_with_before()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, email) = await house.Colleague();
        var own = await house.SignedIn(email);
        await own.Send(HttpMethod.Delete, "/api/v1/session");
        var stranger = new Browser(house.Stranger());
        for (var i = 0; i < 24; i++) await stranger.SignIn(i < 12 ? email : $"somebody{i}@example.com", "wrong words in a row");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await stranger.SignIn(email, Colleagues.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await own.SignIn(email, Colleagues.Password)).StatusCode);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Of_tries_sent_at_the_same_time_no_more_are_looked_at_than_of_tries_in_a_row(Database database)
    {
        await using var house = await House.Open(database);
        var tries = house.Services.GetRequiredService<Tries>();

        var counted = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => tries.Count(default, Tried.Account("kim@example.com", "elsewhere")))));

        Assert.InRange(counted.Count(r => r is null), 1, 5);
        Assert.All(counted, r => Assert.True(r is null or TooManyTries));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Many_accounts_tried_from_one_address_wait_together(Database database)
    {
        await using var house = await House.Open(database);
        var (tries, here) = (house.Services.GetRequiredService<Tries>(), Tried.Address("192.0.2.7"));
        for (var i = 0; i < 20; i++) Assert.Null(await tries.Count(default, Tried.Account($"one{i}@example.com", "elsewhere"), here));

        Assert.IsType<TooManyTries>(await tries.Count(default, Tried.Account("another@example.com", "elsewhere"), here));
        Assert.Null(await tries.Waiting(Tried.Account("another@example.com", "elsewhere"), default));
        Assert.Null(await tries.Count(default, Tried.Account("another@example.com", "elsewhere"), Tried.Address("192.0.2.8")));
    }

    [Fact]
    public async Task Signing_in_with_an_account_of_ones_own_does_not_wash_an_address_clean()
    {
        await using var house = await House.Open(Database.Sqlite);
        var tries = house.Services.GetRequiredService<Tries>();
        var here = Tried.Address("192.0.2.7");
        for (var i = 0; i < 19; i++) await tries.Count(default, here);

        await tries.Count(default, here);
        await tries.TakeBack(here, default);
        await tries.Count(default, here);

        Assert.NotNull(await tries.Waiting(here, default));
    }

    [Fact]
    public async Task After_a_day_without_a_try_nothing_is_held_against_anybody()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (tries, account) = (house.Services.GetRequiredService<Tries>(), Tried.Account("kim@example.com", "elsewhere"));
        for (var i = 0; i < 12; i++)
        {
            await tries.Count(default, account);
            house.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        house.Clock.Advance(TimeSpan.FromHours(25));
        await tries.Count(default, account);

        Assert.Null(await tries.Waiting(account, default));
    }

    [Fact]
    public async Task Guessed_tokens_wait_and_a_real_one_does_not()
    {
        await using var house = await House.Open(Database.Sqlite);
        var real = (await house.ClientOf(house.Founder).Post("/api/v1/me/tokens", new { name = "import" })).Text("token")!;
        for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.Unauthorized, await With("rung_guess" + i));

        Assert.Equal(HttpStatusCode.TooManyRequests, await With("rung_guess20"));
        Assert.Equal(HttpStatusCode.OK, await With(real));

        async Task<HttpStatusCode> With(string token)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
            return (await house.Stranger().SendAsync(asked)).StatusCode;
        }
    }

    [Fact]
    public async Task A_password_is_not_guessed_from_inside_either()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, email) = await house.Colleague();
        var mine = await house.SignedIn(email);
        for (var i = 0; i < 5; i++) Assert.Equal("wrong-password", await (await mine.Send(HttpMethod.Put, "/api/v1/me/password", new { current = "wrong words in a row", password = "another four words here" })).Problem());

        Assert.Equal("too-many-tries", await (await mine.Send(HttpMethod.Put, "/api/v1/me/password", new { current = Colleagues.Password, password = "another four words here" })).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_sign_in_that_fails_leaves_a_fact_about_whom_it_was(Database database)
    {
        await using var house = await House.Open(database);
        var (id, email) = await house.Colleague();
        var stranger = new Browser(house.Stranger());

        await stranger.SignIn(email, "wrong words in a row");
        await stranger.SignIn("nobody@example.com", "wrong words in a row");

        Assert.Equal("sign-in-failed", (await house.FactsOf(id))[^1]);
        await using var db = house.Store.Open();
        Assert.Equal("company-profile", db.Journal.Where(j => j.Name == "sign-in-failed").OrderBy(j => j.Seq).AsEnumerable().Last().RecordKind);
    }

    [Fact]
    public async Task Whoever_is_let_in_again_by_the_operator_waits_no_longer()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        var stranger = new Browser(house.Stranger());
        for (var i = 0; i < 6; i++) await stranger.SignIn(email, "wrong words in a row");

        var told = await house.Services.GetRequiredService<Logins>().Recover(house.Founder, new(Guid.Parse(id)), false, default);
        Assert.True(told.Accepted(out var link, out _));

        Assert.Equal(HttpStatusCode.OK, (await stranger.Send(HttpMethod.Post, "/api/v1" + link.Path, new { password = "new words in a row" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await new Browser(house.Stranger()).SignIn(email, "new words in a row")).StatusCode);
    }
}

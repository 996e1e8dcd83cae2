using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

public class TheSessions
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Every_sign_in_is_listed_with_its_device(Database database)
    {
        await using var house = await House.Open(database);
        var (_, email) = await house.Colleague();
        await house.SignedIn(email, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1");
        var desk = await house.SignedIn(email, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0");

        var held = (await desk.Read("/api/v1/me/sessions")).GetProperty("items").EnumerateArray().ToList();

        Assert.Contains(held, s => s.Text("device") == "Safari · iPhone" && !s.GetProperty("isThis").GetBoolean());
        Assert.Single(held, s => s.Text("device") == "Edge · Windows" && s.GetProperty("isThis").GetBoolean());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_session_that_was_ended_opens_nothing_at_its_next_request(Database database)
    {
        await using var house = await House.Open(database);
        var (id, email) = await house.Colleague();
        var (lost, kept) = (await house.SignedIn(email, "Firefox/140.0 Android"), await house.SignedIn(email));
        Assert.Equal(HttpStatusCode.OK, await lost.Ask("/api/v1/accounts"));

        var gone = (await kept.Read("/api/v1/me/sessions")).GetProperty("items").EnumerateArray().Single(s => s.Text("device") == "Firefox · Android").Id();
        Assert.Equal(HttpStatusCode.NoContent, (await kept.Send(HttpMethod.Delete, "/api/v1/me/sessions/" + gone)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, await lost.Ask("/api/v1/accounts"));
        Assert.Equal(HttpStatusCode.OK, await kept.Ask("/api/v1/accounts"));
        Assert.Contains("session-ended", await house.FactsOf(id));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Another_node_knows_within_a_second_that_a_session_ended(Database database)
    {
        await using var house = await House.Open(database);
        var (id, email) = await house.Colleague();
        await house.SignedIn(email);
        // What another node keeps: it hears nothing of what is decided here.
        var deaf = new TheDesk(house.Store, house.Clock, house.Services.GetRequiredService<JournalWriter>());
        using var elsewhere = new Standings(house.Store, deaf, house.Clock);
        await elsewhere.Of(Guid.Parse(id), default);
        await house.Services.GetRequiredService<SessionBook>().EndAll(house.Founder, new(Guid.Parse(id)), null, default);
        house.Clock.Advance(TimeSpan.FromMilliseconds(999));
        var kept = (await elsewhere.Of(Guid.Parse(id), default))!.Sessions;
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var then = (await elsewhere.Of(Guid.Parse(id), default))!.Sessions;

        Assert.NotEmpty(kept);
        Assert.Empty(then);
    }

    [Fact]
    public async Task A_changed_password_ends_every_other_session()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, email) = await house.Colleague();
        var (other, mine) = (await house.SignedIn(email), await house.SignedIn(email));

        Assert.Equal(HttpStatusCode.NoContent, (await mine.Send(HttpMethod.Put, "/api/v1/me/password", new { current = Colleagues.Password, password = "another four words here" })).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, await other.Ask("/api/v1/me"));
        Assert.Equal(HttpStatusCode.OK, await mine.Ask("/api/v1/me"));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_not_only_the_cookie()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        var mine = await house.SignedIn(email);
        var stolen = mine.Copy();

        await mine.Send(HttpMethod.Delete, "/api/v1/session");

        Assert.Equal(HttpStatusCode.Unauthorized, await stolen.Ask("/api/v1/me"));
        Assert.Equal("signed-out", (await house.FactsOf(id))[^1]);
    }

    [Fact]
    public async Task Everywhere_else_is_everywhere_but_here()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, email) = await house.Colleague();
        var (one, two, mine) = (await house.SignedIn(email), await house.SignedIn(email), await house.SignedIn(email));

        await mine.Send(HttpMethod.Delete, "/api/v1/me/sessions");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await one.Ask("/api/v1/me"), await two.Ask("/api/v1/me"), await mine.Ask("/api/v1/me")));
    }

    [Fact]
    public async Task Whoever_leaves_is_signed_out_and_stays_out_when_they_come_back()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        var mine = await house.SignedIn(email);
        var founder = house.ClientOf(house.Founder);
        await founder.Post($"/api/v1/people/{id}/leave", new { on = "2026-03-01" });
        Assert.Equal(HttpStatusCode.Unauthorized, await mine.Ask("/api/v1/me"));

        var person = await founder.Read("people", id);
        (await founder.Patch("people", person, person.GetProperty("version").GetInt64(), new { leftOn = (string?)null })).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.Unauthorized, await mine.Copy().Ask("/api/v1/me"));
    }

    [Fact]
    public async Task A_session_unused_for_a_fortnight_has_ended()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        var mine = await house.SignedIn(email);

        house.Clock.Advance(TimeSpan.FromDays(14));

        Assert.Equal(HttpStatusCode.Unauthorized, await mine.Ask("/api/v1/me"));
        Assert.Empty(await house.Services.GetRequiredService<SessionBook>().Of(new(Guid.Parse(id)), default));
    }

    [Fact]
    public async Task When_a_session_was_last_used_is_kept_to_the_minute()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, email) = await house.Colleague();
        var mine = await house.SignedIn(email);

        house.Clock.Advance(TimeSpan.FromMinutes(10));
        await mine.Ask("/api/v1/me");

        Assert.Equal(house.Desk.Now, (await mine.Read("/api/v1/me/sessions")).GetProperty("items")[0].GetProperty("seenAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Somebody_elses_sessions_are_ended_by_those_who_may_and_by_nobody_else()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (kim, hers) = await house.Colleague();
        var (_, his) = await house.Colleague("Ravi");
        var (victim, colleague) = (await house.SignedIn(hers), await house.SignedIn(his));
        var session = (await victim.Read("/api/v1/me/sessions")).GetProperty("items")[0].Id();

        Assert.Equal(HttpStatusCode.NotFound, (await colleague.Send(HttpMethod.Delete, "/api/v1/me/sessions/" + session)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.Send(HttpMethod.Delete, $"/api/v1/people/{kim}/sessions")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await victim.Ask("/api/v1/me"));

        Assert.Equal(HttpStatusCode.NoContent, (await house.ClientOf(house.Founder).DeleteAsync($"/api/v1/people/{kim}/sessions")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await victim.Ask("/api/v1/me"));
    }

    [Fact]
    public async Task A_stream_ends_with_the_session_it_was_opened_in()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        var mine = await house.SignedIn(email);
        using var answer = await mine.Stream("/ui/live");
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync());
        await stream.ReadLineAsync();

        await house.ClientOf(house.Founder).DeleteAsync($"/api/v1/people/{id}/sessions");

        Assert.DoesNotContain("session-ended", await stream.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_an_invitation_opens_a_page_once()
    {
        await using var house = await House.Open(Database.Sqlite);
        var founder = house.ClientOf(house.Founder);
        var id = (await founder.Enter("people", new { name = "Kim", email = "kim@example.com" })).Id();
        var link = (await founder.Post($"/api/v1/people/{id}/invite", new { })).Text("path")!;
        var stranger = house.Stranger();

        Assert.Contains("Welcome, Kim", await stranger.GetStringAsync(link), StringComparison.Ordinal);
        await stranger.PostAsJsonAsync("/api/v1" + link, new { password = Colleagues.Password });
        Assert.DoesNotContain("Kim", await stranger.GetStringAsync(link), StringComparison.Ordinal);
    }
}

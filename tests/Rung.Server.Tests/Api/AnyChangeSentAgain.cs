using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Server.SignIn;
using Rung.Server.Tests.SignIn;
using Rung.Server.Work;

namespace Rung.Server.Tests.Api;

/// <summary>Whatever else changes something is done once under one key: files, long work, taking back, and the ways in.</summary>
public sealed class AnyChangeSentAgain
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_file_kept_with_a_record_is_kept_once(Database database)
    {
        await using var house = await House.Open(database);
        var (keyed, account) = (house.Keyed("k1"), await house.ClientOf(house.Founder).Enter("accounts", new { name = "Varg" }));
        Task<HttpResponseMessage> Send(string content) => keyed.PostAsync($"/api/v1/stored-files/upload?name=offer.txt&accountId={account.Id()}", new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(content)));

        var (first, again) = (await (await Send("one")).Content.ReadAsStringAsync(), await (await Send("one")).Content.ReadAsStringAsync());

        Assert.Equal(first, again);
        Assert.Single(await house.ClientOf(house.Founder).List("stored-files"));
        Assert.Equal("key-used-for-another-request", await (await Send("two")).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_file_to_be_imported_lies_on_the_shelf_once(Database database)
    {
        await using var house = await House.Open(database);
        var keyed = house.Keyed("k1");
        Task<HttpResponseMessage> Send(string content) => keyed.PostAsync("/api/v1/imports/files?name=deals.csv", new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(content)));

        var answers = (await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Send("name\nOne\n")))).Append(await Send("name\nOne\n")).ToList();

        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal("key-used-for-another-request", await (await Send("name\nTwo\n")).Problem());
        await using var db = house.Store.Open();
        Assert.Equal(1, await db.Set<ShelvedFile>().CountAsync());
        if (database == Database.Sqlite) Assert.Single(Directory.GetFiles(Path.Combine(house.Store.Place.Directory!, "files")));
        else Assert.Equal(1, await db.Set<ShelfPart>().CountAsync());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_decision_is_taken_back_once(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg", city = "Oslo" });
        var changed = await client.Patch("accounts", account, 1, new { city = "Bergen" });
        var undo = $"/api/v1/decisions/{changed.Decision()}/undo";

        var (first, again) = (await house.Keyed("k1").Post(undo, new { }), await house.Keyed("k1").PostAsJsonAsync(undo, new { }));

        Assert.Equal(first.GetRawText(), await again.Content.ReadAsStringAsync());
        Assert.Equal("true", again.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal("undone-already", await (await house.Keyed("k2").PostAsJsonAsync(undo, new { })).Problem());
        Assert.Equal("key-used-for-another-request", await (await house.Keyed("k1").PostAsJsonAsync(undo + "?onConflict=keep", new { })).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Long_work_is_asked_for_once_and_stopped_once(Database database)
    {
        await using var house = await House.Open(database, services => services.Remove(services.Single(s => s.ImplementationFactory?.Method.ReturnType == typeof(WorkRunner))));
        var (asks, stops) = (house.Keyed("k1"), house.Keyed("k2"));

        var (first, again) = (await asks.Post("/api/v1/exports", new { encoding = "csv" }), await asks.Post("/api/v1/exports", new { encoding = "csv" }));
        var stop = $"/api/v1/work/{first.Id()}/cancel";
        var (stopped, twice) = (await stops.Post(stop, new { }), await stops.Post(stop, new { }));

        Assert.Equal(first.Id(), again.Id());
        Assert.Equal(("cancelled", "cancelled"), (stopped.Text("state"), twice.Text("state")));
        Assert.Equal("key-used-for-another-request", await (await asks.PostAsJsonAsync("/api/v1/exports", new { encoding = "json" })).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_token_is_made_once_and_shown_once(Database database)
    {
        await using var house = await House.Open(database);
        var keyed = house.Keyed("k1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => keyed.PostAsJsonAsync("/api/v1/me/tokens", new { name = "report" })));
        var later = await keyed.PostAsJsonAsync("/api/v1/me/tokens", new { name = "report" });

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        foreach (var again in answers.Where(a => !a.IsSuccessStatusCode).Append(later)) Assert.Equal("told-once", await again.Problem());
        Assert.Equal("key-used-for-another-request", await (await keyed.PostAsJsonAsync("/api/v1/me/tokens", new { name = "import" })).Problem());
        await using var db = house.Store.Open();
        Assert.Equal(1, await db.Set<AccessToken>().CountAsync());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task What_was_ended_is_ended_for_whoever_asks_again(Database database)
    {
        await using var house = await House.Open(database);
        var (founder, keyed) = (house.ClientOf(house.Founder), house.Keyed("k1"));
        var token = (await founder.Post("/api/v1/me/tokens", new { name = "report" })).Id();

        Assert.Equal(HttpStatusCode.NoContent, (await keyed.DeleteAsync("/api/v1/me/tokens/" + token)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await keyed.DeleteAsync("/api/v1/me/tokens/" + token)).StatusCode);
        Assert.Equal("not-found", await (await founder.DeleteAsync("/api/v1/me/tokens/" + token)).Problem());
    }

    [Fact]
    public async Task A_password_is_changed_once_and_no_quick_hash_of_it_is_kept()
    {
        await using var house = await House.Open(Database.Sqlite, Colleagues.WithKey);
        var (id, email) = await house.Colleague();
        var mine = await house.SignedIn(email);
        var ask = new { current = Colleagues.Password, password = "new words in a row" };

        Assert.Equal(HttpStatusCode.NoContent, (await mine.Send(HttpMethod.Put, "/api/v1/me/password", ask, "k1")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await mine.Send(HttpMethod.Put, "/api/v1/me/password", ask, "k1")).StatusCode);
        Assert.Equal("wrong-password", await (await mine.Send(HttpMethod.Put, "/api/v1/me/password", ask)).Problem());
        Assert.Equal("key-used-for-another-request", await (await mine.Send(HttpMethod.Put, "/api/v1/me/password", ask with { password = "other words in a row" }, "k1")).Problem());
        // The other one was set by the link.
        Assert.Equal(2, (await house.FactsOf(id)).Count(f => f == "password-changed"));
        await using var db = house.Store.Open();
        var quick = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes("PUT /api/v1/me/password " + JsonSerializer.Serialize(ask, JsonSerializerOptions.Web))));
        Assert.DoesNotContain(quick, await db.Set<Rung.Server.Desk.AnsweredRequest>().Select(a => a.Fingerprint).ToListAsync());
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused()
    {
        await using var house = await House.Open(Database.Sqlite);

        Assert.Equal("unreadable", await (await house.Keyed(new string('k', 300)).PostAsJsonAsync("/api/v1/me/tokens", new { name = "report" })).Problem());
    }
}

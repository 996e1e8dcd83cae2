using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rung.Server.Company;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

/// <summary>Two nodes on one database, without a word between them.</summary>
public class OnAnotherNode
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_session_holds_from_its_first_request(Database database)
    {
        await using var house = await House.Open(database, Colleagues.WithKey);
        var (id, email) = await house.Colleague();
        await using var other = await Beside(house);
        // It has asked for the person a moment ago, and keeps what it knows.
        await other.Services.GetRequiredService<Standings>().Of(Guid.Parse(id), TestContext.Current.CancellationToken);

        using var begun = await house.Stranger().PostAsJsonAsync("/api/v1/session", new { email, password = Colleagues.Password });
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        asked.Headers.Add("Cookie", begun.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("rung=", StringComparison.Ordinal)).Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await other.GetTestClient().SendAsync(asked, TestContext.Current.CancellationToken)).StatusCode);
        await other.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_device_that_was_asked_here_answers_there_once(Database database)
    {
        await using var house = await ThePasskeys.Open(database);
        var (id, email) = await house.Colleague();
        await using var other = await Beside(house, ThePasskeys.AtLocalhost);
        using var device = new Authenticator();
        var mine = await house.SignedIn(email);
        var made = device.Make(await ThePasskeys.Asked(mine, ThePasskeys.Mine + "/options", new { current = Colleagues.Password }));
        Assert.Equal(HttpStatusCode.NoContent, (await mine.At(other.GetTestClient()).Send(HttpMethod.Post, ThePasskeys.Mine, new { name = "Laptop", credential = made })).StatusCode);

        var here = new Browser(house.Stranger());
        var credential = device.Show(await ThePasskeys.Asked(here, ThePasskeys.Asks));
        var there = here.At(other.GetTestClient());

        Assert.Equal(HttpStatusCode.OK, (await there.Send(HttpMethod.Post, ThePasskeys.Shows, new { credential })).StatusCode);
        Assert.Equal(id, (await there.Read("/api/v1/me")).Id());
        Assert.NotEqual(HttpStatusCode.OK, (await here.Send(HttpMethod.Post, ThePasskeys.Shows, new { credential })).StatusCode);
        await other.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task An_answer_of_a_device_that_does_not_count_is_spent_there_too(Database database)
    {
        await using var house = await ThePasskeys.Open(database);
        await using var other = await Beside(house, ThePasskeys.AtLocalhost);
        using var device = new Authenticator { Step = 0, Syncs = true };
        await ThePasskeys.Add(await house.SignedIn((await house.Colleague()).Email), device);
        var here = new Browser(house.Stranger());
        var credential = device.Show(await ThePasskeys.Asked(here, ThePasskeys.Asks));
        var there = here.At(other.GetTestClient());

        var answers = await Task.WhenAll(((Browser[])[here, there]).Select(b => b.Send(HttpMethod.Post, ThePasskeys.Shows, new { credential })));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal("passkey-too-late", await answers.Single(a => a.StatusCode != HttpStatusCode.OK).Problem());
        await other.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_company_that_another_node_has_founded_meanwhile_is_founded(Database database)
    {
        var (place, directory, name) = await House.Somewhere(database);
        await using (var store = new Rung.Server.Database.Store(place))
        {
            await Rung.Server.Database.Preparing.Prepare(store, TestContext.Current.CancellationToken);
            await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddDesk(place).AddSingleton(store).BuildServiceProvider();
            var desk = services.GetRequiredService<TheDesk>();
            await Task.WhenAll(Founding.Found(desk, store), Founding.Found(desk, store), Founding.Found(desk, store));
            await using var db = store.Open();
            Assert.Single(db.Set<Rung.Company.CompanyProfile>());
        }

        await House.Leave(directory, name);
    }

    static async Task<WebApplication> Beside(House house, Settings? settings = null)
    {
        var app = await Hosting.Build([], house.Store.Place, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            builder.Services.AddSingleton<TimeProvider>(house.Clock);
            builder.Services.Remove(builder.Services.Single(s => s.ImplementationType == typeof(Rung.Server.Work.Ticking)));
            Colleagues.WithKey(builder.Services);
            if (settings is not null) builder.Services.AddSingleton(settings);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

/// <summary>A node that is told to stop, over a real port.</summary>
public class LeavingGracefully
{
    [Fact]
    public async Task Not_ready_first_then_streams_end_and_what_is_under_way_is_finished()
    {
        var (place, directory, _) = await FoundedCompany.Copied(Database.Sqlite);
        var (clock, slow) = (new FakeTimeProvider(House.Begins), new Slow());
        var app = await Hosting.Build([], place, builder =>
        {
            builder.Configuration["DrainFor"] = "3";
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            builder.Services.Remove(builder.Services.Single(s => s.ServiceType == typeof(Settings)));
            builder.Services.AddSingleton(Settings.Of(builder.Configuration));
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton<IStartupFilter>(slow);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);
        var answer = client.GetStringAsync("/slow", TestContext.Current.CancellationToken);
        await slow.Begun.Task;

        // As the signal of the system does it.
        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var stopped = app.StopAsync(TestContext.Current.CancellationToken);

        // Before the clock moves it goes on taking calls, and says that it wants no more.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode);
        Assert.False(stopped.IsCompleted);

        clock.Advance(TimeSpan.FromSeconds(3));
        slow.Release.SetResult();
        Assert.Equal("finished", await answer);
        await stopped;
        await app.DisposeAsync();
        await House.Leave(directory, null);
    }

    [Fact]
    public async Task A_stream_ends_when_the_node_leaves()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, email) = await house.Colleague();
        using var answer = await (await house.SignedIn(email)).Stream("/ui/live");
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("retry: 2000", await stream.ReadLineAsync(TestContext.Current.CancellationToken));

        house.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.DoesNotContain("\ndata: {", await stream.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("31")]
    [InlineData("soon")]
    public void How_long_it_takes_leave_is_a_number_of_seconds(string given) =>
        Assert.Throws<Rung.Server.CommandLine.UsageException>(() => Settings.Of(new Microsoft.Extensions.Configuration.ConfigurationManager { ["DrainFor"] = given }));

    sealed class Slow : IStartupFilter
    {
        public TaskCompletionSource Begun { get; } = new();
        public TaskCompletionSource Release { get; } = new();

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
        {
            builder.Use(async (http, go) =>
            {
                if (http.Request.Path != "/slow")
                {
                    await go(http);
                    return;
                }

                Begun.SetResult();
                await Release.Task;
                await http.Response.WriteAsync("finished");
            });
            next(builder);
        };
    }
}

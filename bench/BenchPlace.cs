using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rung.People;
using Rung.Server;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Bench;

/// <summary>Databases and servers for a measurement; gone when it ends.</summary>
static class BenchPlace
{
    /// <summary>A server in a process of its own, so that it can be killed: prints its address and waits.</summary>
    public static int Serve(string[] args)
    {
        var place = new Place(args[0] is "" ? null : args[0], args[1] is "" ? null : args[1]);
        var app = Served(place, args.ElementAtOrDefault(2) ?? "http://127.0.0.1:0").GetAwaiter().GetResult();
        Console.WriteLine(app.Urls.First());
        app.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().ApplicationStopped.WaitHandle.WaitOne();
        return 0;
    }

    public static Task<(Place, Func<Task>)> Embedded()
    {
        var directory = Directory.CreateTempSubdirectory("rung-bench-").FullName;
        return Task.FromResult<(Place, Func<Task>)>((new(directory, null), () =>
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(directory, true);
            return Task.CompletedTask;
        }));
    }

    public static async Task<(Place, Func<Task>)> OnServer(string server)
    {
        var database = "bench" + Guid.NewGuid().ToString("N");
        await Say($"CREATE DATABASE {database} TEMPLATE template0");
        return (new(null, new Npgsql.NpgsqlConnectionStringBuilder(server) { Database = database }.ToString()), () => Say($"DROP DATABASE {database} WITH (FORCE)"));

        async Task Say(string sql)
        {
            await using var connection = new Npgsql.NpgsqlConnection(server);
            await connection.OpenAsync();
            await using var command = new Npgsql.NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    public static async Task<WebApplication> Served(Place place, string address = "http://127.0.0.1:0")
    {
        var app = await Hosting.Build([], place, builder =>
        {
            builder.WebHost.UseUrls(address);
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<IStartupFilter, ActAsFounder>();
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>The bench speaks as the founder: every permission is checked, none is missing.</summary>
    sealed class ActAsFounder(Store store) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            Actor? founder = null;
            app.Use(async (http, go) =>
            {
                http.Items["rung.actor"] = founder ??= Founder();
                await go(http);
            });
            next(app);
        };

        Actor Founder()
        {
            using var db = store.Open();
            return new(db.Set<Person>().OrderBy(p => p.Id).Select(p => p.Id).First(), "Bench", Permits.Everything);
        }
    }
}

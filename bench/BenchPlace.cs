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

    /// <summary>Where the arguments say: on SQLite in a new folder, or in the one of <c>--data</c>; on the server of RUNG_BENCH_POSTGRES in a new database, or in the one of <c>--database</c>. What is named is kept, and filled only once.</summary>
    public static List<(string Name, Func<Task<(Place, Func<Task>)>> Open)> Asked(string[] args)
    {
        string? Of(string option) => args.SkipWhile(a => a != option).Skip(1).FirstOrDefault();
        var places = new List<(string Name, Func<Task<(Place, Func<Task>)>> Open)>();
        if (Of("--data") is { } directory) places.Add(("SQLite", () => Task.FromResult<(Place, Func<Task>)>((new(directory, null), () => Task.CompletedTask))));
        else places.Add(("SQLite", Embedded));
        if (Environment.GetEnvironmentVariable("RUNG_BENCH_POSTGRES") is { Length: > 0 } server) places.Add(("PostgreSQL", () => OnServer(server, Of("--database"))));
        else Console.WriteLine("PostgreSQL skipped: set RUNG_BENCH_POSTGRES to a connection string.");
        places.RemoveAll(p => !p.Name.Contains(Of("--on") ?? "", StringComparison.OrdinalIgnoreCase));
        return places;
    }

    /// <summary>What a server does of itself after so much was written it does before anything is measured.</summary>
    public static async Task Settle(Store store)
    {
        if (store.Place.IsSqlite) return;
        await using var connection = new Npgsql.NpgsqlConnection(store.Place.Postgres);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("VACUUM (ANALYZE)", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
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

    public static async Task<(Place, Func<Task>)> OnServer(string server, string? kept = null)
    {
        var database = kept ?? "bench" + Guid.NewGuid().ToString("N");
        try
        {
            await Say($"CREATE DATABASE {database} TEMPLATE template0");
        }
        catch (Npgsql.PostgresException there) when (kept is not null && there.SqlState == Npgsql.PostgresErrorCodes.DuplicateDatabase)
        {
            // It was filled before.
        }

        return (new(null, new Npgsql.NpgsqlConnectionStringBuilder(server) { Database = database }.ToString()), () => kept is null ? Say($"DROP DATABASE {database} WITH (FORCE)") : Task.CompletedTask);

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

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Tests;

public enum Database
{
    Sqlite,
    Postgres,
}

/// <summary>Every test of reach runs on both databases; PostgreSQL is shown as skipped where there is none.</summary>
public sealed class OnBothDatabases : TheoryData<Database>
{
    public OnBothDatabases()
    {
        Add(Database.Sqlite);
        Add(new TheoryDataRow<Database>(Database.Postgres)
        {
            Skip = Environment.GetEnvironmentVariable("RUNG_TEST_POSTGRES") is { Length: > 0 } ? null : "No PostgreSQL: set RUNG_TEST_POSTGRES, or run ./test.",
        });
    }
}

/// <summary>What only PostgreSQL does: several who write at once.</summary>
public sealed class OnPostgres : TheoryData<Database>
{
    public OnPostgres() => Add(new OnBothDatabases().Last());
}

/// <summary>A whole server over an empty company, with a clock that stands where the test puts it.</summary>
sealed class House : IAsyncDisposable
{
    readonly WebApplication app;
    readonly string? directory;
    readonly string? database;

    House(WebApplication app, FakeTimeProvider clock, string? directory, string? database)
    {
        (this.app, Clock, this.directory, this.database) = (app, clock, directory, database);
        Founder = new(default, "Founder", Permits.Everything);
    }

    public static readonly DateTimeOffset Begins = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Clock { get; }
    public Actor Founder { get; private set; }
    public IServiceProvider Services => app.Services;
    public TheDesk Desk => Services.GetRequiredService<TheDesk>();
    public Store Store => Services.GetRequiredService<Store>();
    public Lister Lister => Services.GetRequiredService<Lister>();

    public static async Task<House> Open(Database kind, Action<IServiceCollection>? more = null)
    {
        var clock = new FakeTimeProvider(Begins);
        var (place, directory, database) = await FoundedCompany.Copied(kind);
        var app = await Hosting.Build([], place, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton<IStartupFilter, ActAs>();
            // It goes by the clock of the house: whenever a test moves that on, it would do its rounds beside the test that counts them.
            builder.Services.Remove(builder.Services.Single(s => s.ImplementationType == typeof(Rung.Server.Work.Ticking)));
            more?.Invoke(builder.Services);
        });
        await app.StartAsync();
        var house = new House(app, clock, directory, database);
        await using var db = house.Store.Open();
        house.Founder = new(db.Set<Person>().Select(p => p.Id).First(), "Founder", Permits.Everything);
        return house;
    }

    /// <summary>A client that speaks as the actor, without signing in first.</summary>
    public HttpClient ClientOf(Actor actor)
    {
        var key = Guid.NewGuid().ToString();
        ActAs.Actors[key] = actor;
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.Add(ActAs.Header, key);
        return client;
    }

    /// <summary>The founder, who sends everything under one key.</summary>
    public HttpClient Keyed(string key)
    {
        var client = ClientOf(Founder);
        client.DefaultRequestHeaders.Add("Idempotency-Key", key);
        return client;
    }

    /// <summary>A client of whom nothing is known.</summary>
    public HttpClient Stranger() => app.GetTestClient();

    /// <summary>A place with nothing in it yet.</summary>
    public static Task<(Place Place, string? Directory, string? Database)> Somewhere(Database kind) => Somewhere(kind, "template0");

    /// <param name="template">The database of PostgreSQL that the new one begins as.</param>
    public static async Task<(Place Place, string? Directory, string? Database)> Somewhere(Database kind, string template)
    {
        if (kind == Database.Sqlite)
        {
            var directory = Directory.CreateTempSubdirectory("rung-").FullName;
            return (new(directory, null), directory, null);
        }

        var database = "t" + Guid.NewGuid().ToString("N");
        await Server($"CREATE DATABASE {database} TEMPLATE {template}");
        return (new(null, new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("RUNG_TEST_POSTGRES")) { Database = database, MaxPoolSize = 20 }.ToString()), null, database);
    }

    /// <summary>Lets whatever follows the journal read to its end.</summary>
    public Task CatchUp() => Services.GetRequiredService<Rung.Server.Work.Followers>().CatchUp();

    static async Task Server(string sql)
    {
        await using var connection = new NpgsqlConnection(Environment.GetEnvironmentVariable("RUNG_TEST_POSTGRES"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Leave(directory, database);
    }

    public static async Task Leave(string? directory, string? database)
    {
        if (directory is not null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(directory, recursive: true);
            File.Delete(directory + ".key");
        }

        if (database is not null) await Server($"DROP DATABASE {database} WITH (FORCE)");
    }

    sealed class ActAs : IStartupFilter
    {
        public const string Header = "X-Test-Actor";
        public static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Actor> Actors = new();

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
        {
            builder.Use(async (http, go) =>
            {
                if (http.Request.Headers[Header] is [{ } key]) http.Items["rung.actor"] = Actors[key];
                await go(http);
            });
            next(builder);
        };
    }
}

using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Rung.Server.Database.Postgres;
using Rung.Server.Database.Sqlite;
using Rung.Server.Desk;

namespace Rung.Server.Database;

/// <summary>Where the records are: a directory with one SQLite file, or a PostgreSQL database.</summary>
/// <param name="Directory">The data directory of the embedded database.</param>
/// <param name="Postgres">A PostgreSQL connection string; wins over the directory.</param>
sealed record Place(string? Directory, string? Postgres)
{
    public bool IsSqlite => Postgres is null;

    public string SqliteFile => Path.Combine(Directory ?? ".", "rung.db");
}

/// <summary>The open database: contexts to ask, one writer, the schema.</summary>
sealed class Store : IAsyncDisposable
{
    readonly Lazy<Func<RungDb>> pool;
    readonly NpgsqlDataSource? source;
    readonly NpgsqlDataSource? indexed;

    public Store(Place place)
    {
        Place = place;
        if (place.IsSqlite)
        {
            SqliteDoor.Settle();
            Directory.CreateDirectory(place.Directory!);
            ConnectionString = new SqliteConnectionStringBuilder { DataSource = place.SqliteFile, ForeignKeys = true, DefaultTimeout = 30 }.ToString();
            pool = new(() => new PooledDbContextFactory<SqliteRungDb>(new DbContextOptionsBuilder<SqliteRungDb>()
                .UseSqlite(ConnectionString).ReplaceService<IMigrationsSqlGenerator, ByKey>().AddInterceptors(new SqliteSettings()).Options).CreateDbContext);
        }
        else
        {
            // Nobody here changes what a session is set to, so nothing is to be reset before the next may have it.
            ConnectionString = new NpgsqlConnectionStringBuilder(place.Postgres!) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, NoResetOnClose = true, CancellationTimeout = -1, IncludeErrorDetail = false }.ToString();
            source = NpgsqlDataSource.Create(ConnectionString);
            // A source among the options would be a model of its own for each store.
            pool = new(() => new PooledDbContextFactory<PostgresRungDb>(new DbContextOptionsBuilder<PostgresRungDb>().UseNpgsql().AddInterceptors(new FromSource(source)).Options).CreateDbContext);
        }

        Schema = new(place.IsSqlite);
        Questions = new(ConnectionString, source);
        indexed = source is null ? null : NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString) { Options = $"{new NpgsqlConnectionStringBuilder(ConnectionString).Options} -c enable_seqscan=off -c jit=off -c max_parallel_workers_per_gather=0".Trim(), MaxPoolSize = 10 });
        Indexed = indexed is null ? Questions : new(ConnectionString, indexed);
        Known = new(this);
        Writer = place.IsSqlite ? new SqliteWriter(ConnectionString, Schema) : new PostgresWriter(source!, Schema);
    }

    public Place Place { get; }
    public string ConnectionString { get; }
    public Schema Schema { get; }
    public IWriter Writer { get; }

    /// <summary>Named SQL, prepared once.</summary>
    public Questions Questions { get; }

    /// <summary>SQL that is to go by an index whatever PostgreSQL guesses: a guess that is wrong would read a whole table.</summary>
    public Questions Indexed { get; }

    /// <summary>What every decision needs and hardly ever changes.</summary>
    public Known Known { get; }

    /// <summary>The PostgreSQL connections; null on SQLite.</summary>
    public NpgsqlDataSource? Source => source;

    /// <summary>The migrations this program knows, in their order. Named here, because looking for them among all classes of the program takes a tenth of every start.</summary>
    public IReadOnlyList<string> Migrations => [.. ((Type[])(Place.IsSqlite ? [typeof(Sqlite.Migrations.Initial)] : [typeof(Postgres.Migrations.Initial)])).Select(m => m.GetCustomAttribute<MigrationAttribute>()!.Id)];

    /// <summary>The first to ask waits until Entity Framework has found its feet; a start does without it.</summary>
    public RungDb Open() => pool.Value();

    /// <summary>Brings the tables to the present schema, or to that of a migration.</summary>
    public async Task Migrate(CancellationToken cancel, string? to = null)
    {
        await using RungDb db = source is null ? Open() : new PostgresRungDb(new DbContextOptionsBuilder<PostgresRungDb>().UseNpgsql(source).Options);
        await db.Database.MigrateAsync(to, cancel);
    }

    public Files Files(Narration? story = null, Stroke? earlier = null) => new(this, story, earlier);

    public async ValueTask DisposeAsync()
    {
        if (Writer is IAsyncDisposable writer) await writer.DisposeAsync();
        await Questions.DisposeAsync();
        if (source is not null) await source.DisposeAsync();
        if (indexed is not null) await indexed.DisposeAsync();
    }

    sealed class FromSource(NpgsqlDataSource source) : DbConnectionInterceptor
    {
        public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
            InterceptionResult<DbConnection>.SuppressWithResult(source.CreateConnection());
    }
}

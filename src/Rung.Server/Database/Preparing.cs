using System.Data;
using System.Data.Common;
using Rung.Server.Database.Sqlite;

namespace Rung.Server.Database;

/// <summary>Brings a database to the present schema and asserts what durability rests on (reliability R4).</summary>
static class Preparing
{
    public static async Task Prepare(Store store, CancellationToken cancel = default)
    {
        await using DbConnection connection = store.Source is { } source ? await source.OpenConnectionAsync(cancel) : SqliteDoor.Open(store.ConnectionString);
        // Of two nodes that make the same table at the same time PostgreSQL refuses one, IF NOT EXISTS or not: they take turns.
        if (!store.Place.IsSqlite) await Say(connection, $"SELECT pg_advisory_lock({Turn})", cancel);
        try
        {
            await Make(store, connection, cancel);
        }
        finally
        {
            if (!store.Place.IsSqlite && connection.State == ConnectionState.Open) await Say(connection, $"SELECT pg_advisory_unlock({Turn})", CancellationToken.None);
        }
    }

    /// <summary>The lock of the node that prepares; those who start beside it wait, for as long as a migration takes.</summary>
    const int Turn = 0x52_75_6E_67;

    static async Task Say(DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await command.ExecuteNonQueryAsync(cancel);
    }

    static async Task Make(Store store, DbConnection connection, CancellationToken cancel)
    {
        await BringUp(store, store.Migrations, () => store.Migrate(cancel), cancel);
        await using (var guards = connection.CreateCommand())
        {
            // One by one: together they would hold the locks of all tables, in their own order, beside nodes at work.
            foreach (var statement in (store.Place.IsSqlite ? SqliteGuards(store.Schema) : PostgresGuards(store.Schema)).Concat(SideTables(store.Place.IsSqlite)))
            {
                guards.CommandText = statement;
                await guards.ExecuteNonQueryAsync(cancel);
            }
        }

        await AssertDurable(connection, store.Place.IsSqlite, cancel);
    }

    /// <summary>The tables beside those of the records: they can be thrown away and made again from the journal.</summary>
    public static IEnumerable<string> SideTables(bool sqlite) => [.. Search.SearchIndex.Tables(sqlite), .. Accounts.DuplicateKeys.Tables(sqlite)];

    /// <summary>
    /// Does the migrations that have not been done; a company that is here already is backed up before. Where all are done,
    /// the usual start, the schema of each need not be built in memory. A schema that this program does not know is left alone.
    /// </summary>
    /// <exception cref="UnfitSchemaException">A newer program was here, or no backup could be written.</exception>
    internal static async Task BringUp(Store store, IReadOnlyList<string> known, Func<Task> migrate, CancellationToken cancel)
    {
        var done = await Done(store, cancel);
        if (done.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new UnfitSchemaException($"The database has the schema {unknown}, which this program does not know: a newer release has been here, or another program. Nothing was changed. Start that release, or bring a backup back into a new place.");
        if (known.Except(done, StringComparer.Ordinal).FirstOrDefault() is not { } next) return;
        if (done.Count > 0) await BackUp(store, done[^1], next, cancel);
        await migrate();
    }

    /// <summary>Whether every migration this program knows has been done; one that a newer program did beside is no hindrance.</summary>
    public static async Task<bool> IsUpToDate(Store store, CancellationToken cancel) =>
        !store.Migrations.Except(await Done(store, cancel), StringComparer.Ordinal).Any();

    static async Task BackUp(Store store, string done, string next, CancellationToken cancel)
    {
        var path = Path.GetFullPath(Path.Combine(Environment.GetEnvironmentVariable("RUNG_BACKUPS") is { Length: > 0 } folder ? folder : Path.Combine(store.Place.Directory ?? ".", "backups"), $"before-{next}"));
        try
        {
            for (var (again, first) = (2, path); Directory.Exists(path); again++) path = $"{first}-{again}";
            await Backups.BackingUp.Write(store, path, TimeProvider.System.GetUtcNow(), cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnfitSchemaException($"The schema {done} is to become {next}, and no backup could be written to {path} before: {e.Message} Name a folder with room in RUNG_BACKUPS. Nothing was changed.");
        }
    }

    /// <summary>The migrations that have been done, in their order; none where there is no database yet.</summary>
    static async Task<List<string>> Done(Store store, CancellationToken cancel)
    {
        const string history = "__EFMigrationsHistory";
        var found = store.Place.IsSqlite ? $"SELECT 1 FROM sqlite_master WHERE name = '{history}'" : $"SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = '{history}'";
        return (await store.Questions.All(found, [], row => row.Number(0), cancel)).Count == 0 ? [] : await store.Questions.All($"SELECT \"MigrationId\" FROM \"{history}\" ORDER BY \"MigrationId\"", [], row => row.Text(0)!, cancel);
    }

    static async Task AssertDurable(DbConnection connection, bool sqlite, CancellationToken cancel)
    {
        await using var show = connection.CreateCommand();
        if (sqlite)
        {
            show.CommandText = "SELECT (SELECT journal_mode FROM pragma_journal_mode) || ':' || (SELECT synchronous FROM pragma_synchronous)";
            if (await show.ExecuteScalarAsync(cancel) is not "wal:2" and var found)
                throw new InvalidOperationException($"SQLite must run WAL with synchronous=FULL; this one says {found}. Is the data directory on a local disk?");
            return;
        }

        show.CommandText = "SELECT current_setting('fsync') || ':' || current_setting('full_page_writes')";
        if (await show.ExecuteScalarAsync(cancel) is not "on:on" and var settings)
            throw new InvalidOperationException($"PostgreSQL must run with fsync=on and full_page_writes=on; this one says {settings}.");
    }

    static IEnumerable<string> AppendOnly(Schema schema) => schema.Traces.Select(t => t.Name).Prepend("journal");

    /// <summary>The database itself refuses to change or lose history; of a row of history only the retraction may be set, once.</summary>
    static IEnumerable<string> SqliteGuards(Schema schema)
    {
        foreach (var table in AppendOnly(schema)) yield return $"CREATE TRIGGER IF NOT EXISTS {table}_stay BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END";
        yield return "CREATE TRIGGER IF NOT EXISTS journal_still BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'history is never changed'); END";
        foreach (var table in schema.Traces)
        {
            var told = string.Join(", ", table.Columns.Where(c => c.Name != "retracted_at").Select(c => c.Quoted));
            yield return $"CREATE TRIGGER IF NOT EXISTS {table.Name}_still BEFORE UPDATE OF {told} ON {table.Quoted} BEGIN SELECT RAISE(ABORT, 'history is never changed'); END";
            yield return $"CREATE TRIGGER IF NOT EXISTS {table.Name}_retracted BEFORE UPDATE OF retracted_at ON {table.Quoted} WHEN OLD.retracted_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'history is never changed'); END";
        }
    }

    static IEnumerable<string> PostgresGuards(Schema schema)
    {
        yield return "ALTER TABLE journal ALTER COLUMN tx SET DEFAULT (pg_current_xact_id()::text::bigint)";
        yield return """
            CREATE OR REPLACE FUNCTION history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND TG_TABLE_NAME <> 'journal' THEN
                    IF OLD.retracted_at IS NULL AND to_jsonb(NEW) - 'retracted_at' = to_jsonb(OLD) - 'retracted_at' THEN RETURN NEW; END IF;
                END IF;
                RAISE EXCEPTION 'history is never changed or deleted';
            END $$
            """;
        foreach (var table in AppendOnly(schema))
            yield return $"CREATE OR REPLACE TRIGGER {table}_stay BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION history_stays()";

        // Rows of one decision may come in any order; what they name must exist when it is complete.
        yield return DeferKeys;
    }

    /// <summary>Every foreign key is looked at when a transaction ends.</summary>
    public const string DeferKeys = """
        DO $$ DECLARE r record; BEGIN
            FOR r IN SELECT conname, conrelid::regclass AS tab FROM pg_constraint WHERE contype = 'f' AND NOT condeferrable AND connamespace = current_schema()::regnamespace LOOP
                EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', r.tab, r.conname);
            END LOOP;
        END $$
        """;
}

/// <summary>The schema that is there is not one that this program can serve, or change without risk; the message says what to do.</summary>
sealed class UnfitSchemaException(string message) : Exception(message);

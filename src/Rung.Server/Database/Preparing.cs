using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rung.Server.Database.Sqlite;

namespace Rung.Server.Database;

/// <summary>Brings a database to the present schema and asserts what durability rests on (reliability R4).</summary>
static class Preparing
{
    static readonly string[] AppendOnly = ["journal", .. Conventions.Traces.Select(Conventions.TableName)];

    public static async Task Prepare(Store store, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        if (store.Place.IsSqlite) SqliteDoor.Open(store.ConnectionString).Dispose();
        if (!await IsPresent(store, db, cancel)) await store.Migrate(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        await using (var guards = db.Database.GetDbConnection().CreateCommand())
        {
            // One by one: together they would hold the locks of all tables, in their own order, beside nodes at work.
            foreach (var statement in (store.Place.IsSqlite ? SqliteGuards(store.Schema) : PostgresGuards()).Concat(Search.SearchIndex.Tables(store.Place.IsSqlite)).Concat(Accounts.DuplicateKeys.Tables(store.Place.IsSqlite)))
            {
                guards.CommandText = statement;
                await guards.ExecuteNonQueryAsync(cancel);
            }
        }

        await AssertDurable(store, db, cancel);
    }

    /// <summary>Every migration there is has been done: the usual start, which need not build the schema of each of them in memory.</summary>
    static async Task<bool> IsPresent(Store store, RungDb db, CancellationToken cancel)
    {
        const string history = "__EFMigrationsHistory";
        var found = store.Place.IsSqlite ? $"SELECT 1 FROM sqlite_master WHERE name = '{history}'" : $"SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = '{history}'";
        if ((await store.Questions.All(found, [], row => row.Number(0), cancel)).Count == 0) return false;

        var done = await store.Questions.All($"SELECT \"MigrationId\" FROM \"{history}\"", [], row => row.Text(0), cancel);
        return !db.Database.GetMigrations().Except(done, StringComparer.Ordinal).Any();
    }

    static async Task AssertDurable(Store store, RungDb db, CancellationToken cancel)
    {
        if (store.Place.IsSqlite)
        {
            await using var connection = SqliteDoor.Open(store.ConnectionString);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT (SELECT journal_mode FROM pragma_journal_mode) || ':' || (SELECT synchronous FROM pragma_synchronous)";
            if (await command.ExecuteScalarAsync(cancel) is not "wal:2" and var found)
                throw new InvalidOperationException($"SQLite must run WAL with synchronous=FULL; this one says {found}. Is the data directory on a local disk?");
            return;
        }

        await using var show = db.Database.GetDbConnection().CreateCommand();
        show.CommandText = "SELECT current_setting('fsync') || ':' || current_setting('full_page_writes')";
        if (await show.ExecuteScalarAsync(cancel) is not "on:on" and var settings)
            throw new InvalidOperationException($"PostgreSQL must run with fsync=on and full_page_writes=on; this one says {settings}.");
    }

    /// <summary>The database itself refuses to change or lose history; of a row of history only the retraction may be set, once.</summary>
    static IEnumerable<string> SqliteGuards(Schema schema)
    {
        foreach (var table in AppendOnly) yield return $"CREATE TRIGGER IF NOT EXISTS {table}_stay BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END";
        yield return "CREATE TRIGGER IF NOT EXISTS journal_still BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'history is never changed'); END";
        foreach (var table in Conventions.Traces.Select(t => schema[t]))
        {
            var told = string.Join(", ", table.Columns.Where(c => c.Name != "retracted_at").Select(c => c.Quoted));
            yield return $"CREATE TRIGGER IF NOT EXISTS {table.Name}_still BEFORE UPDATE OF {told} ON {table.Quoted} BEGIN SELECT RAISE(ABORT, 'history is never changed'); END";
            yield return $"CREATE TRIGGER IF NOT EXISTS {table.Name}_retracted BEFORE UPDATE OF retracted_at ON {table.Quoted} WHEN OLD.retracted_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'history is never changed'); END";
        }
    }

    static IEnumerable<string> PostgresGuards()
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
        foreach (var table in AppendOnly)
            yield return $"CREATE OR REPLACE TRIGGER {table}_stay BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION history_stays()";

        // Rows of one decision may come in any order; what they name must exist when it is complete.
        yield return """
            DO $$ DECLARE r record; BEGIN
                FOR r IN SELECT conname, conrelid::regclass AS tab FROM pg_constraint WHERE contype = 'f' AND NOT condeferrable AND connamespace = current_schema()::regnamespace LOOP
                    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', r.tab, r.conname);
                END LOOP;
            END $$
            """;
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rung.Server.Database;

namespace Rung.Server.Backups;

/// <summary>
/// Brings a backup back where there is nothing yet. Every file is held against the manifest before anything is touched;
/// SQLite's file appears under its name only when it is whole, PostgreSQL's rows come in one transaction.
/// </summary>
static class BringingBack
{
    public static async Task<Outcome<BackupManifest>> Run(Place place, string folder, CancellationToken cancel)
    {
        if (!(await BackupManifest.Read(folder, cancel)).Accepted(out var manifest, out var unread)) return unread;
        if (manifest.Database != BackupManifest.Of(place.IsSqlite)) return new BackupOfOtherDatabase(manifest.Database);
        foreach (var file in manifest.Files)
            if (await Refuse(folder, file, cancel) is { } refusal) return refusal;

        return await (place.IsSqlite ? ToSqlite(place, folder, manifest, cancel) : ToPostgres(place, folder, manifest, cancel)) is { } no ? no : manifest;
    }

    static async Task<Refusal?> Refuse(string folder, BackupFile file, CancellationToken cancel)
    {
        var path = Path.Combine(folder, file.Name);
        if (Path.GetFileName(file.Name) != file.Name || !File.Exists(path)) return new BackupDamaged(file.Name, "missing");
        return await BackupManifest.Digest(path, cancel) == file.Sha256 ? null : new BackupDamaged(file.Name, "changed since it was written");
    }

    static async Task<Refusal?> ToSqlite(Place place, string folder, BackupManifest manifest, CancellationToken cancel)
    {
        if (File.Exists(place.SqliteFile)) return new PlaceNotEmpty(place.SqliteFile);
        if (manifest.Files is not [var only]) return new BackupDamaged(BackupManifest.Name, "not one file");

        await using (var store = new Store(place))
            if (!Knows(store, manifest)) return new SchemaNotKnown(manifest.Schema);

        var half = place.SqliteFile + ".part";
        try
        {
            await using (var from = File.OpenRead(Path.Combine(folder, only.Name)))
            await using (var to = File.Create(half))
            {
                await from.CopyToAsync(to, cancel);
                to.Flush(flushToDisk: true);
            }

            if (SqliteCopy.Check(half) != (manifest.Schema, manifest.Facts)) return new BackupDamaged(only.Name, "not what the manifest says");
            File.Move(half, place.SqliteFile);
            return null;
        }
        catch (InvalidDataException bad)
        {
            return new BackupDamaged(only.Name, bad.Message);
        }
        finally
        {
            File.Delete(half);
        }
    }

    static async Task<Refusal?> ToPostgres(Place place, string folder, BackupManifest manifest, CancellationToken cancel)
    {
        await using var store = new Store(place);
        await using var connection = await store.Source!.OpenConnectionAsync(cancel);
        if ((await PostgresTables.Of(connection, cancel)).Count > 0) return new PlaceNotEmpty(connection.Database);
        if (!Knows(store, manifest)) return new SchemaNotKnown(manifest.Schema);

        await store.Migrate(cancel, manifest.Schema);
        foreach (var statement in Preparing.SideTables(sqlite: false)) await PostgresTables.Do(connection, statement, cancel);
        await using var all = await connection.BeginTransactionAsync(cancel);
        await PostgresTables.Do(connection, Preparing.DeferKeys, cancel);
        await PostgresTables.Do(connection, "SET CONSTRAINTS ALL DEFERRED", cancel);
        foreach (var file in manifest.Files)
        {
            await using var packed = new GZipStream(File.OpenRead(Path.Combine(folder, file.Name)), CompressionMode.Decompress);
            await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY {PostgresTables.Quoted(file.Table!)} ({PostgresTables.Listed(file.Columns!, PostgresTables.Quoted)}) FROM STDIN (FORMAT BINARY)", cancel);
            await packed.CopyToAsync(rows, cancel);
        }

        // Numbers that the server gives out go on behind those that came.
        await PostgresTables.Do(connection, """
            DO $$ DECLARE r record; BEGIN
                FOR r IN SELECT quote_ident(table_name) AS tab, quote_ident(column_name) AS col, pg_get_serial_sequence(quote_ident(table_name), column_name) AS seq
                         FROM information_schema.columns WHERE table_schema = current_schema() AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL LOOP
                    EXECUTE format('SELECT setval(%L, (SELECT coalesce(max(%s), 0) + 1 FROM %s), false)', r.seq, r.col, r.tab);
                END LOOP;
            END $$
            """, cancel);
        if (await PostgresTables.One<long>(connection, "SELECT count(*) FROM journal", cancel) != manifest.Facts) throw new InvalidDataException($"The journal has not {manifest.Facts} lines.");
        await all.CommitAsync(cancel);
        await PostgresTables.Do(connection, "ANALYZE", cancel);
        return null;
    }

    static bool Knows(Store store, BackupManifest manifest) => store.Migrations.Contains(manifest.Schema, StringComparer.Ordinal);
}

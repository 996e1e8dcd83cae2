using System.IO.Compression;
using Npgsql;
using Rung.Server.Database;
using Rung.Server.Database.Sqlite;

namespace Rung.Server.Backups;

/// <summary>Copies a database as it stands at one moment into a folder, while others go on writing (reliability R16).</summary>
static class Backup
{
    const string SqliteFile = "rung.db";

    /// <summary>Writes the files and the manifest; the folder is there and empty.</summary>
    public static async Task<BackupManifest> Write(Store store, string folder, DateTimeOffset at, CancellationToken cancel)
    {
        var (schema, facts, files) = store.Place.IsSqlite ? await OfSqlite(store, folder, cancel) : await OfPostgres(store, folder, cancel);
        return new(BackupManifest.OurFormat, BackupManifest.OurVersion, BackupManifest.Of(store.Place.IsSqlite), schema, at, facts, files);
    }

    /// <summary>SQLite reads the database in one transaction and writes a new file; readers never hold up the writer.</summary>
    static async Task<(string Schema, long Facts, IReadOnlyList<BackupFile> Files)> OfSqlite(Store store, string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, SqliteFile);
        await Task.Run(() =>
        {
            using var connection = SqliteDoor.Open(store.ConnectionString);
            using var copy = connection.CreateCommand();
            (copy.CommandText, copy.CommandTimeout) = ("VACUUM INTO @path", 0);
            copy.Parameters.AddWithValue("@path", path);
            copy.ExecuteNonQuery();
        }, cancel);
        await Sync(path);
        var (schema, facts) = SqliteCopy.Check(path);
        return (schema, facts, [await FileOf(path, cancel)]);
    }

    /// <summary>
    /// Each table by COPY from one snapshot. The order of the journal is that of its transactions, whose numbers another
    /// server begins anew: its lines are numbered as they come, and followers stand at the same line as before.
    /// </summary>
    static async Task<(string Schema, long Facts, IReadOnlyList<BackupFile> Files)> OfPostgres(Store store, string folder, CancellationToken cancel)
    {
        await using var connection = await store.Source!.OpenConnectionAsync(cancel);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        var schema = await PostgresTables.One<string>(connection, PostgresTables.LastMigration, cancel);
        var facts = await PostgresTables.One<long>(connection, "SELECT count(*) FROM journal", cancel);
        var files = new List<BackupFile>();
        foreach (var (table, columns) in await PostgresTables.Of(connection, cancel))
        {
            var path = Path.Combine(folder, table + ".copy.gz");
            await using (var file = File.Create(path, 1 << 16))
            {
                await using (var packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
                await using (var rows = await connection.BeginRawBinaryCopyAsync($"COPY ({PostgresTables.Select(table, columns)}) TO STDOUT (FORMAT BINARY)", cancel))
                    await rows.CopyToAsync(packed, cancel);
                file.Flush(flushToDisk: true);
            }

            files.Add(await FileOf(path, cancel) with { Table = table, Columns = columns });
        }

        return (schema, facts, files);
    }

    static async Task<BackupFile> FileOf(string path, CancellationToken cancel) => new(Path.GetFileName(path), new FileInfo(path).Length, await BackupManifest.Digest(path, cancel));

    static async Task Sync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }
}

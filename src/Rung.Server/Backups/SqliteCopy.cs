using Microsoft.Data.Sqlite;

namespace Rung.Server.Backups;

/// <summary>A copy of the file of SQLite, which nobody has opened yet.</summary>
static class SqliteCopy
{
    /// <summary>Looks the copy through, and tells its schema and how many lines its journal has.</summary>
    public static (string Schema, long Facts) Check(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        if (Ask("PRAGMA quick_check(1)") is not "ok" and var why) throw new InvalidDataException($"{path}: {why}");
        return ((string)Ask("SELECT max(\"MigrationId\") FROM \"__EFMigrationsHistory\"")!, (long)Ask("SELECT count(*) FROM journal")!);

        object? Ask(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar();
        }
    }
}

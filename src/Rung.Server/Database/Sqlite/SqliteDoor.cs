using Microsoft.Data.Sqlite;

namespace Rung.Server.Database.Sqlite;

/// <summary>How every SQLite connection of ours is opened.</summary>
static class SqliteDoor
{
    public static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var settings = connection.CreateCommand();
        settings.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA wal_autocheckpoint=8000; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;";
        settings.ExecuteNonQuery();
        return connection;
    }

    public static object Value(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => id.ToByteArray(true),
        DateTimeOffset at => at.UtcTicks,
        _ => value,
    };
}

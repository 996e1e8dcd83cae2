using Microsoft.Data.Sqlite;

namespace Rung.Server.Database.Sqlite;

/// <summary>How every SQLite connection of ours is opened.</summary>
static class SqliteDoor
{
    /// <summary>SQLITE_CONFIG_MEMSTATUS: left alone, SQLite adds up every byte it asks for behind one lock of the whole process, and nobody reads the sum.</summary>
    const int MemoryStatistics = 9;

    /// <summary>Before anybody opens a database: afterwards SQLite takes no settings any more.</summary>
    public static void Settle()
    {
        SQLitePCL.Batteries_V2.Init();
        _ = SQLitePCL.raw.sqlite3_config(MemoryStatistics, 0);
    }

    public static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var settings = connection.CreateCommand();
        settings.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA wal_autocheckpoint=8000; PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY;";
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

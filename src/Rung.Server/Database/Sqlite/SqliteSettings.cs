using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rung.Server.Database.Sqlite;

/// <summary>Readers wait for a checkpoint rather than fail, and read through a shared map of the file.</summary>
sealed class SqliteSettings : DbConnectionInterceptor
{
    public const string Sql = "PRAGMA busy_timeout=10000; PRAGMA mmap_size=67108864; PRAGMA cache_size=-16384;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

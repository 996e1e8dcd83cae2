using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Rung.Server.Database;

namespace Rung.Server.Export;

/// <summary>The whole database as it stands at one moment: whatever is written meanwhile is not seen.</summary>
sealed class Snapshot : IAsyncDisposable
{
    readonly DbConnection connection;
    readonly DbTransaction transaction;
    readonly bool sqlite;

    Snapshot(DbConnection connection, DbTransaction transaction, bool sqlite) =>
        (this.connection, this.transaction, this.sqlite) = (connection, transaction, sqlite);

    public static async Task<Snapshot> Take(Store store, Lister lister, CancellationToken cancel)
    {
        var connection = await lister.Connect(cancel);
        // SQLite in WAL keeps what the transaction saw first; a deferred one never holds up the writer.
        var transaction = connection is SqliteConnection local
            ? local.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        return new(connection, transaction, store.Place.IsSqlite);
    }

    /// <summary>Hands over row after row; the memory of one row is enough for a million.</summary>
    public async IAsyncEnumerable<Reading> Rows(string sql, IReadOnlyList<object?> values, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = Command(sql, values);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var reading = new Reading(rows, sqlite);
        while (await reading.Next(cancel)) yield return reading;
    }

    public async Task<long> Count(string sql, CancellationToken cancel)
    {
        await using var command = Command(sql, []);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture);
    }

    DbCommand Command(string sql, IReadOnlyList<object?> values)
    {
        var command = Lister.Command(connection, sql, values, sqlite);
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        return command;
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}

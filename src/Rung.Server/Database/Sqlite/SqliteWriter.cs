using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Rung.Records;

namespace Rung.Server.Database.Sqlite;

/// <summary>
/// One connection writes, behind one gate, with statements prepared once. WAL and <c>synchronous=FULL</c>: an
/// acknowledged write is on the disk.
/// </summary>
sealed class SqliteWriter(string connectionString, Schema schema) : IWriter, IAsyncDisposable
{
    readonly SemaphoreSlim gate = new(1, 1);
    readonly Dictionary<string, SqliteCommand> prepared = [];
    SqliteConnection? connection;

    public async Task Write(Writing writing, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            connection ??= SqliteDoor.Open(connectionString);
            Run("BEGIN IMMEDIATE");
            Run("PRAGMA defer_foreign_keys=ON");
            foreach (var (table, record) in writing.Unmoved) RequireUnmoved(table, record);
            foreach (var change in writing.Changes) Update(change);
            foreach (var row in writing.Inserts) Insert(schema[row.GetType()], row);
            foreach (var (sql, values) in writing.Statements) Run(sql, values);
            Run("COMMIT");
        }
        catch (Exception e)
        {
            RollBack();
            if (e is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 }) throw new TakenException(e.Message, e);
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Statements are prepared for the connection, not for a transaction object, so the transaction is plain SQL.</summary>
    void RollBack()
    {
        try
        {
            if (connection is not null) Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite had rolled back by itself (disk full, I/O error): a fresh connection begins clean.
            prepared.Clear();
            connection?.Dispose();
            connection = null;
        }
    }

    void Insert(Table table, object row)
    {
        var command = Prepared(table.Name + "+", table.Columns.Count, () =>
            $"INSERT INTO {table.Quoted} ({table.ColumnList}) VALUES ({Marks(table.Columns.Count)})");
        for (var i = 0; i < table.Columns.Count; i++) command.Parameters[i].Value = table.Columns[i].Get(row) ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    void Update(Change change)
    {
        var columns = change.Columns;
        var key = change.Table.Name + "=" + string.Join(',', columns.Select(c => c.Name));
        var command = Prepared(key, columns.Count + 2, () =>
            $"UPDATE {change.Table.Quoted} SET {string.Join(", ", columns.Select((c, i) => $"{c.Quoted}=@{i}"))} WHERE id=@{columns.Count} AND version=@{columns.Count + 1}");
        for (var i = 0; i < columns.Count; i++) command.Parameters[i].Value = columns[i].Get(change.Record) ?? DBNull.Value;
        command.Parameters[columns.Count].Value = change.Record.Key.ToByteArray(true);
        command.Parameters[columns.Count + 1].Value = change.ReadVersion;
        if (command.ExecuteNonQuery() != 1) throw new ClashException(change.Record);
    }

    void RequireUnmoved(Table table, Record record)
    {
        var command = Prepared(table.Name + "?", 2, () => $"SELECT 1 FROM {table.Quoted} WHERE id=@0 AND version=@1");
        command.Parameters[0].Value = record.Key.ToByteArray(true);
        command.Parameters[1].Value = record.Version;
        if (command.ExecuteScalar() is null) throw new ClashException(record);
    }

    void Run(string sql, params object?[] values)
    {
        var command = Prepared(sql, values.Length, () => sql);
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = SqliteDoor.Value(values[i]);
        command.ExecuteNonQuery();
    }

    SqliteCommand Prepared(string key, int parameters, Func<string> sql)
    {
        if (prepared.TryGetValue(key, out var command)) return command;

        command = connection!.CreateCommand();
        command.CommandText = sql();
        for (var i = 0; i < parameters; i++) command.Parameters.Add(new SqliteParameter("@" + i, null));
        return prepared[key] = command;
    }

    static string Marks(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => "@" + i));

    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync();
        foreach (var command in prepared.Values) await command.DisposeAsync();
        if (connection is not null) await connection.DisposeAsync();
        gate.Dispose();
    }
}

/// <summary>How every SQLite connection of ours is opened.</summary>
static class SqliteDoor
{
    public static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var settings = connection.CreateCommand();
        settings.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;";
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

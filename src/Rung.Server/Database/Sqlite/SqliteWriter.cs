using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Rung.Records;

namespace Rung.Server.Database.Sqlite;

/// <summary>
/// One connection writes, behind one gate, with statements prepared once. WAL and <c>synchronous=FULL</c>: an
/// acknowledged write is on the disk.
/// </summary>
sealed partial class SqliteWriter(string connectionString, Schema schema) : IWriter, IAsyncDisposable
{
    readonly SemaphoreSlim gate = new(1, 1);
    readonly Dictionary<string, Statement> prepared = new(StringComparer.Ordinal);
    SqliteConnection? connection;

    public Task Write(Writing writing, CancellationToken cancel) => Whole(() =>
    {
        Put(writing);
        return Task.CompletedTask;
    }, cancel);

    public Task WriteAll(IAsyncEnumerable<Writing> parts, CancellationToken cancel) => Whole(async () =>
    {
        await foreach (var part in parts.WithCancellation(cancel)) Put(part);
    }, cancel);

    async Task Whole(Func<Task> put, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            connection ??= SqliteDoor.Open(connectionString);
            Run("BEGIN IMMEDIATE");
            Run("PRAGMA defer_foreign_keys=ON");
            await put();
            Run("COMMIT");
        }
        catch (Exception e)
        {
            RollBack();
            if (e is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 }) throw new TakenException(e.Message, e);
            if (e is SqliteException { SqliteExtendedErrorCode: 787 }) throw new DanglingException(e);
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    void Put(Writing writing)
    {
        foreach (var (sql, values) in writing.Guards)
            if (Run(sql, values).Changed != 1) throw new LeaseLostException();
        foreach (var (sql, values) in writing.First) Run(sql, values);
        foreach (var (table, record) in writing.Unmoved) RequireUnmoved(table, record);
        foreach (var change in writing.Changes) Update(change);
        foreach (var row in writing.Inserts) Insert(schema[row.GetType()], row);
        foreach (var (sql, values) in writing.Statements) Run(sql, values);
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
            foreach (var statement in prepared.Values) statement.Dispose();
            prepared.Clear();
            connection?.Dispose();
            connection = null;
        }
    }

    void Insert(Table table, object row)
    {
        var columns = table.Columns;
        var insert = Prepared(table.Name, table, t => $"INSERT INTO {t.Quoted} ({t.ColumnList}) VALUES ({string.Join(", ", t.Columns.Select((_, i) => "?" + (i + 1)))})");
        for (var i = 0; i < columns.Count; i++) insert.Bind(i, columns[i].Get(row));
        insert.Run();
    }

    void Update(Change change)
    {
        var columns = change.Columns;
        var update = Prepared(change.Table.Name + "=" + string.Join(',', columns.Select(c => c.Name)), change, c =>
            $"UPDATE {c.Table.Quoted} SET {string.Join(", ", c.Columns.Select((column, i) => $"{column.Quoted}=?{i + 1}"))} WHERE id=?{c.Columns.Count + 1} AND version=?{c.Columns.Count + 2}");
        for (var i = 0; i < columns.Count; i++) update.Bind(i, columns[i].Get(change.Record));
        if (update.Bind(columns.Count, change.Record.Key).Bind(columns.Count + 1, change.ReadVersion).Run().Changed != 1) throw new ClashException(change.Record);
    }

    void RequireUnmoved(Table table, Record record)
    {
        var look = Prepared(table.Name + "?", table, t => $"SELECT 1 FROM {t.Quoted} WHERE id=?1 AND version=?2");
        if (!look.Bind(0, record.Key).Bind(1, record.Version).Run().HasRow) throw new ClashException(record);
    }

    (int Changed, bool HasRow) Run(string sql, params object?[] values)
    {
        // Statements beside the records are written with @0; SQLite counts from ?1.
        var statement = Prepared(sql, sql, text => Numbered.Replace(text, m => "?" + (int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1)));
        for (var i = 0; i < values.Length; i++) statement.Bind(i, values[i]);
        return statement.Run();
    }

    Statement Prepared<T>(string key, T of, Func<T, string> sql) =>
        prepared.TryGetValue(key, out var statement) ? statement : prepared[key] = new(connection!, sql(of));

    [GeneratedRegex("@([0-9]+)")]
    private static partial Regex Numbered { get; }

    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync();
        foreach (var statement in prepared.Values) statement.Dispose();
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

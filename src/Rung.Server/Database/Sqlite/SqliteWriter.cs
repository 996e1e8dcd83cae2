using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Rung.Records;

namespace Rung.Server.Database.Sqlite;

/// <summary>
/// One connection writes, behind one gate, with statements prepared once. WAL and <c>synchronous=FULL</c>: an
/// acknowledged write is on the disk. Whoever comes through the gate writes for all who wait before it, so that one
/// sync of the disk serves many decisions; each of them still stands or falls alone.
/// </summary>
sealed partial class SqliteWriter(string connectionString, Schema schema) : IWriter, IAsyncDisposable
{
    const int MostTogether = 64;

    /// <summary>From so many rows on they are put table by table.</summary>
    const int Many = 50;

    readonly ConcurrentQueue<Waiting> queue = new();
    readonly SemaphoreSlim gate = new(1, 1);
    readonly Dictionary<string, Statement> prepared = new(StringComparer.Ordinal);
    readonly Dictionary<Table, Action<Statement, int, object>> binders = [];
    SqliteConnection? connection;

    public async Task Write(Writing writing, CancellationToken cancel)
    {
        var mine = new Waiting(writing);
        queue.Enqueue(mine);
        try
        {
            await gate.WaitAsync(cancel);
        }
        catch (OperationCanceledException) when (mine.TryTake())
        {
            throw; // nobody will write it any more
        }
        catch (OperationCanceledException)
        {
            await mine.Written;
            return;
        }

        try
        {
            while (!mine.Written.IsCompleted) WriteWaiting();
        }
        finally
        {
            gate.Release();
        }

        await mine.Written;
    }

    public Task WriteAll(IAsyncEnumerable<Writing> parts, CancellationToken cancel) => Whole(async () =>
    {
        await foreach (var part in parts.WithCancellation(cancel)) Put(part);
    }, cancel);

    async Task Whole(Func<Task> put, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            Begin();
            await put();
            Run("COMMIT");
        }
        catch (Exception e)
        {
            RollBack();
            if (Named(e) is var named && named != e) throw named;
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    void WriteWaiting()
    {
        var group = new List<Waiting>();
        while (group.Count < MostTogether && queue.TryDequeue(out var next))
            if (next.TryTake()) group.Add(next);
        try
        {
            if (group.Count > 1 && TryTogether(group)) return;
            foreach (var one in group) Alone(one);
        }
        catch (Exception e)
        {
            // Not even rolling back went well: nobody is left waiting for an answer.
            foreach (var one in group) one.Fail(e);
        }
    }

    /// <summary>
    /// Several in one transaction, each behind its own savepoint. Nobody is answered before the whole is on the disk; false
    /// where it did not hold: then each is tried alone.
    /// </summary>
    bool TryTogether(List<Waiting> group)
    {
        try
        {
            Begin();
            var refused = group.ConvertAll(TryOne);
            Run("COMMIT");
            for (var i = 0; i < group.Count; i++) group[i].Answer(refused[i]);
            return true;
        }
        catch (Exception)
        {
            // A row of one of them names nothing, or the disk is full: whose fault it is shows when each is tried alone.
            RollBack();
            return false;
        }
    }

    Exception? TryOne(Waiting one)
    {
        Run("SAVEPOINT one");
        Exception? refused = null;
        try
        {
            Put(one.Writing);
        }
        catch (Exception e)
        {
            refused = Named(e);
            Run("ROLLBACK TO one");
        }

        Run("RELEASE one");
        return refused;
    }

    void Alone(Waiting one)
    {
        try
        {
            Begin();
            Put(one.Writing);
            Run("COMMIT");
            one.Answer(null);
        }
        catch (Exception e)
        {
            RollBack();
            one.Fail(Named(e));
        }
    }

    void Begin()
    {
        connection ??= SqliteDoor.Open(connectionString);
        Run("BEGIN IMMEDIATE");
        Run("PRAGMA defer_foreign_keys=ON");
    }

    /// <summary>What SQLite refuses, in the words of the desk.</summary>
    static Exception Named(Exception e) => e switch
    {
        SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } => new TakenException(e.Message, e),
        SqliteException { SqliteExtendedErrorCode: 787 } => new DanglingException(e),
        _ => e,
    };

    void Put(Writing writing)
    {
        foreach (var (sql, values) in writing.Guards)
            if (Run(sql, values).Changed != 1) throw new LeaseLostException();
        foreach (var (sql, values) in writing.First) Run(sql, values);
        foreach (var (table, record) in writing.Unmoved) RequireUnmoved(table, record);
        foreach (var change in writing.Changes) Update(change);
        if (writing.Inserts.Count < Many) foreach (var row in writing.Inserts) Insert(schema[row.GetType()], row);
        else InsertMany(writing.Inserts);
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
        var insert = Prepared(table.Name, table, t => InsertSql(t, 1));
        Binder(table)(insert, 0, row);
        insert.Run();
    }

    /// <summary>
    /// Table after table, what others name first, in statements of several rows: so the pages of one table stay at hand, and
    /// no row waits for another that it names. Rows of one table keep their order.
    /// </summary>
    void InsertMany(IReadOnlyList<object> rows)
    {
        foreach (var kind in rows.GroupBy(r => r.GetType()).OrderBy(k => schema.Rank(k.Key)))
        {
            var (table, some) = (schema[kind.Key], new List<object>(Table.RowsTogether));
            var (insert, binder) = (Prepared(table.Name + "+", table, t => InsertSql(t, Table.RowsTogether)), Binder(table));
            foreach (var row in kind)
            {
                some.Add(row);
                if (some.Count < Table.RowsTogether) continue;
                for (var i = 0; i < some.Count; i++) binder(insert, i * table.Columns.Count, some[i]);
                insert.Run();
                some.Clear();
            }

            foreach (var row in some) Insert(table, row);
        }
    }

    static string InsertSql(Table table, int rows) => $"INSERT INTO {table.Quoted} ({table.ColumnList}) VALUES {string.Join(", ", Enumerable.Range(0, rows).Select(row =>
        $"({string.Join(", ", table.Columns.Select((_, i) => "?" + (row * table.Columns.Count + i + 1)))})"))}";

    Action<Statement, int, object> Binder(Table table) => binders.TryGetValue(table, out var binder) ? binder : binders[table] = Binding.Of(table);

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

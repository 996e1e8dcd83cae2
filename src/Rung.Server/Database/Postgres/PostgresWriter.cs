using Npgsql;
using NpgsqlTypes;
using Rung.Records;

namespace Rung.Server.Database.Postgres;

/// <summary>
/// A transaction in one round trip for work by hand, COPY for many rows of one kind. Foreign keys are deferred, so rows
/// may come in any order.
/// </summary>
sealed class PostgresWriter(NpgsqlDataSource source, Schema schema) : IWriter
{
    const int Many = 50;

    public Task Write(Writing writing, CancellationToken cancel) => IsSmall(writing)
        ? Named(() => AtOnce(writing, cancel), writing.Changes)
        : Whole((connection, transaction) => Send(writing, connection, transaction, cancel), writing.Changes, cancel);

    public Task WriteAll(IAsyncEnumerable<Writing> parts, CancellationToken cancel) => Whole(async (connection, transaction) =>
    {
        await foreach (var part in parts.WithCancellation(cancel)) await Send(part, connection, transaction, cancel);
    }, [], cancel);

    bool IsSmall(Writing writing) => writing.Guards.Count == 0 && writing.First.Count == 0 && writing.Inserts.Count < Many;

    /// <summary>
    /// Work by hand: one batch, which PostgreSQL runs as one transaction and commits at its end, in one round trip. A record
    /// that somebody else has moved divides by nothing, and with that the whole batch falls.
    /// </summary>
    async Task AtOnce(Writing writing, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        var guarded = new Dictionary<NpgsqlBatchCommand, Record>(ReferenceEqualityComparer.Instance);
        foreach (var (table, record) in writing.Unmoved)
            Guard(Command($"SELECT 1/count(*) FROM (SELECT 1 FROM {table.Quoted} WHERE id=$1 AND version=$2 FOR SHARE) there", record.Key, record.Version), record);
        foreach (var change in writing.Changes.OrderBy(c => c.Table.Name, StringComparer.Ordinal).ThenBy(c => c.Record.Key))
        {
            var update = Update(change);
            update.CommandText = $"WITH moved AS ({update.CommandText} RETURNING 1) SELECT 1/count(*) FROM moved";
            Guard(update, change.Record);
        }

        foreach (var kind in writing.Inserts.GroupBy(r => r.GetType())) Insert(batch, schema[kind.Key], kind);
        foreach (var (sql, values) in writing.Statements) batch.BatchCommands.Add(Command(Positional.Sql(sql), values));
        try
        {
            // Whoever waits no longer cannot call a commit back.
            cancel.ThrowIfCancellationRequested();
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (PostgresException moved) when (moved.SqlState == PostgresErrorCodes.DivisionByZero && guarded.Count > 0)
        {
            // The driver does not always name the command that divided.
            throw new ClashException(moved.BatchCommand is { } command && guarded.TryGetValue(command, out var record) ? record : guarded.Values.First());
        }

        void Guard(NpgsqlBatchCommand command, Record record)
        {
            guarded.Add(command, record);
            batch.BatchCommands.Add(command);
        }
    }

    async Task Whole(Func<NpgsqlConnection, NpgsqlTransaction, Task> send, List<Change> changes, CancellationToken cancel) => await Named(async () =>
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await send(connection, transaction);
        await transaction.CommitAsync(CancellationToken.None);
    }, changes);

    /// <summary>What PostgreSQL refuses, in the words of the desk.</summary>
    static async Task Named(Func<Task> write, List<Change> changes)
    {
        try
        {
            await write();
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new TakenException(taken.ConstraintName ?? taken.MessageText, taken);
        }
        catch (PostgresException dangling) when (dangling.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw new DanglingException(dangling);
        }
        catch (PostgresException lost) when (lost.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure && changes.Count > 0)
        {
            throw new ClashException(changes[0].Record);
        }
    }

    async Task Send(Writing writing, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var (sql, values) in writing.Guards) batch.BatchCommands.Add(Command(Positional.Sql(sql), values));
        var guarded = new List<(int Place, Record Record)>();
        foreach (var (sql, values) in writing.First) batch.BatchCommands.Add(Command(Positional.Sql(sql), values));
        foreach (var (table, record) in writing.Unmoved)
        {
            guarded.Add((batch.BatchCommands.Count, record));
            batch.BatchCommands.Add(Command($"SELECT 1 FROM {table.Quoted} WHERE id=$1 AND version=$2 FOR SHARE", record.Key, record.Version));
        }

        foreach (var change in writing.Changes.OrderBy(c => c.Table.Name, StringComparer.Ordinal).ThenBy(c => c.Record.Key))
        {
            guarded.Add((batch.BatchCommands.Count, change.Record));
            batch.BatchCommands.Add(Update(change));
        }

        var kinds = writing.Inserts.GroupBy(r => r.GetType()).ToList();
        foreach (var few in kinds.Where(k => k.Count() < Many)) Insert(batch, schema[few.Key], few);
        foreach (var (sql, values) in writing.Statements) batch.BatchCommands.Add(Command(Positional.Sql(sql), values));

        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancel);
        for (var i = 0; i < writing.Guards.Count; i++)
            if (batch.BatchCommands[i].RecordsAffected != 1) throw new LeaseLostException();
        foreach (var (place, record) in guarded)
            if (batch.BatchCommands[place].Rows != 1) throw new ClashException(record);

        foreach (var many in kinds.Where(k => k.Count() >= Many)) await Copy(connection, schema[many.Key], many, cancel);
    }

    static async Task Copy(NpgsqlConnection connection, Table table, IEnumerable<object> rows, CancellationToken cancel)
    {
        var types = table.Columns.Select(c => TypeOf(c.Stored)).ToArray();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {table.Quoted} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)", cancel);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancel);
            for (var i = 0; i < table.Columns.Count; i++)
            {
                if (table.Columns[i].Get(row) is { } value) await copy.WriteAsync(value, types[i], cancel);
                else await copy.WriteNullAsync(cancel);
            }
        }

        await copy.CompleteAsync(cancel);
    }

    /// <summary>Few statements of many rows: starting one costs PostgreSQL more than a row of it.</summary>
    static void Insert(NpgsqlBatch batch, Table table, IEnumerable<object> rows)
    {
        foreach (var some in rows.Chunk(Table.RowsTogether))
        {
            var command = new NpgsqlBatchCommand(table.NumberedInsertSql(some.Length));
            foreach (var row in some)
                foreach (var column in table.Columns) command.Parameters.Add(Parameter(column, row));
            batch.BatchCommands.Add(command);
        }
    }

    static NpgsqlBatchCommand Update(Change change)
    {
        var (columns, last) = (change.Columns, change.Columns.Count);
        var command = new NpgsqlBatchCommand(
            $"UPDATE {change.Table.Quoted} SET {string.Join(", ", columns.Select((c, i) => $"{c.Quoted}=${i + 1}"))} WHERE id=${last + 1} AND version=${last + 2}");
        foreach (var column in columns) command.Parameters.Add(Parameter(column, change.Record));
        command.Parameters.Add(new() { Value = change.Record.Key });
        command.Parameters.Add(new() { Value = change.ReadVersion });
        return command;
    }

    static NpgsqlParameter Parameter(Column column, object row) =>
        new() { Value = column.Get(row) ?? DBNull.Value, NpgsqlDbType = TypeOf(column.Stored) };

    static NpgsqlBatchCommand Command(string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value switch { null => DBNull.Value, DateTimeOffset at => at.UtcDateTime, _ => value } });
        return command;
    }

    static NpgsqlDbType TypeOf(Type type) => type switch
    {
        _ when type == typeof(Guid) => NpgsqlDbType.Uuid,
        _ when type == typeof(string) => NpgsqlDbType.Text,
        _ when type == typeof(long) => NpgsqlDbType.Bigint,
        _ when type == typeof(int) => NpgsqlDbType.Integer,
        _ when type == typeof(double) => NpgsqlDbType.Double,
        _ when type == typeof(bool) => NpgsqlDbType.Boolean,
        _ when type == typeof(DateTime) => NpgsqlDbType.TimestampTz,
        _ when type == typeof(DateOnly) => NpgsqlDbType.Date,
        _ when type == typeof(byte[]) => NpgsqlDbType.Bytea,
        _ => throw new NotSupportedException($"No column holds {type}."),
    };
}

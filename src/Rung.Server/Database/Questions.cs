using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Rung.Server.Database.Postgres;
using Rung.Server.Database.Sqlite;

namespace Rung.Server.Database;

/// <summary>
/// Asks named SQL on either database, with statements prepared once: by the driver on PostgreSQL, by connections kept
/// open on SQLite, where preparing costs more than reading a row.
/// </summary>
sealed class Questions(string connectionString, NpgsqlDataSource? source) : IAsyncDisposable
{
    /// <summary>Identities named in one question.</summary>
    public const int Together = 1000;

    readonly ConcurrentBag<SqliteReader> idle = [];

    public bool IsSqlite => source is null;

    /// <summary>Runs a statement and hands its rows to <paramref name="read"/>.</summary>
    public async Task<T> Ask<T>(string sql, IReadOnlyList<object?> values, Func<DbDataReader, Task<T>> read, CancellationToken cancel = default)
    {
        if (source is not null)
        {
            await using var command = source.CreateCommand(Positional.Sql(sql));
            foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = ListSql.Stored(value) });
            await using var rows = await command.ExecuteReaderAsync(cancel);
            return await read(rows);
        }

        if (!idle.TryTake(out var reader)) reader = new(connectionString);
        var healthy = false;
        try
        {
            var command = reader.Prepared(sql, values);
            await using var rows = command.ExecuteReader(CommandBehavior.Default);
            var answer = await read(rows);
            healthy = true;
            return answer;
        }
        finally
        {
            if (healthy && idle.Count < 32) idle.Add(reader);
            else reader.Dispose();
        }
    }

    /// <summary>Every row as a value.</summary>
    public Task<List<T>> All<T>(string sql, IReadOnlyList<object?> values, Func<Reading, T> row, CancellationToken cancel = default) =>
        Ask(sql, values, async rows =>
        {
            var all = new List<T>();
            var reading = new Reading(rows, IsSqlite);
            while (await reading.Next(cancel)) all.Add(row(reading));
            return all;
        }, cancel);

    /// <summary>What a statement tells of any of many records, each once: it ends with the column that is to be one of them.</summary>
    public async Task<HashSet<Guid>> Ids(string sql, IEnumerable<Guid> ids, CancellationToken cancel = default)
    {
        var told = new HashSet<Guid>();
        foreach (var some in ids.Chunk(Together))
        {
            var (which, values) = OneOf(some);
            told.UnionWith((await All($"{sql} IN ({which})", values, row => row.IdOrNull(0), cancel)).OfType<Guid>());
        }

        return told;
    }

    /// <summary>Places for identities in SQL, always as many, so that the statement is prepared once; at most <see cref="Together"/>.</summary>
    public static (string Which, object?[] Ids) OneOf(IReadOnlyList<Guid> ids)
    {
        var places = ids.Count <= 1 ? 1 : ids.Count <= 50 ? 50 : ids.Count <= 200 ? 200 : Together;
        return (string.Join(", ", Enumerable.Range(0, places).Select(i => $"@{i}")), [.. Enumerable.Range(0, places).Select(i => (object?)ids[Math.Min(i, ids.Count - 1)])]);
    }

    /// <summary>Whether a table has a row, removed ones included.</summary>
    public async Task<bool> HasAny(Type table, CancellationToken cancel = default) =>
        (await All($"SELECT 1 FROM \"{Conventions.TableName(table)}\" LIMIT 1", [], row => row.Number(0), cancel)).Count > 0;

    public ValueTask DisposeAsync()
    {
        while (idle.TryTake(out var reader)) reader.Dispose();
        return ValueTask.CompletedTask;
    }

    sealed class SqliteReader : IDisposable
    {
        const int Most = 200;
        readonly SqliteConnection connection;
        readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

        public SqliteReader(string connectionString)
        {
            // Its own connection, outside the driver's pool: the prepared statements live with it.
            connection = new(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
            connection.Open();
            using var settings = connection.CreateCommand();
            settings.CommandText = SqliteSettings.Sql;
            settings.ExecuteNonQuery();
        }

        public SqliteCommand Prepared(string sql, IReadOnlyList<object?> values)
        {
            if (!prepared.TryGetValue(sql, out var command))
            {
                if (prepared.Count >= Most) Forget();
                command = connection.CreateCommand();
                command.CommandText = sql;
                for (var i = 0; i < values.Count; i++) command.Parameters.Add(new SqliteParameter("@" + i, null));
                prepared.Add(sql, command);
            }

            for (var i = 0; i < values.Count; i++) command.Parameters[i].Value = SqliteDoor.Value(values[i] is DateTime utc ? utc.Ticks : values[i]);
            return command;
        }

        void Forget()
        {
            foreach (var command in prepared.Values) command.Dispose();
            prepared.Clear();
        }

        public void Dispose()
        {
            Forget();
            connection.Dispose();
        }
    }
}

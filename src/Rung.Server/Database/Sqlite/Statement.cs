using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rung.Server.Database.Sqlite;

/// <summary>
/// A prepared statement bound by place. The driver's own command looks every parameter up by name at every run, which
/// costs more than the insert itself when rows come by the million.
/// </summary>
sealed class Statement : IDisposable
{
    readonly sqlite3 database;
    readonly sqlite3_stmt statement;

    /// <summary>Places with a value: what was empty in the row before need not be emptied again.</summary>
    readonly bool[] filled;
    byte[] letters = new byte[256];

    public Statement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Throw(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
        filled = new bool[raw.sqlite3_bind_parameter_count(statement)];
    }

    /// <summary>Binds the value at a place, counted from 0.</summary>
    public Statement Bind(int place, object? value)
    {
        if (value is DBNull) value = null;
        if (value is null && !filled[place]) return this;

        var at = place + 1;
        filled[place] = value is not null;
        Throw(value switch
        {
            null => raw.sqlite3_bind_null(statement, at),
            string text => Text(at, text),
            long n => raw.sqlite3_bind_int64(statement, at, n),
            int n => raw.sqlite3_bind_int64(statement, at, n),
            bool b => raw.sqlite3_bind_int64(statement, at, b ? 1 : 0),
            byte[] bytes => raw.sqlite3_bind_blob(statement, at, bytes),
            double d => raw.sqlite3_bind_double(statement, at, d),
            DateOnly day => raw.sqlite3_bind_text(statement, at, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            Guid id => Blob(at, id),
            DateTimeOffset instant => raw.sqlite3_bind_int64(statement, at, instant.UtcTicks),
            _ => throw new NotSupportedException($"SQLite holds no {value.GetType()}."),
        });
        return this;
    }

    int Text(int at, string text)
    {
        // An empty span has no address, and SQLite would take it for no value.
        if (text.Length == 0) return raw.sqlite3_bind_text(statement, at, text);
        if (letters.Length < 3 * text.Length) letters = new byte[3 * text.Length];
        return raw.sqlite3_bind_text(statement, at, letters.AsSpan(0, Encoding.UTF8.GetBytes(text, letters)));
    }

    int Blob(int at, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, true, out _);
        return raw.sqlite3_bind_blob(statement, at, bytes);
    }

    /// <summary>Runs it; says how many rows changed, or whether a row came.</summary>
    public (int Changed, bool HasRow) Run()
    {
        var code = raw.sqlite3_step(statement);
        var changed = code == raw.SQLITE_DONE ? raw.sqlite3_changes(database) : 0;
        var extended = code is raw.SQLITE_DONE or raw.SQLITE_ROW ? 0 : raw.sqlite3_extended_errcode(database);
        var message = extended == 0 ? null : raw.sqlite3_errmsg(database).utf8_to_string();
        raw.sqlite3_reset(statement);
        if (extended != 0) throw new SqliteException(message, code & 0xff, extended);
        return (changed, code == raw.SQLITE_ROW);
    }

    void Throw(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, database);
    }

    public void Dispose() => statement.Dispose();
}

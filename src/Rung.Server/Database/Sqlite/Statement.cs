using System.Globalization;
using System.Runtime.InteropServices;
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
    readonly nint handle;

    /// <summary>Places with a value: what was empty in the row before need not be emptied again.</summary>
    readonly bool[] filled;
    byte[] letters = new byte[256];

    public Statement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Throw(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
        handle = statement.DangerousGetHandle();
        filled = new bool[raw.sqlite3_bind_parameter_count(statement)];
    }

    /// <summary>Binds a value at a place, counted from 0.</summary>
    public Statement Bind(int place, object? value)
    {
        switch (value)
        {
            case null or DBNull: Empty(place); break;
            case string text: Bind(place, text); break;
            case long n: Bind(place, n); break;
            case int n: Bind(place, (long)n); break;
            case bool b: Bind(place, b); break;
            case byte[] bytes: Bind(place, bytes); break;
            case double d: Bind(place, d); break;
            case DateOnly day: Bind(place, day); break;
            case Guid id: Bind(place, id); break;
            case DateTimeOffset instant: Bind(place, instant); break;
            default: throw new NotSupportedException($"SQLite holds no {value.GetType()}.");
        }

        return this;
    }

    public void Empty(int place)
    {
        if (!filled[place]) return;
        filled[place] = false;
        Throw(Native.sqlite3_bind_null(handle, place + 1));
    }

    public Statement Bind(int place, long n)
    {
        filled[place] = true;
        Throw(Native.sqlite3_bind_int64(handle, place + 1, n));
        return this;
    }

    public void Bind(int place, int n) => Bind(place, (long)n);

    public void Bind(int place, bool flag) => Bind(place, flag ? 1L : 0L);

    public void Bind(int place, DateTimeOffset at) => Bind(place, at.UtcTicks);

    public void Bind(int place, double d)
    {
        filled[place] = true;
        Throw(Native.sqlite3_bind_double(handle, place + 1, d));
    }

    public void Bind(int place, string? text)
    {
        if (text is null)
        {
            Empty(place);
            return;
        }

        if (letters.Length < 3 * text.Length) letters = new byte[3 * text.Length];
        Text(place, letters, Encoding.UTF8.GetBytes(text, letters));
    }

    public void Bind(int place, DateOnly day)
    {
        Span<byte> text = stackalloc byte[10];
        day.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Text(place, text, text.Length);
    }

    public Statement Bind(int place, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, true, out _);
        Blob(place, bytes);
        return this;
    }

    void Bind(int place, byte[] bytes)
    {
        // An empty span has no address, and SQLite would take it for no value.
        if (bytes.Length > 0) Blob(place, bytes);
        else Throw(raw.sqlite3_bind_zeroblob(statement, place + 1, 0));
        filled[place] = true;
    }

    void Text(int place, ReadOnlySpan<byte> text, int length)
    {
        filled[place] = true;
        Throw(Native.sqlite3_bind_text(handle, place + 1, in MemoryMarshal.GetReference(text), length, Native.CopyIt));
    }

    void Blob(int place, ReadOnlySpan<byte> bytes)
    {
        filled[place] = true;
        Throw(Native.sqlite3_bind_blob(handle, place + 1, in MemoryMarshal.GetReference(bytes), bytes.Length, Native.CopyIt));
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

    /// <summary>
    /// SQLite's own functions, on a handle that is held here: the driver's wrappers count its users up and down at each call,
    /// a hundred times for one opportunity. Those that copy a number or a few bytes run to their end at once.
    /// </summary>
    static class Native
    {
        const string Library = "e_sqlite3";

        /// <summary>SQLITE_TRANSIENT: the value is copied before the call returns.</summary>
        public const nint CopyIt = -1;

#pragma warning disable IDE1006, SYSLIB1054 // The names are SQLite's; nothing here needs code for marshalling.
        [DllImport(Library), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int sqlite3_bind_null(nint statement, int place);

        [DllImport(Library), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int sqlite3_bind_int64(nint statement, int place, long value);

        [DllImport(Library), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int sqlite3_bind_double(nint statement, int place, double value);

        [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int sqlite3_bind_text(nint statement, int place, in byte text, int length, nint whose);

        [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int sqlite3_bind_blob(nint statement, int place, in byte bytes, int length, nint whose);
#pragma warning restore IDE1006, SYSLIB1054
    }
}

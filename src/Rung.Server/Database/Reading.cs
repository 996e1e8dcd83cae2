using System.Data.Common;
using System.Globalization;

namespace Rung.Server.Database;

/// <summary>Reads values as the business has them, whichever database they lie in.</summary>
sealed class Reading(DbDataReader reader, bool sqlite)
{
    public Task<bool> Next(CancellationToken cancel) => reader.ReadAsync(cancel);

    public Guid Id(int i) => sqlite ? new Guid(Held(i), true) : reader.GetGuid(i);

    /// <summary>Bytes as the database holds them, until the next row.</summary>
    public ReadOnlySpan<byte> Held(int i) => sqlite ? SQLitePCL.raw.sqlite3_column_blob(((Microsoft.Data.Sqlite.SqliteDataReader)reader).Handle!, i) : (byte[])reader.GetValue(i);

    public byte[] Bytes(int i) => reader.GetFieldValue<byte[]>(i);

    public Guid? IdOrNull(int i) => reader.IsDBNull(i) ? null : Id(i);

    public string? Text(int i) => reader.IsDBNull(i) ? null : reader.GetString(i);

    public long Number(int i) => reader.GetInt64(i);

    public double Real(int i) => reader.GetDouble(i);

    public double? RealOrNull(int i) => reader.IsDBNull(i) ? null : reader.GetDouble(i);

    public long? NumberOrNull(int i) => reader.IsDBNull(i) ? null : sqlite ? reader.GetInt64(i) : Convert.ToInt64(reader.GetValue(i), CultureInfo.InvariantCulture);

    public bool Flag(int i) => reader.GetBoolean(i);

    public bool? FlagOrNull(int i) => reader.IsDBNull(i) ? null : reader.GetBoolean(i);

    public DateOnly? Day(int i) => reader.IsDBNull(i) ? null : sqlite ? Letters.Day(Held(i)) : reader.GetFieldValue<DateOnly>(i);

    public DateTimeOffset At(int i) => sqlite ? new(reader.GetInt64(i), TimeSpan.Zero) : new(reader.GetDateTime(i), TimeSpan.Zero);

    public DateTimeOffset? AtOrNull(int i) => reader.IsDBNull(i) ? null : At(i);

    /// <summary>Money from two neighbouring columns, minor units first.</summary>
    public Money? Money(int i) => reader.IsDBNull(i) ? null : new(reader.GetInt64(i), sqlite ? Currencies.Known.Of(Held(i + 1)) : new(reader.GetString(i + 1)));

    /// <summary>A value as the column stores it; null when empty.</summary>
    public object? Stored(int i, Column column)
    {
        if (reader.IsDBNull(i)) return null;
        var stored = column.Stored;
        if (stored == typeof(string)) return reader.GetString(i);
        if (stored == typeof(byte[])) return reader.GetFieldValue<byte[]>(i);
        if (stored == typeof(Guid)) return reader.GetGuid(i);
        if (stored == typeof(long)) return reader.GetInt64(i);
        if (stored == typeof(int)) return reader.GetInt32(i);
        if (stored == typeof(bool)) return reader.GetBoolean(i);
        if (stored == typeof(double)) return reader.GetDouble(i);
        if (stored == typeof(DateOnly)) return reader.GetFieldValue<DateOnly>(i);
        return stored == typeof(DateTime) ? DateTime.SpecifyKind(reader.GetDateTime(i), DateTimeKind.Utc) : reader.GetValue(i);
    }

    /// <summary>A value as lists show it: instants in UTC, references as identities, choices as words.</summary>
    public object? Plain(int i, Column column)
    {
        if (reader.IsDBNull(i)) return null;
        if (column.Instant) return At(i);
        return column.Stored == typeof(byte[]) ? Id(i) : Stored(i, column);
    }

    public T Choice<T>(int i) where T : struct, Enum => sqlite ? Choices<T>.Known.Of(Held(i)) : Enum.Parse<T>(reader.GetString(i), true);
}

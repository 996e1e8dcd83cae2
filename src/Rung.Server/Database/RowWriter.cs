using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rung.Server.Database;

/// <summary>
/// Writes the rows of a list as JSON straight from what the database hands over, field by field as the schema names
/// them: no object is made for a row, and on SQLite text goes through as the bytes it is stored in.
/// </summary>
sealed class RowWriter
{
    readonly Part[] parts;
    readonly (JsonEncodedText Name, int Place)[] titles;

    public RowWriter(ListSpec spec, bool sqlite)
    {
        var columns = ListSql.Selected(spec).ToList();
        parts = [.. spec.Table.Slots.Where(s => spec.Fields is not { } fields || s.Name is "id" or "version" || fields.Contains(s.Name))
            .Select(s => new Part(s, columns.IndexOf(s.Columns[0]), sqlite))];
        titles = [.. spec.Titles.Select((t, i) => (JsonEncodedText.Encode(t[..^2] + "Title"), columns.Count + i))];
    }

    public void Write(Utf8JsonWriter json, DbDataReader row)
    {
        json.WriteStartObject();
        foreach (var part in parts) part.Write(json, row);
        foreach (var (name, place) in titles)
            if (!row.IsDBNull(place)) json.WriteString(name, row.GetString(place));
        json.WriteEndObject();
    }

    /// <summary>One field: its name, where it stands in the row, how it is written.</summary>
    sealed class Part(Slot slot, int place, bool sqlite)
    {
        readonly JsonEncodedText name = JsonEncodedText.Encode(slot.Name);
        readonly Action<Utf8JsonWriter, DbDataReader, int> write = slot.Columns.Length == 2 ? (json, row, i) => Money(json, row, i, slot)
            : slot.Name == "custom" ? (json, row, i) => json.WriteRawValue(row.GetString(i))
            : sqlite ? Sqlite(slot.Columns[0]) : Postgres(slot.Columns[0]);

        public void Write(Utf8JsonWriter json, DbDataReader row)
        {
            json.WritePropertyName(name);
            if (row.IsDBNull(place)) json.WriteNullValue();
            else write(json, row, place);
        }
    }

    /// <summary>Money lies in two columns side by side, in the order of the model.</summary>
    static void Money(Utf8JsonWriter json, DbDataReader row, int place, Slot slot)
    {
        var minorFirst = slot.Columns[0].Stored == typeof(long);
        json.WriteStartObject();
        json.WriteNumber("minor"u8, row.GetInt64(minorFirst ? place : place + 1));
        json.WriteString("currency"u8, row.GetString(minorFirst ? place + 1 : place));
        json.WriteEndObject();
    }

    static Action<Utf8JsonWriter, DbDataReader, int> Sqlite(Column column) => column.Stored switch
    {
        _ when column.Instant => (json, row, i) => json.WriteStringValue(new DateTimeOffset(row.GetInt64(i), TimeSpan.Zero)),
        var t when t == typeof(byte[]) => (json, row, i) => json.WriteStringValue(new Guid(Bytes(row, i), bigEndian: true)),
        var t when t == typeof(string) || t == typeof(DateOnly) => (json, row, i) => json.WriteStringValue(Bytes(row, i)),
        _ => Plain(column.Stored),
    };

    static ReadOnlySpan<byte> Bytes(DbDataReader row, int place) => raw.sqlite3_column_blob(((SqliteDataReader)row).Handle!, place);

    static Action<Utf8JsonWriter, DbDataReader, int> Postgres(Column column) => column.Stored switch
    {
        _ when column.Instant => (json, row, i) => json.WriteStringValue(new DateTimeOffset(row.GetDateTime(i), TimeSpan.Zero)),
        var t when t == typeof(Guid) => (json, row, i) => json.WriteStringValue(row.GetGuid(i)),
        var t when t == typeof(DateOnly) => (json, row, i) => json.WriteStringValue(row.GetFieldValue<DateOnly>(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        _ => Plain(column.Stored),
    };

    static Action<Utf8JsonWriter, DbDataReader, int> Plain(Type stored) => stored switch
    {
        _ when stored == typeof(string) => (json, row, i) => json.WriteStringValue(row.GetString(i)),
        _ when stored == typeof(bool) => (json, row, i) => json.WriteBooleanValue(row.GetBoolean(i)),
        _ when stored == typeof(int) => (json, row, i) => json.WriteNumberValue(row.GetInt32(i)),
        _ when stored == typeof(long) => (json, row, i) => json.WriteNumberValue(row.GetInt64(i)),
        _ when stored == typeof(double) => (json, row, i) => json.WriteNumberValue(row.GetDouble(i)),
        _ => throw new NotSupportedException($"No field is a {stored}."),
    };
}

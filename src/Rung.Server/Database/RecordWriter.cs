using System.Globalization;
using System.Text.Json;
using Rung.Records;

namespace Rung.Server.Database;

/// <summary>
/// Writes a record at hand as JSON, byte for byte as <see cref="RowWriter"/> writes its row: who has just decided need not
/// ask what was decided.
/// </summary>
sealed class RecordWriter(Table table, bool sqlite)
{
    /// <summary>PostgreSQL keeps instants in microseconds from here.</summary>
    static readonly long Epoch = new DateTime(2000, 1, 1).Ticks;

    readonly Action<Utf8JsonWriter, Record>[] parts = [.. table.Slots.Select(slot => Part(slot, sqlite))];

    public void Write(Utf8JsonWriter json, Record record)
    {
        json.WriteStartObject();
        foreach (var part in parts) part(json, record);
        json.WriteEndObject();
    }

    static Action<Utf8JsonWriter, Record> Part(Slot slot, bool sqlite)
    {
        var name = JsonEncodedText.Encode(slot.Name);
        var (column, isCustom) = (slot.Columns[0], slot.Name == "custom");
        return (json, record) =>
        {
            json.WritePropertyName(name);
            switch (column.Instant || slot.Columns.Length == 2 ? slot.Read(record) : column.Get(record))
            {
                case null: json.WriteNullValue(); break;
                case Money money: Write(json, money); break;
                case DateTimeOffset at: json.WriteStringValue(Kept(at.ToUniversalTime(), sqlite)); break;
                case string text when isCustom: json.WriteRawValue(text); break;
                case string text: json.WriteStringValue(text); break;
                case Guid id: json.WriteStringValue(id); break;
                case byte[] id: json.WriteStringValue(new Guid(id, bigEndian: true)); break;
                case DateOnly day: json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
                case bool flag: json.WriteBooleanValue(flag); break;
                case int n: json.WriteNumberValue(n); break;
                case long n: json.WriteNumberValue(n); break;
                case double n: json.WriteNumberValue(n); break;
                case var other: throw new NotSupportedException($"No field is a {other.GetType()}.");
            }
        };
    }

    static void Write(Utf8JsonWriter json, Money money)
    {
        json.WriteStartObject();
        json.WriteNumber("minor"u8, money.Minor);
        json.WriteString("currency"u8, money.Currency.Code);
        json.WriteEndObject();
    }

    static DateTimeOffset Kept(DateTimeOffset at, bool sqlite) => sqlite ? at : new(Epoch + (at.Ticks - Epoch) / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}

using System.Globalization;
using System.Text.Json;
using Rung.Server.Api;
using Rung.Server.Database;

namespace Rung.Server.Export;

/// <summary>One value on its way into a cell of an archive and back, to the last digit.</summary>
static class ArchiveValue
{
    /// <summary>The headings a slot takes: one, or two for money.</summary>
    public static IEnumerable<string> Heads(Slot slot) => slot.Columns.Length == 1 ? [slot.Name] : [slot.Name + ".minor", slot.Name + ".currency"];

    public static IEnumerable<string?> Cells(Slot slot, object? value) => value switch
    {
        null => slot.Columns.Length == 1 ? [null] : [null, null],
        Money money => [money.Minor.ToString(CultureInfo.InvariantCulture), money.Currency.Code],
        _ => [Text(value)],
    };

    public static string Text(object value) => value switch
    {
        string text => CsvText.Harmless(text),
        byte[] bytes => Convert.ToBase64String(bytes),
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        double n => n.ToString("R", CultureInfo.InvariantCulture),
        Enum choice => Words.Camel(choice.ToString()),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    public static object? Read(Slot slot, IReadOnlyList<string?> cells, int at)
    {
        if (cells[at] is not { } cell) return null;
        var type = Conventions.Plain(slot.Property.PropertyType);
        if (type == typeof(Money)) return new Money(long.Parse(cell, CultureInfo.InvariantCulture), new(cells[at + 1]!));
        if (type == typeof(string)) return CsvText.AsWritten(cell);
        if (type == typeof(byte[])) return Convert.FromBase64String(cell);
        if (Conventions.IsId(type)) return Activator.CreateInstance(type, Guid.Parse(cell));
        if (type == typeof(Guid)) return Guid.Parse(cell);
        if (type == typeof(bool)) return bool.Parse(cell);
        if (type == typeof(DateOnly)) return DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (type == typeof(DateTimeOffset)) return DateTimeOffset.Parse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        if (type == typeof(Currency)) return new Currency(cell);
        if (type.IsEnum) return Enum.Parse(type, cell, true);
        return Convert.ChangeType(cell, type, CultureInfo.InvariantCulture);
    }

    /// <summary>Texts that are JSON stand in a JSON archive as what they are.</summary>
    public static void Write(Utf8JsonWriter json, Slot slot, object? value)
    {
        json.WritePropertyName(slot.Name);
        if (value is string raw && IsJson(slot)) json.WriteRawValue(raw, skipInputValidation: true);
        else if (value is null) json.WriteNullValue();
        else if (value is DateTimeOffset at) json.WriteStringValue(Text(at));
        else JsonSerializer.Serialize(json, value, slot.Property.PropertyType, Json.Options);
    }

    public static object? Read(Slot slot, JsonElement told)
    {
        if (told.ValueKind == JsonValueKind.Null) return null;
        return IsJson(slot) ? told.GetRawText() : told.Deserialize(slot.Property.PropertyType, Json.Options);
    }

    static bool IsJson(Slot slot) => slot.Property.PropertyType == typeof(string) && slot.Name is "custom" or "payload" or "changes";
}

using System.Text.Json;
using Rung.Server.Database;

namespace Rung.Server.Api;

/// <summary>Writes rows of a list as JSON, field by field as the schema names them.</summary>
static class RowJson
{
    public static void Write(Utf8JsonWriter json, Table table, ListRow row, ListSpec spec)
    {
        json.WriteStartObject();
        foreach (var slot in table.Slots)
        {
            if (spec.Fields is { } fields && slot.Name is not ("id" or "version") && !fields.Contains(slot.Name)) continue;
            json.WritePropertyName(slot.Name);
            switch (row[slot.Name])
            {
                case null: json.WriteNullValue(); break;
                case string text when slot.Name == "custom": json.WriteRawValue(text); break;
                case string text: json.WriteStringValue(text); break;
                case Guid id: json.WriteStringValue(id); break;
                case bool flag: json.WriteBooleanValue(flag); break;
                case int n: json.WriteNumberValue(n); break;
                case long n: json.WriteNumberValue(n); break;
                case double n: json.WriteNumberValue(n); break;
                case var other: JsonSerializer.Serialize(json, other, other.GetType(), Json.Options); break;
            }
        }

        foreach (var reference in spec.Titles)
            if (row.Title(reference) is { } title) json.WriteString(reference[..^2] + "Title", title);
        json.WriteEndObject();
    }
}

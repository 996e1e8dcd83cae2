using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rung.Notes;
using Rung.Records;
using Rung.Server.Database;

namespace Rung.Server.Api;

/// <summary>
/// Values of the fields a company added, given one by one as <c>custom.key</c>: checked by the field's type and laid into
/// the record's <see cref="Record.Custom"/>, where keys that nobody named stay as they are.
/// </summary>
static class FurtherFields
{
    const string Before = "custom.";

    public static async ValueTask<IReadOnlyList<CustomField>> Of(HttpContext http, Table table) => await http.RequestServices.GetRequiredService<Store>().Known.Further(table.Kind);

    public static bool IsFurther(string name) => name.StartsWith(Before, StringComparison.Ordinal) && name.Length > Before.Length;

    /// <summary>The value as JSON gives it: text, a number, a flag or nothing.</summary>
    public static bool TryRead(JsonElement given, out object? value)
    {
        value = given.ValueKind switch
        {
            JsonValueKind.String => given.GetString() is { Length: > 0 } text ? text.Trim() : null,
            JsonValueKind.Number => given.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
        return given.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
    }

    public static Refusal? Refuse(IReadOnlyList<CustomField> known, IReadOnlyDictionary<string, object?> values)
    {
        foreach (var (name, value) in values.Where(v => IsFurther(v.Key)))
        {
            if (known.FirstOrDefault(f => f.Name == name[Before.Length..]) is not { } field) return new UnknownField(name);
            if (field.Refuse(value) is { } refusal) return refusal;
        }

        return null;
    }

    /// <summary>The values with the further ones laid into what the record has.</summary>
    public static IReadOnlyDictionary<string, object?> Laid(IReadOnlyDictionary<string, object?> values, string? there)
    {
        if (!values.Keys.Any(IsFurther)) return values;

        var laid = values.Where(v => !IsFurther(v.Key)).ToDictionary(StringComparer.Ordinal);
        var custom = JsonNode.Parse(laid.GetValueOrDefault("custom") as string ?? there ?? "{}")!.AsObject();
        foreach (var (name, value) in values.Where(v => IsFurther(v.Key)))
        {
            custom.Remove(name[Before.Length..]);
            if (value is not null) custom[name[Before.Length..]] = value switch { double n => JsonValue.Create(n), bool b => JsonValue.Create(b), _ => JsonValue.Create((string)value) };
        }

        laid["custom"] = custom.Count == 0 ? null : Written(custom);
        return laid;
    }

    static string Written(JsonObject custom)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Json.Options.Encoder })) custom.WriteTo(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

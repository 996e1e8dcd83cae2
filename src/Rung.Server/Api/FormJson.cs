using System.Text.Json;
using Rung.Records;

namespace Rung.Server.Api;

/// <summary>Reads a JSON object as the values of a form. Unknown and repeated names are refused, not dropped.</summary>
static class FormJson
{
    /// <summary>What is entered afterwards says when it happened; the rest of the body is the form.</summary>
    public static Refusal? Dated(JsonElement body, out DateTimeOffset? happenedAt, out JsonElement form)
    {
        (happenedAt, form) = (null, body);
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("happenedAt", out var at)) return null;
        if (at.ValueKind != JsonValueKind.Null)
        {
            if (at.ValueKind != JsonValueKind.String || !at.TryGetDateTimeOffset(out var given)) return new Unreadable("happenedAt", "2026-11-24T09:00:00Z");
            if (Plausible.Refuse("happenedAt", given) is { } refusal) return refusal;
            happenedAt = given;
        }

        form = JsonSerializer.SerializeToElement(body.EnumerateObject().Where(p => p.Name != "happenedAt").ToDictionary(p => p.Name, p => p.Value));
        return null;
    }

    public static Refusal? Read(Form form, JsonElement body, out Dictionary<string, object?> values)
    {
        values = new(StringComparer.Ordinal);
        if (body.ValueKind != JsonValueKind.Object) return new Unreadable("", "object");

        foreach (var given in body.EnumerateObject())
        {
            if (FurtherFields.IsFurther(given.Name))
            {
                if (!FurtherFields.TryRead(given.Value, out var further)) return new Unreadable(given.Name, "text, 42.5, true");
                values[given.Name] = further;
                continue;
            }

            if (form.Field(given.Name) is not { } field) return new UnknownField(given.Name);
            if (!TryRead(field.Type, given.Value, out var value)) return new Unreadable(field.Name, Expected(field.Type));
            if (!values.TryAdd(field.Name, value)) return new Unreadable(field.Name, "one value");
        }

        return null;
    }

    public static bool TryRead(Type type, JsonElement given, out object? value)
    {
        value = null;
        if (given.ValueKind == JsonValueKind.Null) return true;
        try
        {
            value = given.Deserialize(type, Json.Options);
            return true;
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>What a field takes, in words a caller can act on.</summary>
    public static string Expected(Type type) => type switch
    {
        var t when t.IsEnum => string.Join(", ", Enum.GetNames(t).Select(Words.Camel)),
        var t when t == typeof(Money) => "{\"minor\":1054,\"currency\":\"USD\"}",
        var t when t == typeof(DateOnly) => "2026-11-24",
        var t when t == typeof(DateTimeOffset) => "2026-11-24T09:00:00Z",
        var t when t == typeof(bool) => "true, false",
        var t when t == typeof(int) || t == typeof(long) => "whole number",
        var t when t == typeof(double) => "number",
        var t when t == typeof(Guid) || Database.Conventions.IsId(t) => "id",
        var t when t.IsArray => "[…]",
        _ => "text",
    };
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Rung.Server.Api;

namespace Rung.Server.Database;

public enum Op
{
    Eq,
    Ne,
    Lt,
    Lte,
    Gt,
    Gte,
    In,
    Has,
    Starts,
    Empty,
    Filled,
}

/// <summary>A condition on rows: one comparison, or several joined by and/or.</summary>
public abstract record Condition
{
    public static Condition All(params IEnumerable<Condition> parts) => new Join(true, [.. parts]);

    public sealed record Compare(string Field, Op Op, params object?[] Values) : Condition;

    public sealed record Join(bool And, IReadOnlyList<Condition> Parts) : Condition;

    /// <summary>Every row of which the inner condition does not hold, the ones with empty values too.</summary>
    public sealed record Not(Condition Inner) : Condition;

    /// <summary>A comparison with a further field, by its key in <c>custom</c>; with <paramref name="AsNumber"/> by size and not by letters.</summary>
    public sealed record Further(string Key, bool AsNumber, Op Op, params object?[] Values) : Condition;
}

/// <summary>What a list shows: which rows, in which order, from where, which columns.</summary>
public sealed record ListSpec(Table Table)
{
    public Condition? Where { get; init; }

    /// <summary>The field to sort by; identity, and with it age, decides ties.</summary>
    public string Sort { get; init; } = "id";

    public bool Descending { get; init; }

    public ListCursor? After { get; init; }

    public int Limit { get; init; } = 50;

    /// <summary>Fields to read; null reads all.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>References whose titles come along, as <c>accountId</c>.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>Removed records instead of present ones.</summary>
    public bool Removed { get; init; }
}

/// <summary>Where the last page ended: the sort value and the identity of its last row.</summary>
public sealed record ListCursor(string? Value, Guid Id)
{
    public override string ToString()
    {
        var text = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new[] { Value, Id.ToString("N") }));
        return Convert.ToBase64String(text).Replace('+', '-').Replace('/', '_').TrimEnd('=');
    }

    public static ListCursor? Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            var padded = text.Replace('-', '+').Replace('_', '/');
            var bytes = Convert.FromBase64String(padded + new string('=', (4 - padded.Length % 4) % 4));
            return JsonSerializer.Deserialize<string?[]>(bytes) is [var value, { } id] && Guid.TryParse(id, out var guid) ? new(value, guid) : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>Text from a query string or a saved view, read as the value of a field.</summary>
static class ListValues
{
    /// <summary>The value as the field's type, or null when it cannot be read as one.</summary>
    public static object? Read(Type type, string text)
    {
        var plain = Conventions.Plain(type);
        if (plain == typeof(string)) return text.Contains('\0', StringComparison.Ordinal) ? null : text; // PostgreSQL holds no NUL
        if (Conventions.IsId(plain)) return Guid.TryParse(text, out var id) ? id : null;
        if (plain == typeof(Guid)) return Guid.TryParse(text, out var guid) ? guid : null;
        if (plain == typeof(Money) || plain == typeof(long)) return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null;
        if (plain == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null;
        if (plain == typeof(double)) return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) && double.IsFinite(d) ? d : null;
        if (plain == typeof(bool)) return bool.TryParse(text, out var b) ? b : null;
        if (plain == typeof(DateOnly)) return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null;
        if (plain == typeof(DateTimeOffset))
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
        if (plain.IsEnum) return Enum.TryParse(plain, text, true, out var choice) && Enum.IsDefined(plain, choice) ? Words.Camel(choice.ToString()!) : null;
        return null;
    }
}

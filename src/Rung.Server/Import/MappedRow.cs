using System.Globalization;
using System.Text.RegularExpressions;
using Rung.Records;
using Rung.Server.Api;

namespace Rung.Server.Import;

/// <summary>One row seen through its map: texts by column, values typed as the form wants them.</summary>
sealed partial class MappedRow(IReadOnlyDictionary<string, int> places, IReadOnlyList<string> cells, IReadOnlyDictionary<string, string>? joined, TimeZoneInfo zone)
{
    /// <summary>The text of a mapping after its value map; null when empty.</summary>
    public string? Text(ValueMap map)
    {
        var raw = map.Always ?? (map.Text is { } template
            ? Braces.Replace(template, m => Cell(m.Groups[1].Value) ?? "").Trim(' ', '·', ',', '-')
            : map.Column is { } column ? Cell(column) : null);
        if (string.IsNullOrWhiteSpace(raw)) return map.Values.TryGetValue("", out var empty) ? empty : null;
        return map.Values.TryGetValue(raw, out var meant) ? (meant.Length == 0 ? null : meant) : raw;
    }

    /// <summary>Whether the row is one the map wants.</summary>
    public bool Fits(IReadOnlyDictionary<string, string> where) => where.All(w => string.Equals(Cell(w.Key)?.Trim(), w.Value, StringComparison.OrdinalIgnoreCase));

    /// <summary>The value of a field, or why it cannot be read. References are told by what the source calls the other record.</summary>
    public Refusal? Value(FormField field, ValueMap map, Func<Type, string, Guid?> find, out object? value)
    {
        value = null;
        if (Text(map) is not { } text) return null;

        value = field.Type switch
        {
            _ when field.IsReference => find(field.Referred!, text) is { } id ? Activator.CreateInstance(field.Type, id) : null,
            var t when t == typeof(string) => text,
            var t when t == typeof(Money) => Money(text, map),
            var t when t == typeof(DateOnly) => Day(text, map),
            var t when t == typeof(DateTimeOffset) => At(text, map),
            var t when t == typeof(int) => Number(text) is { } n && n * map.Scale is var scaled && scaled == decimal.Truncate(scaled) && Math.Abs(scaled) <= int.MaxValue ? (int)scaled : null,
            var t when t == typeof(long) => Number(text) is { } n && n * map.Scale is var scaled && scaled == decimal.Truncate(scaled) ? (long)scaled : null,
            var t when t == typeof(double) => Number(text) is { } n ? (double)(n * map.Scale) : null,
            var t when t == typeof(bool) => text.ToLowerInvariant() switch { "true" or "yes" or "y" or "1" or "是" => true, "false" or "no" or "n" or "0" or "否" => false, _ => null },
            var t when t.IsEnum => Enum.TryParse(t, text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), true, out var choice) && Enum.IsDefined(t, choice) ? choice : null,
            _ => null,
        };
        if (value is not null) return null;
        return field.IsReference ? new NamesNothing(field.Name, text) : new Unreadable(field.Name, FormJson.Expected(field.Type));
    }

    public Money? Money(string text, ValueMap map) => Number(text) is { } major && map.Currency is { } currency && Currency.IsCode(currency)
        ? Rung.Money.Of(major * map.Scale, currency)
        : null;

    public static DateOnly? Day(string text, ValueMap map)
    {
        if (map.MonthsBefore is { } day) return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var months) && months < 2400 ? day.AddMonths(-months) : null;
        return Day(text, map.Format);
    }

    static DateOnly? Day(string text, string? format)
    {
        if (format is not null) return DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var told) ? told : null;
        return DateOnly.TryParseExact(text.Length >= 10 ? text[..10] : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    /// <summary>An instant; a bare day is its first moment in the company's zone.</summary>
    public DateTimeOffset? At(string text, ValueMap map)
    {
        var format = map.Format;
        if (text.Length > 10 && format is null && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return at.ToUniversalTime();
        if (format is not null && DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        return Day(text, map) is { } day ? Metrics.AsOf.StartOf(day, zone) : null;
    }

    static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Number | NumberStyles.AllowCurrencySymbol, CultureInfo.InvariantCulture, out var n) ? n : null;

    string? Cell(string column) => places.TryGetValue(column, out var place) ? cells[place] : joined?.GetValueOrDefault(column);

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Braces { get; }
}

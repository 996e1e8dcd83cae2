using System.Globalization;
using System.Text.RegularExpressions;
using Rung.Server.Metrics;

namespace Rung.Server.Import;

/// <summary>Reads what sources write: numbers with signs of currencies, days in any of the usual orders.</summary>
static partial class Values
{
    const NumberStyles Whole = NumberStyles.AllowLeadingSign | NumberStyles.AllowTrailingSign | NumberStyles.AllowParentheses | NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint;
    static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
    static readonly string[] MonthNames = ["d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy", "MMM d yyyy", "d-MMM-yyyy", "d-MMM-yy", "dd.MMM.yyyy"];

    /// <summary>A number without its currency, its blanks and its percent sign; null if it is none.</summary>
    public static decimal? Number(string text, DecimalMark mark)
    {
        var format = mark == DecimalMark.Comma ? Comma : NumberFormatInfo.InvariantInfo;
        if (decimal.TryParse(text, Whole, format, out var plain)) return plain;
        return decimal.TryParse(Around().Replace(text, ""), Whole, format, out var n) ? n : null;
    }

    /// <summary>Money: the currency of the map, else the one written with the number.</summary>
    public static Money? Money(string text, string? currency, decimal scale, DecimalMark mark)
    {
        if (Number(text, mark) is not { } major) return null;
        currency = (currency ?? Written(text))?.Trim().ToUpperInvariant();
        if (!Currency.IsCode(currency) || Math.Abs(major) > 1e15m || Math.Abs(scale) > 1e9m || Math.Abs(major * scale) > 1e15m) return null;
        return Rung.Money.Of(major * scale, currency!);
    }

    static string? Written(string text)
    {
        if (CurrencyCode().Match(text) is { Success: true } code) return code.Value;
        foreach (var c in text)
            if (c switch { '$' => "USD", '€' => "EUR", '£' => "GBP", '¥' or '￥' => "CNY", '₹' => "INR", '₩' => "KRW", _ => null } is { } known) return known;
        return null;
    }

    /// <summary>A day; <paramref name="isEither"/> where day and month could change places and nobody said which comes first.</summary>
    public static DateOnly? Day(string text, string? format, DayOrder? order, out bool isEither)
    {
        isEither = false;
        if (format is not null) return DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var told) ? told : null;
        if (text.Length >= 10 && (text.Length == 10 || text[10] is 'T' or ' ') && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso)) return iso;
        if (Parts().Match(text) is { Success: true } parts)
        {
            var (a, b, c) = (int.Parse(parts.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(parts.Groups[2].ValueSpan, CultureInfo.InvariantCulture), int.Parse(parts.Groups[3].ValueSpan, CultureInfo.InvariantCulture));
            if (parts.Groups[1].Length == 4) return Of(a, b, c);
            if (parts.Groups[3].Length is not (2 or 4)) return null;
            if (parts.Groups[3].Length == 2) c += c < 70 ? 2000 : 1900;
            isEither = order is null && a is >= 1 and <= 12 && b is >= 1 and <= 12 && a != b;
            return isEither ? null : order switch
            {
                DayOrder.DayFirst => Of(c, b, a),
                DayOrder.MonthFirst => Of(c, a, b),
                _ => a > 12 ? Of(c, b, a) : Of(c, a, b),
            };
        }

        return DateOnly.TryParseExact(text.Trim(), MonthNames, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var named) ? named : null;
    }

    /// <summary>An instant; without an offset it is the company's time, and a bare day its first moment.</summary>
    public static DateTimeOffset? At(string text, string? format, DayOrder? order, TimeZoneInfo zone, out bool isEither)
    {
        isEither = false;
        if (format is not null && DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return In(zone, local);
        if (format is null && text.Length > 10 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return at.ToUniversalTime();
        if (Day(text, format, order, out isEither) is not { } day) return null;
        var time = format is null && Time().Match(text) is { Success: true } clock && TimeOnly.TryParse(clock.ValueSpan, CultureInfo.InvariantCulture, out var hour) ? hour : default;
        return time == default ? AsOf.StartOf(day, zone) : In(zone, day.ToDateTime(time));
    }

    public static bool? Flag(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "yes" or "y" or "1" or "x" or "t" or "是" or "有" => true,
        "false" or "no" or "n" or "0" or "f" or "否" or "无" => false,
        _ => null,
    };

    static DateTimeOffset In(TimeZoneInfo zone, DateTime local)
    {
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    static DateOnly? Of(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    [GeneratedRegex(@"^\s*(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?(?:[T\s].*)?$")]
    private static partial Regex Parts();

    [GeneratedRegex(@"\d{1,2}:\d{2}(:\d{2})?(\s*[AP]M)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Time();

    [GeneratedRegex(@"[\s  '’%$€£¥￥₹₩元]|\b[A-Za-z]{3}\b")]
    private static partial Regex Around();

    [GeneratedRegex(@"\b[A-Z]{3}\b")]
    private static partial Regex CurrencyCode();
}

/// <summary>The day could be read either way; the map does not say which comes first.</summary>
public sealed record AmbiguousDay(string Field, string Given) : Refusal
{
    public override string At => Field;
}

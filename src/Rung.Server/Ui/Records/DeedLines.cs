using System.Globalization;

namespace Rung.Server.Ui.Records;

/// <summary>The lines of a deed's form, named after the fields they fill in.</summary>
sealed class DeedLines(Viewer viewer)
{
    public FormLine Text(string kind, string name, string field, bool required, string? value = null) => new(name, viewer.Field(kind, field), "text", value ?? "", required) { Max = 500 };

    public FormLine Day(string kind, string name, string field, DateOnly? value, bool required = false) =>
        new(name, viewer.Field(kind, field), "date", value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", required);

    public FormLine Instant(string kind, string name, string field, DateTimeOffset? value, bool required) =>
        new(name, viewer.Field(kind, field), "instant", value is { } at ? TimeZoneInfo.ConvertTime(at, viewer.Zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : "", required);

    public FormLine Money(string kind, string name, string field, Money? value, string currency, bool required) =>
        new(name, viewer.Field(kind, field), "money", value is { } money ? money.Plain : "", required) { Currency = currency };
}

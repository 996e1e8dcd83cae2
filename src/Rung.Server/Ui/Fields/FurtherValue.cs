using System.Globalization;
using System.Text.Json;

namespace Rung.Server.Ui.Fields;

/// <summary>Reads the value of a field the company added out of a record's <c>custom</c>.</summary>
static class FurtherValue
{
    /// <summary>As an editor takes it; empty where there is none.</summary>
    public static string Raw(string? custom, string key)
    {
        if (custom is null) return "";
        using var json = JsonDocument.Parse(custom);
        return !json.RootElement.TryGetProperty(key, out var value) ? "" : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Null => "",
            _ => value.GetRawText(),
        };
    }

    public static string Shown(string? custom, FieldSpec spec, Viewer viewer)
    {
        var raw = Raw(custom, spec.Key);
        if (raw.Length == 0) return "";
        if (spec.Options.FirstOrDefault(o => o[0] == raw) is { } option) return option[1];
        return spec.Type switch
        {
            "number" when double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number.ToString("#,0.######", viewer.Culture),
            "day" when DateOnly.TryParseExact(raw, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => viewer.Day(day),
            _ => raw,
        };
    }
}

using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Rung.Server.Ui;

/// <summary>
/// Every text a user reads, both languages side by side, one file beside each feature. Placeholders stand in braces;
/// <c>{n|one deal|{n} deals}</c> chooses by number where English needs it.
/// </summary>
sealed class Texts
{
    public const string English = "en";
    public const string Chinese = "zh-CN";

    readonly FrozenDictionary<string, Text> texts;

    public Texts()
    {
        var all = new Dictionary<string, Text>(StringComparer.Ordinal);
        var assembly = typeof(Texts).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("texts/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var file = JsonDocument.Parse(stream);
            foreach (var text in file.RootElement.EnumerateObject())
                if (!all.TryAdd(text.Name, new(text.Value.GetProperty("en").GetString()!, text.Value.GetProperty("zh").GetString()!))) throw new InvalidOperationException($"The text '{text.Name}' is written twice, once in {name}.");
        }

        texts = all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IEnumerable<string> Keys => texts.Keys;

    public bool Has(string key) => texts.ContainsKey(key);

    /// <summary>The text, or its key where there is none: a page never fails for a word.</summary>
    public string Get(string language, string key) =>
        texts.TryGetValue(key, out var text) ? (language == Chinese ? text.Zh : text.En) : key;

    /// <summary>The text with its placeholders filled.</summary>
    public string Get(string language, string key, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var text = Get(language, key);
        return values.Length == 0 || !text.Contains('{', StringComparison.Ordinal) ? text : Filled(text, values, language);
    }

    static string Filled(string text, ReadOnlySpan<(string Name, object? Value)> values, string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var filled = new StringBuilder(text.Length + 32);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '{')
            {
                filled.Append(text[i]);
                continue;
            }

            var end = Closing(text, i);
            var inside = text[(i + 1)..end];
            i = end;
            var parts = inside.Split('|', 3);
            var value = Value(parts[0], values, culture);
            if (parts.Length == 3) filled.Append(Filled(value == "1" ? parts[1] : parts[2], values, language));
            else filled.Append(value ?? "{" + inside + "}");
        }

        return filled.ToString();
    }

    static int Closing(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            if (text[i] == '{') depth++;
            else if (text[i] == '}' && --depth == 0) return i;
        }

        return text.Length - 1;
    }

    static string? Value(string name, ReadOnlySpan<(string Name, object? Value)> values, CultureInfo culture)
    {
        foreach (var (given, value) in values)
            if (string.Equals(given, name, StringComparison.OrdinalIgnoreCase))
                return value is IFormattable number and (int or long or double or decimal) ? number.ToString(value is double ? "0.#" : "N0", culture) : Convert.ToString(value, culture) ?? "";
        return null;
    }

    sealed record Text(string En, string Zh);
}

using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rung.Handoffs;

/// <summary>What one tells the next when handing over: things that must be told, with what was said of each.</summary>
public sealed class Packet
{
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Dictionary<string, string> told;

    Packet(Dictionary<string, string> told) => this.told = told;

    public string? this[string item] => told.GetValueOrDefault(item);

    public IReadOnlyDictionary<string, string> Told => told;

    public static Packet Of(params (string Item, string Said)[] told) => new(told.ToDictionary(t => t.Item, t => t.Said, StringComparer.Ordinal));

    /// <summary>Reads a JSON object; what is no text is taken as it is written, what is empty was not told.</summary>
    public static Packet Read(string? json)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json is null) return new(told);

        using var read = JsonDocument.Parse(json);
        foreach (var line in read.RootElement.EnumerateObject())
        {
            var said = line.Value.ValueKind switch { JsonValueKind.String => line.Value.GetString(), JsonValueKind.Null => null, _ => line.Value.GetRawText() };
            if (!string.IsNullOrWhiteSpace(said)) told[line.Name] = said.Trim();
        }

        return new(told);
    }

    /// <summary>With what is told in addition; later words stand for earlier ones.</summary>
    public Packet With(Packet more) => new(told.Concat(more.told).GroupBy(t => t.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal));

    /// <summary>Of what must be told, that which neither the packet nor the record itself tells.</summary>
    public IReadOnlyList<string> Lacks(IReadOnlyList<string> needed, IReadOnlySet<string> knownAnyway) => [.. needed.Where(n => !told.ContainsKey(n) && !knownAnyway.Contains(n))];

    public override string ToString() => JsonSerializer.Serialize(told, Plain);
}

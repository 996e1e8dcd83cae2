using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DiscreteEvents;

namespace Rung.Server.Demo;

/// <summary>What the invented companies are named with.</summary>
sealed record NameParts(
    string Roots, string Endings, string Given, string Families, string ChineseFamilies, string ChineseGiven,
    IReadOnlyList<string[]> Trades, IReadOnlyList<Country> Countries, string MarksBefore, string MarksAfter, IReadOnlyList<string[]> Jobs, IReadOnlyList<string[]> Products)
{
    public static readonly NameParts All = Phrases.Read<NameParts>("names");
}

/// <param name="Phone">Numbers that the country keeps for films and books; null where it keeps none.</param>
sealed record Country(string Name, int Weight, string Forms, string Region, string Language, string? Phone, string Cities);

/// <summary>A chapter of the demo company's playbook.</summary>
sealed record Chapter(Rung.Playbook.Topic Topic, string Name, string Body);

/// <summary>What people say and write, in the language of the customer they say it to.</summary>
static class Phrases
{
    // First, as the fields below are read with it.
    static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static readonly IReadOnlyList<Chapter> Playbook = Read<List<Chapter>>("playbook");

    static readonly FrozenDictionary<string, FrozenDictionary<string, string[]>> All =
        Read<Dictionary<string, Dictionary<string, string[]>>>("phrases").ToFrozenDictionary(p => p.Key, p => p.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    public static IEnumerable<string> Keys => All.Keys;

    public static IReadOnlyList<string> Of(string key, string language) => All[key][language == "zh-CN" ? "zh" : "en"];

    /// <summary>One of them, its places filled; only what stands in it is asked for.</summary>
    public static string Say(string key, string language, Chance chance, Func<string, string> place)
    {
        var all = Of(key, language);
        var phrase = all[chance.Below(all.Count)];
        if (!phrase.Contains('{', StringComparison.Ordinal)) return phrase;

        var said = new StringBuilder(phrase.Length + 32);
        for (var i = 0; i < phrase.Length; i++)
        {
            if (phrase[i] != '{')
            {
                said.Append(phrase[i]);
                continue;
            }

            var end = phrase.IndexOf('}', i);
            said.Append(place(phrase[(i + 1)..end]));
            i = end;
        }

        return said.ToString();
    }

    internal static T Read<T>(string name)
    {
        using var stream = typeof(Phrases).Assembly.GetManifestResourceStream($"demo/{name}.json")!;
        return JsonSerializer.Deserialize<T>(stream, Written)!;
    }
}

using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rung.Records;
using Rung.Server.Database;

namespace Rung.Server.Tests.Texts;

/// <summary>
/// Whatever a person may read has its words in English and in Chinese. A field is looked up as
/// <c>field.kind.name</c> and then as <c>field.name</c>; a fact of any kind of record as <c>fact.recorded</c> and the like.
/// </summary>
public sealed partial class EveryText
{
    static readonly Assembly Server = typeof(Store).Assembly;
    static readonly Assembly Business = typeof(Kinds).Assembly;
    static readonly IReadOnlyList<(string File, string Key, string English, string Chinese)> All = [.. Read()];
    static readonly HashSet<string> Keys = [.. All.Select(t => t.Key)];

    [Fact]
    public void Every_kind_of_record_has_a_name_for_one_and_for_many() =>
        Assert.Empty(Kinds.All.Select(t => "record." + Words.Kebab(t.Name)).SelectMany(k => new[] { k, k + ".many" }).Except(Keys));

    [Fact]
    public void Every_field_has_a_label() =>
        Assert.Empty(Kinds.All.SelectMany(kind => FieldsOf(kind).Where(f => !Keys.Contains("field." + f) && !Keys.Contains($"field.{Words.Kebab(kind.Name)}.{f}"))
            .Select(f => $"{Words.Kebab(kind.Name)}.{f}")));

    [Fact]
    public void Every_choice_has_a_name() => Assert.Empty(Choices().Except(Keys));

    [Fact]
    public void Every_refusal_says_what_to_do() => Assert.Empty(Named<Refusal>("refusal").Except(Keys));

    [Fact]
    public void Every_parameter_of_the_simulator_has_a_name() =>
        Assert.Equal(Rung.Planner.Parameters.Rows.Select(row => "parameter." + row.Name).Order(), Keys.Where(k => k.StartsWith("parameter.", StringComparison.Ordinal)).Order());

    [Fact]
    public void What_a_fact_names_is_of_a_known_kind() =>
        Assert.All(Business.GetTypes().Where(t => t.IsSubclassOf(typeof(Fact))).Select(t => Words.Kebab(t.Name))
            .SelectMany(fact => All.Where(t => t.Key == "fact." + fact).SelectMany(t => Reference().Matches(t.English)).Select(m => (Fact: fact, Value: m.Groups[1].Value))),
            told => Assert.Contains("record." + Rung.Server.Ui.Records.FactReferences.KindOf(told.Fact, told.Value), Keys));

    [Fact]
    public void Every_fact_can_be_told() => Assert.Empty(Named<Fact>("fact").Except(Keys));

    [Fact]
    public void No_text_outlives_what_it_speaks_of()
    {
        var known = Kinds.All.Select(t => "record." + Words.Kebab(t.Name)).SelectMany(k => new[] { k, k + ".many" })
            .Concat(Choices()).Concat(Named<Refusal>("refusal")).Concat(Named<Fact>("fact")).ToHashSet();
        Assert.Empty(Keys.Where(k => k.Split('.')[0] is "record" or "value" or "refusal" or "fact").Except(known));
        Assert.DoesNotContain(Keys, k => k.StartsWith("field.", StringComparison.Ordinal) && k.Split('.') is [_, var kind, var field]
            && !(Kinds.Named(kind) is { } type && PropertiesOf(type).Contains(field)));
    }

    [Fact]
    public void Every_placeholder_is_a_property_of_what_it_tells_and_stands_in_both_languages()
    {
        var speaking = Types<Refusal>().Select(t => ("refusal." + Words.Kebab(t.Name), t)).Concat(Types<Fact>().Select(t => ("fact." + Words.Kebab(t.Name), t)))
            .ToDictionary(p => p.Item1, p => p.t.GetProperties().Select(q => q.Name).ToHashSet());
        foreach (var (_, key, english, chinese) in All.Where(t => speaking.ContainsKey(t.Key)))
        {
            Assert.True(Placeholders(english).SetEquals(Placeholders(chinese)), $"{key}: {english} / {chinese}");
            Assert.True(Placeholders(english).IsSubsetOf(speaking[key]), $"{key}: {english}");
        }
    }

    [Fact]
    public void Both_languages_are_there_and_Chinese_is_Chinese()
    {
        Assert.DoesNotContain(All, t => string.IsNullOrWhiteSpace(t.English) || string.IsNullOrWhiteSpace(t.Chinese));
        Assert.DoesNotContain(All, t => Han().IsMatch(t.English));
        Assert.DoesNotContain(All.Where(t => t.Key.StartsWith("refusal.", StringComparison.Ordinal)), t => !Han().IsMatch(t.Chinese));
        // A comma or a bracket of half a width stands out in Chinese print.
        Assert.DoesNotContain(All, t => Han().IsMatch(t.Chinese) && t.Chinese.IndexOfAny([',', ':', ';', '(', ')']) >= 0);
    }

    [Fact]
    public void A_key_stands_in_one_file_only() => Assert.Empty(All.GroupBy(t => t.Key).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void An_SDR_is_never_called_a_sales_manager_in_Chinese() => Assert.DoesNotContain(All, t => t.Chinese.Contains("销售经理", StringComparison.Ordinal));

    [Fact]
    public void No_English_text_counts_one_as_many()
    {
        var many = All.SelectMany(t => Chosen().Matches(t.English)).Select(m => m.Groups["many"].Value).Distinct().ToList();
        var bare = new Regex($@"(?<!of |more than )\{{(?!Limit|Most|Days|rate|total|high)\w+\}} (?:{string.Join('|', many)})\b(?!\}})");
        Assert.True(many.Count > 20);
        Assert.Empty(All.Where(t => !t.Key.StartsWith("days.", StringComparison.Ordinal) && bare.IsMatch(Chosen().Replace(t.English, ""))).Select(t => $"{t.Key}: {t.English}"));
    }

    static IEnumerable<string> FieldsOf(Type kind) => kind.GetProperties()
        .Where(p => p.DeclaringType!.GetProperty(p.Name)!.SetMethod is not null && p.Name != "Id").Select(p => Words.Camel(p.Name));

    static HashSet<string> PropertiesOf(Type kind) => [.. kind.GetProperties().Select(p => Words.Camel(p.Name))];

    static IEnumerable<string> Choices() => Kinds.All.SelectMany(k => k.GetProperties()).Select(p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType)
        .Where(t => t.IsEnum).Distinct().SelectMany(t => Enum.GetNames(t).Select(n => $"value.{Words.Camel(t.Name)}.{Words.Camel(n)}"));

    static IEnumerable<Type> Types<T>() => Business.GetTypes().Concat(Server.GetTypes()).Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(T)));

    static IEnumerable<string> Named<T>(string prefix) => Types<T>().Select(t => $"{prefix}.{Words.Kebab(t.Name)}");

    static HashSet<string> Placeholders(string text) => [.. Braces().Matches(text).Select(m => m.Groups[1].Value)];

    static IEnumerable<(string, string, string, string)> Read()
    {
        foreach (var name in Server.GetManifestResourceNames().Where(n => n.StartsWith("texts/", StringComparison.Ordinal)))
        {
            using var stream = Server.GetManifestResourceStream(name)!;
            using var json = JsonDocument.Parse(stream);
            foreach (var text in json.RootElement.EnumerateObject())
                yield return (name, text.Name, text.Value.GetProperty("en").GetString()!, text.Value.GetProperty("zh").GetString()!);
        }
    }

    [GeneratedRegex(@"\{([A-Za-z]+Id)\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Braces();

    /// <summary>A choice by number, <c>{n|1 day|{n} days}</c>.</summary>
    [GeneratedRegex(@"\{(?<n>\w+)\|[^{|}]*\|\{\k<n>\} (?<many>\w+s)\b[^{}]*\}")]
    private static partial Regex Chosen();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}

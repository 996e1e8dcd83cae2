using System.Collections.Frozen;

namespace Rung.Records;

/// <summary>Every kind of record there is, by its one word.</summary>
public static class Kinds
{
    public static readonly IReadOnlyList<Type> All = [.. typeof(Record).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(Record))).OrderBy(t => t.Name, StringComparer.Ordinal)];

    static readonly FrozenDictionary<string, Type> ByName = All.ToFrozenDictionary(t => Words.Kebab(t.Name), StringComparer.Ordinal);

    /// <summary>The kind called so, or null where there is none.</summary>
    public static Type? Named(string kind) => ByName.GetValueOrDefault(kind);
}

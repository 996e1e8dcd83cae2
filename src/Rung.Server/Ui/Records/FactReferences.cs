using System.Collections.Frozen;
using Rung.Server.Database;

namespace Rung.Server.Ui.Records;

/// <summary>Which kind of record a value told with a fact names, read from the facts themselves: <c>ProgrammeId</c> of <c>SurveySent</c> names a programme.</summary>
static class FactReferences
{
    static readonly FrozenDictionary<(string Fact, string Value), Type> kinds = typeof(Fact).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Fact)))
        .SelectMany(fact => fact.GetProperties(), (fact, value) => (Key: (Words.Kebab(fact.Name), Words.Camel(value.Name)), Type: Conventions.Plain(value.PropertyType)))
        .Where(pair => Conventions.IsId(pair.Type))
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Type.GetGenericArguments()[0]);

    /// <summary>The kind of record in words of the address, or nothing where the value names none.</summary>
    public static string? KindOf(string fact, string value) => kinds.TryGetValue((fact, Words.Camel(value)), out var type) ? Words.Kebab(type.Name) : null;
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using Rung.Records;

namespace Rung.Server.Database;

/// <summary>Every table of the house.</summary>
sealed class Schema(bool sqlite)
{
    readonly FrozenDictionary<Type, Table> byType = Conventions.Records.Concat(Conventions.Traces).ToFrozenDictionary(t => t, t => new Table(t, sqlite));
    readonly ConcurrentDictionary<Type, Table> beside = new();

    /// <summary>The table of a kind of record or history, or of rows that lie beside them.</summary>
    public Table this[Type type] => byType.GetValueOrDefault(type) ?? beside.GetOrAdd(type, t => new Table(t, sqlite));

    /// <summary>Tables with a lower rank are written first: those that others name, as far as they do not name each other. Rows beside the records come last.</summary>
    public int Rank(Type type) => (ranks ??= Ranked()).GetValueOrDefault(type, int.MaxValue);

    Dictionary<Type, int>? ranks;

    Dictionary<Type, int> Ranked()
    {
        var (ranks, seen) = (new Dictionary<Type, int>(), new HashSet<Type>());
        foreach (var table in byType.Values.OrderBy(t => t.Name, StringComparer.Ordinal)) Visit(table.Type);
        return ranks;

        void Visit(Type type)
        {
            if (!seen.Add(type)) return;
            foreach (var (_, to) in this[type].References) Visit(to);
            ranks.Add(type, ranks.Count);
        }
    }

    /// <summary>The table of a kind of record, or null where no such kind exists.</summary>
    public Table? OfKind(string kind) => (byKind ??= Records.ToFrozenDictionary(t => t.Kind, StringComparer.Ordinal)).GetValueOrDefault(kind);

    FrozenDictionary<string, Table>? byKind;

    /// <summary>The tables of history.</summary>
    public IEnumerable<Table> Traces => byType.Values.Where(t => t.Type.IsSubclassOf(typeof(Trace))).OrderBy(t => t.Name, StringComparer.Ordinal);

    public IEnumerable<Table> Records => byType.Values.Where(t => t.Type.IsSubclassOf(typeof(Record))).OrderBy(t => t.Name, StringComparer.Ordinal);
}

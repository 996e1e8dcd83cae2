using Rung.Records;
using Rung.Server.Database;

namespace Rung.Server.Desk;

/// <summary>
/// What one transaction will write, filled decision by decision. A record that several decisions move is written once,
/// as it stands at the end.
/// </summary>
sealed class Sheet(Guid decisionId)
{
    readonly Dictionary<Guid, Moving> moving = [];
    readonly Dictionary<Guid, Paper> unmoved = [];

    public Guid DecisionId => decisionId;

    public Writing Writing { get; } = new();

    /// <summary>Keys of persons new on this sheet.</summary>
    public Dictionary<Guid, byte[]> Keys { get; } = [];

    /// <summary>The record as earlier decisions on this sheet left it.</summary>
    public Record? Find(Guid id) => moving.GetValueOrDefault(id)?.Record;

    /// <summary>Every record made or moved so far.</summary>
    public IEnumerable<Record> Records => moving.Values.Select(m => m.Record);

    public IEnumerable<(string Kind, Guid Id)> Touched => moving.Values.Select(m => (m.Record.RecordKind, m.Record.Key));

    public void Unmoved(Paper paper) => unmoved.TryAdd(paper.Record.Key, paper);

    public void Moved(Paper paper, IEnumerable<Column> columns)
    {
        if (!moving.TryGetValue(paper.Record.Key, out var record))
        {
            moving.Add(paper.Record.Key, record = new(paper.Table, paper.Record, paper.IsNew, paper.ReadVersion, []));
            paper.Record.Version = paper.ReadVersion + 1;
            if (paper.IsNew) Writing.Inserts.Add(paper.Record);
        }

        if (!record.IsNew) record.Columns.UnionWith(columns);
    }

    /// <summary>Everything to write, complete.</summary>
    public Writing Finished()
    {
        foreach (var record in moving.Values.Where(r => !r.IsNew))
            Writing.Changes.Add(new(record.Table, record.Record, [.. record.Columns.Concat(record.Table.BySlot["version"].Columns).Distinct()], record.ReadVersion));
        if (!Writing.IsEmpty)
            foreach (var paper in unmoved.Values.Where(p => !moving.ContainsKey(p.Record.Key)))
                Writing.Unmoved.Add((paper.Table, paper.Record));
        return Writing;
    }

    sealed record Moving(Table Table, Record Record, bool IsNew, long ReadVersion, HashSet<Column> Columns);
}

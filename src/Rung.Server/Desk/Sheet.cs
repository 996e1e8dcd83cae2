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

    public void Moved(Paper paper, List<(Slot Slot, object? Before, object? After)> differences)
    {
        if (!moving.TryGetValue(paper.Record.Key, out var record))
        {
            moving.Add(paper.Record.Key, record = new(paper.Table, paper.Record, paper.ReadVersion, paper.IsNew ? null : []));
            paper.Record.Version = paper.ReadVersion + 1;
            if (paper.IsNew) Writing.Inserts.Add(paper.Record);
        }

        if (record.Columns is not { } columns) return;
        foreach (var (slot, _, _) in differences) columns.UnionWith(slot.Columns);
    }

    /// <summary>Everything to write, complete.</summary>
    public Writing Finished()
    {
        foreach (var record in moving.Values)
            if (record.Columns is { } columns) Writing.Changes.Add(new(record.Table, record.Record, [.. columns.Concat(record.Table.BySlot["version"].Columns).Distinct()], record.ReadVersion));
        if (!Writing.IsEmpty)
            foreach (var paper in unmoved.Values.Where(p => !moving.ContainsKey(p.Record.Key)))
                Writing.Unmoved.Add((paper.Table, paper.Record));
        return Writing;
    }

    /// <param name="Columns">Those that changed; null of a new record, which is written whole.</param>
    sealed record Moving(Table Table, Record Record, long ReadVersion, HashSet<Column>? Columns);
}

using Rung.Records;

namespace Rung.Server.Desk;

/// <summary>
/// The clock and the identities of a story that is told in one go: when each thing was written down in the story, and
/// names that are the same each time it is told. The records it moved last stay at hand, since nobody else writes them.
/// </summary>
sealed class Narration(DateTimeOffset begins, Func<DateTimeOffset, Guid> identity)
{
    const int Many = 40_000;

    Dictionary<Guid, Record> young = [], old = [];

    /// <summary>When what comes next was written down; never goes back within a record.</summary>
    public DateTimeOffset Now { get; set; } = begins;

    public Guid NewId(DateTimeOffset at) => identity(at);

    /// <summary>The record as it was written last, while it is at hand.</summary>
    public Record? Find(Guid id)
    {
        if (young.TryGetValue(id, out var record)) return record;
        if (old.Remove(id, out record)) young[id] = record;
        return record;
    }

    /// <summary>Keeps what was written; what nobody asked for in a long time is let go.</summary>
    public void Keep(IEnumerable<Record> written)
    {
        foreach (var record in written) young[record.Key] = record;
        if (young.Count > Many) (old, young) = (young, []);
    }
}

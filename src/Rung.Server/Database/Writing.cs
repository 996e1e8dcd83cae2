using Rung.Records;

namespace Rung.Server.Database;

/// <summary>A record changed since it was read, with the columns that differ.</summary>
sealed record Change(Table Table, Record Record, IReadOnlyList<Column> Columns, long ReadVersion);

/// <summary>Everything one transaction writes.</summary>
sealed class Writing
{
    /// <summary>Statements before the rows: clearing what the new rows replace.</summary>
    public List<(string Sql, object?[] Values)> First { get; } = [];

    /// <summary>New rows in the order they were made.</summary>
    public List<object> Inserts { get; } = [];

    public List<Change> Changes { get; } = [];

    /// <summary>Records that were read to decide and must still be as they were.</summary>
    public List<(Table Table, Record Record)> Unmoved { get; } = [];

    /// <summary>Statements beside the records: destroying a person's key, retracting a history row.</summary>
    public List<(string Sql, object?[] Values)> Statements { get; } = [];

    /// <summary>Statements that must each change one row; where one does not, nothing is written: somebody else has the lease.</summary>
    public List<(string Sql, object?[] Values)> Guards { get; } = [];

    public bool IsEmpty => Inserts.Count + Changes.Count + Statements.Count + Guards.Count + First.Count == 0;
}

/// <summary>Another writer came first.</summary>
sealed class ClashException(Record record) : Exception
{
    public Record Record => record;
}

/// <summary>A guard did not hold: the lease is somebody else's now, or the work was cancelled.</summary>
sealed class LeaseLostException : Exception;

/// <summary>A value that must be unique is taken already.</summary>
sealed class TakenException(string detail, Exception inner) : Exception(detail, inner);

/// <summary>A row names another that does not exist.</summary>
sealed class DanglingException(Exception inner) : Exception(inner.Message, inner);

/// <summary>Writes a <see cref="Writing"/> in one transaction, whole or not at all. One for each database.</summary>
interface IWriter
{
    Task Write(Writing writing, CancellationToken cancel);

    /// <summary>Writes part after part in one transaction; each may be forgotten when the next is asked for.</summary>
    Task WriteAll(IAsyncEnumerable<Writing> parts, CancellationToken cancel);
}

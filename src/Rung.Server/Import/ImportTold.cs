namespace Rung.Server.Import;

/// <param name="Path">A file, or the folder the map's files lie in.</param>
/// <param name="Map">The map as YAML.</param>
/// <param name="DryRun">Decide everything, write nothing.</param>
/// <param name="Rejected">Where rejected rows are written; empty is beside their source, null nowhere.</param>
sealed record ImportAsk(string Path, string Map, bool DryRun, string? Rejected = null);

public sealed record RejectedRow(string File, long Row, long Line, string Refusal, string Why);

/// <summary>Of one currency, minor units: in all rows of the file, and in those that are here now.</summary>
public sealed record SumTotals(string Field, string Currency, long InSource, long TakenIn);

/// <summary>Opportunities of one stage: rows the source has there, and how many of them stand there here.</summary>
public sealed record StageTotals(string Stage, long InSource, long TakenIn);

public sealed record FileTotals(string File, string Record, long Rows, long Entered, long Amended, long Unchanged, long Rejected, long PassedOver)
{
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Columns that no field takes, kept with the records.</summary>
    public IReadOnlyList<string> KeptColumns { get; init; } = [];
    public IReadOnlyList<SumTotals> Sums { get; init; } = [];
    public IReadOnlyList<StageTotals> Stages { get; init; } = [];

    /// <summary>How many rows each refusal turned away.</summary>
    public IReadOnlyDictionary<string, long> Refusals { get; init; } = new Dictionary<string, long>();

    /// <summary>History rows that named an opportunity nobody knows, or came after the end.</summary>
    public long HistoryLeft { get; init; }

    /// <summary>Rows that no key found and that looked like a company or person who was here; what became of them, the map says.</summary>
    public long Alike { get; init; }

    /// <summary>Where the rejected rows were written, as the command line asked.</summary>
    public string? RejectedFile { get; init; }
}

/// <summary>What an import did, or would have done.</summary>
public sealed record ImportTold(Guid ImportId, bool DryRun, IReadOnlyList<FileTotals> Files, IReadOnlyList<RejectedRow> Rejected, long RejectedInAll, double Seconds, double RowsPerSecond)
{
    /// <summary>New records whose owner is nobody we know; they wait in one queue, with one task to sort them out.</summary>
    public long Unowned { get; init; }
}

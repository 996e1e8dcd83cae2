namespace Rung.Server.Import.Reading;

/// <summary>One record of a file as it was written.</summary>
/// <param name="Number">Its place among the records of the file, blank ones too, from 1.</param>
/// <param name="Line">The line it begins on, from 1; in a workbook the row of the sheet.</param>
/// <param name="Cells">Its texts, untouched.</param>
/// <param name="Fault">Why it cannot be taken as it stands; the rows around it still can.</param>
public sealed record Row(long Number, long Line, IReadOnlyList<string> Cells, Refusal? Fault = null)
{
    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);

    public int Filled => Cells.Count(c => !string.IsNullOrWhiteSpace(c));
}

/// <summary>Records one after another, never more of the file in memory than the one being read.</summary>
abstract class RowReader : IAsyncDisposable
{
    /// <summary>The record read last.</summary>
    public Row Current { get; protected set; } = new(0, 0, []);

    /// <summary>Why reading broke off before the end; null where it did not.</summary>
    public Refusal? Refusal { get; protected set; }

    /// <summary>How many bytes of the file are behind us.</summary>
    public long BytesRead { get; protected set; }

    public abstract ValueTask<bool> Next(CancellationToken cancel);

    public abstract ValueTask DisposeAsync();
}

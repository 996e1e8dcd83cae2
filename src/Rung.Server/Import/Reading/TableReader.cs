namespace Rung.Server.Import.Reading;

/// <summary>
/// The data rows of a file: under the names, every row as wide as they are, without blank lines and footers. Reads on
/// while <see cref="Next"/> says so; then <see cref="Refusal"/> tells whether the end was the end.
/// </summary>
public sealed class TableReader : IAsyncDisposable
{
    readonly RowReader rows;
    readonly Layout layout;
    readonly Queue<Row> held = [];
    bool isAfterBlank, isReleasing;

    internal TableReader(RowReader rows, Layout layout) => (this.rows, this.layout) = (rows, layout);

    /// <summary>The row read last, one cell for each column.</summary>
    public Row Current { get; private set; } = new(0, 0, []);

    public IReadOnlyList<Column> Columns => layout.Columns;

    public Refusal? Refusal => rows.Refusal;

    public long BytesRead => rows.BytesRead;

    /// <summary>How many rows ended early; what they lack is read as empty, as spreadsheets mean it.</summary>
    public long ShortRows { get; private set; }

    /// <summary>What stood under the data, known at the end.</summary>
    public IReadOnlyList<string> FooterLines { get; private set; } = [];

    /// <summary>Passes every row up to and including the one with this number: the checkpoint to go on from.</summary>
    public async ValueTask<bool> SkipPast(long number, CancellationToken cancel)
    {
        while (Current.Number < number)
            if (!await Next(cancel)) return false;
        return true;
    }

    public async ValueTask<bool> Next(CancellationToken cancel)
    {
        if (isReleasing && held.Count > 0) return Yield(held.Dequeue());
        isReleasing = false;

        while (await rows.Next(cancel))
        {
            var row = rows.Current;
            if (row.Number <= layout.HeaderNumber) continue;
            if (row.IsBlank && row.Fault is null)
            {
                isAfterBlank = true;
                continue;
            }

            var mayBeFooter = Footers.MayBe(row, Columns.Count, isAfterBlank || held.Count > 0);
            if (!mayBeFooter) isAfterBlank = false;
            if (!mayBeFooter && held.Count == 0) return Yield(row);

            held.Enqueue(row);
            if (mayBeFooter && held.Count <= Footers.Longest) continue;
            isReleasing = true;
            return Yield(held.Dequeue());
        }

        // Broken off in mid-file, what was held back is data that nobody has seen the end of.
        if (Refusal is null) FooterLines = [.. held.Select(r => r.Cells[0].Trim())];
        held.Clear();
        return false;
    }

    public ValueTask DisposeAsync() => rows.DisposeAsync();

    bool Yield(Row row)
    {
        var (cells, columns) = (row.Cells, Columns.Count);
        if (cells.Count < columns)
        {
            ShortRows++;
            row = row with { Cells = [.. cells, .. Enumerable.Repeat("", columns - cells.Count)] };
        }
        else if (cells.Count > columns && cells.Skip(columns).Any(c => !string.IsNullOrWhiteSpace(c)))
        {
            row = row with { Fault = row.Fault ?? new TooManyCells(row.Line, cells.Count, columns) };
        }
        else if (cells.Count > columns)
        {
            row = row with { Cells = [.. cells.Take(columns)] };
        }

        Current = row;
        return true;
    }
}

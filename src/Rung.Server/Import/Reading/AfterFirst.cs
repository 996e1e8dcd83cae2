namespace Rung.Server.Import.Reading;

/// <summary>All records but the first, which only named the delimiter.</summary>
sealed class AfterFirst(RowReader rows) : RowReader
{
    public override async ValueTask<bool> Next(CancellationToken cancel)
    {
        var isThere = (rows.Current.Number > 0 || await rows.Next(cancel)) && await rows.Next(cancel);
        (Current, Refusal, BytesRead) = (rows.Current, rows.Refusal, rows.BytesRead);
        return isThere;
    }

    public override ValueTask DisposeAsync() => rows.DisposeAsync();
}

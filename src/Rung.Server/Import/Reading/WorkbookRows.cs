using System.Globalization;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Rung.Server.Import.Reading;

/// <summary>The records of one sheet of an Excel workbook.</summary>
sealed class WorkbookRows(Stream stream, string sheet, bool from1904, ReadingLimits limits) : RowReader
{
    static readonly OpenXmlConfiguration Plainly = new() { FillMergedCells = false, IgnoreEmptyRows = false, EnableSharedStringCache = true };

    // Between 30 December 1899 and 1 January 1904, where the two kinds of workbooks count from.
    readonly int daysLater = from1904 ? 1462 : 0;
    IEnumerator<dynamic>? rows;

    public override ValueTask<bool> Next(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return new(Refusal is null && Advance());
    }

    public override async ValueTask DisposeAsync()
    {
        rows?.Dispose();
        await stream.DisposeAsync();
    }

    bool Advance()
    {
        try
        {
            rows ??= MiniExcel.Query(stream, useHeaderRow: false, sheet, ExcelType.XLSX, "A1", Plainly).GetEnumerator();
            if (!rows.MoveNext()) return false;
        }
        catch (Exception damaged) when (damaged is not OutOfMemoryException)
        {
            // The library throws whatever the XML or the zip made it stumble over.
            Refusal = new DamagedWorkbook();
            return false;
        }

        var cells = ((IDictionary<string, object?>)rows.Current).Values;
        var number = Current.Number + 1;
        if (cells.Count > limits.Columns)
        {
            Refusal = new TooManyColumns(number, cells.Count, limits.Columns);
            return false;
        }

        BytesRead = stream.CanRead ? stream.Position : BytesRead;
        Current = new(number, number, [.. cells.Select(Shown)]);
        return true;
    }

    /// <summary>As a careful person would type it: days as ISO, numbers with a point and all their digits.</summary>
    string Shown(object? cell) => cell switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "TRUE" : "FALSE",
        DateTime { TimeOfDay.Ticks: 0 } day => day.AddDays(daysLater).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.AddDays(daysLater).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}

namespace Rung.Server.Import.Reading;

/// <summary>How a person wants a file read; what is left open is found out from the file.</summary>
public sealed record ReadingOptions
{
    public string? Encoding { get; init; }
    public char? Delimiter { get; init; }
    public char Quote { get; init; } = '"';

    /// <summary>Which line has the column names, counted from 1; 0 when none has.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Which sheet of a workbook; the first one otherwise.</summary>
    public string? Sheet { get; init; }

    public ReadingLimits Limits { get; init; } = new();
}

/// <summary>How much of anything a file may bring. Far above every export seen (617 columns, cells of 180 KB).</summary>
public sealed record ReadingLimits
{
    public long FileBytes { get; init; } = 1L << 30;
    public long UnpackedBytes { get; init; } = 4L << 30;
    public int Columns { get; init; } = 2_000;
    public int RowCharacters { get; init; } = 8_000_000;
}

using System.Text.RegularExpressions;

namespace Rung.Server.Import.Reading;

/// <summary>Tells the lines that reports write under their data from data.</summary>
static partial class Footers
{
    /// <summary>Longer than this is no footer but data with one column filled.</summary>
    public const int Longest = 20;

    /// <summary>
    /// One value in the first column and nothing else: after a blank line it must not even have delimiters, for a contact of
    /// whom only the name is known has them; otherwise it must begin as footers do. It is one only if no data follows.
    /// </summary>
    public static bool MayBe(Row row, int columns, bool isAfterBlank) =>
        columns > 1 && row.Filled == 1 && row.Cells[0].Trim() is { Length: > 0 } text
        && ((isAfterBlank && row.Cells.Count == 1) || Words().IsMatch(text));

    [GeneratedRegex(@"^(generated (by|on|at)|exported (by|on|at)|created by:|printed (by|on)|copyright|©|\(c\)|confidential|grand total|total records|records:|\d+ records?$|source:|as of|合计|总计|共\s*\d+|制表|导出时间|导出人|生成时间|数据来源|以上)", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}

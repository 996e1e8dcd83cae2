using System.Text;
using Rung.Server.Export;

namespace Rung.Server.Tests.Export;

/// <summary>What a spreadsheet would run gets an apostrophe, and reading takes exactly that one away.</summary>
public class TextsInCells
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\0=1")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM")]
    [InlineData("  =1+1")]
    public void A_formula_is_written_as_a_text(string text) => Assert.Equal("'" + text, CsvText.Harmless(text));

    [Theory]
    [InlineData("Varg")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a=b")]
    [InlineData("1-2")]
    public void Any_other_text_stays(string text) => Assert.Equal(text, CsvText.Harmless(text));

    [Fact]
    public void Every_text_comes_back_as_it_was()
    {
        string[] beginnings = ["", " ", "  ", "'", "''", "' ", " '", "=", "'=", "' =", " '=", "＝", "'＝", "\t", "\0", "a", "'a", "\"", ",", "\n"];
        foreach (var text in beginnings.SelectMany(a => beginnings.Select(b => a + b)).SelectMany(a => beginnings.Select(b => a + b)))
        {
            var line = new StringBuilder();
            CsvText.Append(line, CsvText.Harmless(text));
            using var reader = new StringReader(line + "\n");
            Assert.Equal(text, CsvText.AsWritten(CsvText.Read(reader)![0] ?? ""));
        }
    }
}

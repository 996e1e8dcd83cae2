using MiniExcelLibs;
using Rung.Server.Import.Reading;

namespace Rung.Server.Tests.Import.Reading;

/// <summary>Excel workbooks.</summary>
public sealed class Workbooks
{
    [Fact]
    public async Task Days_that_a_workbook_counts_from_1904_are_the_days_Excel_shows()
    {
        var path = Path.Combine(Given.Published("csv-corpora"), "csvkit-examples", "sheets.xlsx");
        var file = await Given.File(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));

        Assert.Contains("Chicago Sun-Times|1948-01-01|63|TRUE|1.27|1948-01-01T14:57:13||Extra data beyond headers will be trimmed", (await file.All()).Lines);
    }

    [Fact]
    public async Task An_empty_sheet_in_front_is_passed_over()
    {
        var file = await Given.File(Workbook(("Cover", []), ("Deals", [new { Name = "Helios", Amount = 1200.5m }])));

        Assert.Equal("Deals", file.Sheet);
        Assert.Equal(["Helios|1200.5"], (await file.All()).Lines);
    }

    [Fact]
    public async Task The_sheet_asked_for_is_read()
    {
        var bytes = Workbook(("A", [new { Name = "first" }]), ("B", [new { Name = "second" }]));

        Assert.Equal(["second"], (await (await Given.File(bytes, new() { Sheet = "b" })).All()).Lines);
        Assert.Equal(new NoSuchSheet("C", "A, B"), (await Given.Opening(bytes, new() { Sheet = "C" })).Refusal);
    }

    [Fact]
    public async Task Days_and_times_come_out_as_ISO()
    {
        var file = await Given.File(Workbook(("S", [new { Day = new DateTime(2026, 1, 5), At = new DateTime(2026, 1, 5, 9, 30, 0) }])));

        Assert.Equal(["2026-01-05|2026-01-05T09:30:00"], (await file.All()).Lines);
    }

    [Fact]
    public async Task What_is_no_workbook_is_refused_by_what_it_is()
    {
        var workbook = Workbook(("S", [new { Name = "x" }]));

        Assert.Equal(new OldWorkbook(), (await Given.Opening([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])).Refusal);
        Assert.Equal(new DamagedWorkbook(), (await Given.Opening(workbook[..(workbook.Length / 2)])).Refusal);
        Assert.Equal(new NotATable("zip"), (await Given.Opening(Zip("readme.txt"))).Refusal);
        Assert.Equal(new NotATable("PDF"), (await Given.Opening(Given.Utf8("%PDF-1.7\nbinary follows"))).Refusal);
        Assert.Equal(new NotATable("HTML"), (await Given.Opening(Given.Utf8("<html><table><tr><td>Name</td></tr></table>"), name: "export.xls")).Refusal);
    }

    [Fact]
    public async Task A_workbook_that_unpacks_to_more_than_the_limit_is_refused_before_it_is_unpacked()
    {
        var bytes = Workbook(("S", Enumerable.Range(0, 2_000).Select(i => (object)new { Name = "the same again and again" }).ToArray()));

        Assert.IsType<FileTooLarge>((await Given.Opening(bytes, new() { Limits = new() { UnpackedBytes = 20_000 } })).Refusal);
    }

    static byte[] Workbook(params (string Name, object[] Rows)[] sheets)
    {
        using var stream = new MemoryStream();
        MiniExcel.SaveAs(stream, sheets.ToDictionary(s => s.Name, s => (object)s.Rows));
        return stream.ToArray();
    }

    static byte[] Zip(string entry)
    {
        using var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true)) zip.CreateEntry(entry);
        return stream.ToArray();
    }
}

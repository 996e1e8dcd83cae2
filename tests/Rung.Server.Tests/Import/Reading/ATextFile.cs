using System.Text;
using Rung.Server.Import.Reading;

namespace Rung.Server.Tests.Import.Reading;

/// <summary>Delimited text, as exports and people write it.</summary>
public sealed class ATextFile
{
    const string Clues = "公司名称,联系人,手机,负责人,来源,跟进状态,下次跟进时间\r\n华夏制造有限公司,王伟,13800138000,李娜,展会,初步接触,2026年1月5日\r\n北京云图科技,欧阳修,13900139000,张强,官网,已报价,2026年2月10日\r\n";

    [Theory]
    [InlineData("gb18030", EncodingClue.ChineseBytePairs, "gb18030")]
    [InlineData("utf-8", EncodingClue.WellFormedUtf8, "utf-8")]
    [InlineData("utf-16", EncodingClue.ZeroBytes, "utf-16")]
    [InlineData("utf-16BE", EncodingClue.ZeroBytes, "utf-16BE")]
    public async Task Chinese_is_read_in_whatever_encoding_it_comes(string written, EncodingClue clue, string read)
    {
        var file = await Given.File(Given.In(written, Clues));

        Assert.Equal((read, clue), (file.Encoding!.Name, file.Encoding.Clue));
        Assert.Equal("手机", file.Columns[2].Name);
        Assert.Equal("华夏制造有限公司|王伟|13800138000|李娜|展会|初步接触|2026年1月5日", (await file.All()).Lines.First());
    }

    [Fact]
    public async Task Accents_of_an_older_Windows_are_not_taken_for_Chinese()
    {
        var file = await Given.File(Given.In("windows-1252", "Name;Stadt\nMüller & Söhne;Köln\nCafé Noël;Zürich\nÅkesson;Malmö – Süd €\n"));

        Assert.Equal("windows-1252", file.Encoding!.Name);
        Assert.Equal(["Müller & Söhne|Köln", "Café Noël|Zürich", "Åkesson|Malmö – Süd €"], (await file.All()).Lines);
    }

    [Fact]
    public async Task An_accent_far_below_a_plain_beginning_still_tells_the_encoding()
    {
        var plain = "Name,City\n" + string.Concat(Enumerable.Repeat("Acme,Berlin\n", 60_000));
        var file = await Given.File([.. Given.Utf8(plain), .. Given.In("gb18030", "华夏制造,北京\n")]);

        Assert.Equal("gb18030", file.Encoding!.Name);
        Assert.Equal("华夏制造|北京", (await file.All()).Lines.Last());
    }

    [Fact]
    public async Task The_chosen_encoding_stands_above_the_found_one()
    {
        var bytes = Given.In("big5", "公司,城市\n華夏製造,臺北\n");

        Assert.Equal(["華夏製造|臺北"], (await (await Given.File(bytes, new() { Encoding = "big5" })).All()).Lines);
        Assert.IsType<UnknownEncoding>((await Given.Opening(bytes, new() { Encoding = "klingon" })).Refusal);
    }

    [Fact]
    public async Task One_damaged_row_in_good_UTF8_is_marked_and_the_others_stand()
    {
        var text = "名称,城市\n" + string.Concat(Enumerable.Repeat("华夏,北京\n", 50));
        byte[] bytes = [.. Given.Utf8(text), .. Given.Utf8("坏"), 0xE5, .. Given.Utf8(",上海\n好,广州\n")];
        var read = await (await Given.File(bytes)).All();

        Assert.Equal(52, read.Rows.Count);
        Assert.Equal(new DamagedText(52, "utf-8"), Assert.Single(read.Rows, r => r.Fault is not null).Fault);
        Assert.Equal("坏\uFFFD|上海", read.Lines.ElementAt(50));
    }

    [Theory]
    [InlineData("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", ';')]
    [InlineData("a\tb, c\n1\t2\n3\t4, 5\n", '\t')]
    [InlineData("a|b\n1|2\n", '|')]
    [InlineData("sep=;\r\na;b\r\n1;2\r\n", ';')]
    [InlineData("one column\nof, words\nhere\n", ',')]
    public async Task The_delimiter_is_the_one_that_makes_rows_of_equal_width(string text, char delimiter) =>
        Assert.Equal(delimiter, (await Given.File(text)).Dialect!.Delimiter);

    [Fact]
    public async Task A_line_that_only_names_the_delimiter_is_no_row()
    {
        var file = await Given.File("sep=;\r\nName;Amount\r\nHelios;1\r\n");

        Assert.Equal(["Name", "Amount"], file.Columns.Select(c => c.Name));
        Assert.Equal(["Helios|1"], (await file.All()).Lines);
    }

    [Theory]
    [InlineData("a,b\r\n\"x\r\ny\",\"say \"\"hi\"\"\"\r\n", "x\r\ny|say \"hi\"")]
    [InlineData("a,b\r1,2\r", "1|2")]
    [InlineData("a,b\n5' 11\",tall\n", "5' 11\"|tall")]
    [InlineData("a,b\n\"1\" ,2", "1 |2")]
    [InlineData("a,b\n\"\",\n", "")]
    public async Task Quotes_and_line_ends_are_read_as_spreadsheets_write_them(string text, string row) =>
        Assert.Equal(row.Length == 0 ? [] : [row], (await Given.Read(text)).Lines);

    [Fact]
    public async Task Text_after_a_closing_quote_is_a_fault_of_its_row_alone()
    {
        var read = await Given.Read("a,b\n1,2\nx,\"oops\" I did\n3,4\n");

        Assert.Equal(new TextAfterQuote(3, 2), read.Rows[1].Fault);
        Assert.Equal([null, null], [read.Rows[0].Fault, read.Rows[2].Fault]);
    }

    [Fact]
    public async Task A_quote_that_never_closes_is_named_by_its_line()
    {
        var read = await Given.Read("a,b\n1,2\n3,\"4\n5,6\n7,8\n");

        Assert.Equal(["1|2"], read.Lines);
        Assert.Equal(new UnclosedQuote(3), read.Refusal);
    }

    [Fact]
    public async Task Lines_inside_quotes_count_when_a_fault_is_named()
    {
        var read = await Given.Read("a,b\n\"1\n1\n1\",2\n3,4,5\n");

        Assert.Equal(new TooManyCells(5, 3, 2), read.Rows[1].Fault);
    }

    [Fact]
    public async Task Short_rows_are_filled_up_and_counted_and_blank_ends_are_no_fault()
    {
        var read = await Given.Read("a,b,c\n1,2\n3,4,5,,\n");

        Assert.Equal(["1|2|", "3|4|5"], read.Lines);
        Assert.Equal((1L, null), (read.Short, read.Rows[1].Fault));
    }

    [Fact]
    public async Task Titles_above_and_footers_below_are_told_from_the_data()
    {
        var file = await Given.File("Open Opportunities\nAs of 31/01/2026,,,\n\nOpportunity Name,Stage,Amount,Close Date\nHelios,Proposal,\"USD 1,200.00\",02/03/2026\nAtlas,Won,USD 7.00,02/04/2026\n\nGenerated By: Jane\n\"Copyright (c) 2026, all rights reserved\"\nConfidential Information - Do Not Distribute\n");
        var read = await file.All();

        Assert.Equal(["Open Opportunities", "As of 31/01/2026"], file.Layout.Titles);
        Assert.Equal(["Helios|Proposal|USD 1,200.00|02/03/2026", "Atlas|Won|USD 7.00|02/04/2026"], read.Lines);
        Assert.Equal(["Generated By: Jane", "Copyright (c) 2026, all rights reserved", "Confidential Information - Do Not Distribute"], read.Footer);
    }

    [Fact]
    public async Task What_looks_like_a_footer_in_the_middle_is_data()
    {
        var read = await Given.Read("Name,City\nHelios,Bonn\n\nCopyright Clearance Center\nAtlas,Ulm\n");

        Assert.Equal(["Helios|Bonn", "Copyright Clearance Center|", "Atlas|Ulm"], read.Lines);
        Assert.Empty(read.Footer);
    }

    [Fact]
    public async Task A_last_contact_with_only_a_name_is_no_footer() =>
        Assert.Equal(["Ada|a@example.com", "Bob|"], (await Given.Read("Name,Email\nAda,a@example.com\n\nBob,\n")).Lines);

    [Fact]
    public async Task Columns_without_a_name_or_with_the_same_one_can_still_be_told_apart() =>
        Assert.Equal(["Amount", "#2", "Amount (2)", "amount (3)"], (await Given.File("Amount,,Amount,amount\n1,2,3,4\n")).Columns.Select(c => c.Name));

    [Fact]
    public async Task A_file_without_names_is_doubted_and_can_be_read_without()
    {
        var doubted = await Given.File("7,2026-01-01,a@example.com\n8,2026-01-02,b@example.com\n");
        var plain = await Given.File("7,2026-01-01,a@example.com\n8,2026-01-02,b@example.com\n", new() { HeaderRow = 0 });

        Assert.True(doubted.Layout.HeaderIsDoubtful);
        Assert.Equal((2, "#1"), ((await plain.All()).Rows.Count, plain.Columns[0].Name));
    }

    [Fact]
    public async Task The_line_of_the_names_can_be_chosen()
    {
        var file = await Given.File("x,y\nName,City\nHelios,Bonn\n", new() { HeaderRow = 2 });

        Assert.Equal(["Name", "City"], file.Columns.Select(c => c.Name));
        Assert.Equal(new NoHeaderThere(9), (await Given.Opening(Given.Utf8("a,b\n"), new() { HeaderRow = 9 })).Refusal);
    }

    [Fact]
    public async Task Seven_hundred_columns_and_a_cell_of_180_KB_are_read_whole()
    {
        var names = string.Join(',', Enumerable.Range(1, 700).Select(i => $"Property {i}"));
        var note = string.Concat(Enumerable.Repeat("a \"\"note\"\"\nin lines, ", 9_000));
        var read = await Given.Read($"{names}\n\"{note}\"{new string(',', 699)}\nlast{new string(',', 699)}\n");

        Assert.Equal(note.Replace("\"\"", "\"", StringComparison.Ordinal), read.Rows[0].Cells[0]);
        Assert.Equal(("last", 700), (read.Rows[1].Cells[0], read.Rows[1].Cells.Count));
    }

    [Fact]
    public async Task What_is_beyond_all_measure_is_refused_with_the_measure()
    {
        var limits = new ReadingLimits { FileBytes = 1_000, Columns = 3, RowCharacters = 100 };

        Assert.Equal(new FileTooLarge(1_001, 1_000), (await Given.Opening(new byte[1_001], new() { Limits = limits })).Refusal);
        Assert.Equal(new TooManyColumns(1, 4, 3), (await Given.Opening(Given.Utf8("a,b,c,d\n"), new() { Limits = limits })).Refusal);
        Assert.Equal(new EmptyFile(), (await Given.Opening(Given.Utf8("\n \n"))).Refusal);
        Assert.Equal(new NotATable("binary"), (await Given.Opening([.. Enumerable.Range(0, 400).Select(i => (byte)(i % 7))])).Refusal);
        var long_ = await Given.Read("a,b\n1,2\n3," + new string('x', 200_000), new() { Limits = new() { RowCharacters = 100 } });
        Assert.Equal((new RecordTooLong(3, 100), 1), (long_.Refusal, long_.Rows.Count));
    }

    [Fact]
    public async Task Reading_goes_on_past_a_checkpoint_as_if_never_stopped()
    {
        var file = await Given.File("a,b\n" + string.Concat(Enumerable.Range(0, 5_000).Select(i => i % 10 == 0 ? $"\"{i}\n\",x\n\n" : $"{i},y\n")));
        var all = (await file.All()).Rows;

        await using var later = file.Read();
        Assert.True(await later.SkipPast(all[2_999].Number, TestContext.Current.CancellationToken));
        Assert.True(await later.Next(TestContext.Current.CancellationToken));
        Assert.Equal((all[3_000].Number, all[3_000].Line, all[3_000].Cells[0]), (later.Current.Number, later.Current.Line, later.Current.Cells[0]));
    }

    [Fact]
    public async Task Reading_stops_when_it_is_called_off()
    {
        var file = await Given.File("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 200_000)));
        using var source = new CancellationTokenSource();
        await using var reader = file.Read();
        await reader.Next(source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (await reader.Next(source.Token)) { }
        });
    }

    [Fact]
    public async Task A_character_cut_in_two_by_the_buffer_is_whole_again()
    {
        // Three bytes each, so that some character lies across every boundary of a power of two.
        var name = string.Concat(Enumerable.Repeat("华夏制造", 20));
        var read = await (await Given.File(Encoding.UTF8.GetPreamble().Concat(Given.Utf8("n,m\n" + string.Concat(Enumerable.Repeat($"{name},1\n", 3_000)))).ToArray())).All();

        Assert.Equal(3_000, read.Rows.Count);
        Assert.All(read.Rows, r => Assert.Equal(name, r.Cells[0]));
    }
}

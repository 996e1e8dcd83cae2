using System.Net;

namespace Rung.Server.Tests.Ui;

public class DayOne
{
    [Theory]
    [InlineData("en", "Import a CSV or Excel file")]
    [InlineData("zh-CN", "导入 CSV 或 Excel 文件")]
    public async Task Home_of_a_company_without_records_shows_the_ways_to_begin(string language, string first)
    {
        await using var house = await House.Open(Database.Sqlite);

        var page = await house.ClientOf(house.Founder).GetStringAsync($"/?lang={language}");

        Assert.Contains(first, page, StringComparison.Ordinal);
        foreach (var way in (string[])["/imports", "/leads/new", "/settings/people", "/settings/company"]) Assert.Contains($"href=\"{way}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">welcome.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_way_to_begin_leads_to_a_page()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);

        foreach (var way in (string[])["/imports", "/leads/new", "/settings/people", "/settings/company"]) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(way)).StatusCode);
    }

    [Theory]
    [InlineData("accounts")]
    [InlineData("leads")]
    [InlineData("opportunities")]
    public async Task Home_is_the_pipeline_once_anything_is_recorded_and_the_ways_again_when_it_is_removed(string kinds)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var first = await client.Enter(kinds, new { name = "First" });

        Assert.Equal("/opportunities", (await client.GetAsync("/")).Headers.Location!.ToString());

        await client.DeleteAsync($"/api/v1/{kinds}/{first.Id()}");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Only_the_ways_one_may_take_are_shown()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(new(house.Founder.Id, "Reader", new(["lead.record"])));

        var page = await client.GetStringAsync("/");

        Assert.Contains("/leads/new", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/settings/people\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_map_of_an_import_without_a_file_leads_to_where_files_are_brought()
    {
        await using var house = await House.Open(Database.Sqlite);

        Assert.Equal("/imports", (await house.ClientOf(house.Founder).GetAsync("/imports/new")).Headers.Location!.ToString());
    }
}

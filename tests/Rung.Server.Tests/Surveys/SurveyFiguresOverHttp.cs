using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Surveys;

/// <summary>V14 through the product: thirty customers asked by a programme, answers by link, figures read back.</summary>
public class SurveyFiguresOverHttp
{
    static readonly (string Field, double Published)[] V14 =
    [
        ("score", 41.666667), ("standardError", 14.333172), ("low", 13.574166), ("high", 69.759167), ("ofAllStandardError", 6.519570), ("ofAllLow", 28.888545), ("ofAllHigh", 54.444789),
        ("above30", 0.705385), ("above0", 0.993637), ("posteriorMean", 37.037037),
    ];

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Thirty_customers_asked_and_twenty_four_answers_give_the_published_figures(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await house.Programme();
        for (var i = 0; i < 30; i++) await house.Customer($"C{i:00}", 1, "2026-03-02");
        Assert.Equal(30, await house.Ask());
        int[] scores = [.. Enumerable.Repeat(9, 6), .. Enumerable.Repeat(10, 7), .. Enumerable.Repeat(7, 4), .. Enumerable.Repeat(8, 4), 0, 3, 6];
        foreach (var (survey, score) in (await house.Surveys()).Zip(scores)) await client.Post($"/api/v1/surveys/{survey.Id()}/answer", new { score, verbatim = $"Because of {score}" });

        var results = await client.GetFromJsonAsync<JsonElement>("/api/v1/surveys/results");
        var question = Assert.Single(results.GetProperty("questions").EnumerateArray());
        var nps = question.GetProperty("nps");
        foreach (var (field, published) in V14) Assert.Equal(published, Math.Round(nps.GetProperty(field).GetDouble(), 6));
        Assert.Equal((13, 8, 3), (nps.GetProperty("promoters").GetInt32(), nps.GetProperty("passives").GetInt32(), nps.GetProperty("detractors").GetInt32()));
        Assert.Equal((24, 30), (question.GetProperty("responded").GetProperty("n").GetInt32(), question.GetProperty("responded").GetProperty("of").GetInt32()));
        Assert.Equal(("2026-Q1", 24), results.GetProperty("quarters")[0] is var quarter ? (quarter.Text("quarter"), quarter.GetProperty("n").GetInt32()) : default);
        Assert.Equal(24, results.GetProperty("said").GetArrayLength());

        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/surveys?lang=en"));
        foreach (var shown in (string[])["+42", "+29 to +54, at 95%", "70.5%", "above 0: 99.4%", "24 of 30 people; 6 still open", "+33", "13 promoters, 8 passives, 3 detractors"]) Assert.Contains(shown, page);
    }

    [Fact]
    public async Task What_was_entered_by_hand_is_counted_and_called_so()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var account = await client.Enter("accounts", new { name = "Varg" });
        await client.Enter("surveys", new { accountId = account.Id(), type = "worthIt", sentAt = "2026-03-01T09:00:00Z", answeredAt = "2026-03-01T10:00:00Z", score = 10 });
        var test = await client.Enter("accounts", new { name = "Ours", relation = "test" });
        await client.Enter("surveys", new { accountId = test.Id(), type = "worthIt", sentAt = "2026-03-01T09:00:00Z" });

        var question = Assert.Single((await client.GetFromJsonAsync<JsonElement>("/api/v1/surveys/results")).GetProperty("questions").EnumerateArray());

        Assert.Equal((1, 1), (question.GetProperty("sent").GetInt32(), question.GetProperty("byHand").GetInt32()));
        Assert.Contains("1 of 1 surveys were entered by hand", await client.GetStringAsync("/surveys?lang=en"));
    }

    [Theory]
    [InlineData("from=yesterday"), InlineData("from=2026-03-02&until=2026-03-01"), InlineData("until=2026-13-01")]
    public async Task A_span_that_is_none_is_refused(string query)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);

        foreach (var path in (string[])["/api/v1/surveys/results?", "/surveys?", "/surveys/asked?"])
            Assert.Contains((await client.GetAsync(path + query)).StatusCode, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity]);
    }

    [Fact]
    public async Task Days_are_counted_in_the_companys_zone_and_both_ends_count()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        await client.Enter("company-profiles", new { fromOn = "2026-01-01", name = "East", zone = "Asia/Shanghai", currency = "CNY", language = "zh-CN" });
        var account = await client.Enter("accounts", new { name = "Varg" });
        // The first of February begins in Shanghai at 16:00 the day before in UTC.
        foreach (var sentAt in (string[])["2026-01-31T15:59:59Z", "2026-01-31T16:00:00Z", "2026-02-01T15:59:59Z", "2026-02-01T16:00:00Z"]) await client.Enter("surveys", new { accountId = account.Id(), type = "satisfaction", sentAt });

        Assert.Equal(2, (await client.GetFromJsonAsync<JsonElement>("/api/v1/surveys/results?from=2026-02-01&until=2026-02-01")).GetProperty("questions")[0].GetProperty("sent").GetInt32());
    }
}

using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Desk;
using Rung.Server.Tests.Demo;
using Rung.Server.Metrics;

namespace Rung.Server.Tests.Metrics;

public sealed class ReportPagesOverHttp
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Every_report_is_drawn_for_a_company_and_for_an_empty_one_in_both_languages_without_a_missing_word(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        foreach (var full in new[] { false, true })
        {
            if (full) await house.LiveAYear();
            foreach (var path in ReportPages.All.Select(ReportPages.Path).Append("/reports/rows"))
                foreach (var asked in new[] { "lang=en", "lang=zh-CN", "lang=en&asOf=2026-01-31&by=source&every=quarter", "lang=en&knownAt=2026-02-01T00:00:00Z&region=-&from=2025-01-01&until=2026-01-01" })
                {
                    var html = await Page(client, $"{path}?{asked}");
                    Assert.DoesNotMatch(@"[>""](ui|keys|place|field|value|record|report)\.[a-z][A-Za-z.]*[<""]", html);
                    Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
                }
        }
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task The_bowtie_of_the_rollups_is_that_of_history(Database database)
    {
        await using var house = await House.Open(database);
        await house.LiveAYear();
        await house.CatchUp();
        var flow = house.Services.GetRequiredService<FlowReport>();
        foreach (var scope in (DealScope[])[DealScope.Everything, new(new DateOnly(2026, 1, 31)), DealScope.Everything with { From = new(2025, 9, 1), Until = new(2026, 1, 1) }])
        {
            var (rolled, told) = (await flow.Read(scope, default), await flow.Read(scope with { KnownAt = house.Clock.GetUtcNow().AddDays(1) }, default));
            Assert.Equal(told.Steps.Select(Told), rolled.Steps.Select(Told));
            Assert.True(told.Steps.Sum(s => s.Entered) > 0);
        }

        static (Rung.Metrics.Station, long, long, long, long, double?, double?) Told(Rung.Metrics.FlowStep step) => (step.Station, step.Entered, step.WentOn, step.Ended, step.Days.N, step.Days.Mean, step.Days.Median);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_target_for_bookings_shows_its_coverage_to_those_it_is_for(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync("/api/v1/opportunities", new { name = "Nordhav", amount = new { minor = 300_000, currency = "USD" }, closeOn = "2026-03-20" })).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync("/api/v1/targets", new { metric = "bookings", fromOn = "2026-01-01", untilOn = "2026-04-01", amount = new { minor = 100_000, currency = "USD" } })).StatusCode);

        Assert.Contains("is 3 times what is still to be sold", await Page(client, "/reports/pipeline?lang=en"), StringComparison.Ordinal);
        Assert.DoesNotContain("still to be sold", await Page(client, $"/reports/pipeline?lang=en&owner={house.Founder.Id.Value}"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Fiscal_periods_stand_beside_those_of_the_calendar_where_they_are_others(Database database)
    {
        await using var house = await House.Open(database);
        await house.LiveAYear();
        var client = house.ClientOf(house.Founder);
        Assert.DoesNotContain("fiscalQuarter", await Page(client, "/reports/bookings?lang=en"), StringComparison.Ordinal);
        var profile = (await house.Store.Known.Profiles())[^1];
        (await house.Desk.Decide(new(house.Founder, "company-profile.amend"), async docket =>
        {
            var company = await docket.Need(profile.Id);
            docket.Do(company, company.Amend(new Dictionary<string, object?> { ["fiscalYearStartMonth"] = 2 }, docket.Act));
            return company;
        })).Accepted(out _, out var refusal);
        Assert.Null(refusal);

        Assert.Contains("fiscalQuarter", await Page(client, "/reports/bookings?lang=en"), StringComparison.Ordinal);
        Assert.Matches("FY20[0-9]{2} Q[1-4]", await Page(client, "/reports/bookings?lang=en&every=fiscalQuarter"));
        Assert.Matches("20[0-9]{2} 财年", await Page(client, "/reports/bookings?lang=zh-CN&every=fiscalYear"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_figure_opens_as_many_rows_as_it_counts(Database database)
    {
        await using var house = await House.Open(database);
        await house.LiveAYear();
        var figures = await house.Services.GetRequiredService<MetricsReport>().Read(DealScope.Everything, Every.Month, null);
        var rows = house.Services.GetRequiredService<RowsReport>();

        async Task<long> Count(RowsOf of) => (await rows.Read(DealScope.Everything, of, null, null, "closed", true, 5, default)).Count;

        Assert.Equal(figures.Opportunities.Won, await Count(RowsOf.Won));
        Assert.Equal(figures.Opportunities.Lost, await Count(RowsOf.Lost));
        Assert.Equal(figures.Opportunities.Open, await Count(RowsOf.Open));
        Assert.Equal(figures.WinRate.Cohort.N, await Count(RowsOf.Cohort));
        Assert.Equal(figures.WinRate.Cohort.Excluded.Sum(e => e.N), await Count(RowsOf.Excluded));
        Assert.Equal(figures.WinRate.Period.N, await Count(RowsOf.Closed));
    }

    [Fact]
    public async Task The_walk_of_the_pipeline_ends_where_the_pipeline_is()
    {
        await using var house = await House.Open(Database.Sqlite);
        await house.LiveAYear();
        var pipeline = await house.Services.GetRequiredService<PipelineReport>().Read(DealScope.Everything, default);

        var steps = pipeline.Walk.Steps.ToDictionary(s => s.Change, s => s.Minor);
        Assert.Equal(pipeline.Stages.Sum(s => s.Amount.GetValueOrDefault(pipeline.Currency.Code)), steps[Rung.Metrics.PipelineChange.After]);
        Assert.Equal(steps[Rung.Metrics.PipelineChange.After], steps.Where(s => s.Key != Rung.Metrics.PipelineChange.After).Sum(s => s.Value));
    }

    [Fact]
    public async Task A_name_that_is_no_figure_is_refused()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        foreach (var asked in new[] { "of=everything", "why=mood", "sort=name" })
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/reports/rows?" + asked)).StatusCode);
    }

    static async Task<string> Page(HttpClient client, string path)
    {
        var answer = await client.GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {html[..Math.Min(html.Length, 2000)]}");
        return html;
    }
}

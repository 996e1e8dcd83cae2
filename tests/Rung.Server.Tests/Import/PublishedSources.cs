using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Metrics;
using Rung.Server.Import;
using Rung.Server.Metrics;
using Rung.Server.Tests.Import.Reading;

namespace Rung.Server.Tests.Import;

/// <summary>Published pipelines come in by the maps we ship, and every figure is what others computed from the same files.</summary>
public sealed class PublishedSources
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Maven_gives_the_known_counts_rates_cycles_and_bookings(Database database)
    {
        await using var house = await House.Open(database);
        var (folder, known) = await Import(house, "maven-crm-opportunities", "maven");
        var overall = known.GetProperty("overall");

        var months = await Figures(house, null, 1, Breakdown.Owner);
        Assert.Equal(new DealCounts(1589, 4238, 2473, 500), months.Opportunities);
        Assert.Equal(overall.GetProperty("win_rate").GetDouble(), months.WinRate.Period.Value!.Value, 6);
        Assert.Equal(overall.GetProperty("mean_cycle_days_won").GetDouble(), months.CycleDays.WonMean!.Value, 6);
        Assert.Equal(overall.GetProperty("mean_cycle_days_closed").GetDouble(), months.CycleDays.ClosedMean!.Value, 6);
        Assert.Equal(known.GetProperty("median_cycle_days_won").GetDouble(), months.CycleDays.WonMedian);
        Same(known.GetProperty("bookings_by_month"), months.Bookings);
        Same(known.GetProperty("bookings_by_quarter"), (await Figures(house, null, 3, null)).Bookings);
        Same(known.GetProperty("by_agent"), months.Groups!);
        Same(known.GetProperty("by_manager"), (await Figures(house, null, 1, Breakdown.Team)).Groups!);
        Same(known.GetProperty("by_region"), (await Figures(house, null, 1, Breakdown.Region)).Groups!);
        Same(known.GetProperty("by_product"), (await Figures(house, null, 1, Breakdown.Product)).Groups!);

        // What was open at the end of a day, counted straight from the file.
        var day = new DateOnly(2017, 6, 30);
        var rows = File.ReadLines(Path.Combine(folder, "sales_pipeline.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        var open = rows.Count(r => Day(r[5]) <= day && (Day(r[6]) is not { } closed || closed > day));
        Assert.Equal(open, (await Figures(house, day, 1, null)).Opportunities.Open);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Ravenstack_gives_the_known_recurring_revenue_and_churn(Database database)
    {
        await using var house = await House.Open(database);
        var (_, known) = await Import(house, "ravenstack-saas", "ravenstack");

        var figures = await Figures(house, null, 1, null);

        foreach (var month in known.GetProperty("mrr_month_end").EnumerateObject())
        {
            var row = figures.RecurringRevenue.Single(r => r.Period == month.Name);
            Assert.Equal((month.Name, month.Value.GetProperty("active_subscriptions").GetInt32(), month.Value.GetProperty("mrr").GetInt64() * 100), (row.Period, row.ActiveSubscriptions, row.Value["USD"]));
        }

        Assert.Equal(known.GetProperty("mrr_month_end").EnumerateObject().Select(m => m.Name), figures.RecurringRevenue.Select(r => r.Period));
        var churn = known.GetProperty("churn_events");
        Assert.Equal(new ChurnCounts(known.GetProperty("counts").GetProperty("churn_events").GetInt32(), churn.GetProperty("distinct_accounts").GetInt32()), figures.Churn);
        await using (var db = house.Store.Open())
        {
            var usage = known.GetProperty("usage");
            Assert.Equal((known.GetProperty("counts").GetProperty("feature_usage").GetInt32(), usage.GetProperty("total_count").GetInt64()), (await db.Set<Rung.Customers.UsageDay>().CountAsync(), await db.Set<Rung.Customers.UsageDay>().SumAsync(u => u.CoreEvents)));
            Assert.Equal((DateOnly.Parse(usage.GetProperty("range")[0].GetString()!, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(usage.GetProperty("range")[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture)), (await db.Set<Rung.Customers.UsageDay>().MinAsync(u => u.UsedOn), await db.Set<Rung.Customers.UsageDay>().MaxAsync(u => u.UsedOn)));
        }

        foreach (var month in churn.GetProperty("by_month").EnumerateObject())
        {
            var last = DateOnly.ParseExact(month.Name, "yyyy-MM", CultureInfo.InvariantCulture).AddMonths(1).AddDays(-1);
            var until = churn.GetProperty("by_month").EnumerateObject().TakeWhile(m => string.CompareOrdinal(m.Name, month.Name) <= 0).Sum(m => m.Value.GetInt32());
            Assert.Equal((month.Name, until), (month.Name, (await Figures(house, last, 1, null)).Churn.Events));
        }
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Telco_gives_the_known_churn_and_charges_by_dates_that_are_marked_as_worked_out(Database database)
    {
        await using var house = await House.Open(database);
        var (_, known) = await Import(house, "telco-churn", "telco");

        var figures = await Figures(house, null, 1, null);
        var (rows, churned) = (known.GetProperty("rows").GetInt32(), known.GetProperty("churned").GetInt32());
        Assert.Equal(new ChurnCounts(churned, churned), figures.Churn);
        var (all, gone) = (Minor(known, "monthly_charges_sum"), Minor(known, "monthly_charges_churned"));
        Assert.Equal([("2017-12", rows, all), ("2018-01", rows - churned, all - gone)], figures.RecurringRevenue.TakeLast(2).Select(r => (r.Period, r.ActiveSubscriptions, r.Value["USD"])));

        await using var db = house.Store.Open();
        Assert.All(await db.Set<Rung.Customers.Subscription>().Select(s => s.Origin).Distinct().ToListAsync(), origin => Assert.Equal(Rung.Records.Origin.Derived, origin));
        foreach (var contract in known.GetProperty("by_contract").EnumerateObject())
        {
            var name = contract.Name;
            var ended = await db.Set<Rung.Customers.Subscription>().CountAsync(s => s.Plan == name && s.EndsOn != null);
            Assert.Equal((contract.Value.GetProperty("n").GetInt32(), contract.Value.GetProperty("churned").GetInt32()), (await db.Set<Rung.Accounts.Account>().CountAsync(a => a.Segment == name), ended));
        }
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Salesforce_gives_the_known_counts_of_both_organisations_and_the_stage_history_of_one(Database database)
    {
        await using var house = await House.Open(database);
        var (folder, known) = await Import(house, "salesforce-exports", "salesforce");

        var teams = (await Figures(house, null, 1, Breakdown.Team)).Groups!;
        foreach (var organisation in (string[])["earthfink", "sfdc-assets"])
        {
            var (summary, row) = (known.GetProperty(organisation).GetProperty("opportunity_summary"), teams.Single(t => t.Key == organisation));
            Assert.Equal((summary.GetProperty("won").GetInt32(), summary.GetProperty("lost").GetInt32(), Minor(summary.GetProperty("by_stage").GetProperty("Closed Won"), "amount")),
                (row.Opportunities.Won, row.Opportunities.Lost, row.WonValue["USD"]));
            Assert.Equal(summary.GetProperty("win_rate").GetDouble(), row.WinRate.Period.Value!.Value, 6);
        }

        // What stood as won on the first day and as lost on the seventh of March ends as lost, with its visits in order.
        await using var db = house.Store.Open();
        var rows = File.ReadLines(Path.Combine(folder, "earthfink", "OpportunityHistory.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        var reversed = rows.Where(r => r[4] == "Closed Lost").Select(r => r[1]).Intersect(rows.Where(r => r[4] == "Closed Won").Select(r => r[1])).ToList();
        Assert.NotEmpty(reversed);
        foreach (var id in reversed)
        {
            var external = "salesforce:" + id;
            var deal = await db.Set<Rung.Opportunities.Opportunity>().SingleAsync(o => o.ExternalId == external);
            var kinds = await db.Set<Rung.Opportunities.StageVisit>().Where(v => v.OpportunityId == deal.Id).OrderBy(v => v.HappenedAt).ThenBy(v => v.Id).Select(v => v.Kind).ToListAsync();
            Assert.Contains(Rung.Opportunities.StageKind.Won, kinds);
            Assert.Equal(Rung.Opportunities.StageKind.Lost, kinds[^1]);
        }
    }

    static long Minor(JsonElement known, string field) => (long)Math.Round(known.GetProperty(field).GetDecimal() * 100);

    [Fact]
    public async Task Taking_the_same_files_in_again_changes_nothing_and_a_trial_run_writes_nothing()
    {
        await using var house = await House.Open(Database.Sqlite);
        await using (var db = house.Store.Open())
        {
            await Import(house, "maven-crm-opportunities", "maven", dryRun: true);
            Assert.Equal(0, db.Set<Rung.Opportunities.Opportunity>().Count());
        }

        await Import(house, "maven-crm-opportunities", "maven");
        var again = await Told(house, "maven-crm-opportunities", "maven", false);
        Assert.All(again.Files, f => Assert.Equal((f.Rows, 0L, 0L, 0L), (f.Unchanged, f.Entered, f.Amended, f.Rejected)));
    }

    static async Task<(string Folder, JsonElement Known)> Import(House house, string set, string map, bool dryRun = false)
    {
        var told = await Told(house, set, map, dryRun);
        Assert.Empty(told.Rejected);
        var folder = Given.Published(set);
        return (folder, JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(folder, "known-answers.json"))));
    }

    static async Task<ImportTold> Told(House house, string set, string map, bool dryRun)
    {
        var yaml = await File.ReadAllTextAsync(Example(map));
        return (await house.Services.GetRequiredService<Importer>().Run(house.Founder, new(Given.Published(set), yaml, dryRun), default)).Value;
    }

    static string Example(string map)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(at.FullName, "docs", "examples"))) at = at.Parent!;
        return Path.Combine(at.FullName, "docs", "examples", map + ".yaml");
    }

    static Task<MetricsDocument> Figures(House house, DateOnly? asOf, int months, Breakdown? by) =>
        house.Services.GetRequiredService<MetricsReport>().Read(asOf, months == 3 ? Every.Quarter : Every.Month, by);

    static void Same(JsonElement known, IReadOnlyList<BookingsRow> rows) => Assert.Equal(
        known.EnumerateObject().Select(p => (p.Name, p.Value.GetProperty("won").GetInt32(), p.Value.GetProperty("lost").GetInt32(), p.Value.GetProperty("won_value").GetInt64() * 100)),
        rows.Select(r => (r.Period, r.Won, r.Lost, r.Value["USD"])));

    static void Same(JsonElement known, IReadOnlyList<Figures> groups)
    {
        foreach (var group in known.EnumerateObject())
        {
            var row = groups.Single(g => g.Key == group.Name);
            Assert.Equal(
                (group.Name, group.Value.GetProperty("total").GetInt32(), group.Value.GetProperty("won").GetInt32(), group.Value.GetProperty("lost").GetInt32(), group.Value.GetProperty("won_value").GetInt64() * 100),
                (row.Key!, row.Opportunities.Total, row.Opportunities.Won, row.Opportunities.Lost, row.WonValue["USD"]));
            Assert.Equal(group.Value.GetProperty("win_rate").GetDouble(), row.WinRate.Period.Value!.Value, 6);
        }
    }

    static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

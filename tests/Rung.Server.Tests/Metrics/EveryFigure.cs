using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Metrics;
using Rung.Server.Api;
using Rung.Server.Desk;
using Rung.Server.Metrics;
using Rung.Server.Work;

namespace Rung.Server.Tests.Metrics;

/// <summary>Two implementations, the histories of companies to which anything may happen, and one answer.</summary>
public sealed class EveryFigure
{
    static readonly Breakdown?[] Breakdowns = [null, .. Enum.GetValues<Breakdown>().Cast<Breakdown?>()];

    public static TheoryData<Database, int> Companies() => Seeds(1, 2);

    [Theory, MemberData(nameof(Companies))]
    public async Task Is_the_same_counted_the_long_way_on_every_day_and_by_everything(Database database, int seed)
    {
        await using var house = await Lived(database, seed);
        var naive = new Naive(house);
        var today = naive.Day(house.Clock.GetUtcNow());
        for (var day = naive.Day(house.Clock.GetUtcNow().AddDays(-160)); day <= today; day = day.AddDays(4))
            await Same(house, naive, day, null, day.Day % 2 == 0 ? 1 : 3, Breakdowns[day.DayNumber % Breakdowns.Length]);
        foreach (var by in Breakdowns) await Same(house, naive, null, null, 1, by);
    }

    [Theory, MemberData(nameof(Companies))]
    public async Task Is_the_same_as_it_was_known_at_any_time(Database database, int seed)
    {
        await using var house = await Lived(database, seed + 10);
        var naive = new Naive(house);
        for (var at = house.Clock.GetUtcNow().AddDays(-150); at < house.Clock.GetUtcNow(); at = at.AddHours(197))
            foreach (var day in new DateOnly?[] { null, naive.Day(at).AddDays(-10), naive.Day(at) })
                await Same(house, naive, day, at, 1, Breakdowns[at.Day % Breakdowns.Length]);
    }

    [Theory, MemberData(nameof(Companies))]
    public async Task Of_the_roll_ups_is_what_recounting_gives(Database database, int seed)
    {
        await using var house = await Lived(database, seed + 20);
        var questions = house.Services.GetRequiredService<DealQuestions>();
        foreach (var by in Breakdowns)
            foreach (var scope in new[] { DealScope.Everything, new DealScope(new DateOnly(2026, 5, 1)), DealScope.Everything with { Only = new Dictionary<Breakdown, string> { [Breakdown.Region] = "north", [Breakdown.Team] = "" } } })
            {
                var (fast, slow) = (await questions.Count(scope, by, default), await questions.CountSlowly(scope, by, default));
                Assert.Equal(Told(slow), Told(fast));
            }
    }

    [Theory, MemberData(nameof(Companies))]
    public async Task Of_pace_is_what_history_gives(Database database, int seed)
    {
        await using var house = await Lived(database, seed + 50);
        var (pace, later) = (house.Services.GetRequiredService<PaceReport>(), house.Clock.GetUtcNow().AddDays(1));
        var moved = 0L;
        foreach (var scope in (DealScope[])[DealScope.Everything, new(new DateOnly(2026, 5, 1)), new(new DateOnly(2026, 6, 10)), DealScope.Everything with { Kind = Rung.Opportunities.StageKind.Open }, DealScope.Everything with { Only = new Dictionary<Breakdown, string> { [Breakdown.Region] = "north" } }])
        {
            var (rolled, told) = (await pace.Read(scope, default), await pace.Read(scope with { KnownAt = later }, default));
            Assert.Equal(Told(told.Agency), Told(rolled.Agency));
            Assert.Equal(told.Stages.Select(s => (s.Stage.Name, Told(s.Left), s.Here)), rolled.Stages.Select(s => (s.Stage.Name, Told(s.Left), s.Here)));
            Assert.Equal((told.Slippage.Dated, told.Slippage.Slipped, told.Slippage.PulledIn, Told(told.Slippage.Pushes)), (rolled.Slippage.Dated, rolled.Slippage.Slipped, rolled.Slippage.PulledIn, Told(rolled.Slippage.Pushes)));
            moved += told.Slippage.Slipped + told.Slippage.PulledIn;
        }

        Assert.True(moved > 0);
        var now = (await pace.Read(DealScope.Everything, default)).Stages;
        Assert.Equal(await Stays(house), now.Select(s => (s.Stage.Name, Told(s.Left), s.Here)));

        static (long, double?, double?) Told(DayCounts days) => (days.N, days.Mean, days.Median);
    }

    [Theory, MemberData(nameof(Companies))]
    public async Task Of_the_pipeline_is_what_history_gives_however_much_of_it_is_left_out(Database database, int seed)
    {
        await using var house = await Lived(database, seed + 60);
        var (report, later) = (house.Services.GetRequiredService<PipelineReport>(), house.Clock.GetUtcNow().AddDays(1));
        var today = new Naive(house).Day(house.Clock.GetUtcNow());
        foreach (var scope in (DealScope[])[DealScope.Everything, new(new DateOnly(2026, 6, 10)), new(today.AddMonths(14)), new(today.AddMonths(12)) { From = today.AddDays(-40) }])
        {
            var (rolled, told) = (await report.Read(scope, default), await report.Read(scope with { KnownAt = later }, default));
            Assert.Equal(told.Created, rolled.Created);
            Assert.Equal(told.Walk.Steps, rolled.Walk.Steps);
            Assert.Equal(told.Stages.Select(s => (s.Stage?.Name, s.N)), rolled.Stages.Select(s => (s.Stage?.Name, s.N)));
        }
    }

    [Theory, MemberData(nameof(Companies))]
    public async Task Of_targets_and_of_what_began_is_what_deals_one_by_one_come_to(Database database, int seed)
    {
        await using var house = await Lived(database, seed + 70);
        var (naive, report) = (new Naive(house), house.Services.GetRequiredService<PipelineReport>());
        var today = naive.Day(house.Clock.GetUtcNow());
        var targets = new[] { (-100, 30, "USD"), (-40, 0, "USD"), (-15, 3, "USD"), (0, 60, "USD"), (-60, 45, "EUR"), (-7, 1, "EUR") }.Select(t => (From: today.AddDays(t.Item1), Until: today.AddDays(t.Item2), Money: new Money(100_000, new(t.Item3)))).ToList();
        var owner = naive.Deals(null, null).Select(d => d.Keys["owner"]).First(o => o is not null)!;
        foreach (var person in new[] { null, owner })
            foreach (var (from, until, money) in targets)
                Assert.True((await house.Desk.Decide(new Call(house.Founder, "test"), docket => Entering.Enter(docket, typeof(Rung.Economics.Target), new Dictionary<string, object?>
                {
                    ["metric"] = "bookings", ["fromOn"] = from, ["untilOn"] = until, ["amount"] = money, ["personId"] = person is null ? null : new Id<Rung.People.Person>(Guid.Parse(person)),
                }))).Accepted(out _, out _));
        await house.CatchUp();

        var (won, open) = (0L, 0L);
        foreach (var day in new[] { today, today.AddDays(-10), today.AddDays(-35), today.AddMonths(8) })
            foreach (var whose in new[] { null, owner })
            {
                var told = await report.Read(new DealScope(day) { Only = whose is null ? new Dictionary<Breakdown, string>() : new() { [Breakdown.Owner] = whose } }, default);
                var deals = naive.Deals(day, null).Where(d => whose is null || d.Keys["owner"] == whose).ToList();
                Assert.Equal(targets.Where(t => t.From <= day && t.Until > day).Select(t => (t.From, t.Until, t.Money, Won(t), Open(t))).Order(), told.Targets.Select(t => (t.Period.From, t.Period.Until, t.Target, t.Won.Minor, t.Open.Minor)).Order());
                var months = Enumerable.Range(0, 12).Select(i => new DateOnly(day.Year, day.Month, 1).AddMonths(i - 11));
                Assert.Equal(months.Select(m => (m, Began(m).LongCount(), Began(m).Sum(d => d.Amount is { } a && a.Currency == told.Currency ? a.Minor : 0))), told.Created.Select(c => (c.Month.From, c.N, c.Minor)));
                (won, open) = (won + told.Targets.Sum(t => t.Won.Minor), open + told.Targets.Sum(t => t.Open.Minor));

                long Won((DateOnly From, DateOnly Until, Money Money) t) => deals.Where(d => d.Kind == "won" && d.Closed >= t.From && d.Closed < t.Until && d.Value?.Currency == t.Money.Currency).Sum(d => d.Value!.Value.Minor);
                long Open((DateOnly From, DateOnly Until, Money Money) t) => deals.Where(d => d.Kind == "open" && d.Expected >= t.From && d.Expected < t.Until && d.Amount?.Currency == t.Money.Currency).Sum(d => d.Amount!.Value.Minor);
                IEnumerable<NaiveDeal> Began(DateOnly month) => deals.Where(d => d.Began >= month && d.Began < month.AddMonths(1));
            }

        Assert.True(won > 0 && open > 0);
    }

    /// <summary>Time in each open stage, visit by visit.</summary>
    static async Task<List<(string Stage, (long N, double? Mean, double? Median) Left, long Here)>> Stays(House house)
    {
        await using var db = house.Store.Open();
        var present = await db.Set<Rung.Opportunities.Opportunity>().Where(o => o.RemovedAt == null).Select(o => o.Id).ToListAsync();
        var visits = (await db.Set<Rung.Opportunities.StageVisit>().Where(v => v.RetractedAt == null).ToListAsync()).Where(v => present.Contains(v.OpportunityId));
        var stays = new List<(Id<Rung.Opportunities.Stage> Stage, int? Days)>();
        foreach (var deal in visits.GroupBy(v => v.OpportunityId))
        {
            var inOrder = deal.OrderBy(v => v.HappenedAt).ThenBy(v => v.Id.ToString(), StringComparer.Ordinal).ToList();
            for (var i = 0; i < inOrder.Count; i++) stays.Add((inOrder[i].StageId, i + 1 < inOrder.Count ? (int)(inOrder[i + 1].HappenedAt - inOrder[i].HappenedAt).TotalDays : null));
        }

        var told = new List<(string, (long, double?, double?), long)>();
        foreach (var stage in (await house.Store.Known.Stages()).Where(s => s.Kind == Rung.Opportunities.StageKind.Open))
        {
            var days = stays.Where(s => s.Stage == stage.Id && s.Days is not null).Select(s => (double)s.Days!.Value).Order().ToList();
            var here = stays.LongCount(s => s.Stage == stage.Id && s.Days is null);
            if (days.Count + here == 0) continue;
            told.Add((stage.Name, (days.Count, days.Count == 0 ? null : days.Average(), days.Count == 0 ? null : (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2), here));
        }

        return told;
    }

    [Theory, MemberData(nameof(Companies))]
    public async Task Of_flow_obeys_Littles_law_exactly(Database database, int seed)
    {
        await using var house = await Lived(database, seed + 30);
        var questions = house.Services.GetRequiredService<DealQuestions>();
        var (first, last) = (new DateOnly(2026, 1, 1).DayNumber, new DateOnly(2026, 9, 1).DayNumber);
        long openDays = 0;
        for (var day = first; day <= last; day++)
            openDays += (await questions.Count(new DealScope(DateOnly.FromDayNumber(day)), null, default)).GetValueOrDefault("", new()).Counts is var counts ? counts.Open + counts.Undated : 0;

        long daysOpen = 0;
        await foreach (var span in questions.Spans(DealScope.Everything, first, last))
            if (!span.Deal.IsClosed) daysOpen += Math.Min((long)span.Until, last + 1) - Math.Max(span.From, first);
        Assert.Equal(openDays, daysOpen);
        Assert.True(openDays > 0);
    }

    [Theory, MemberData(nameof(Companies))]
    public async Task Of_recurring_revenue_moves_to_the_cent_from_what_was_to_what_is(Database database, int seed)
    {
        await using var house = await Lived(database, seed + 40);
        var (naive, report) = (new Naive(house), house.Services.GetRequiredService<RevenueReport>());
        var today = naive.Day(house.Clock.GetUtcNow());
        foreach (var knownAt in new DateTimeOffset?[] { null, house.Clock.GetUtcNow().AddDays(-50) })
            for (var day = today.AddDays(-120); day <= today; day = day.AddDays(23))
            {
                var from = day.AddDays(-40);
                var told = await report.Read(new Asked(new DealScope(day, knownAt) { From = from }, Every.Month, null) { Among = CustomerBreakdown.Product }, default);
                var terms = naive.Terms(day, knownAt);
                long Sum(string currency, DateOnly on) => terms.Where(t => t.Starts <= on && !(t.Ends <= on)).Sum(t => t.Monthly(on) is { } m && m.Currency.Code == currency ? m.Minor : 0);
                foreach (var currency in new[] { "USD", "EUR" })
                {
                    var row = told.Movements.FirstOrDefault(m => m.Currency == currency);
                    Assert.Equal((Sum(currency, from), Sum(currency, day)), (row?.Before ?? 0, row?.After ?? 0));
                    Assert.Equal(Sum(currency, day) - Sum(currency, from), told.Groups!.SelectMany(g => g.Movements).Where(m => m.Currency == currency).Sum(m => Enum.GetValues<Movement>().Sum(k => m.Of(k).Minor)));
                    Assert.Equal(Sum(currency, day) - Sum(currency, from), told.Periods.SelectMany(p => p.Movements).Where(m => m.Currency == currency).Sum(m => Enum.GetValues<Movement>().Sum(k => m.Of(k).Minor)));
                }
            }
    }

    static async Task<House> Lived(Database database, int seed)
    {
        var house = await House.Open(database);
        var company = new RandomCompany(house, seed);
        await company.Begin();
        await company.Happen(140);
        await house.Services.GetRequiredService<Followers>().CatchUp();
        return house;
    }

    static async Task Same(House house, Naive naive, DateOnly? asOf, DateTimeOffset? knownAt, int months, Breakdown? by)
    {
        var document = await house.Services.GetRequiredService<MetricsReport>().Read(new DealScope(asOf, knownAt), months == 3 ? Every.Quarter : Every.Month, by);
        var expected = NaiveFigures.Document(naive, asOf, knownAt, naive.Day(house.Clock.GetUtcNow()), months, by is null ? null : Words.Camel(by.Value.ToString()));
        Compare($"as of {asOf:O} known at {knownAt:O} by {by}", expected, JsonSerializer.SerializeToNode(document, Json.Options));
    }

    static void Compare(string path, JsonNode? expected, JsonNode? actual)
    {
        switch (expected, actual)
        {
            case (JsonObject a, JsonObject b):
                Assert.Equal($"{path}: {string.Join(", ", a.Select(p => p.Key))}", $"{path}: {string.Join(", ", b.Select(p => p.Key).Where(k => k != "knownAt"))}");
                // The second implementation leaves the band of the incidence to its own proofs.
                foreach (var (name, value) in a)
                    if (!(path.EndsWith("cumulativeIncidence", StringComparison.Ordinal) && name is "low" or "high")) Compare($"{path}/{name}", value, b[name]);
                break;
            case (JsonArray a, JsonArray b):
                Assert.True(a.Count == b.Count, $"{path}: {a.ToJsonString()} but {b.ToJsonString()}");
                for (var i = 0; i < a.Count; i++) Compare($"{path}/{i}", a[i], b[i]);
                break;
            case (JsonValue a, JsonValue b) when a.GetValueKind() == JsonValueKind.Number:
                Assert.True(Math.Abs(double.Parse(a.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) - double.Parse(b.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)) < 1e-9, $"{path}: {a} but {b}");
                break;
            default:
                Assert.True(expected?.ToJsonString() == actual?.ToJsonString(), $"{path}: {expected?.ToJsonString() ?? "null"} but {actual?.ToJsonString() ?? "null"}");
                break;
        }
    }

    static IReadOnlyList<string> Told(Dictionary<string, Tally> tallies) =>
        [.. tallies.SelectMany(t => t.Value.Alike.Select(a => $"{t.Key}: {a}").Concat(t.Value.Closed.Select(c => $"{t.Key}: {c}"))).Order(StringComparer.Ordinal)];

    static TheoryData<Database, int> Seeds(params int[] seeds)
    {
        var data = new TheoryData<Database, int>();
        foreach (var database in new OnBothDatabases())
            foreach (var seed in seeds) data.Add(new TheoryDataRow<Database, int>(database.Data, seed) { Skip = database.Skip });
        return data;
    }
}

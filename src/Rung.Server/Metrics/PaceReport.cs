using Rung.Metrics;
using Rung.Opportunities;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>How long deals stayed in one stage.</summary>
/// <param name="Left">Stays that are over.</param>
/// <param name="Here">Deals that are there still.</param>
public sealed record StageTime(Stage Stage, DayCounts Left, long Here);

/// <param name="Agency">Of wins, days from being accepted to the win: the clock of the seller alone (2.3).</param>
public sealed record Pace(Tally Tally, DayCounts Agency, IReadOnlyList<StageTime> Stages, Slippage Slippage);

/// <summary>Cycle, time in stage and slippage of the deals in scope, each over its whole life up to the day.</summary>
sealed class PaceReport(Store store, DealQuestions deals)
{
    const string Held = "s.from_on <= @0 AND s.until_on > @0";

    public async Task<Pace> Read(DealScope scope, CancellationToken cancel)
    {
        var tally = (await deals.Count(scope, null, cancel)).GetValueOrDefault("", new());
        if (await deals.Fresh(scope, cancel)) return new(tally, await Agency(scope, cancel), await Stays(scope, cancel), await Slipped(scope, cancel));

        var (agency, slippage, dates, among) = (new DayCounts(), new Slippage(), new List<DateOnly>(), new HashSet<Guid>());
        DealSpan? last = null;
        await foreach (var span in deals.Spans(new DealScope(scope.AsOf, scope.KnownAt), 0, scope.Day, cancel))
        {
            if (last is not null && last.Deal.Id != span.Deal.Id) End(last);
            last = span;
            if (span.Deal.ExpectedOn is { } on && (dates.Count == 0 || dates[^1] != on)) dates.Add(on);
        }

        if (last is not null) End(last);
        return new(tally, agency, await Stays(scope, among, cancel), slippage);

        void End(DealSpan last)
        {
            if (last.Holds(scope.Day) && scope.Holds(last.Deal))
            {
                among.Add(last.Deal.Id);
                slippage.Add(dates);
                if (last.Deal is { Kind: StageKind.Won, AcceptedOn: { } accepted, ClosedOn: { } closed } && closed >= accepted) agency.Add(closed.DayNumber - accepted.DayNumber);
            }

            dates.Clear();
        }
    }

    async Task<DayCounts> Agency(DealScope scope, CancellationToken cancel)
    {
        var (where, values) = DealQuestions.Where(scope, [scope.Day]);
        var agency = new DayCounts();
        await store.Questions.All($"SELECT s.closed_on - s.accepted_on, count(*) FROM deal_states s WHERE {Held}{where} AND s.kind = 1 AND s.closed_on >= s.accepted_on GROUP BY 1", values, row =>
        {
            agency.Add((int)row.Number(0), row.Number(1));
            return true;
        }, cancel);
        return agency;
    }

    async Task<Slippage> Slipped(DealScope scope, CancellationToken cancel)
    {
        var (where, values) = DealQuestions.Where(scope, [scope.Day]);
        var moves = $"""
            SELECT h.opportunity_id AS id, h.close_on - LAG(h.close_on) OVER (PARTITION BY h.opportunity_id ORDER BY h.from_on) AS days
            FROM deal_states s JOIN deal_states h ON h.opportunity_id = s.opportunity_id
            WHERE {Held}{where} AND h.from_on <= @0 AND h.close_on IS NOT NULL
            """;
        var slippage = new Slippage();
        await store.Questions.All($"SELECT days, count(*) FROM ({moves}) m GROUP BY days", values, row =>
        {
            slippage.Add(row.NumberOrNull(0) is { } days ? (int)days : null, row.Number(1));
            return true;
        }, cancel);
        slippage.Slipped = (await store.Questions.All($"SELECT count(*) FROM (SELECT id FROM ({moves}) m WHERE days > 0 GROUP BY id) d", values, row => row.Number(0), cancel))[0];
        return slippage;
    }

    /// <summary>Visits on or before the day as they are known, and how many whole days each lasted; null where the deal is still.</summary>
    string Lasted(string join, string where) => $"""
        SELECT v.opportunity_id AS id, v.stage_id AS stage, {Days("LEAD(v.happened_at) OVER (PARTITION BY v.opportunity_id ORDER BY v.happened_at, v.id)", "v.happened_at")} AS days
        FROM stage_visits v {join} WHERE v.happened_at < @0 AND v.recorded_at <= @1 AND (v.retracted_at IS NULL OR v.retracted_at > @1){where}
        """;

    string Days(string until, string from) => store.Place.IsSqlite
        ? $"({until} - {from}) / {TimeSpan.TicksPerDay}"
        : $"CAST(floor(extract(epoch FROM {until} - {from}) / 86400) AS bigint)";

    async Task<object?[]> Cuts(DealScope scope) =>
        [scope.AsOf is { } day ? AsOf.StartOf(day.AddDays(1), await Zones.Of(store)) : DateTimeOffset.MaxValue.AddDays(-1), scope.KnownAt ?? DateTimeOffset.MaxValue.AddDays(-1)];

    async Task<IReadOnlyList<StageTime>> Stays(DealScope scope, CancellationToken cancel)
    {
        var (where, values) = DealQuestions.Where(scope, [.. await Cuts(scope), scope.Day]);
        var lasted = Lasted("JOIN deal_states s ON s.opportunity_id = v.opportunity_id", $" AND s.from_on <= @2 AND s.until_on > @2{where}");
        return await Told(await store.Questions.All($"SELECT stage, days, count(*) FROM ({lasted}) l GROUP BY stage, days", values, row => (row.Id(0), row.NumberOrNull(1), row.Number(2)), cancel));
    }

    async Task<IReadOnlyList<StageTime>> Stays(DealScope scope, HashSet<Guid> among, CancellationToken cancel) =>
        await Told((await store.Questions.All(Lasted("", ""), await Cuts(scope), row => (Deal: row.Id(0), Stage: row.Id(1), Days: row.NumberOrNull(2)), cancel))
            .Where(r => among.Contains(r.Deal)).Select(r => (r.Stage, r.Days, 1L)));

    async Task<IReadOnlyList<StageTime>> Told(IEnumerable<(Guid Stage, long? Days, long N)> counts)
    {
        var stays = new Dictionary<Guid, (DayCounts Left, long Here)>();
        foreach (var (stage, days, n) in counts)
        {
            var stay = stays.GetValueOrDefault(stage, (new(), 0));
            if (days is { } over) stay.Left.Add((int)over, n);
            stays[stage] = days is null ? stay with { Here = stay.Here + n } : stay;
        }

        return [.. (await store.Known.Stages()).Where(s => s.Kind == StageKind.Open && stays.ContainsKey(s.Id.Value)).Select(s => new StageTime(s, stays[s.Id.Value].Left, stays[s.Id.Value].Here))];
    }
}

using System.Runtime.InteropServices;
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
    public async Task<Pace> Read(DealScope scope, CancellationToken cancel)
    {
        var tally = (await deals.Count(scope, null, cancel)).GetValueOrDefault("", new());
        if (await deals.Fresh(scope, cancel)) return await RolledUp(scope, tally, cancel);

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

    /// <summary>All of it from the states that held on the day: each of them knows what came of the days before.</summary>
    async Task<Pace> RolledUp(DealScope scope, Tally tally, CancellationToken cancel)
    {
        var (where, values) = DealQuestions.Where(scope, [scope.Day]);
        var (agency, left, here, slippage) = (new Dictionary<int, long>(), new Dictionary<(Guid Stage, int Days), long>(), new Dictionary<Guid, long>(), new Slippage());
        await store.Questions.Ask($"SELECT s.stage_id, CASE WHEN s.kind = 1 AND s.closed_on >= s.accepted_on THEN s.closed_on - s.accepted_on ELSE -1 END, s.pace FROM deal_states s WHERE s.from_on <= @0 AND s.until_on > @0{where}", values, async rows =>
        {
            var row = new Reading(rows, store.Place.IsSqlite);
            while (await row.Next(cancel))
            {
                if (row.IdOrNull(0) is { } stage) CollectionsMarshal.GetValueRefOrAddDefault(here, stage, out _)++;
                if (row.Number(1) is >= 0 and var days) CollectionsMarshal.GetValueRefOrAddDefault(agency, (int)days, out _)++;
                DealPace.Count(row.Held(2), slippage, left);
            }

            return true;
        }, cancel);
        var sold = new DayCounts();
        foreach (var (days, n) in agency) sold.Add(days, n);
        return new(tally, sold, await Told(left.Select(l => (l.Key.Stage, (long?)l.Key.Days, l.Value)).Concat(here.Select(h => (h.Key, (long?)null, h.Value)))), slippage);
    }

    /// <summary>Visits on or before the day as they are known, and how many whole days each lasted; null where the deal is still.</summary>
    string Lasted => $"""
        SELECT v.opportunity_id AS id, v.stage_id AS stage, {Days("LEAD(v.happened_at) OVER (PARTITION BY v.opportunity_id ORDER BY v.happened_at, v.id)", "v.happened_at")} AS days
        FROM stage_visits v WHERE v.happened_at < @0 AND v.recorded_at <= @1 AND (v.retracted_at IS NULL OR v.retracted_at > @1)
        """;

    string Days(string until, string from) => store.Place.IsSqlite
        ? $"({until} - {from}) / {TimeSpan.TicksPerDay}"
        : $"CAST(floor(extract(epoch FROM {until} - {from}) / 86400) AS bigint)";

    async Task<object?[]> Cuts(DealScope scope) =>
        [scope.AsOf is { } day ? AsOf.StartOf(day.AddDays(1), await Zones.Of(store)) : DateTimeOffset.MaxValue.AddDays(-1), scope.KnownAt ?? DateTimeOffset.MaxValue.AddDays(-1)];

    async Task<IReadOnlyList<StageTime>> Stays(DealScope scope, HashSet<Guid> among, CancellationToken cancel) =>
        await Told((await store.Questions.All(Lasted, await Cuts(scope), row => (Deal: row.Id(0), Stage: row.Id(1), Days: row.NumberOrNull(2)), cancel))
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

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

/// <summary>Cycle, time in stage and slippage of the deals in scope.</summary>
sealed class PaceReport(Store store, DealQuestions deals)
{
    static string Visits(string join, string narrow) => $"SELECT v.opportunity_id, v.stage_id, v.happened_at FROM stage_visits v {join} WHERE v.happened_at < @0 AND v.recorded_at <= @1 AND (v.retracted_at IS NULL OR v.retracted_at > @1){narrow} ORDER BY v.opportunity_id, v.happened_at, v.id";

    public async Task<Pace> Read(DealScope scope, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        var (agency, slippage) = (new DayCounts(), new Slippage());
        var tally = (await deals.Count(scope, null, cancel)).GetValueOrDefault("", new());
        var dates = new List<DateOnly>();
        HashSet<Guid>? among = await deals.Fresh(scope, cancel) ? null : [];
        DealSpan? last = null;
        await foreach (var span in deals.Spans(scope, 0, scope.Day, cancel))
        {
            if (last is not null && last.Deal.Id != span.Deal.Id) End();
            last = span;
            if (span.Deal.ExpectedOn is { } on && (dates.Count == 0 || dates[^1] != on)) dates.Add(on);
        }

        if (last is not null) End();
        return new(tally, agency, await Stages(scope, zone, among, cancel), slippage);

        void End()
        {
            among?.Add(last!.Deal.Id);
            slippage.Add(dates);
            dates.Clear();
            if (last!.Deal is { Kind: StageKind.Won, AcceptedOn: { } accepted, ClosedOn: { } closed } && closed >= accepted) agency.Add(closed.DayNumber - accepted.DayNumber);
        }
    }

    async Task<IReadOnlyList<StageTime>> Stages(DealScope scope, TimeZoneInfo zone, HashSet<Guid>? among, CancellationToken cancel)
    {
        var before = scope.AsOf is { } day ? AsOf.StartOf(day.AddDays(1), zone) : DateTimeOffset.MaxValue.AddDays(-1);
        object?[] cuts = [before, scope.KnownAt ?? DateTimeOffset.MaxValue.AddDays(-1)];
        var stays = new Dictionary<Guid, (DayCounts Left, long Here)>();
        var (join, narrow, values) = ("", "", cuts);
        if (among is null)
        {
            (narrow, values) = DealQuestions.Where(scope, [.. cuts, scope.Day]);
            (join, narrow) = ("JOIN deal_states s ON s.opportunity_id = v.opportunity_id", " AND s.from_on <= @2 AND s.until_on > @2" + narrow);
        }

        (Guid Deal, Guid Stage, DateTimeOffset At)? visit = null;
        await store.Questions.Ask(Visits(join, narrow), values, async rows =>
        {
            var row = new Reading(rows, store.Place.IsSqlite);
            while (await row.Next(cancel))
            {
                var next = (Deal: row.Id(0), Stage: row.Id(1), At: row.At(2));
                if (among is not null && !among.Contains(next.Deal)) continue;
                if (visit is { } was) Stay(was, was.Deal == next.Deal ? next.At : null);
                visit = next;
            }

            return true;
        }, cancel);
        if (visit is { } end) Stay(end, null);
        return [.. (await store.Known.Stages()).Where(s => s.Kind == StageKind.Open && stays.ContainsKey(s.Id.Value)).Select(s => new StageTime(s, stays[s.Id.Value].Left, stays[s.Id.Value].Here))];

        void Stay((Guid Deal, Guid Stage, DateTimeOffset At) visit, DateTimeOffset? until)
        {
            if (!stays.TryGetValue(visit.Stage, out var stay)) stays[visit.Stage] = stay = (new(), 0);
            if (until is { } at) stay.Left.Add((int)(at - visit.At).TotalDays);
            else stays[visit.Stage] = stay with { Here = stay.Here + 1 };
        }
    }
}

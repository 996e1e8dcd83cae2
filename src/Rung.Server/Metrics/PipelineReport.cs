using Rung.Metrics;
using Rung.Opportunities;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <param name="Stage">Null where the stage is gone.</param>
public sealed record StageOpen(Stage? Stage, long N, IReadOnlyDictionary<string, long> Amount, DayCounts Age);

public sealed record MonthCreated(Period Month, long N, long Minor);

/// <param name="Currency">The one in which most is open; amounts of others are listed, never added.</param>
/// <param name="Since">The day from whose end the walk starts.</param>
public sealed record OpenPipeline(Currency Currency, IReadOnlyList<StageOpen> Stages, IReadOnlyList<MonthCreated> Created, DateOnly Since, PipelineWalk Walk, IReadOnlyList<Coverage> Targets);

/// <summary>What is open, what came in by month, and what changed since a day.</summary>
sealed class PipelineReport(Store store, DealQuestions deals, DealStates states, TimeProvider clock)
{
    public async Task<OpenPipeline> Read(DealScope scope, CancellationToken cancel)
    {
        if (!await deals.Fresh(scope, cancel)) return await Read(scope, false, cancel);
        while (true)
        {
            // Read in parts; whoever wrote in between makes it begin again.
            var turn = await states.Turn(cancel);
            var pipeline = await Read(scope, true, cancel);
            if (await states.Turn(cancel) == turn) return pipeline;
        }
    }

    async Task<OpenPipeline> Read(DealScope scope, bool fresh, CancellationToken cancel)
    {
        var profile = (await store.Known.Profiles())[^1];
        var day = scope.AsOf ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), await Zones.Of(store)).DateTime);
        var since = scope.From ?? day.AddMonths(-3);
        // Of the walk the days say from when to when; of everything else the day alone counts.
        var whole = scope with { From = null, Until = null };
        var first = day.AddMonths(-11);
        var book = new PipelineBook(day, new(first.Year, first.Month, 1), await Targets(scope, day, cancel));
        PipelineWalk walk;
        if (fresh)
        {
            var open = await Open(whole, since, book, cancel);
            walk = new(book.Currency ?? new(profile.Currency));
            // SQLite answers on the thread that asks.
            await Task.WhenAll(Task.Run(() => Began(whole, book, cancel), cancel), Task.Run(() => Towards(whole, book.Targets, cancel), cancel), Task.Run(() => Walk(whole, since, walk, open, cancel), cancel));
        }
        else
        {
            await foreach (var deal in deals.Each(whole, cancel)) book.Add(deal);
            walk = new(book.Currency ?? new(profile.Currency));
            await WalkSlowly(whole, since, walk, cancel);
        }

        return new(walk.Currency, book.Open(await store.Known.Stages()), book.Created(walk.Currency), since, walk, book.Targets);
    }

    /// <summary>Open deals that ask in one currency, and those of them that stood so on the earlier day already.</summary>
    sealed record OpenIn(string? Currency, long N, long Minor, long Stayed, long StayedMinor);

    /// <summary>Open deals that stand alike, counted by the database.</summary>
    async Task<List<OpenIn>> Open(DealScope scope, DateOnly since, PipelineBook book, CancellationToken cancel)
    {
        var (where, values) = DealQuestions.Where(scope, [scope.Day, since.DayNumber]);
        const string Stayed = "CASE WHEN s.from_on <= @1 AND s.until_on > @1 THEN";
        return await store.Questions.All($"""
            SELECT s.stage_id, s.began_on, s.amount_currency, count(*), CAST(coalesce(sum(s.amount_minor), 0) AS bigint), sum({Stayed} 1 ELSE 0 END), CAST(coalesce(sum({Stayed} s.amount_minor ELSE 0 END), 0) AS bigint)
            FROM deal_states s WHERE s.from_on <= @0 AND s.until_on > @0 AND s.kind = 0{where} GROUP BY 1, 2, 3
            """, values, row =>
        {
            book.Add(StageKind.Open, row.IdOrNull(0), row.NumberOrNull(1) is { } began ? DateOnly.FromDayNumber((int)began) : null, row.Text(2), row.Number(3), row.Number(4));
            return new OpenIn(row.Text(2), row.Number(3), row.Number(4), row.Number(5), row.Number(6));
        }, cancel);
    }

    /// <summary>Of the deals that are closed, those that began in the months shown, by day.</summary>
    async Task Began(DealScope scope, PipelineBook book, CancellationToken cancel)
    {
        var (where, values) = DealQuestions.Where(scope, [scope.Day, book.Months.DayNumber]);
        await store.Questions.All($"""
            SELECT s.began_on, s.amount_currency, count(*), CAST(coalesce(sum(s.amount_minor), 0) AS bigint)
            FROM deal_states s WHERE s.from_on <= @0 AND s.until_on > @0 AND s.kind <> 0 AND s.began_on >= @1{where} GROUP BY 1, 2
            """, values, row =>
        {
            book.Began(DateOnly.FromDayNumber((int)row.Number(0)), row.Text(1), row.Number(2), row.Number(3));
            return true;
        }, cancel);
    }

    /// <summary>What targets ask for: what is expected to close in their periods, and what was won.</summary>
    async Task Towards(DealScope scope, IReadOnlyList<Coverage> targets, CancellationToken cancel)
    {
        if (targets.Count == 0) return;

        var (where, values) = DealQuestions.Where(scope, [scope.Day, targets.Min(t => t.Period.From).DayNumber, targets.Max(t => t.Period.Until).DayNumber]);
        foreach (var (kind, on, money) in ((StageKind, string, string)[])[(StageKind.Open, "close_on", "amount"), (StageKind.Won, "closed_on", "value")])
            await store.Questions.All($"""
                SELECT s.{on}, s.{money}_currency, CAST(sum(s.{money}_minor) AS bigint) FROM deal_states s
                WHERE s.from_on <= @0 AND s.until_on > @0 AND s.kind = {(int)kind} AND s.{on} >= @1 AND s.{on} < @2 AND s.{money}_minor IS NOT NULL{where} GROUP BY 1, 2
                """, values, row =>
            {
                foreach (var target in targets) target.Add(kind, DateOnly.FromDayNumber((int)row.Number(0)), new(row.Number(2), new(row.Text(1)!)));
                return true;
            }, cancel);
    }

    /// <summary>
    /// Deals that went alike from one day to the other. Those that are open in the state of the earlier day are counted
    /// already, and those that left it are looked at in pairs; every other that is open now has come since.
    /// </summary>
    async Task Walk(DealScope scope, DateOnly since, PipelineWalk walk, IReadOnlyList<OpenIn> open, CancellationToken cancel)
    {
        var (where, values) = DealQuestions.Where(scope, [since.DayNumber, scope.Day, walk.Currency.Code]);
        const string Then = "s.from_on <= @0 AND s.until_on > @0", Now = "s.from_on <= @1 AND s.until_on > @1", Asked = "CASE WHEN s.kind <> 0 OR s.amount_currency IS NULL OR s.amount_currency <> @2 THEN 0 ELSE s.amount_minor END";
        var (came, minor) = (open.Sum(o => o.N - o.Stayed), open.Where(o => o.Currency == walk.Currency.Code).Sum(o => o.Minor - o.StayedMinor));
        var stayed = open.Where(o => o.Currency == walk.Currency.Code).Sum(o => o.StayedMinor);
        walk.Add(StageKind.Open, StageKind.Open, open.Sum(o => o.Stayed), stayed, stayed, 0);
        await store.Questions.All($"""
            WITH was AS (SELECT s.opportunity_id, s.kind, {Asked} AS asked FROM deal_states s WHERE {Then} AND NOT ({Now}){where}),
                now AS (SELECT s.opportunity_id, s.kind, {Asked} AS asked FROM deal_states s WHERE {Now}{where})
            SELECT was.kind, now.kind, CASE WHEN now.asked > was.asked THEN 1 WHEN now.asked < was.asked THEN -1 ELSE 0 END, count(*), CAST(sum(was.asked) AS bigint), CAST(coalesce(sum(now.asked), 0) AS bigint)
            FROM was LEFT JOIN now ON now.opportunity_id = was.opportunity_id WHERE was.kind = 0 OR now.kind = 0 GROUP BY 1, 2, 3
            """, values, row =>
        {
            var (before, after, n, now) = ((StageKind)row.Number(0), row.NumberOrNull(1) is { } kind ? (StageKind?)kind : null, row.Number(3), row.Number(5));
            walk.Add(before, after, n, row.Number(4), now, (int)row.Number(2));
            if (after == StageKind.Open) (came, minor) = (came - n, minor - now);
            return true;
        }, cancel);
        walk.Add(null, StageKind.Open, came, 0, minor, 0);
    }

    async Task WalkSlowly(DealScope scope, DateOnly since, PipelineWalk walk, CancellationToken cancel)
    {
        (Guid Id, Deal? Before, Deal? After) pair = default;
        await foreach (var span in deals.Spans(scope, since.DayNumber, scope.Day, cancel))
        {
            if (pair.Id != span.Deal.Id)
            {
                walk.Add(pair.Before, pair.After);
                pair = (span.Deal.Id, null, null);
            }

            if (span.Holds(since.DayNumber)) pair.Before = span.Deal;
            if (span.Holds(scope.Day)) pair.After = span.Deal;
        }

        walk.Add(pair.Before, pair.After);
    }

    /// <summary>What bookings are to reach in the periods around the day: of the whole company, or of the one person asked for; nobody else's deals can be told by their target.</summary>
    async Task<List<Coverage>> Targets(DealScope scope, DateOnly day, CancellationToken cancel)
    {
        if (scope.KnownAt is not null || scope.Only.Keys.Any(by => by != Breakdown.Owner)) return [];

        var (whose, values) = scope.Only.TryGetValue(Breakdown.Owner, out var owner) && Guid.TryParse(owner, out var person) ? ("= @1", new object?[] { day, person }) : ("IS NULL", [day]);
        // What the company is to reach says nothing of a part of it.
        if (owner is "" || SignIn.Sight.Now is { } sight && (owner is null || !sight.People.Contains(Guid.Parse(owner)))) return [];
        return await store.Questions.All($"""
            SELECT from_on, until_on, amount_minor, amount_currency FROM targets
            WHERE lower(metric) = 'bookings' AND amount_minor IS NOT NULL AND removed_at IS NULL AND role IS NULL AND pod_id IS NULL AND person_id {whose} AND from_on <= @0 AND until_on > @0
            ORDER BY until_on, from_on, id LIMIT 12
            """, values, row => new Coverage(new(row.Day(0)!.Value, row.Day(1)!.Value), row.Money(2)!.Value), cancel);
    }
}

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
sealed class PipelineReport(Store store, DealQuestions deals, TimeProvider clock)
{
    public async Task<OpenPipeline> Read(DealScope scope, CancellationToken cancel)
    {
        var profile = (await store.Known.Profiles())[^1];
        var day = scope.AsOf ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), await Zones.Of(store)).DateTime);
        var since = scope.From ?? day.AddMonths(-3);
        // Of the walk the days say from when to when; of everything else the day alone counts.
        var whole = scope with { From = null, Until = null };
        var open = new Dictionary<Guid, (long N, Dictionary<string, long> Amount, DayCounts Age)>();
        await foreach (var deal in deals.Each(whole with { Kind = StageKind.Open }, cancel))
        {
            var stage = deal.StageId ?? Guid.Empty;
            if (!open.TryGetValue(stage, out var sum)) open[stage] = sum = (0, new(StringComparer.Ordinal), new());
            open[stage] = sum with { N = sum.N + 1 };
            if (deal.Amount is { } amount) sum.Amount[amount.Currency.Code] = checked(sum.Amount.GetValueOrDefault(amount.Currency.Code) + amount.Minor);
            if (deal.BeganOn is { } began && began <= day) sum.Age.Add(day.DayNumber - began.DayNumber);
        }

        var currency = new Currency(open.Values.SelectMany(o => o.Amount).GroupBy(a => a.Key).OrderByDescending(g => g.Sum(a => a.Value)).Select(g => g.Key).FirstOrDefault() ?? profile.Currency);
        var stages = await store.Known.Stages();
        var rows = stages.Where(s => open.ContainsKey(s.Id.Value)).Select(s => new StageOpen(s, open[s.Id.Value].N, open[s.Id.Value].Amount, open[s.Id.Value].Age))
            .Concat(open.Keys.Where(k => stages.All(s => s.Id.Value != k)).Select(k => new StageOpen(null, open[k].N, open[k].Amount, open[k].Age)));
        var walk = new PipelineWalk(currency);
        var targets = await Targets(scope, day, cancel);
        var created = new SortedDictionary<DateOnly, (long N, long Minor)>();
        (Guid Id, Deal? Before, Deal? After) pair = default;
        var first = day.AddMonths(-11);
        var months = new DateOnly(first.Year, first.Month, 1).DayNumber;
        var from = Math.Min(since.DayNumber, months);
        // Closed on both days, begun before the months that are shown, closed before any target: most deals of an old company.
        var settled = $"s.kind <> 0 AND s.from_on <= {since.DayNumber} AND s.until_on > {scope.Day} AND s.began_on < {months} AND s.closed_on < {targets.Select(t => t.Period.From.DayNumber).DefaultIfEmpty(int.MaxValue).Min()}";
        await foreach (var span in deals.Spans(whole, from, scope.Day, settled, cancel))
        {
            if (pair.Id != span.Deal.Id)
            {
                End();
                pair = (span.Deal.Id, null, null);
            }

            if (span.Holds(since.DayNumber)) pair.Before = span.Deal;
            if (span.Holds(scope.Day)) pair.After = span.Deal;
        }

        End();
        return new(currency, [.. rows], [.. Enumerable.Range(0, 12).Select(i => Period.MonthOf(first.AddMonths(i))).Select(m => new MonthCreated(m, created.GetValueOrDefault(m.From).N, created.GetValueOrDefault(m.From).Minor))], since, walk, targets);

        void End()
        {
            if (pair.Before is null && pair.After is null) return;
            walk.Add(pair.Before, pair.After);
            if (pair.After is { } now)
                foreach (var target in targets) target.Add(now);
            if (pair.After is not { BeganOn: { } began } deal || began > day) return;
            var month = new DateOnly(began.Year, began.Month, 1);
            var (n, minor) = created.GetValueOrDefault(month);
            created[month] = (n + 1, checked(minor + (deal.Amount is { } amount && amount.Currency == currency ? amount.Minor : 0)));
        }
    }

    /// <summary>What bookings are to reach in the periods around the day: of the whole company, or of the one person asked for; nobody else's deals can be told by their target.</summary>
    async Task<List<Coverage>> Targets(DealScope scope, DateOnly day, CancellationToken cancel)
    {
        if (scope.KnownAt is not null || scope.Only.Keys.Any(by => by != Breakdown.Owner)) return [];

        var (whose, values) = scope.Only.TryGetValue(Breakdown.Owner, out var owner) && Guid.TryParse(owner, out var person) ? ("= @1", new object?[] { day, person }) : ("IS NULL", [day]);
        if (owner is "") return [];
        return await store.Questions.All($"""
            SELECT from_on, until_on, amount_minor, amount_currency FROM targets
            WHERE lower(metric) = 'bookings' AND amount_minor IS NOT NULL AND removed_at IS NULL AND role IS NULL AND pod_id IS NULL AND person_id {whose} AND from_on <= @0 AND until_on > @0
            ORDER BY until_on, from_on, id LIMIT 12
            """, values, row => new Coverage(new(row.Day(0)!.Value, row.Day(1)!.Value), row.Money(2)!.Value), cancel);
    }
}

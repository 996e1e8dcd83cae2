using System.Runtime.CompilerServices;
using System.Text;
using Rung.Metrics;
using Rung.Opportunities;
using Rung.Server.Database;
using Rung.Server.Work;

namespace Rung.Server.Metrics;

/// <summary>
/// Asks about deals: of the tallies what they hold, of the states what is narrower or past, of history itself what was
/// known at another time or is not yet rolled up. Each gives what the next slower one would.
/// </summary>
sealed class DealQuestions(Store store, Lister lister, DealHistory history, DealStates states, Followers followers)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The deals in scope counted under each key of a breakdown; without one, under the empty key.</summary>
    public async Task<Dictionary<string, Tally>> Count(DealScope scope, Breakdown? by, CancellationToken cancel)
    {
        if (!await Fresh(scope, cancel)) return await CountSlowly(scope, by, cancel);
        return scope is { AsOf: null, IsWhole: true } && SignIn.Sight.Now is null ? await OfTallies(by, cancel) : await OfStates(scope, by, cancel);
    }

    /// <summary>The deals in scope as they stood on the day, one at a time.</summary>
    public async IAsyncEnumerable<Deal> Each(DealScope scope, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var span in Spans(scope, scope.Day, scope.Day, cancel)) yield return span.Deal;
    }

    /// <summary>The states of the deals in scope that held on any day from the first to the last, a deal's in order.</summary>
    /// <param name="scope">Which deals.</param>
    /// <param name="first">A day number.</param>
    /// <param name="last">A day number.</param>
    /// <param name="cancel">Stops between two states.</param>
    public async IAsyncEnumerable<DealSpan> Spans(DealScope scope, int first, int last, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (await Fresh(scope, cancel))
        {
            await foreach (var span in RolledUp(scope, first, last, "", cancel)) yield return span;
            yield break;
        }

        var seen = await Seen.Of<Opportunity>(store, cancel);
        await foreach (var span in history.All(await Zones.Of(store), scope.KnownAt, cancel))
            if (span.Until > first && span.From <= last && scope.Holds(span.Deal) && seen?.Contains(span.Deal.Id) != false) yield return span;
    }

    /// <summary>The same from the roll-ups alone, of those deals that hold what is said of <c>s</c> in SQL.</summary>
    public async IAsyncEnumerable<DealSpan> RolledUp(DealScope scope, int first, int last, string more, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (where, values) = Where(scope, [first, last]);
        await using var connection = await lister.Connect(cancel);
        await using var command = Lister.Command(connection, $"SELECT {DealState.Columns} FROM deal_states s WHERE s.until_on > @0 AND s.from_on <= @1{where}{more} ORDER BY s.opportunity_id, s.from_on", values, store.Place.IsSqlite);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var row = new Reading(rows, store.Place.IsSqlite);
        while (await row.Next(cancel)) yield return DealState.Read(row);
    }

    /// <summary>Keys that deals have or had under a breakdown, to choose from; the first two hundred, each found by one look at the index.</summary>
    public Task<List<string>> Keys(Breakdown by, CancellationToken cancel) => SignIn.Sight.Now is not null ? SeenKeys(by, cancel) : store.Questions.All("""
        WITH RECURSIVE found (key) AS (
            SELECT min(key) FROM deal_tallies WHERE by = @0 AND key > ''
            UNION ALL SELECT (SELECT min(t.key) FROM deal_tallies t WHERE t.by = @0 AND t.key > found.key) FROM found WHERE found.key IS NOT NULL)
        SELECT key FROM found WHERE key IS NOT NULL LIMIT 200
        """, [1 + (int)by], row => row.Text(0)!, cancel);

    /// <summary>The same of the deals that are seen.</summary>
    Task<List<string>> SeenKeys(Breakdown by, CancellationToken cancel)
    {
        var (where, values) = Where(DealScope.Everything, [DealState.Ever]);
        var isId = by is Breakdown.Owner or Breakdown.Product;
        return store.Questions.All($"SELECT DISTINCT {Column(by)} FROM deal_states s WHERE s.until_on = @0 AND {Column(by)} IS NOT NULL{where} ORDER BY 1 LIMIT 200", values, row => isId ? row.Id(0).ToString() : row.Text(0)!, cancel);
    }

    /// <summary>Straight from history, whatever the roll-ups say.</summary>
    public async Task<Dictionary<string, Tally>> CountSlowly(DealScope scope, Breakdown? by, CancellationToken cancel)
    {
        var tallies = new Dictionary<string, Tally>(StringComparer.Ordinal);
        var seen = await Seen.Of<Opportunity>(store, cancel);
        await foreach (var span in history.All(await Zones.Of(store), scope.KnownAt, cancel))
            if (span.Holds(scope.Day) && scope.Holds(span.Deal) && seen?.Contains(span.Deal.Id) != false) Of(tallies, by is { } breakdown ? span.Deal.Key(breakdown) ?? "" : "").Add(span.Deal);
        return tallies;
    }

    /// <summary>Whether the roll-ups can answer: they know only the present knowledge, and must have read the whole journal.</summary>
    public async Task<bool> Fresh(DealScope scope, CancellationToken cancel) => scope.KnownAt is null && await followers.CatchUp(DealStates.FollowerName, Patience, cancel);

    async Task<Dictionary<string, Tally>> OfTallies(Breakdown? by, CancellationToken cancel)
    {
        object?[] which = [by is { } breakdown ? 1 + (int)breakdown : 0];
        while (true)
        {
            var turn = await states.Turn(cancel);
            var tallies = new Dictionary<string, Tally>(StringComparer.Ordinal);
            await Alike("SELECT key, kind, why, days, n FROM deal_tallies WHERE by = @0 AND n <> 0", which, tallies, cancel);
            await Closed("SELECT key, kind, month, currency, n, minor FROM close_tallies WHERE by = @0 AND n <> 0", which, tallies, cancel);
            if (await states.Turn(cancel) == turn) return tallies;
        }
    }

    async Task<Dictionary<string, Tally>> OfStates(DealScope scope, Breakdown? by, CancellationToken cancel)
    {
        var key = by is { } breakdown ? Column(breakdown) : "CAST(NULL AS text)";
        var (where, values) = Where(scope, [scope.Day]);
        var tallies = new Dictionary<string, Tally>(StringComparer.Ordinal);
        var text = by is Breakdown.Owner or Breakdown.Product;
        await Alike($"SELECT {key}, s.kind, s.why, coalesce(CASE s.kind WHEN 0 THEN s.began_on ELSE s.days END, -1), count(*) FROM deal_states s WHERE s.from_on <= @0 AND s.until_on > @0{where} GROUP BY 1, 2, 3, 4", values, tallies, cancel, text);
        await Closed($"SELECT {key}, s.kind, s.month, s.value_currency, count(*), CAST(coalesce(sum(s.value_minor), 0) AS bigint) FROM deal_states s WHERE s.from_on <= @0 AND s.until_on > @0 AND s.month IS NOT NULL{where} GROUP BY 1, 2, 3, 4", values, tallies, cancel, text);
        return tallies;
    }

    Task<List<bool>> Alike(string sql, object?[] values, Dictionary<string, Tally> tallies, CancellationToken cancel, bool id = false) => store.Questions.All(sql, values, row =>
    {
        var (kind, why, days) = ((StageKind)row.Number(1), (int)row.Number(2), (int)row.Number(3));
        Of(tallies, Key(row, id)).Add(new AlikeCount(kind, why == 0 ? null : (Exclusion)(why - 1), kind == StageKind.Open || days < 0 ? null : days,
            kind == StageKind.Open && days >= 0 ? DateOnly.FromDayNumber(days) : null, row.Number(4)));
        return true;
    }, cancel);

    Task<List<bool>> Closed(string sql, object?[] values, Dictionary<string, Tally> tallies, CancellationToken cancel, bool id = false) => store.Questions.All(sql, values, row =>
    {
        Of(tallies, Key(row, id)).Add(new ClosedCount((StageKind)row.Number(1), DealState.FirstOf((int)row.Number(2)), row.Text(3) is { Length: > 0 } code ? new Currency(code) : null, row.Number(4), row.Number(5)));
        return true;
    }, cancel);

    static string Key(Reading row, bool id) => (id ? row.IdOrNull(0)?.ToString() : row.Text(0)) ?? "";

    static Tally Of(Dictionary<string, Tally> tallies, string key) => tallies.TryGetValue(key, out var tally) ? tally : tallies[key] = new();

    /// <summary>The narrowing of a scope as SQL, its values behind the given ones.</summary>
    public static (string Sql, object?[] Values) Where(DealScope scope, object?[] before)
    {
        var (sql, values) = (new StringBuilder(), new List<object?>(before));
        foreach (var (by, key) in scope.Only)
        {
            if (key.Length == 0)
            {
                sql.Append(" AND ").Append(Column(by)).Append(" IS NULL");
                continue;
            }

            sql.Append(" AND ").Append(Column(by)).Append(" = @").Append(values.Count);
            values.Add(by is Breakdown.Owner or Breakdown.Product ? Guid.Parse(key) : key);
        }

        if (scope.From is { } from) With("s.began_on >= ", from.DayNumber);
        if (scope.Until is { } until) With("s.began_on < ", until.DayNumber);
        if (scope.Kind is { } kind) With("s.kind = ", (int)kind);
        sql.Append(Seen.And<Opportunity>("s.opportunity_id", values));
        return (sql.ToString(), [.. values]);

        void With(string what, int value)
        {
            sql.Append(" AND ").Append(what).Append('@').Append(values.Count);
            values.Add(value);
        }
    }

    static string Column(Breakdown by) => by switch
    {
        Breakdown.Owner => "s.owner_id",
        Breakdown.Product => "s.product_id",
        Breakdown.Team => "s.team",
        Breakdown.Region => "s.region",
        Breakdown.Source => "s.source",
        _ => "s.segment",
    };
}

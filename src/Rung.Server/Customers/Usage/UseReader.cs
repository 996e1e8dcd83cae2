using Rung.Customers;
using Rung.Server.Database;

namespace Rung.Server.Customers.Usage;

/// <summary>
/// Reads the use of many customers at once: what was counted from events, and what was entered of a day as a whole, which
/// stands before it. Accounts that were merged are read under the one that stays.
/// </summary>
sealed class UseReader(Store store)
{
    /// <summary>The company's rules for acceptable use, as known at a time; see <see cref="DatedRules.On"/>.</summary>
    public async Task<IReadOnlyList<T>> Rules<T>(DateTimeOffset? knownAt, CancellationToken cancel)
        where T : Records.Record, IDatedRule
    {
        var table = store.Schema[typeof(T)];
        var rules = await store.Questions.All($"SELECT {table.ColumnList} FROM {table.Quoted}", [], row => (T)table.Materialise(row), cancel);
        return [.. rules.Where(r => r.RecordedAt <= (knownAt ?? DateTimeOffset.MaxValue) && !(r.RemovedAt <= (knownAt ?? DateTimeOffset.MaxValue)))];
    }

    /// <summary>The last day of which any customer's use is recorded, up to a day.</summary>
    public async Task<DateOnly?> FeedLastOn(DateOnly asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var fed = (await store.Questions.All($"""
            SELECT max(used_on) FROM (
              SELECT max(used_on) AS used_on FROM usage_days WHERE used_on <= @0 AND recorded_at <= @1 AND (removed_at IS NULL OR removed_at > @1)
              {(knownAt is null ? "UNION ALL SELECT max(used_on) FROM usage_tallies WHERE used_on <= @0" : "")}) fed
            """, [asOf, knownAt ?? DateTimeOffset.MaxValue.AddDays(-1)], row => row.Day(0), cancel))[0];
        if (knownAt is { } at)
            await store.Questions.All("SELECT moves FROM usage_contents WHERE recorded_at <= @0", [at], row =>
            {
                foreach (var move in UsageMoves.Read(row.Bytes(0)))
                    if (move.On <= asOf && !(move.On <= fed)) fed = move.On;
                return true;
            }, cancel);
        return fed;
    }

    /// <summary>The first core usage up to a day, of one account or of all that have any; accounts that were merged count for the one that stays.</summary>
    public async Task<Dictionary<Guid, DateOnly>> FirstUsed(Guid? account, DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var (aliases, firsts) = (await Aliases.Read(store, cancel), new Dictionary<Guid, DateOnly>());
        var (which, ids) = account is { } one ? Questions.OneOf(aliases.With([one])) : ("", []);
        // What a batch brought is not known before it came: asked of a past time, only days of batches recorded by then count.
        await store.Questions.All($"""
            SELECT a.id, {(knownAt is null ? "(SELECT min(t.used_on) FROM usage_tallies t WHERE t.account_id = a.id)" : "NULL")},
              (SELECT min(d.used_on) FROM usage_days d WHERE d.account_id = a.id AND d.core_events > 0 AND d.recorded_at <= @{ids.Length} AND (d.removed_at IS NULL OR d.removed_at > @{ids.Length}))
            FROM accounts a {(ids.Length == 0 ? "" : $"WHERE a.id IN ({which})")}
            """, [.. ids, knownAt ?? DateTimeOffset.MaxValue.AddDays(-1)], row =>
        {
            foreach (var on in (DateOnly?[])[row.Day(1), row.Day(2)]) Earliest(aliases.Of(row.Id(0)), on);
            return true;
        }, cancel);
        if (knownAt is { } at)
            await store.Questions.All("SELECT moves FROM usage_contents WHERE recorded_at <= @0", [at], row =>
            {
                foreach (var move in UsageMoves.Read(row.Bytes(0)))
                    if (account is null || aliases.Of(move.AccountId) == account) Earliest(aliases.Of(move.AccountId), move.On);
                return true;
            }, cancel);
        return firsts;

        void Earliest(Guid stay, DateOnly? on)
        {
            if (on is { } first && first <= day && !(firsts.TryGetValue(stay, out var known) && known <= first)) firsts[stay] = first;
        }
    }

    /// <summary>Verdicts on customers as of the end of a day, by the rule that held on it; empty where the company has none.</summary>
    /// <param name="since">The customers, each with since when it could use the product where that is known.</param>
    public async Task<Dictionary<Guid, UseVerdict>> Verdicts(IReadOnlyDictionary<Guid, DateOnly?> since, DateOnly asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        if ((await Rules<AcceptableUse>(knownAt, cancel)).On(asOf) is not { } rule) return [];
        var verdicts = new Dictionary<Guid, UseVerdict>(since.Count);
        foreach (var some in since.Keys.Chunk(Questions.Together))
        {
            var use = await Read(some, rule, DateOnly.FromDayNumber(Math.Max(0, asOf.DayNumber + 1 - rule.WindowDays)), asOf, knownAt, cancel);
            foreach (var account in some) verdicts[account] = rule.Judge(use[account], since[account], asOf);
        }

        return verdicts;
    }

    /// <summary>The use of customers from one day to another, both included, by the events that the rule counts; each of them is in the answer.</summary>
    public async Task<Dictionary<Guid, CustomerUse>> Read(IReadOnlyCollection<Guid> accounts, AcceptableUse? rule, DateOnly from, DateOnly until, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var aliases = await Aliases.Read(store, cancel);
        var days = accounts.ToDictionary(a => a, _ => new SortedDictionary<DateOnly, UseDay>());
        var firsts = new Dictionary<Guid, DateOnly>();
        var later = knownAt is { } at ? await Later(at, cancel) : null;
        var named = await Named(rule, cancel);
        var seats = rule?.SeatShare is null ? [] : await Seats(until, cancel);
        foreach (var some in aliases.With(accounts).Chunk(Questions.Together))
        {
            var (which, ids) = Questions.OneOf(some);
            await Counted(which, ids, named, later, from, until, aliases, days, seats, cancel);
            await Stated(which, ids, from, until, knownAt, days, seats, cancel);
            await Firsts(which, ids, knownAt, aliases, firsts, cancel);
        }

        // What was learned of later is not known yet: neither the first day.
        return days.ToDictionary(d => d.Key, d => new CustomerUse([.. d.Value.Values], later is { Count: > 0 } ? d.Value.Keys.Cast<DateOnly?>().FirstOrDefault() ?? Earlier(firsts, d.Key, from) : firsts.TryGetValue(d.Key, out var first) ? first : null));
    }

    static DateOnly? Earlier(Dictionary<Guid, DateOnly> firsts, Guid account, DateOnly from) => firsts.TryGetValue(account, out var first) && first < from ? first : null;

    async Task Counted(string which, object?[] ids, IReadOnlyCollection<Guid>? named, Dictionary<(Guid, DateOnly, Guid), (long Events, int Users)>? later, DateOnly from, DateOnly until, Aliases aliases, Dictionary<Guid, SortedDictionary<DateOnly, UseDay>> days, Dictionary<Guid, int> seats, CancellationToken cancel)
    {
        var only = named is null && later is null ? $" AND event_id = @{ids.Length + 2}" : "";
        object?[] values = only.Length == 0 ? [.. ids, from, until] : [.. ids, from, until, UsageTally.Any];
        await store.Questions.All($"SELECT account_id, used_on, event_id, events, users FROM usage_tallies WHERE account_id IN ({which}) AND used_on >= @{ids.Length} AND used_on <= @{ids.Length + 1}{only}", values, row =>
        {
            var (account, on, of) = (row.Id(0), row.Day(1)!.Value, row.Id(2));
            var (events, users) = (row.Number(3), (int)row.Number(4));
            if (later is not null && later.TryGetValue((account, on, of), out var unknown)) (events, users) = (events - unknown.Events, users - unknown.Users);
            if (events == 0) return false;

            var isCounted = named is null ? of == UsageTally.Any : named.Contains(of);
            var (stay, told) = (aliases.Of(account), of == UsageTally.Any && users > 0 ? users : (int?)null);
            var day = days[stay].GetValueOrDefault(on, new(on, 0, null, seats.TryGetValue(stay, out var own) ? own : null));
            days[stay][on] = day with { Events = day.Events + (isCounted ? events : 0), Users = told is null ? day.Users : Math.Max(day.Users ?? 0, told.Value) };
            return true;
        }, cancel);
    }

    async Task Stated(string which, object?[] ids, DateOnly from, DateOnly until, DateTimeOffset? knownAt, Dictionary<Guid, SortedDictionary<DateOnly, UseDay>> days, Dictionary<Guid, int> seats, CancellationToken cancel)
    {
        await store.Questions.All($"""
            SELECT account_id, used_on, sum(core_events), sum(active_users), sum(seats) FROM usage_days
            WHERE account_id IN ({which}) AND used_on >= @{ids.Length} AND used_on <= @{ids.Length + 1} AND recorded_at <= @{ids.Length + 2} AND (removed_at IS NULL OR removed_at > @{ids.Length + 2})
            GROUP BY account_id, used_on
            """, [.. ids, from, until, knownAt ?? DateTimeOffset.MaxValue.AddDays(-1)], row =>
        {
            // Nobody in it is what an export writes who does not know.
            var (account, on, users, told) = (row.Id(0), row.Day(1)!.Value, (int)row.NumberOrNull(3)!.Value, (int?)row.NumberOrNull(4));
            if (days.TryGetValue(account, out var own)) own[on] = new(on, row.NumberOrNull(2)!.Value, users > 0 ? users : null, told ?? (seats.TryGetValue(account, out var all) ? all : null));
            return true;
        }, cancel);
    }

    async Task Firsts(string which, object?[] ids, DateTimeOffset? knownAt, Aliases aliases, Dictionary<Guid, DateOnly> firsts, CancellationToken cancel) => await store.Questions.All($"""
        SELECT a.id, (SELECT min(t.used_on) FROM usage_tallies t WHERE t.account_id = a.id),
          (SELECT min(d.used_on) FROM usage_days d WHERE d.account_id = a.id AND d.recorded_at <= @{ids.Length} AND (d.removed_at IS NULL OR d.removed_at > @{ids.Length}))
        FROM accounts a WHERE a.id IN ({which})
        """, [.. ids, knownAt ?? DateTimeOffset.MaxValue.AddDays(-1)], row =>
    {
        foreach (var day in (DateOnly?[])[row.Day(1), row.Day(2)])
            if (day is { } on && aliases.Of(row.Id(0)) is var stay && !(firsts.TryGetValue(stay, out var first) && first <= on)) firsts[stay] = on;
        return true;
    }, cancel);

    /// <summary>
    /// Every day of every customer as counted from events: by the rule that held on the day, and in each way in which the
    /// rules ever counted; null where they all count alike.
    /// </summary>
    /// <param name="accounts">Of whom; null for all.</param>
    /// <param name="knownAt">As known at a time; null for all that is known.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<List<(Guid Account, UseDay Day, IReadOnlyList<long>? Counted)>> ByEvents(IReadOnlyList<Guid>? accounts, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var (aliases, later) = (await Aliases.Read(store, cancel), knownAt is { } at ? await Later(at, cancel) : null);
        var rules = Ways(await Rules<AcceptableUse>(knownAt, cancel));
        var names = new HashSet<Guid>?[Math.Max(1, rules.Select(r => r.Way + 1).DefaultIfEmpty(1).Max())];
        foreach (var (rule, way) in rules) names[way] = await Named(rule, cancel);
        var days = new Dictionary<(Guid Account, DateOnly On), (long[] Counted, int? Users)>();
        if (accounts is null) await Add(null);
        else
            foreach (var some in aliases.With(accounts).Chunk(Questions.Together)) await Add(some);
        return [.. days.Select(d => (d.Key.Account, new UseDay(d.Key.On, d.Value.Counted[WayOn(d.Key.On)], d.Value.Users), names.Length == 1 ? null : (IReadOnlyList<long>)d.Value.Counted))];

        Task Add(Guid[]? some) => store.Questions.All($"SELECT account_id, used_on, event_id, events, users FROM usage_tallies{(some is null ? "" : $" WHERE account_id IN ({Questions.OneOf(some).Which})")}", some is null ? [] : Questions.OneOf(some).Ids, row =>
        {
            var (account, on, of, events, users) = (row.Id(0), row.Day(1)!.Value, row.Id(2), row.Number(3), (int)row.Number(4));
            if (later is not null && later.TryGetValue((account, on, of), out var unknown)) (events, users) = (events - unknown.Events, users - unknown.Users);
            if (events == 0) return false;

            var key = (aliases.Of(account), on);
            var (counted, known) = days.TryGetValue(key, out var day) ? day : (new long[names.Length], null);
            for (var way = 0; way < names.Length; way++)
                if (names[way]?.Contains(of) ?? of == UsageTally.Any) counted[way] += events;
            days[key] = (counted, of == UsageTally.Any && users > 0 ? Math.Max(known ?? 0, users) : known);
            return true;
        }, cancel);

        int WayOn(DateOnly day) => rules.Count == 0 ? 0 : rules.First(r => ReferenceEquals(r.Rule, rules.Select(o => o.Rule).On(day))).Way;
    }

    /// <summary>Rules in the order of their days, each with the number of its way of counting: those that count the same events share one.</summary>
    public static IReadOnlyList<(AcceptableUse Rule, int Way)> Ways(IEnumerable<AcceptableUse> rules)
    {
        var ways = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. rules.OrderBy(r => r.FromOn).ThenBy(r => r.RecordedAt).Select(r =>
        {
            var key = string.Join(',', r.Counted.Distinct().Order(StringComparer.Ordinal));
            return (r, ways.TryGetValue(key, out var way) ? way : ways[key] = ways.Count);
        })];
    }

    /// <summary>What batches brought that were not known yet.</summary>
    async Task<Dictionary<(Guid, DateOnly, Guid), (long Events, int Users)>> Later(DateTimeOffset knownAt, CancellationToken cancel)
    {
        var later = new Dictionary<(Guid, DateOnly, Guid), (long Events, int Users)>();
        await store.Questions.All("SELECT moves FROM usage_contents WHERE recorded_at > @0", [knownAt], row =>
        {
            foreach (var move in UsageMoves.Read(row.Bytes(0)))
            {
                var key = (move.AccountId, move.On, move.EventId);
                var (events, users) = later.GetValueOrDefault(key);
                later[key] = (events + move.Events, users + move.NewUsers.Length);
            }

            return true;
        }, cancel);
        return later;
    }

    async Task<HashSet<Guid>?> Named(AcceptableUse? rule, CancellationToken cancel)
    {
        if (rule is null or { Counted.Count: 0 }) return null;
        var counted = rule.Counted.ToHashSet(StringComparer.Ordinal);
        return [.. (await store.Questions.All("SELECT id, name FROM usage_events", [], row => (Id: row.Id(0), Name: row.Text(1)!), cancel)).Where(e => counted.Contains(e.Name)).Select(e => e.Id)];
    }

    async Task<Dictionary<Guid, int>> Seats(DateOnly day, CancellationToken cancel) =>
        (await store.Questions.All("SELECT account_id, sum(seats) FROM subscriptions WHERE removed_at IS NULL AND seats IS NOT NULL AND starts_on <= @0 AND (ends_on IS NULL OR ends_on > @0) GROUP BY account_id", [day], row => (row.Id(0), (int)row.NumberOrNull(1)!.Value), cancel)).ToDictionary();
}

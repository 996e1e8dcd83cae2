using System.Runtime.InteropServices;
using Rung.Metrics;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Ladder;
using Rung.Server.Work;

namespace Rung.Server.Metrics;

/// <summary>
/// Keeps the roll-ups of sales figures by following the journal: the states of each deal a line speaks of are made again
/// from its history, and the tallies move by what changed, in one transaction. Doing it twice changes nothing.
/// </summary>
sealed class DealStates(Store store, DealHistory history) : IFollower
{
    public const string FollowerName = "deal-states";

    /// <summary>Deals made again in one transaction: enough that tallies move by many at once, few enough that others may write between.</summary>
    const int AtOnce = 2000;

    /// <summary>With so many lines that were not followed, history is read instead.</summary>
    const int Unread = 100_000;

    public string Name => FollowerName;

    /// <summary>How far a counting of every deal anew has come on this node; null where none goes on.</summary>
    public Counting? Recount { get; private set; }

    public async Task React(IReadOnlyList<JournalEntry> lines, CancellationToken cancel)
    {
        if (lines.Any(IsForAll)) await Again(cancel);
        else await Again(await Touched(lines, cancel), cancel);
    }

    /// <summary>A new zone moves every day; another mark moves who counts as accepted.</summary>
    static bool IsForAll(JournalEntry line) => line.RecordKind is "company-profile" or "stage" && line.Changes is { } changes
        && !line.Name.EndsWith("-recorded", StringComparison.Ordinal) && (changes.Contains("\"zone\"", StringComparison.Ordinal) || changes.Contains("\"marksAccepted\"", StringComparison.Ordinal));

    async Task<List<Guid>> Touched(IReadOnlyList<JournalEntry> lines, CancellationToken cancel) =>
        [.. (await Touched(store, lines.Where(l => l.Changes is not null || l.RecordKind == "opportunity").Select(l => (l.RecordKind, l.RecordId, l.Name)), cancel)).Order()];

    /// <summary>The deals that lines speak of: their own, and those of accounts and leads that became otherwise.</summary>
    public static async Task<HashSet<Guid>> Touched(Store store, IEnumerable<(string Kind, Guid Id, string Name)> lines, CancellationToken cancel)
    {
        var (ids, others) = (new HashSet<Guid>(), new HashSet<(string Kind, Guid Id)>());
        foreach (var (kind, id, name) in lines)
        {
            if (kind == "opportunity") ids.Add(id);
            else if (kind is "account" or "lead" && !name.EndsWith("-recorded", StringComparison.Ordinal)) others.Add((kind, id));
        }

        foreach (var (kind, id) in others)
            ids.UnionWith(await store.Questions.All($"SELECT id FROM opportunities WHERE {(kind == "account" ? "account_id" : "lead_id")} = @0", [id], row => row.Id(0), cancel));
        return ids;
    }

    /// <summary>
    /// The deals of which the roll-ups may say otherwise than was known at a time, since the journal goes on about them
    /// later, or further than was followed. Null where history itself is to be read: these are many, or the zone has moved.
    /// </summary>
    public static async Task<HashSet<Guid>?> Unsettled(Store store, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        if (await store.Questions.All("SELECT tx, seq FROM follower_places WHERE name = @0", [FollowerName], row => new JournalPlace(row.Number(0), row.Number(1)), cancel) is not [var place]) return null;

        var lines = new List<(string Kind, Guid Id, string Name)>();
        async Task<bool> Add(string which, params object?[] values)
        {
            var told = await store.Questions.All($"""
                SELECT record_kind, record_id, name, CASE WHEN record_kind = 'company-profile' THEN changes END FROM journal
                WHERE {which} AND record_kind IN ('opportunity', 'account', 'lead', 'company-profile') LIMIT {Unread}
                """, values, row => (Kind: row.Text(0)!, Id: row.Id(1), Name: row.Text(2)!, Profile: row.Text(3)), cancel);
            lines.AddRange(told.Select(t => (t.Kind, t.Id, t.Name)));
            return told.Count < Unread && !told.Any(t => t.Profile?.Contains("\"zone\"", StringComparison.Ordinal) == true);
        }

        if (!(store.Place.IsSqlite ? await Add("seq > @0", place.Seq) : await Add("(tx, seq) > (@0, @1)", place.Tx, place.Seq))) return null;
        if (knownAt is { } at && !await Add("seq > @0 AND recorded_at > @1", await JournalSearch.Before(store, at, cancel), at)) return null;
        return await Touched(store, lines, cancel);
    }

    /// <summary>Every deal, a part at a time, however many there are.</summary>
    public async Task Again(CancellationToken cancel)
    {
        var (read, of, recount) = (0L, await history.Number(cancel), Recount = new());
        try
        {
            for (Guid? after = Guid.Empty; after is { } from; recount.Tell(read, of))
            {
                var ids = await store.Questions.All($"SELECT id FROM opportunities WHERE id > @0 ORDER BY id LIMIT {AtOnce}", [from], row => row.Id(0), cancel);
                await Again(ids, cancel);
                (after, read) = (ids.Count < AtOnce ? null : ids[^1], read + ids.Count);
            }
        }
        finally
        {
            Recount = null;
        }
    }

    async Task Again(List<Guid> ids, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        foreach (var some in ids.Chunk(AtOnce))
        {
            // Tallies move by differences, so a second writer beside this one must fail and begin again.
            var turn = await Turn(cancel);
            var moved = new Moved();
            var writing = new Writing();
            writing.Guards.Add(("UPDATE deal_tallies SET n = n + 1 WHERE by = -1 AND n = @0", [turn]));
            foreach (var few in some.Chunk(DealHistory.Named))
            {
                var (places, values) = DealHistory.Places(few);
                writing.First.Add(($"DELETE FROM deal_states WHERE opportunity_id IN ({places})", values));
                writing.First.Add(($"DELETE FROM sale_lives WHERE opportunity_id IN ({places})", values));
                foreach (var span in await store.Questions.All($"SELECT {DealState.Columns} FROM deal_states s WHERE s.opportunity_id IN ({places}) AND s.until_on = {DealState.Ever}", values, DealState.Read, cancel)) moved.Count(span.Deal, -1);
            }

            foreach (var life in await history.Of(some, zone, cancel))
            {
                if (life.Sale() is { } sale) writing.Inserts.Add(SaleLife.Of(sale));
                foreach (var span in life.Spans())
                {
                    writing.Inserts.Add(DealState.Of(span));
                    if (span.Until == DealState.Ever) moved.Count(span.Deal, 1);
                }
            }

            writing.Statements.AddRange(moved.Statements());
            await store.Writer.Write(writing, cancel);
        }
    }

    /// <summary>How often the roll-ups were written: kept beside the tallies, so that it moves with them.</summary>
    public async Task<long> Turn(CancellationToken cancel)
    {
        const string asked = "SELECT n FROM deal_tallies WHERE by = -1";
        if (await store.Questions.All(asked, [], row => row.Number(0), cancel) is [var turn]) return turn;

        var writing = new Writing();
        writing.Statements.Add(("INSERT INTO deal_tallies (by, key, kind, why, days, n) VALUES (-1, '', 0, 0, 0, 0) ON CONFLICT (by, key, kind, why, days) DO NOTHING", []));
        await store.Writer.Write(writing, cancel);
        return (await store.Questions.All(asked, [], row => row.Number(0), cancel))[0];
    }

    /// <summary>What the tallies gain and lose.</summary>
    sealed class Moved
    {
        static readonly int Breakdowns = Enum.GetValues<Breakdown>().Length;

        readonly Dictionary<(int By, string Key, int Kind, int Why, int Days), long> deals = [];
        readonly Dictionary<(int By, string Key, int Kind, int Month, string Currency), (long N, long Minor)> closes = [];

        public void Count(Deal deal, int sign)
        {
            var (kind, why) = ((int)deal.Kind, deal.Why is { } reason ? 1 + (int)reason : 0);
            var days = (deal.IsClosed ? deal.CycleDays : deal.BeganOn?.DayNumber) ?? -1;
            for (var by = 0; by <= Breakdowns; by++)
            {
                var key = by == 0 ? "" : deal.Key((Breakdown)(by - 1)) ?? "";
                CollectionsMarshal.GetValueRefOrAddDefault(deals, (by, key, kind, why, days), out _) += sign;
                if (deal.ClosedOn is not { } on) continue;

                ref var close = ref CollectionsMarshal.GetValueRefOrAddDefault(closes, (by, key, kind, DealState.MonthOf(on), deal.Value?.Currency.Code ?? ""), out _);
                close = (close.N + sign, close.Minor + sign * (deal.Value?.Minor ?? 0));
            }
        }

        public IEnumerable<(string, object?[])> Statements()
        {
            // Always in one order, so that two writers cannot wait for each other.
            foreach (var (at, n) in deals.OrderBy(d => d.Key.Key, StringComparer.Ordinal).ThenBy(d => (d.Key.By, d.Key.Kind, d.Key.Why, d.Key.Days)))
                if (n != 0) yield return ("INSERT INTO deal_tallies (by, key, kind, why, days, n) VALUES (@0, @1, @2, @3, @4, @5) ON CONFLICT (by, key, kind, why, days) DO UPDATE SET n = deal_tallies.n + excluded.n",
                    [at.By, at.Key, at.Kind, at.Why, at.Days, n]);
            foreach (var (at, (n, minor)) in closes.OrderBy(c => c.Key.Key, StringComparer.Ordinal).ThenBy(c => c.Key.Currency, StringComparer.Ordinal).ThenBy(c => (c.Key.By, c.Key.Kind, c.Key.Month)))
                if (n != 0 || minor != 0) yield return ("INSERT INTO close_tallies (by, key, kind, month, currency, n, minor) VALUES (@0, @1, @2, @3, @4, @5, @6) ON CONFLICT (by, key, kind, month, currency) DO UPDATE SET n = close_tallies.n + excluded.n, minor = close_tallies.minor + excluded.minor",
                    [at.By, at.Key, at.Kind, at.Month, at.Currency, n, minor]);
        }
    }
}

/// <summary>The company's zone, in which days are counted.</summary>
static class Zones
{
    public static async ValueTask<TimeZoneInfo> Of(Store store) => TimeZoneInfo.FindSystemTimeZoneById((await store.Known.Profiles())[^1].Zone);
}

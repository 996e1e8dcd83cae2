using System.Runtime.InteropServices;
using Rung.Metrics;
using Rung.Server.Database;
using Rung.Server.Desk;
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

    async Task<List<Guid>> Touched(IReadOnlyList<JournalEntry> lines, CancellationToken cancel)
    {
        var ids = lines.Where(l => l.RecordKind == "opportunity").Select(l => l.RecordId).ToHashSet();
        foreach (var line in lines.Where(l => l.RecordKind is "account" or "lead" && l.Changes is not null && !l.Name.EndsWith("-recorded", StringComparison.Ordinal)).DistinctBy(l => l.RecordId))
            ids.UnionWith(await store.Questions.All($"SELECT id FROM opportunities WHERE {(line.RecordKind == "account" ? "account_id" : "lead_id")} = @0", [line.RecordId], row => row.Id(0), cancel));
        return [.. ids.Order()];
    }

    /// <summary>Every deal, a part at a time, however many there are.</summary>
    async Task Again(CancellationToken cancel)
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
                foreach (var span in await store.Questions.All($"SELECT {DealState.Columns} FROM deal_states s WHERE s.opportunity_id IN ({places}) AND s.until_on = {DealState.Ever}", values, DealState.Read, cancel)) moved.Count(span.Deal, -1);
            }

            foreach (var span in await history.Of(some, zone, cancel))
            {
                writing.Inserts.Add(DealState.Of(span));
                if (span.Until == DealState.Ever) moved.Count(span.Deal, 1);
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

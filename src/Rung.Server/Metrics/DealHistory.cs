using System.Runtime.CompilerServices;
using System.Text.Json;
using Rung.Accounts;
using Rung.Metrics;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>
/// Reads every deal as it stood at the end of every day, from stage visits and kept values; fields that keep no history
/// are as they are known now, or as they were known at a time. The slow way: the roll-ups are made of it and must equal it.
/// </summary>
sealed class DealHistory(Store store)
{
    const int AtOnce = 2_000;

    /// <summary>Identities named in one question; always as many, so that statements stay prepared.</summary>
    public const int Named = 100;

    static readonly string NamedPlaces = string.Join(", ", Enumerable.Range(0, Named).Select(i => "@" + i));
    static readonly DateTimeOffset Always = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static string Deals(string which) => $"""
        SELECT o.id, o.type, o.created_at, o.undated, o.recorded_at, o.removed_at, o.team, o.product_id, o.region, o.source, o.segment, o.account_id, o.lead_id,
               a.relation, a.region, a.segment, l.source, o.sourced_by_id
        FROM opportunities o LEFT JOIN accounts a ON a.id = o.account_id LEFT JOIN leads l ON l.id = o.lead_id
        WHERE {which} ORDER BY o.id
        """;

    static string Visits(string which, int known) => $"""
        SELECT v.opportunity_id, v.kind, s.marks_accepted, v.happened_at, v.origin, v.stage_id, v.recorded_at
        FROM stage_visits v JOIN stages s ON s.id = v.stage_id
        WHERE {which} AND v.recorded_at <= @{known} AND (v.retracted_at IS NULL OR v.retracted_at > @{known})
        ORDER BY v.opportunity_id, v.happened_at, v.id
        """;

    static string Kept(string which, int known) => $"""
        SELECT k.record_id, k.field, k.value, k.happened_at, k.recorded_at
        FROM kept_values k
        WHERE {which} AND k.kind = 'opportunity' AND k.field IN ('amount', 'value', 'closedOn', 'closeOn', 'accountableId', 'idealFit')
          AND k.recorded_at <= @{known} AND (k.retracted_at IS NULL OR k.retracted_at > @{known})
        ORDER BY k.record_id, k.happened_at, k.id
        """;

    /// <summary>The states of every deal in the order of identities, a part at a time.</summary>
    public async IAsyncEnumerable<DealSpan> All(TimeZoneInfo zone, DateTimeOffset? knownAt, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var then = knownAt is { } at ? await KnownThen.Read(store, at, cancel) : null;
        await foreach (var life in Lives(zone, knownAt, then, cancel))
            foreach (var span in life.Spans()) yield return span;
    }

    /// <summary>Every deal in the order of identities, a part at a time.</summary>
    public async IAsyncEnumerable<DealLife> Lives(TimeZoneInfo zone, DateTimeOffset? knownAt, KnownThen? then, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var (read, of) = (0L, Counting.Here is null ? 0 : await Number(cancel));
        for (Guid? after = Guid.Empty; after is { } from; Counting.Here?.Tell(read, of))
        {
            var ids = await store.Questions.All("SELECT id FROM opportunities WHERE id > @0 ORDER BY id LIMIT 2000", [from], row => row.Id(0), cancel);
            if (ids.Count == 0) yield break;

            (after, read) = (ids.Count < AtOnce ? null : ids[^1], read + ids.Count);
            foreach (var life in await Part(id => $"{id} > @0 AND {id} <= @1", [from, ids[^1]], zone, knownAt, then, cancel)) yield return life;
        }
    }

    /// <summary>How many deals there are to read.</summary>
    public async Task<long> Number(CancellationToken cancel) => (await store.Questions.All("SELECT count(*) FROM opportunities", [], row => row.Number(0), cancel))[0];

    /// <summary>The named deals, with all that is known now.</summary>
    public Task<List<DealLife>> Of(IReadOnlyList<Guid> ids, TimeZoneInfo zone, CancellationToken cancel) => Of(ids, zone, null, null, cancel);

    /// <summary>The named deals, as they were known at a time; null for all.</summary>
    public async Task<List<DealLife>> Of(IReadOnlyList<Guid> ids, TimeZoneInfo zone, DateTimeOffset? knownAt, KnownThen? then, CancellationToken cancel)
    {
        var lives = new List<DealLife>();
        foreach (var some in ids.Chunk(Named))
        {
            var (places, values) = Places(some);
            lives.AddRange(await Part(id => $"{id} IN ({places})", values, zone, knownAt, then, cancel));
        }

        return lives;
    }

    /// <summary>Places for up to <see cref="Named"/> identities and what stands in them; the last fills up what is left.</summary>
    public static (string Places, object?[] Values) Places(IReadOnlyList<Guid> some) =>
        (NamedPlaces, [.. some.Cast<object?>(), .. Enumerable.Repeat<object?>(some[^1], Named - some.Count)]);

    async Task<List<DealLife>> Part(Func<string, string> which, object?[] named, TimeZoneInfo zone, DateTimeOffset? knownAt, KnownThen? then, CancellationToken cancel)
    {
        var known = knownAt ?? Always;
        var lives = new Dictionary<Guid, DealLife>();
        var order = new List<DealLife>();
        await Each(Deals(which("o.id")), named, row =>
        {
            if (Begun(row, zone, knownAt, then) is not { } life) return;
            lives.Add(row.Id(0), life);
            order.Add(life);
        }, cancel);
        foreach (var life in order.Where(l => l.MovedFrom is not null)) await Readdress(life, then!, cancel);
        await Each(Visits(which("v.opportunity_id"), named.Length), [.. named, known], row =>
        {
            if (!lives.TryGetValue(row.Id(0), out var life)) return;
            var marks = row.Flag(2);
            var stage = row.Id(5);
            then?.Read(stage, "marksAccepted", ref marks);
            life.Visit(new(row.At(3), row.At(6), row.Choice<StageKind>(1), stage, marks, row.Choice<Origin>(4) == Origin.Derived));
        }, cancel);
        await Each(Kept(which("k.record_id"), named.Length), [.. named, known], row =>
        {
            if (lives.TryGetValue(row.Id(0), out var life)) life.Keep(new(row.At(3), row.At(4), row.Text(1)!, row.Text(2)));
        }, cancel);
        return order;
    }

    /// <summary>By index: to find a hundred of ten thousand accounts, PostgreSQL would rather read them all.</summary>
    Task<bool> Each(string sql, IReadOnlyList<object?> values, Action<Reading> row, CancellationToken cancel) => store.Indexed.Ask(sql, values, async rows =>
    {
        var reading = new Reading(rows, store.Place.IsSqlite);
        while (await reading.Next(cancel)) row(reading);
        return true;
    }, cancel);

    /// <summary>What does not change with the days; null when it did not count at all, as far as was known.</summary>
    static DealLife? Begun(Reading row, TimeZoneInfo zone, DateTimeOffset? knownAt, KnownThen? then)
    {
        var id = row.Id(0);
        var (removed, team, product, region, source, segment, account) = (row.AtOrNull(5), row.Text(6), row.IdOrNull(7), row.Text(8), row.Text(9), row.Text(10), row.IdOrNull(11));
        var (relation, accountRegion, accountSegment, leadSource) = (row.Text(13) is { } word ? Enum.Parse<Relation>(word, true) : Relation.Prospect, row.Text(14), row.Text(15), row.Text(16));
        Guid? movedFrom = null;
        if (then is not null)
        {
            if (row.At(4) > knownAt) return null;
            then.Read(id, "removedAt", ref removed);
            then.Read(id, "team", ref team);
            then.Read(id, "productId", ref product);
            then.Read(id, "region", ref region);
            then.Read(id, "source", ref source);
            then.Read(id, "segment", ref segment);
            var was = account;
            then.Read(id, "accountId", ref was);
            if (was != account) (account, movedFrom, relation, accountRegion, accountSegment) = (was, was ?? Guid.Empty, Relation.Prospect, null, null);
            if (account is { } known)
            {
                then.Read(known, "relation", ref relation);
                then.Read(known, "region", ref accountRegion);
                then.Read(known, "segment", ref accountSegment);
            }

            if (row.IdOrNull(12) is { } lead) then.Read(lead, "source", ref leadSource);
        }

        if (removed is not null) return null;
        return new(zone, row.Flag(3) ? null : row.At(2), new(id, row.Choice<OpportunityType>(1), null, null, StageKind.Open, null)
        {
            Relation = relation, AccountId = account, Team = team, ProductId = product, Region = region ?? accountRegion, Source = source ?? leadSource, Segment = segment ?? accountSegment,
        }) { MovedFrom = movedFrom, OwnRegion = region, OwnSegment = segment, SourcedById = row.IdOrNull(17) };
    }

    /// <summary>The deal lay with another account then; that account says relation, region and segment.</summary>
    async Task Readdress(DealLife life, KnownThen then, CancellationToken cancel)
    {
        var id = life.MovedFrom!.Value;
        var rows = await store.Questions.All("SELECT relation, region, segment FROM accounts WHERE id = @0", [id], row => (Relation: row.Choice<Relation>(0), Region: row.Text(1), Segment: row.Text(2)), cancel);
        if (rows.Count == 0) return;

        var (relation, region, segment) = rows[0];
        then.Read(id, "relation", ref relation);
        then.Read(id, "region", ref region);
        then.Read(id, "segment", ref segment);
        life.Lay(relation, life.OwnRegion ?? region, life.OwnSegment ?? segment);
    }
}

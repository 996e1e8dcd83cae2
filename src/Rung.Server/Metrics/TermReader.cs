using System.Text.Json;
using Rung.Accounts;
using Rung.Customers;
using Rung.Metrics;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>Reads subscriptions with their histories, and churn events, from the database: all of them, or those that are named.</summary>
sealed class TermReader(Store store)
{
    const string Sale = "coalesce(o.accountable_id, a.accountable_id), o.team, coalesce(s.product_id, o.product_id), coalesce(o.region, a.region), coalesce(o.source, l.source), coalesce(o.segment, a.segment), o.id, coalesce(o.ideal_fit, a.ideal_fit), a.relation";

    /// <param name="knownAt">What had been recorded by then; null for all that is known now.</param>
    /// <param name="only">Identities of subscriptions, at most <see cref="Questions.Together"/>; null for all.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<List<TermStory>> Terms(DateTimeOffset? knownAt, IReadOnlyList<Guid>? only, CancellationToken cancel)
    {
        var cut = new Cut(knownAt, only, knownAt is { } at ? await KnownThen.Read(store, at, cancel) : null);
        var zone = await Zones.Of(store);
        var changes = await Changes(cut, cancel);
        var renewed = await Renewed(cut, cancel);
        var words = new SharedWords();
        return [.. (await store.Questions.All($"""
            SELECT s.id, s.account_id, s.starts_on, s.billing, s.created_at, s.recorded_at, s.removed_at, s.term_months, s.notice_days, {Sale}
            FROM subscriptions s JOIN accounts a ON a.id = s.account_id LEFT JOIN opportunities o ON o.id = s.opportunity_id LEFT JOIN leads l ON l.id = o.lead_id
            WHERE s.recorded_at <= @{cut.Known} {cut.Of("s.id")}
            """, cut.Values, row =>
        {
            var (id, removed) = (row.Id(0), row.AtOrNull(6));
            cut.Then?.Read(id, "removedAt", ref removed);
            var term = new Term(id, row.Id(1), row.Day(2)!.Value, null, []) { Months = (int?)row.NumberOrNull(7), NoticeDays = (int)(row.NumberOrNull(8) ?? 0), ProductId = row.IdOrNull(11) };
            return new TermStory(Key(term, row, 9, row.Id(1), cut.Then, words), row.At(4), row.Choice<Billing>(3), Told(changes, id), Told(renewed, id), zone) { IsRemoved = removed is not null };
        }, cancel))];
    }

    /// <summary>Those not removed.</summary>
    public async Task<List<Keyed<Churned>>> Churn(DateTimeOffset? knownAt, IReadOnlyList<Guid>? only, CancellationToken cancel)
    {
        var cut = new Cut(knownAt, only, knownAt is { } at ? await KnownThen.Read(store, at, cancel) : null);
        var words = new SharedWords();
        return [.. (await store.Questions.All($"""
            SELECT e.id, e.account_id, e.decided_on, e.effective_on, e.removed_at, e.subscription_id, e.type, e.reason, {Sale}
            FROM churn_events e JOIN accounts a ON a.id = e.account_id LEFT JOIN subscriptions s ON s.id = e.subscription_id
            LEFT JOIN opportunities o ON o.id = s.opportunity_id LEFT JOIN leads l ON l.id = o.lead_id
            WHERE e.recorded_at <= @{cut.Known} {cut.Of("e.id")}
            """, cut.Values, row =>
        {
            var removed = row.AtOrNull(4);
            cut.Then?.Read(row.Id(0), "removedAt", ref removed);
            return removed is not null ? null : Key(new Churned(row.Id(0), row.Id(1), row.IdOrNull(5), row.Choice<ChurnType>(6), row.Text(7), row.Day(3) ?? row.Day(2)!.Value), row, 8, row.Id(1), cut.Then, words);
        }, cancel)).OfType<Keyed<Churned>>()];
    }

    static Keyed<T> Key<T>(T what, Reading row, int at, Guid account, KnownThen? then, SharedWords words)
    {
        var relation = row.Choice<Relation>(at + 8);
        then?.Read(account, "relation", ref relation);
        return new(what, row.IdOrNull(at), words.Of(row.Text(at + 1)), row.IdOrNull(at + 2), words.Of(row.Text(at + 3)), words.Of(row.Text(at + 4)), words.Of(row.Text(at + 5)))
        {
            SaleId = row.IdOrNull(at + 6), IdealFit = row.FlagOrNull(at + 7), Relation = relation,
        };
    }

    /// <summary>Ends from which a subscription was renewed, by what the renewal itself says; an end that was only corrected is none.</summary>
    async Task<Dictionary<Guid, List<(DateTimeOffset, DateOnly)>>> Renewed(Cut cut, CancellationToken cancel)
    {
        var renewed = new Dictionary<Guid, List<(DateTimeOffset, DateOnly)>>();
        // In this order, as below.
        await store.Questions.All($"""
            SELECT k.record_id, j.payload, k.happened_at
            FROM subscriptions s CROSS JOIN kept_values k CROSS JOIN journal j
            WHERE k.record_id = s.id AND j.record_id = k.record_id AND j.happened_at = k.happened_at AND j.name = 'subscription-renewed' AND k.kind = 'subscription' AND k.field = 'endsOn'
              AND k.recorded_at <= @{cut.Known} AND (k.retracted_at IS NULL OR k.retracted_at > @{cut.Known}) AND j.payload IS NOT NULL {cut.Of("s.id")}
            """, cut.Values, row =>
        {
            using var told = JsonDocument.Parse(row.Text(1)!);
            Add(renewed, row.Id(0), (row.At(2), told.RootElement.GetProperty("from").Deserialize<DateOnly>(Api.Json.Options)));
            return true;
        }, cancel);
        return renewed;
    }

    async Task<Dictionary<Guid, List<TermChange>>> Changes(Cut cut, CancellationToken cancel)
    {
        var changes = new Dictionary<Guid, List<TermChange>>();
        // SQLite takes a CROSS JOIN in its order: left to itself it reads every kept value there is to find those of a few subscriptions.
        await store.Questions.All($"""
            SELECT k.record_id, k.happened_at, k.field, k.value
            FROM subscriptions s CROSS JOIN kept_values k
            WHERE k.record_id = s.id AND k.kind = 'subscription' AND k.field IN ('endsOn', 'price', 'isTrial')
              AND k.recorded_at <= @{cut.Known} AND (k.retracted_at IS NULL OR k.retracted_at > @{cut.Known}) {cut.Of("s.id")}
            ORDER BY s.id, k.happened_at, k.id
            """, cut.Values, row =>
        {
            var (at, json) = (row.At(1), row.Text(3));
            Add(changes, row.Id(0), row.Text(2) switch
            {
                "endsOn" => new(at, TermField.EndsOn, Read<DateOnly?>(json), null, false),
                "price" => new(at, TermField.Price, null, Read<Money?>(json), false),
                _ => new(at, TermField.IsTrial, null, null, Read<bool>(json)),
            });
            return true;
        }, cancel);
        return changes;
    }

    static T? Read<T>(string? json) => json is null ? default : JsonSerializer.Deserialize<T>(json, Api.Json.Options);

    static void Add<T>(Dictionary<Guid, List<T>> lists, Guid id, T item)
    {
        if (!lists.TryGetValue(id, out var list)) lists[id] = list = [];
        list.Add(item);
    }

    static T[] Told<T>(Dictionary<Guid, List<T>> lists, Guid id) => lists.TryGetValue(id, out var list) ? [.. list] : [];

    /// <summary>What is read: as known by a time, of all or of some; with its values.</summary>
    sealed class Cut(DateTimeOffset? knownAt, IReadOnlyList<Guid>? only, KnownThen? then)
    {
        readonly (string Which, object?[] Ids) named = only is null ? ("", []) : Questions.OneOf(only);

        /// <summary>The place of the time by which it was recorded.</summary>
        public int Known => named.Ids.Length;

        public object?[] Values => [.. named.Ids, knownAt ?? DateTimeOffset.MaxValue.AddDays(-1)];

        public KnownThen? Then => then;

        public string Of(string id) => only is null ? "" : $"AND {id} IN ({named.Which})";
    }

    /// <summary>Teams, regions, sources and segments are few words in many rows.</summary>
    sealed class SharedWords
    {
        readonly HashSet<string> known = new(StringComparer.Ordinal);

        public string? Of(string? word)
        {
            if (word is null) return null;
            if (!known.TryGetValue(word, out var same)) known.Add(same = word);
            return same;
        }
    }
}

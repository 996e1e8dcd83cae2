using System.Text.Json;
using Rung.Accounts;
using Rung.Customers;
using Rung.Metrics;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>A subscription or a churn event with what breakdowns ask of it: of its sale where it has one, else of its account.</summary>
sealed record Keyed<T>(T What, Guid? Owner, string? Team, Guid? Product, string? Region, string? Source, string? Segment)
{
    /// <summary>The sale it came from.</summary>
    public Guid? SaleId { get; init; }

    /// <summary>Whether the ideal customer profile fitted: of the sale when it began, else of the account.</summary>
    public bool? IdealFit { get; init; }

    /// <summary>Only prospects and customers count.</summary>
    public Relation Relation { get; init; }

    public string? Key(Breakdown by) => by switch
    {
        Breakdown.Owner => Owner?.ToString(),
        Breakdown.Product => Product?.ToString(),
        Breakdown.Team => Team,
        Breakdown.Region => Region,
        Breakdown.Source => Source,
        _ => Segment,
    };
}

/// <param name="On">The day of effect, else the day it was decided.</param>
sealed record Churned(Guid Id, Guid AccountId, Guid? SubscriptionId, ChurnType Type, string? Reason, DateOnly On);

/// <summary>Reads subscriptions and churn events as they stood at a moment. A price changes from the day it was changed, or from the renewal that changed it.</summary>
sealed class TermHistory(Store store)
{
    const string Sale = "coalesce(o.accountable_id, a.accountable_id), o.team, coalesce(s.product_id, o.product_id), coalesce(o.region, a.region), coalesce(o.source, l.source), coalesce(o.segment, a.segment), o.id, coalesce(o.ideal_fit, a.ideal_fit), a.relation";

    public async Task<List<Keyed<Term>>> Terms(DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        var known = knownAt ?? DateTimeOffset.MaxValue.AddDays(-1);
        var then = knownAt is { } at ? await KnownThen.Read(store, at, cancel) : null;
        var before = AsOf.StartOf(day.AddDays(1), zone);
        var changes = await Changes(before, known, cancel);
        var renewed = await Renewed(before, known, cancel);
        var terms = new List<Keyed<Term>>();
        await store.Questions.All($"""
            SELECT s.id, s.account_id, s.starts_on, s.ends_on, s.price_minor, s.price_currency, s.is_trial, s.billing, s.created_at, s.recorded_at, s.removed_at, {Sale}, s.term_months, s.notice_days
            FROM subscriptions s JOIN accounts a ON a.id = s.account_id LEFT JOIN opportunities o ON o.id = s.opportunity_id LEFT JOIN leads l ON l.id = o.lead_id
            """, [], row =>
        {
            var (id, removed) = (row.Id(0), row.AtOrNull(10));
            then?.Read(id, "removedAt", ref removed);
            if (row.Day(2)!.Value > day || removed is not null || row.At(9) > known) return false;

            var months = row.Choice<Billing>(7) switch { Billing.Month => 1, Billing.Quarter => 3, _ => 12 };
            var life = new TermLife(row.At(8), zone, months);
            foreach (var (happened, field, value) in changes.GetValueOrDefault(id, [])) life.Change(happened, field, value);
            var term = new Term(id, row.Id(1), row.Day(2)!.Value, life.EndsOn, life.Rates())
            {
                Months = (int?)row.NumberOrNull(20), NoticeDays = (int)(row.NumberOrNull(21) ?? 0), ProductId = row.IdOrNull(13), IsTrial = life.IsTrial, RenewedFrom = renewed.GetValueOrDefault(id, []),
            };
            terms.Add(Key(term, row, 11, row.Id(1), then));
            return true;
        }, cancel);
        return terms;
    }

    /// <summary>Churn events in effect by the end of the day; of those without a day of effect, the day they were decided.</summary>
    public async Task<List<Keyed<Churned>>> Churn(DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var then = knownAt is { } at ? await KnownThen.Read(store, at, cancel) : null;
        var events = await store.Questions.All($"""
            SELECT e.id, e.account_id, e.decided_on, e.effective_on, e.recorded_at, e.removed_at, e.subscription_id, e.type, e.reason, {Sale}
            FROM churn_events e JOIN accounts a ON a.id = e.account_id LEFT JOIN subscriptions s ON s.id = e.subscription_id
            LEFT JOIN opportunities o ON o.id = s.opportunity_id LEFT JOIN leads l ON l.id = o.lead_id
            """, [], row =>
        {
            var removed = row.AtOrNull(5);
            then?.Read(row.Id(0), "removedAt", ref removed);
            return removed is not null || row.At(4) > (knownAt ?? DateTimeOffset.MaxValue) ? null
                : Key(new Churned(row.Id(0), row.Id(1), row.IdOrNull(6), row.Choice<ChurnType>(7), row.Text(8), row.Day(3) ?? row.Day(2)!.Value), row, 9, row.Id(1), then);
        }, cancel);
        return [.. events.OfType<Keyed<Churned>>().Where(e => e.What.On <= day)];
    }

    static Keyed<T> Key<T>(T what, Reading row, int at, Guid account, KnownThen? then)
    {
        var relation = row.Choice<Relation>(at + 8);
        then?.Read(account, "relation", ref relation);
        return new(what, row.IdOrNull(at), row.Text(at + 1), row.IdOrNull(at + 2), row.Text(at + 3), row.Text(at + 4), row.Text(at + 5))
        {
            SaleId = row.IdOrNull(at + 6), IdealFit = row.FlagOrNull(at + 7), Relation = relation,
        };
    }

    /// <summary>Ends from which a subscription was renewed, by what the renewal itself says; an end that was only corrected is none.</summary>
    async Task<Dictionary<Guid, List<DateOnly>>> Renewed(DateTimeOffset before, DateTimeOffset known, CancellationToken cancel)
    {
        var renewed = new Dictionary<Guid, List<DateOnly>>();
        // In this order, as below.
        await store.Questions.All("""
            SELECT k.record_id, j.payload
            FROM subscriptions s CROSS JOIN kept_values k CROSS JOIN journal j
            WHERE k.record_id = s.id AND j.record_id = k.record_id AND j.happened_at = k.happened_at AND j.name = 'subscription-renewed' AND k.kind = 'subscription' AND k.field = 'endsOn' AND k.happened_at < @0 AND k.recorded_at <= @1 AND (k.retracted_at IS NULL OR k.retracted_at > @1) AND j.payload IS NOT NULL
            """, [before, known], row =>
        {
            using var told = JsonDocument.Parse(row.Text(1)!);
            if (!renewed.TryGetValue(row.Id(0), out var list)) renewed[row.Id(0)] = list = [];
            list.Add(told.RootElement.GetProperty("from").Deserialize<DateOnly>(Api.Json.Options));
            return true;
        }, cancel);
        return renewed;
    }

    async Task<Dictionary<Guid, List<(DateTimeOffset, string, string?)>>> Changes(DateTimeOffset before, DateTimeOffset known, CancellationToken cancel)
    {
        var changes = new Dictionary<Guid, List<(DateTimeOffset, string, string?)>>();
        // What was entered with the subscription holds from its start, though it was entered later. SQLite takes a CROSS JOIN in
        // its order: left to itself it reads every kept value there is to find those of a few subscriptions.
        await store.Questions.All("""
            SELECT k.record_id, k.happened_at, k.field, k.value
            FROM subscriptions s CROSS JOIN kept_values k
            WHERE k.record_id = s.id AND k.kind = 'subscription' AND k.field IN ('endsOn', 'price', 'isTrial') AND (k.happened_at < @0 OR k.happened_at = s.created_at)
              AND k.recorded_at <= @1 AND (k.retracted_at IS NULL OR k.retracted_at > @1)
            ORDER BY s.id, k.happened_at, k.id
            """, [before, known], row =>
        {
            var id = row.Id(0);
            if (!changes.TryGetValue(id, out var list)) changes[id] = list = [];
            list.Add((row.At(1), row.Text(2)!, row.Text(3)));
            return true;
        }, cancel);
        return changes;
    }

    /// <summary>One subscription while its history is read.</summary>
    sealed class TermLife(DateTimeOffset createdAt, TimeZoneInfo zone, int months)
    {
        readonly SortedDictionary<DateOnly, (Money? Price, bool Trial)> rates = new() { [DateOnly.MinValue] = (null, false) };
        (DateTimeOffset At, DateOnly? Before) ended;

        public DateOnly? EndsOn { get; private set; }

        public bool IsTrial => rates.Last().Value.Trial;

        public void Change(DateTimeOffset at, string field, string? json)
        {
            if (field == "endsOn")
            {
                ended = (at, EndsOn);
                EndsOn = Read<DateOnly?>(json);
                // Price and trial of the same renewal may have come first: they hold from its beginning.
                if (at > createdAt && rates.Remove(Day(at), out var early)) Put(From(at), early);
                return;
            }

            var from = at <= createdAt ? DateOnly.MinValue : From(at);
            var last = rates.Last(r => r.Key <= from).Value;
            Put(from, field == "price" ? last with { Price = Read<Money?>(json) } : last with { Trial = Read<bool>(json) });
        }

        public IReadOnlyList<MonthlyRate> Rates() => [.. rates.Select(r => new MonthlyRate(r.Key, r.Value.Price is not { } price ? null : r.Value.Trial ? Money.Zero(price.Currency) : price.Times(1m / months)))];

        void Put(DateOnly from, (Money?, bool) rate) => rates[from] = rate;

        /// <summary>A renewal begins where the term before ends.</summary>
        DateOnly From(DateTimeOffset at) => ended.At == at && ended.Before is { } end && EndsOn > end && end > Day(at) ? end : Day(at);

        DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

        static T? Read<T>(string? json) => json is null ? default : JsonSerializer.Deserialize<T>(json, Api.Json.Options);
    }
}

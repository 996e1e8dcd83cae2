using System.Text.Json;
using Rung.Accounts;
using Rung.Metrics;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>Reads every deal as it stood at a moment, from stage visits and kept values alone where the moment is past.</summary>
sealed class DealHistory(Store store, Lister lister)
{
    const string Deals = """
        SELECT o.id, o.type, o.created_at, o.undated, o.origin, o.stage_kind, o.accepted_at, o.closed_at, o.closed_on,
               o.amount_minor, o.amount_currency, o.value_minor, o.value_currency, o.accountable_id, p.name, o.team,
               r.name, coalesce(o.region, a.region), coalesce(o.source, l.source), coalesce(o.segment, a.segment),
               a.relation, o.removed_at, o.recorded_at, o.name, o.close_on
        FROM opportunities o
        LEFT JOIN accounts a ON a.id = o.account_id
        LEFT JOIN people p ON p.id = o.accountable_id
        LEFT JOIN products r ON r.id = o.product_id
        LEFT JOIN leads l ON l.id = o.lead_id
        """;

    const string Visits = """
        SELECT v.opportunity_id, v.kind, s.marks_accepted, v.happened_at, v.origin
        FROM stage_visits v JOIN stages s ON s.id = v.stage_id
        WHERE v.happened_at < @0 AND v.recorded_at <= @1 AND (v.retracted_at IS NULL OR v.retracted_at > @1)
        ORDER BY v.opportunity_id, v.happened_at, v.id
        """;

    const string Kept = """
        SELECT k.record_id, k.field, k.value
        FROM kept_values k
        WHERE k.kind = 'opportunity' AND k.field IN ('amount', 'value', 'closedOn', 'accountableId')
          AND k.happened_at < @0 AND k.recorded_at <= @1 AND (k.retracted_at IS NULL OR k.retracted_at > @1)
        ORDER BY k.record_id, k.happened_at, k.id
        """;

    public async Task<List<Deal>> Read(AsOf asOf, CancellationToken cancel = default)
    {
        var past = asOf.IsNow ? null : await Past(asOf, cancel);
        var people = past is null ? null : await Names(cancel);
        var deals = new List<Deal>();
        await using var connection = await lister.Connect(cancel);
        await using var command = Lister.Command(connection, Deals, [], store.Place.IsSqlite);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var row = new Reading(rows, store.Place.IsSqlite);
        while (await row.Next(cancel))
            if (Deal(row, asOf, past, people) is { } deal) deals.Add(deal);
        return deals;
    }

    static Deal? Deal(Reading row, AsOf asOf, Dictionary<Guid, PastDeal>? past, Dictionary<Guid, string>? people)
    {
        var (id, created, undated) = (row.Id(0), row.At(2), row.Flag(3));
        var known = asOf.KnownUntil ?? DateTimeOffset.MaxValue;
        if (row.AtOrNull(21) is { } removed && removed <= known) return null;

        var deal = new Deal(id, row.Choice<OpportunityType>(1), undated ? null : asOf.Day(created), null, StageKind.Open, null)
        {
            Name = row.Text(23) ?? "",
            Relation = row.Text(20) is { } relation ? Enum.Parse<Relation>(relation, true) : Relation.Prospect,
            Team = row.Text(15),
            Product = row.Text(16),
            Region = row.Text(17),
            Source = row.Text(18),
            Segment = row.Text(19),
            ExpectedOn = row.Day(24),
            Derived = row.Choice<Origin>(4) == Origin.Derived,
        };

        if (past is null)
        {
            var kind = row.Choice<StageKind>(5);
            return deal with
            {
                Kind = kind,
                AcceptedOn = row.AtOrNull(6) is { } accepted ? asOf.Day(accepted) : null,
                ClosedOn = kind == StageKind.Open ? null : kind == StageKind.Won && row.Day(8) is { } on ? on : row.AtOrNull(7) is { } at ? asOf.Day(at) : null,
                Amount = row.Money(9),
                Value = row.Money(11),
                OwnerId = row.IdOrNull(13),
                Owner = row.Text(14),
            };
        }

        if (row.At(22) > known || (!undated && asOf.HappenedBefore is { } before && created >= before)) return null;

        var was = past.GetValueOrDefault(id);
        return deal with
        {
            Kind = was?.Kind ?? StageKind.Open,
            AcceptedOn = was?.AcceptedAt is { } when ? asOf.Day(when) : null,
            ClosedOn = was is null or { Kind: StageKind.Open } ? null : was.Kind == StageKind.Won && was.ClosedOn is { } day ? day : asOf.Day(was.EnteredAt),
            Amount = was?.Amount,
            Value = was is { Kind: StageKind.Won } ? was.Value : null,
            OwnerId = was?.OwnerId,
            Owner = was?.OwnerId is { } owner ? people!.GetValueOrDefault(owner) : null,
            Derived = was?.Derived ?? false,
        };
    }

    async Task<Dictionary<Guid, PastDeal>> Past(AsOf asOf, CancellationToken cancel)
    {
        var past = new Dictionary<Guid, PastDeal>();
        object?[] cuts = [asOf.HappenedBefore ?? new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero), asOf.KnownUntil ?? new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero)];
        await using var connection = await lister.Connect(cancel);
        await using (var command = Lister.Command(connection, Visits, cuts, store.Place.IsSqlite))
        await using (var rows = await command.ExecuteReaderAsync(cancel))
        {
            var row = new Reading(rows, store.Place.IsSqlite);
            while (await row.Next(cancel))
            {
                var deal = Of(row.Id(0));
                (deal.Kind, deal.EnteredAt, deal.Derived) = (row.Choice<StageKind>(1), row.At(3), deal.Derived || row.Choice<Origin>(4) == Origin.Derived);
                if (row.Flag(2) && deal.Kind != StageKind.Lost) deal.AcceptedAt ??= row.At(3);
            }
        }

        await using (var command = Lister.Command(connection, Kept, cuts, store.Place.IsSqlite))
        await using (var rows = await command.ExecuteReaderAsync(cancel))
        {
            var row = new Reading(rows, store.Place.IsSqlite);
            while (await row.Next(cancel)) Of(row.Id(0)).Set(row.Text(1)!, row.Text(2));
        }

        return past;

        PastDeal Of(Guid id) => past.TryGetValue(id, out var deal) ? deal : past[id] = new();
    }

    async Task<Dictionary<Guid, string>> Names(CancellationToken cancel)
    {
        var names = new Dictionary<Guid, string>();
        await using var connection = await lister.Connect(cancel);
        await using var command = Lister.Command(connection, "SELECT id, name FROM people", [], store.Place.IsSqlite);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var row = new Reading(rows, store.Place.IsSqlite);
        while (await row.Next(cancel)) names[row.Id(0)] = row.Text(1)!;
        return names;
    }

    sealed class PastDeal
    {
        public StageKind Kind { get; set; }
        public DateTimeOffset EnteredAt { get; set; }
        public DateTimeOffset? AcceptedAt { get; set; }
        public DateOnly? ClosedOn { get; private set; }
        public Money? Amount { get; private set; }
        public Money? Value { get; private set; }
        public Guid? OwnerId { get; private set; }
        public bool Derived { get; set; }

        public void Set(string field, string? json)
        {
            switch (field)
            {
                case "amount": Amount = Read<Money?>(json); break;
                case "value": Value = Read<Money?>(json); break;
                case "closedOn": ClosedOn = Read<DateOnly?>(json); break;
                case "accountableId": OwnerId = Read<Guid?>(json); break;
            }
        }

        static T? Read<T>(string? json) => json is null ? default : JsonSerializer.Deserialize<T>(json, Api.Json.Options);
    }
}

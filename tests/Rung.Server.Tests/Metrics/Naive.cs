using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Leads;
using Rung.Metrics;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;

namespace Rung.Server.Tests.Metrics;

/// <summary>One deal at the end of a day, as far as was known at a time, worked out the long way.</summary>
sealed record NaiveDeal(Guid Id, string Kind, string Type, DateOnly? Began, DateOnly? Accepted, DateOnly? Closed, DateOnly? Expected, Money? Amount, Money? Value, bool IsProspect, Dictionary<string, string?> Keys)
{
    public bool IsClosed => Kind != "open";

    public int? Cycle => Began is { } b && Closed is { } c && c >= b ? c.DayNumber - b.DayNumber : null;

    public string? Why => Type != "new" ? "notNewBusiness" : !IsProspect ? "notAProspect" : Accepted is null ? "notAccepted" : Amount is { Minor: <= 0 } ? "nothingAsked" : Began is null ? "undated" : Closed < Began ? "closedBeforeItBegan" : null;
}

sealed record NaiveTerm(Guid Account, DateOnly Starts, DateOnly? Ends, Func<DateOnly, Money?> Monthly, Dictionary<string, string?> Keys);

/// <summary>
/// The second implementation: replays the journal up to a time for what keeps no history, and reads visits and kept
/// values row by row for what does. Slow, plain, and without a line of the first.
/// </summary>
sealed class Naive
{
    readonly List<(Guid Id, string Kind, string Name, DateTimeOffset Recorded, JsonElement? Changes)> journal = [];
    readonly List<StageVisit> visits;
    readonly List<KeptValue> kept;
    readonly Dictionary<Guid, Opportunity> deals;
    readonly Dictionary<Guid, Subscription> subscriptions;
    readonly Dictionary<Guid, ChurnEvent> churn;
    readonly Dictionary<Guid, Stage> stages;
    readonly Dictionary<Guid, string> names;
    readonly TimeZoneInfo zone;

    public Naive(House house)
    {
        using var db = house.Store.Open();
        zone = TimeZoneInfo.FindSystemTimeZoneById(db.Set<Rung.Company.CompanyProfile>().AsNoTracking().Single().Zone);
        foreach (var line in db.Journal.AsNoTracking().OrderBy(j => j.Seq))
            journal.Add((line.RecordId, line.RecordKind, line.Name, line.RecordedAt, line.Changes is null ? null : JsonDocument.Parse(line.Changes).RootElement));
        visits = [.. db.Set<StageVisit>().AsNoTracking()];
        kept = [.. db.Set<KeptValue>().AsNoTracking()];
        deals = db.Set<Opportunity>().AsNoTracking().ToDictionary(o => o.Key);
        subscriptions = db.Set<Subscription>().AsNoTracking().ToDictionary(o => o.Key);
        churn = db.Set<ChurnEvent>().AsNoTracking().ToDictionary(o => o.Key);
        stages = db.Set<Stage>().AsNoTracking().ToDictionary(s => s.Key);
        names = db.Set<Person>().AsNoTracking().ToDictionary(p => p.Key, p => p.Name).Concat(db.Set<Product>().AsNoTracking().ToDictionary(p => p.Key, p => p.Name)).ToDictionary();
    }

    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    public List<NaiveDeal> Deals(DateOnly? asOf, DateTimeOffset? knownAt)
    {
        var fields = Replayed(knownAt);
        var found = new List<NaiveDeal>();
        foreach (var (id, record) in deals)
        {
            if (record.RecordedAt > (knownAt ?? DateTimeOffset.MaxValue) || !fields.TryGetValue(id, out var own) || own.Text("removedAt") is not null) continue;
            var began = record.Undated ? (DateOnly?)null : Day(record.CreatedAt);
            if (began > asOf) continue;

            var seen = visits.Where(v => v.OpportunityId.Value == id && Counts(v, asOf, knownAt)).OrderBy(v => v.HappenedAt).ThenBy(v => v.Id).ToList();
            var last = seen.LastOrDefault();
            var kind = last?.Kind ?? StageKind.Open;
            var accepted = seen.FirstOrDefault(v => v.Kind != StageKind.Lost && Marks(fields, v.StageId.Value));
            var account = own.Text("accountId") is { } a ? fields.GetValueOrDefault(Guid.Parse(a)) : null;
            var lead = own.Text("leadId") is { } l ? fields.GetValueOrDefault(Guid.Parse(l)) : null;
            var closedOn = Kept(id, "closedOn", asOf, knownAt) is { } json ? JsonSerializer.Deserialize<DateOnly>(json, Json.Options) : (DateOnly?)null;
            found.Add(new(id, Words.Camel(kind.ToString()), Words.Camel(record.Type.ToString()), began, accepted is null ? null : Day(accepted.HappenedAt),
                kind == StageKind.Open ? null : kind == StageKind.Won ? closedOn ?? Day(last!.HappenedAt) : Day(last!.HappenedAt),
                Kept(id, "closeOn", asOf, knownAt) is { } on ? JsonSerializer.Deserialize<DateOnly>(on, Json.Options) : null, MoneyOf(Kept(id, "amount", asOf, knownAt)), kind == StageKind.Won ? MoneyOf(Kept(id, "value", asOf, knownAt)) : null, account is null || account.Text("relation") == "prospect",
                new()
                {
                    ["owner"] = Kept(id, "accountableId", asOf, knownAt)?.Trim('"'), ["team"] = own.Text("team"), ["product"] = own.Text("productId"), ["region"] = own.Text("region") ?? account?.Text("region"),
                    ["source"] = own.Text("source") ?? lead?.Text("source"), ["segment"] = own.Text("segment") ?? account?.Text("segment"),
                }));
        }

        return found;
    }

    public List<NaiveTerm> Terms(DateOnly asOf, DateTimeOffset? knownAt)
    {
        var fields = Replayed(knownAt);
        var now = Replayed(null);
        var found = new List<NaiveTerm>();
        foreach (var (id, record) in subscriptions)
        {
            if (record.RecordedAt > (knownAt ?? DateTimeOffset.MaxValue) || fields[id].Text("removedAt") is not null || record.StartsOn > asOf || !IsProspect(fields, now, record.AccountId.Value)) continue;
            var rows = kept.Where(k => k.RecordId == id && k.RecordedAt <= (knownAt ?? DateTimeOffset.MaxValue) && !(k.RetractedAt <= (knownAt ?? DateTimeOffset.MaxValue)) && (k.HappenedAt == record.CreatedAt || Day(k.HappenedAt) <= asOf))
                .OrderBy(k => k.HappenedAt).ThenBy(k => k.Id).ToList();
            var ends = rows.LastOrDefault(k => k.Field == "endsOn")?.Value is { } json ? JsonSerializer.Deserialize<DateOnly>(json, Json.Options) : (DateOnly?)null;
            found.Add(new(record.AccountId.Value, record.StartsOn, ends, day => Monthly(record, rows, day), SaleKeys(now, record.AccountId.Value, id)));
        }

        return found;
    }

    public List<(Guid Account, Dictionary<string, string?> Keys)> Churned(DateOnly asOf, DateTimeOffset? knownAt)
    {
        var (fields, now) = (Replayed(knownAt), Replayed(null));
        return [.. churn.Values.Where(e => e.RecordedAt <= (knownAt ?? DateTimeOffset.MaxValue) && fields[e.Key].Text("removedAt") is null && (e.EffectiveOn ?? e.DecidedOn) <= asOf && IsProspect(fields, now, e.AccountId.Value))
            .Select(e => (e.AccountId.Value, SaleKeys(now, e.AccountId.Value, e.SubscriptionId?.Value)))];
    }

    public string? Named(string? key) => key is not null && Guid.TryParse(key, out var id) ? names[id] : key;

    Money? Monthly(Subscription record, List<KeptValue> rows, DateOnly day)
    {
        Money? price = null;
        var trial = false;
        foreach (var row in rows.Where(r => r.Field is "price" or "isTrial").Where(r => r.HappenedAt == record.CreatedAt || Effective(r) <= day).OrderBy(r => r.HappenedAt == record.CreatedAt ? DateOnly.MinValue : Effective(r)).ThenBy(r => r.HappenedAt).ThenBy(r => r.Id))
        {
            if (row.Field == "price") price = MoneyOf(row.Value);
            else trial = row.Value == "true";
        }

        return price is not { } p ? null : trial ? new Money(0, p.Currency) : p.Times(1m / record.BillingMonths);

        DateOnly Effective(KeptValue row)
        {
            var ends = rows.Where(r => r.Field == "endsOn").ToList();
            var here = ends.FindIndex(r => r.HappenedAt == row.HappenedAt);
            var before = here > 0 && ends[here - 1].Value is { } was ? JsonSerializer.Deserialize<DateOnly>(was, Json.Options) : (DateOnly?)null;
            var after = here > 0 && ends[here].Value is { } then ? JsonSerializer.Deserialize<DateOnly>(then, Json.Options) : (DateOnly?)null;
            return before is { } end && after > end && end > Day(row.HappenedAt) ? end : Day(row.HappenedAt);
        }
    }

    Dictionary<string, string?> SaleKeys(Dictionary<Guid, Replay> now, Guid account, Guid? subscription)
    {
        var term = subscription is { } s ? now[s] : null;
        var deal = term?.Text("opportunityId") is { } o ? now[Guid.Parse(o)] : null;
        var lead = deal?.Text("leadId") is { } l ? now[Guid.Parse(l)] : null;
        return new()
        {
            ["owner"] = deal?.Text("accountableId") ?? now[account].Text("accountableId"), ["team"] = deal?.Text("team"), ["product"] = term?.Text("productId") ?? deal?.Text("productId"),
            ["region"] = deal?.Text("region") ?? now[account].Text("region"), ["source"] = deal?.Text("source") ?? lead?.Text("source"), ["segment"] = deal?.Text("segment") ?? now[account].Text("segment"),
        };
    }

    static bool IsProspect(Dictionary<Guid, Replay> then, Dictionary<Guid, Replay> now, Guid account) => (then.GetValueOrDefault(account) ?? now[account]).Text("relation") == "prospect";

    bool Marks(Dictionary<Guid, Replay> fields, Guid stage) => fields[stage].Flag("marksAccepted");

    string? Kept(Guid id, string field, DateOnly? asOf, DateTimeOffset? knownAt) =>
        kept.Where(k => k.RecordId == id && k.Field == field && Counts(k, asOf, knownAt)).OrderBy(k => k.HappenedAt).ThenBy(k => k.Id).LastOrDefault()?.Value;

    bool Counts(Trace trace, DateOnly? asOf, DateTimeOffset? knownAt) =>
        !(Day(trace.HappenedAt) > asOf) && !(trace.RecordedAt > knownAt) && (trace.RetractedAt is not { } gone || (knownAt is { } at && gone > at));

    static Money? MoneyOf(string? json) => json is null ? null : JsonSerializer.Deserialize<Money>(json, Json.Options);

    /// <summary>Every record as the journal tells it up to a time.</summary>
    Dictionary<Guid, Replay> Replayed(DateTimeOffset? knownAt)
    {
        var records = new Dictionary<Guid, Replay>();
        foreach (var line in journal.Where(l => !(l.Recorded > knownAt) && l.Changes is not null))
        {
            if (!records.TryGetValue(line.Id, out var replay)) records[line.Id] = replay = new();
            foreach (var field in line.Changes!.Value.EnumerateObject()) replay.Fields[field.Name] = field.Value[1];
        }

        return records;
    }

    sealed class Replay
    {
        public Dictionary<string, JsonElement> Fields { get; } = [];

        public string? Text(string field) => Fields.TryGetValue(field, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

        public bool Flag(string field) => Fields.TryGetValue(field, out var value) && value.ValueKind == JsonValueKind.True;
    }
}

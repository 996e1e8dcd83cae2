using Rung.Metrics;
using Rung.Opportunities;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>The bowtie of a cohort: leads that came in, or deals without a lead that began, within the scope's days; as far as they had got by its day.</summary>
sealed class FlowReport(Store store, DealQuestions deals, TimeProvider clock)
{
    public async Task<Bowtie> Read(DealScope scope, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        var day = scope.AsOf ?? Day(clock.GetUtcNow(), zone);
        var known = scope.KnownAt ?? DateTimeOffset.MaxValue.AddDays(-1);
        var bowtie = new Bowtie();
        // A lead has an account's region and no seller: narrowed by anything else than what it knows, only its deal speaks for it.
        var leads = await Leads(scope, day, known, zone, bowtie, cancel);
        var onboarded = await ByAccount("SELECT account_id, min(coalesce(first_value_at, completed_at)) FROM onboardings WHERE removed_at IS NULL AND recorded_at <= @0 AND coalesce(first_value_at, completed_at) IS NOT NULL GROUP BY account_id", [known], zone, day, cancel);
        var renewed = new Dictionary<Guid, DateOnly>();
        await foreach (var deal in deals.Each(new DealScope(scope.AsOf, scope.KnownAt) { Kind = StageKind.Won }, cancel))
            if (deal is { Type: OpportunityType.Renewal, AccountId: { } account, ClosedOn: { } on } && !(renewed.TryGetValue(account, out var first) && first <= on)) renewed[account] = on;

        await foreach (var deal in deals.Each(scope with { From = null, Until = null }, cancel))
        {
            if (deal.Type != OpportunityType.New || deal.Relation != Rung.Accounts.Relation.Prospect || deal.BeganOn is not { } began) continue;
            var lead = leads.TryGetValue(deal.Id, out var came) ? came : ((DateOnly Came, DateOnly? Touched)?)null;
            if (!In(scope, lead?.Came ?? began)) continue;

            var won = deal.Kind == StageKind.Won ? deal.ClosedOn : null;
            var live = won is { } on && deal.AccountId is { } account && onboarded.TryGetValue(account, out var first) && first >= on ? first : (DateOnly?)null;
            var again = won is { } closed && deal.AccountId is { } customer && renewed.TryGetValue(customer, out var renewal) && renewal >= closed ? renewal : (DateOnly?)null;
            bowtie.Add(new(lead is null ? Station.Opportunity : Station.Lead, [lead?.Came, lead?.Touched, began, deal.AcceptedOn, won, live, again], deal.Kind == StageKind.Lost));
        }

        return bowtie;
    }

    /// <summary>Counts leads that led to no deal; gives the day and first touch of those that did, by deal.</summary>
    async Task<Dictionary<Guid, (DateOnly Came, DateOnly? Touched)>> Leads(DealScope scope, DateOnly day, DateTimeOffset known, TimeZoneInfo zone, Bowtie bowtie, CancellationToken cancel)
    {
        var led = new Dictionary<Guid, (DateOnly, DateOnly?)>();
        await store.Questions.All("""
            SELECT l.created_at, l.first_touch_at, l.opportunity_id, l.closed_at, l.accountable_id, coalesce(l.region, a.region), l.source, coalesce(l.segment, a.segment), a.relation
            FROM leads l LEFT JOIN accounts a ON a.id = l.account_id WHERE l.removed_at IS NULL AND NOT l.undated AND l.recorded_at <= @0
            """, [known], row =>
        {
            var came = Day(row.At(0), zone);
            if (came > day || row.Text(8) is not (null or "prospect")) return false;

            var touched = row.AtOrNull(1) is { } at && Day(at, zone) is var first && first <= day ? first : (DateOnly?)null;
            var closed = row.AtOrNull(3) is { } end && Day(end, zone) <= day;
            if (row.IdOrNull(2) is { } deal && closed)
            {
                led[deal] = (came, touched);
                return false;
            }

            if (!In(scope, came) || !Holds(scope, row)) return false;
            bowtie.Add(new(Station.Lead, [came, touched, null, null, null, null, null], closed));
            return true;
        }, cancel);
        return led;
    }

    static bool Holds(DealScope scope, Reading row) => scope.Only.All(o => o.Key switch
    {
        Breakdown.Owner => (row.IdOrNull(4)?.ToString() ?? "") == o.Value,
        Breakdown.Region => (row.Text(5) ?? "") == o.Value,
        Breakdown.Source => (row.Text(6) ?? "") == o.Value,
        Breakdown.Segment => (row.Text(7) ?? "") == o.Value,
        _ => false,
    });

    async Task<Dictionary<Guid, DateOnly>> ByAccount(string sql, object?[] values, TimeZoneInfo zone, DateOnly day, CancellationToken cancel) =>
        (await store.Questions.All(sql, values, row => (Account: row.Id(0), On: Day(row.At(1), zone)), cancel)).Where(r => r.On <= day).ToDictionary(r => r.Account, r => r.On);

    static bool In(DealScope scope, DateOnly day) => (scope.From is null || day >= scope.From) && (scope.Until is null || day < scope.Until);

    static DateOnly Day(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}

using Rung.Leads;
using Rung.Metrics;
using Rung.Opportunities;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>The bowtie of a cohort: leads that came in, or deals without a lead that began, within the scope's days; as far as they had got by its day.</summary>
sealed class FlowReport(Store store, DealQuestions deals, DealStates states, TimeProvider clock)
{
    const string Cohort = " AND s.type = 0 AND s.relation = 0 AND s.began_on IS NOT NULL";

    /// <summary>Deals of which nothing but themselves can tell: they came from no lead and nothing came after their win.</summary>
    const string Alone = """
        NOT EXISTS (SELECT 1 FROM leads l WHERE l.opportunity_id = s.opportunity_id)
        AND (s.kind <> 1 OR s.account_id IS NULL OR s.account_id NOT IN (SELECT account_id FROM onboardings) AND s.account_id NOT IN (SELECT account_id FROM deal_states WHERE type = 2 AND kind = 1 AND account_id IS NOT NULL))
        """;

    static readonly DateOnly SomeDay = new(2000, 1, 1);

    public async Task<Bowtie> Read(DealScope scope, CancellationToken cancel)
    {
        if (!await deals.Fresh(scope, cancel)) return await Read(scope, false, cancel);
        while (true)
        {
            // Read in parts; whoever wrote in between makes it begin again.
            var turn = await states.Turn(cancel);
            var bowtie = await Read(scope, true, cancel);
            if (await states.Turn(cancel) == turn) return bowtie;
        }
    }

    async Task<Bowtie> Read(DealScope scope, bool fresh, CancellationToken cancel)
    {
        var zone = await Zones.Of(store);
        var day = scope.AsOf ?? Day(clock.GetUtcNow(), zone);
        var known = scope.KnownAt ?? DateTimeOffset.MaxValue.AddDays(-1);
        var bowtie = new Bowtie();
        // A lead has an account's region and no seller: narrowed by anything else than what it knows, only its deal speaks for it.
        var leads = await Leads(scope, day, known, zone, bowtie, cancel);
        var onboarded = await ByAccount("SELECT account_id, min(coalesce(first_value_at, completed_at)) FROM onboardings WHERE removed_at IS NULL AND recorded_at <= @0 AND coalesce(first_value_at, completed_at) IS NOT NULL GROUP BY account_id", [known], zone, day, cancel);
        var renewed = new Dictionary<Guid, DateOnly>();
        if (fresh) await Alike(scope, bowtie, cancel);
        await foreach (var deal in Each(new DealScope(scope.AsOf, scope.KnownAt) { Kind = StageKind.Won }, " AND s.type = 2"))
            if (deal is { Type: OpportunityType.Renewal, AccountId: { } account, ClosedOn: { } on } && !(renewed.TryGetValue(account, out var first) && first <= on)) renewed[account] = on;

        await foreach (var deal in Each(scope with { From = null, Until = null }, $"{Cohort} AND NOT ({Alone})"))
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

        IAsyncEnumerable<Deal> Each(DealScope scope, string more) => fresh ? deals.RolledUp(scope, scope.Day, scope.Day, more, cancel).Select(span => span.Deal) : deals.Each(scope, cancel);
    }

    /// <summary>Counts the deals that stand alone, of which only the days between their stations matter.</summary>
    Task<List<bool>> Alike(DealScope scope, Bowtie bowtie, CancellationToken cancel)
    {
        var (where, values) = DealQuestions.Where(scope, [scope.Day]);
        return store.Questions.All($"""
            SELECT s.kind, s.accepted_on - s.began_on, CASE WHEN s.kind = 1 THEN s.closed_on - coalesce(s.accepted_on, s.began_on) END, count(*)
            FROM deal_states s WHERE s.from_on <= @0 AND s.until_on > @0{where}{Cohort} AND {Alone} GROUP BY 1, 2, 3
            """, values, row =>
        {
            var accepted = row.NumberOrNull(1) is { } days ? SomeDay.AddDays((int)days) : (DateOnly?)null;
            var won = row.NumberOrNull(2) is { } more ? (accepted ?? SomeDay).AddDays((int)more) : (DateOnly?)null;
            bowtie.Add(new(Station.Opportunity, [null, null, SomeDay, accepted, won, null, null], row.Number(0) == (int)StageKind.Lost), row.Number(3));
            return true;
        }, cancel);
    }

    /// <summary>Counts leads that led to no deal; gives the day and first touch of those that did, by deal.</summary>
    async Task<Dictionary<Guid, (DateOnly Came, DateOnly? Touched)>> Leads(DealScope scope, DateOnly day, DateTimeOffset known, TimeZoneInfo zone, Bowtie bowtie, CancellationToken cancel)
    {
        var led = new Dictionary<Guid, (DateOnly, DateOnly?)>();
        List<object?> values = [known];
        await store.Questions.All($"""
            SELECT l.created_at, l.first_touch_at, l.opportunity_id, l.closed_at, l.accountable_id, coalesce(l.region, a.region), l.source, coalesce(l.segment, a.segment), a.relation
            FROM leads l LEFT JOIN accounts a ON a.id = l.account_id WHERE l.removed_at IS NULL AND NOT l.undated AND l.recorded_at <= @0{Seen.And<Lead>("l.id", values)}
            """, values, row =>
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

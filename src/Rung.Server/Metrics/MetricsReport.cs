using Rung.Accounts;
using Rung.Metrics;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>Every sales figure as of a day, from the record alone; the same for a page, the API and the command line.</summary>
sealed class MetricsReport(DealQuestions deals, TermHistory subscriptions, Store store, TimeProvider clock)
{
    /// <param name="asOf">The day at whose end the figures stand; null is now.</param>
    /// <param name="by">A breakdown, or none.</param>
    public Task<MetricsDocument> Read(DateOnly? asOf, Every every, Breakdown? by, CancellationToken cancel = default) => Read(new DealScope(asOf), every, by, cancel);

    public async Task<MetricsDocument> Read(DealScope scope, Every every, Breakdown? by, CancellationToken cancel = default)
    {
        var months = every switch { Every.Month => 1, Every.FiscalYear => 12, _ => 3 };
        var yearStart = every >= Every.FiscalQuarter ? (await store.Known.Profiles())[^1].FiscalYearStartMonth : 1;
        var day = scope.AsOf ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), await Zones.Of(store)).DateTime);
        var seen = await Seen.Of<Account>(store, cancel);
        var terms = (await subscriptions.Terms(day, scope.KnownAt, cancel)).Where(t => Holds(scope, t) && seen?.Contains(t.What.AccountId) != false).ToList();
        var churn = (await subscriptions.Churn(day, scope.KnownAt, cancel)).Where(c => Holds(scope, c) && seen?.Contains(c.What.AccountId) != false).ToList();
        var through = scope.AsOf ?? LastChange(terms, day, months, yearStart);
        var tallies = await deals.Count(scope, by, cancel);
        // Every deal is under one key: the whole is their sum, and the states are read once.
        var whole = new Tally();
        foreach (var tally in tallies.Values) whole.Add(tally);
        var figures = Of(null, whole, terms, churn);
        return new(day, figures.Opportunities, figures.WinRate, figures.WonValue, figures.CycleDays, figures.Bookings, figures.RecurringRevenue, figures.Churn)
        {
            KnownAt = scope.KnownAt,
            Groups = by is { } breakdown ? await Groups(breakdown, tallies) : null,
            Risks = whole.Risks(day),
        };

        async Task<IReadOnlyList<Figures>> Groups(Breakdown by, Dictionary<string, Tally> tallies)
        {
            var (termsOf, churnOf) = (terms.ToLookup(t => t.Key(by) ?? ""), churn.ToLookup(c => c.Key(by) ?? ""));
            var names = await Names(by, cancel);
            return [.. tallies.Keys.Union(termsOf.Select(g => g.Key)).Union(churnOf.Select(g => g.Key))
                .Select(key => Of(key.Length == 0 ? null : names?.GetValueOrDefault(key, key) ?? key, tallies.GetValueOrDefault(key, new()), [.. termsOf[key]], [.. churnOf[key]]) with { Ask = key })
                .OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal).ThenBy(g => g.Ask, StringComparer.Ordinal)];
        }

        Figures Of(string? key, Tally tally, IReadOnlyCollection<Keyed<Term>> terms, IReadOnlyCollection<Keyed<Churned>> churn) => new(
            key, tally.Counts, Rates(tally, day), Written(Bookings.WonValue(tally.Closed)), tally.Cycle,
            [.. Bookings.ByPeriod(tally.Closed, months, yearStart).Select(b => new BookingsRow(b.Period.ToString(), b.Won, b.Lost, Written(b.Value)))],
            [.. RecurringRevenue.ByPeriod([.. terms.Select(t => t.What)], months, through, yearStart).Select(r => new RevenueRow(r.Period.ToString(), r.ActiveSubscriptions, Written(r.Value)))],
            new(churn.Count, churn.Select(c => c.What.AccountId).Distinct().Count()));
    }

    public static WinRates Rates(Tally tally, DateOnly day)
    {
        var cohort = Rate.Of(tally.WonOfCohort);
        return new(Rate.Of(tally.WonOfClosed), new(cohort.Value, cohort.N, cohort.Low, cohort.High, [.. tally.Excluded.Select(e => new Excluded(e.Why, (int)e.N))]), Rate.Of(tally.Risks(day)));
    }

    /// <summary>The names behind the keys of a breakdown; null where keys are names.</summary>
    public async Task<Dictionary<string, string>?> Names(Breakdown by, CancellationToken cancel) => by switch
    {
        Breakdown.Owner => (await store.Questions.All("SELECT id, name FROM people", [], row => (row.Id(0), row.Text(1)!), cancel)).ToDictionary(p => p.Item1.ToString(), p => p.Item2),
        Breakdown.Product => (await store.Questions.All("SELECT id, name FROM products", [], row => (row.Id(0), row.Text(1)!), cancel)).ToDictionary(p => p.Item1.ToString(), p => p.Item2),
        _ => null,
    };

    static bool Holds<T>(DealScope scope, Keyed<T> what) => what.Relation == Relation.Prospect && scope.Only.All(o => (what.Key(o.Key) ?? "") == o.Value);

    /// <summary>Rows end with the last day on which anything began or ended, not with today: a still series says nothing new.</summary>
    static DateOnly LastChange(List<Keyed<Term>> terms, DateOnly day, int months, int yearStart)
    {
        var last = terms.Count == 0 ? day : terms.Max(t => t.What.EndsOn is { } ended && ended <= day && ended > t.What.StartsOn ? ended : t.What.StartsOn);
        var end = Bookings.PeriodOf(last, months, yearStart).LastDay;
        return end < day ? end : day;
    }

    static IReadOnlyDictionary<string, long> Written(IReadOnlyDictionary<Currency, long> sums) =>
        sums.OrderBy(s => s.Key.Code, StringComparer.Ordinal).ToDictionary(s => s.Key.Code, s => s.Value);
}

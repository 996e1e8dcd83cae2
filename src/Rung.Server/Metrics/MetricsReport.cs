using Rung.Metrics;
using Rung.Opportunities;
using Rung.Statistics;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>A share with how many it rests on and its exact 95 % interval (Clopper–Pearson); null where nothing can be said.</summary>
public sealed record Rate(double? Value, long N, double? Low, double? High)
{
    public static Rate Of(long successes, long trials)
    {
        if (trials == 0) return new(null, 0, null, null);
        var interval = Binomial.ClopperPearson(new Proportion(successes, trials));
        return new((double)successes / trials, trials, interval.Low, interval.High);
    }
}

public sealed record Excluded(Exclusion Reason, int N);

public sealed record CohortRate(double? Value, long N, double? Low, double? High, IReadOnlyList<Excluded> Excluded);

/// <param name="Period">Won of all closed, whatever they were: what most systems call the win rate.</param>
/// <param name="Cohort">Won of every new, accepted deal that passes the standard filters, open ones included (flow).</param>
/// <param name="CumulativeIncidence">The share of that cohort won within twice the median time to resolve, open ones censored (V9): what the ladder asks.</param>
public sealed record WinRates(Rate Period, CohortRate Cohort, Rate CumulativeIncidence);

public sealed record BookingsRow(string Period, int Won, int Lost, IReadOnlyDictionary<string, long> Value);

public sealed record RevenueRow(string Period, int ActiveSubscriptions, IReadOnlyDictionary<string, long> Value);

public sealed record ChurnCounts(int Events, int Accounts);

/// <summary>The figures of a set of deals; the whole company, or one group of a breakdown under its key.</summary>
public sealed record Figures(string? Key, DealCounts Opportunities, WinRates WinRate, IReadOnlyDictionary<string, long> WonValue, CycleDays CycleDays, IReadOnlyList<BookingsRow> Bookings);

public sealed record MetricsDocument(
    DateOnly AsOf,
    DealCounts Opportunities,
    WinRates WinRate,
    IReadOnlyDictionary<string, long> WonValue,
    CycleDays CycleDays,
    IReadOnlyList<BookingsRow> Bookings,
    IReadOnlyList<RevenueRow> RecurringRevenue,
    ChurnCounts Churn,
    IReadOnlyList<Figures>? Groups);

/// <summary>Every sales figure as of a day, from the record alone; the same for a page, the API and the command line.</summary>
sealed class MetricsReport(DealHistory history, Store store, TimeProvider clock)
{
    /// <param name="asOf">The day at whose end the figures stand; null is now.</param>
    /// <param name="months">Length of a period: 1 or 3.</param>
    /// <param name="by">A breakdown, or none.</param>
    public async Task<MetricsDocument> Read(DateOnly? asOf, int months, Breakdown? by, CancellationToken cancel = default)
    {
        var profile = (await store.Known.Profiles())[^1];
        var zone = TimeZoneInfo.FindSystemTimeZoneById(profile.Zone);
        var day = asOf ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        var deals = await history.Read(asOf is null ? AsOf.Now(zone) : AsOf.EndOf(day, zone), cancel);
        var whole = Of(null, deals, day, months);
        return new(day, whole.Opportunities, whole.WinRate, whole.WonValue, whole.CycleDays, whole.Bookings,
            await Revenue(day, months, cancel), await Churn(day, cancel),
            by is { } breakdown ? [.. deals.GroupBy(d => d.Key(breakdown)).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Of(g.Key ?? "", [.. g], day, months))] : null);
    }

    static Figures Of(string? key, List<Deal> deals, DateOnly day, int months) => new(
        key,
        DealCounts.Of(deals),
        Rates(deals, day),
        Written(Bookings.WonValue(deals)),
        CycleDays.Of(deals),
        [.. Bookings.ByPeriod(deals, months).Select(b => new BookingsRow(b.Period.ToString(), b.Won, b.Lost, Written(b.Value)))]);

    static WinRates Rates(List<Deal> deals, DateOnly day)
    {
        var (won, lost) = (deals.Count(d => d.Kind == StageKind.Won), deals.Count(d => d.Kind == StageKind.Lost));
        var (counted, excluded) = StandardFilter.Split(deals);
        var cohort = Rate.Of(counted.Count(d => d.Kind == StageKind.Won), counted.Count);
        var reasons = excluded.GroupBy(e => e.Why).OrderBy(g => g.Key).Select(g => new Excluded(g.Key, g.Count()));
        return new(Rate.Of(won, won + lost), new(cohort.Value, cohort.N, cohort.Low, cohort.High, [.. reasons]), Incidence(counted, day));
    }

    static Rate Incidence(List<Deal> deals, DateOnly day)
    {
        var watched = deals.Where(d => d.IsClosed || d.BeganOn <= day).Select(d => new Resolution(
            d.CycleDays ?? day.DayNumber - d.BeganOn!.Value.DayNumber,
            d.Kind switch { StageKind.Won => Ending.Won, StageKind.Lost => Ending.Lost, _ => Ending.Open })).ToList();
        var risks = CompetingRisks.Of(watched);
        if (risks.MedianResolution is not { } median) return new(null, watched.Count, null, null);

        // Nobody can be told of a time longer than anybody was watched.
        var until = Math.Min(2 * median, watched.Max(r => r.Time));
        return risks.WonBy(until) is { } share ? new(share.Share, watched.Count, share.Interval?.Low, share.Interval?.High) : new(null, watched.Count, null, null);
    }

    async Task<IReadOnlyList<RevenueRow>> Revenue(DateOnly day, int months, CancellationToken cancel)
    {
        var terms = (await Terms(cancel)).Where(t => t.StartsOn <= day).ToList();
        return [.. Rung.Metrics.RecurringRevenue.ByPeriod(terms, months, LastMonth(terms, day))
            .Select(r => new RevenueRow(r.Period.ToString(), r.ActiveSubscriptions, Written(r.Value)))];
    }

    /// <summary>Rows end with the last month in which anything began or ended, not with today: a still series says nothing new.</summary>
    static DateOnly LastMonth(List<Term> terms, DateOnly day) => terms.Count == 0 ? day
        : terms.SelectMany(t => new[] { t.StartsOn, t.EndsOn is { } end && end <= day ? end : t.StartsOn }).Max();

    Task<List<Term>> Terms(CancellationToken cancel) => store.Questions.All(
        "SELECT id, account_id, starts_on, ends_on, price_minor, price_currency, billing, is_trial FROM subscriptions WHERE removed_at IS NULL", [], row =>
        {
            var price = row.Money(4) ?? Money.Zero(new("XXX"));
            var billing = row.Choice<Rung.Customers.Billing>(6);
            var monthly = row.Flag(7) ? Money.Zero(price.Currency) : price.Times(1m / (billing switch { Rung.Customers.Billing.Month => 1, Rung.Customers.Billing.Quarter => 3, _ => 12 }));
            return new Term(row.Id(0), row.Id(1), row.Day(2)!.Value, row.Day(3), monthly);
        }, cancel);

    async Task<ChurnCounts> Churn(DateOnly day, CancellationToken cancel)
    {
        var events = await store.Questions.All("SELECT account_id, effective_on FROM churn_events WHERE removed_at IS NULL", [], row => (Account: row.Id(0), On: row.Day(1)), cancel);
        var counted = events.Where(e => e.On is null || e.On <= day).ToList();
        return new(counted.Count, counted.Select(e => e.Account).Distinct().Count());
    }

    static IReadOnlyDictionary<string, long> Written(IReadOnlyDictionary<Currency, long> sums) =>
        sums.Where(s => s.Key.Code != "XXX").OrderBy(s => s.Key.Code, StringComparer.Ordinal).ToDictionary(s => s.Key.Code, s => s.Value);
}

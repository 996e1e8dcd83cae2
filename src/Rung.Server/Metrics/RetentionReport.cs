using Rung.Accounts;
using Rung.Customers;
using Rung.Metrics;
using Rung.Statistics;

namespace Rung.Server.Metrics;

/// <summary>Who stayed: customers, their money, their terms; in all, by cohort, and by whatever is asked.</summary>
sealed class RetentionReport(CustomerRecords records, TermHistory history, ContradictionReport contradictions, Remembered remembered)
{
    const double Year = 12;

    /// <summary>The share of renewals that X0.5 asks for at S0, where nothing else is asked.</summary>
    public const double UsualThreshold = 0.8;

    public async Task<RetentionDocument> Read(Asked asked, double atLeast = UsualThreshold, CancellationToken cancel = default)
    {
        var (told, at) = await remembered.Ask(FormattableString.Invariant($"retention {await records.Day(asked):O} {asked.Key} {atLeast}"), going => Count(asked, atLeast, going), cancel);
        return told with { CountedAt = at };
    }

    async Task<RetentionDocument> Count(Asked asked, double atLeast, CancellationToken cancel)
    {
        var book = await records.Read(asked, cancel);
        var customers = book.Narrowed;
        var churn = (await history.Churn(book.Day, asked.Scope.KnownAt, cancel)).Where(c => c.Relation == Relation.Prospect && c.What.On > book.Since && book.Holds(Of(c)));
        return new(book.Day, book.Since, Logos.Of(Retention.Left(customers, book.Since, book.Day)),
            [.. Retention.Revenue(customers, book.Since, book.Day).Select(RevenueRetention.Of)],
            Due(customers, book.Day, atLeast), Survival(customers, book.Day), [.. Cohorts.Of(customers, book.Months, book.Day, book.YearStart).Select(Line)],
            [.. churn.Where(c => c.What.Type == ChurnType.Logo).GroupBy(c => c.What.Reason).Select(g => new ReasonCount(g.Key, g.Count())).OrderByDescending(r => r.N).ThenBy(r => r.Reason, StringComparer.Ordinal)],
            RevenueReport.LeftOut(book), (await contradictions.Find(book, asked.Scope, cancel)).Count)
        {
            KnownAt = asked.Scope.KnownAt,
            Converted = book.Converted,
            Groups = asked.Among is { } by ? await Groups(book, by, cancel) : null,
        };
    }

    static Keyed<Term> Of(Keyed<Churned> c) => new(null!, c.Owner, c.Team, c.Product, c.Region, c.Source, c.Segment);

    async Task<IReadOnlyList<GroupRetention>> Groups(CustomerBook book, CustomerBreakdown by, CancellationToken cancel)
    {
        var names = await records.Names(by, cancel);
        return [.. book.Narrowed.GroupBy(c => book.Key(by, c)).Select(g =>
        {
            var survival = Survival([.. g], book.Day);
            return new GroupRetention(g.Key.Length == 0 ? null : names?.GetValueOrDefault(g.Key, g.Key) ?? g.Key, g.Count(), survival.Left, Logos.Of(Retention.Left(g, book.Since, book.Day)), survival.At(Year),
                [.. Retention.Revenue(g, book.Since, book.Day).Select(RevenueRetention.Of)]) { Ask = g.Key };
        }).OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal).ThenBy(g => g.Ask, StringComparer.Ordinal)];
    }

    static RenewalRate Due(IReadOnlyList<Customer> customers, DateOnly day, double atLeast)
    {
        var (due, not) = (new List<RenewalDue>(), new SortedDictionary<NotDue, int>());
        foreach (var customer in customers)
            foreach (var term in customer.Terms)
            {
                var (own, why) = Renewals.Of(customer, term, day);
                due.AddRange(own);
                if (why is { } reason) not[reason] = not.GetValueOrDefault(reason) + 1;
            }

        var share = Renewals.Share(due);
        int Count(TermEnd end) => due.Count(d => d.End == end);
        return new(Rate.Of(share), atLeast, BetaDistribution.From(share).AtLeast(atLeast), Binomial.LowerBound(share), Settling.Share(new(atLeast), share), Settling.Successes(share, atLeast),
            new(Count(TermEnd.Renewed), Count(TermEnd.RanOn), Count(TermEnd.Replaced), Count(TermEnd.Ended)), [.. not.Select(n => new NotDueRow(n.Key, n.Value))]);
    }

    internal static CustomerSurvival Survival(IReadOnlyList<Customer> customers, DateOnly day)
    {
        var lives = customers.Select(c => c.Lifetime(day)).ToList();
        var (curve, hazard) = (KaplanMeier.Of(lives), ExponentialHazard.Of(lives));
        var band = hazard.Exposure > 0 ? PoissonRate.Garwood(hazard) : (Interval?)null;
        return new(lives.Count, (int)hazard.Events, curve.Median, new(hazard.Rate, band?.Low, band?.High), lives.Count == 0 ? 0 : lives.Max(l => l.Time),
            [.. curve.Steps.Select(s => curve.At(s.Time) is var at ? new SurvivalPoint(s.Time, s.AtRisk, s.Ended, s.Survival, at?.Interval?.Low, at?.Interval?.High) : null!)]) { Curve = curve };
    }

    static CohortLine Line(Cohort cohort) => new(cohort.Began.ToString(), cohort.Customers, [.. cohort.Ages.Select(a => new CohortMonth(a.Months, a.Active, (double)a.Active / cohort.Customers,
        a.Revenue.Where(r => r.Value.Before > 0).OrderBy(r => r.Key.Code, StringComparer.Ordinal).ToDictionary(r => r.Key.Code, r => (double)r.Value.Now / r.Value.Before)))]);
}

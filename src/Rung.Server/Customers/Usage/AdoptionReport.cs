using Rung.Customers;
using Rung.Metrics;
using Rung.Server.Database;
using Rung.Server.Metrics;

namespace Rung.Server.Customers.Usage;

/// <summary>How customers come to acceptable use, and who is there now.</summary>
/// <param name="Rule">The rule that held on the day; null where the company has none.</param>
/// <param name="FeedLastOn">The last day for which any use came in.</param>
/// <param name="Now">Active customers on the day by verdict.</param>
/// <param name="All">The curve of all customers.</param>
/// <param name="Cohorts">The curves by the period in which customers began, the latest last.</param>
/// <param name="Short">Active customers whose use is not acceptable or not recorded, the least used first.</param>
public sealed record AdoptionDocument(DateOnly AsOf, AcceptableUse? Rule, DateOnly? FeedLastOn, IReadOnlyList<UseCount> Now, AdoptionCurve All, IReadOnlyList<AdoptionCurve> Cohorts, IReadOnlyList<ShortOfUse> Short, UsageRefused Refused)
{
    /// <summary>Of very many customers the figures may be some minutes old.</summary>
    public DateTimeOffset CountedAt { get; init; }
}

public sealed record UseCount(UseAnswer Answer, int Customers);

/// <param name="Events">Core events in the periods the rule looks at.</param>
public sealed record ShortOfUse(Guid AccountId, string Name, UseAnswer Answer, int PeriodsMet, long Events);

/// <summary>Events of the last 30 days that were not taken, by why.</summary>
public sealed record UsageRefused(long UnknownCustomers, long UnknownEvents, long TooLate, long NotYetHappened, long Unreadable);

/// <summary>Makes the report of adoption.</summary>
sealed class AdoptionReport(CustomerRecords records, UseReader reader, Store store, Remembered remembered)
{
    public const int UsualWeeks = 26;
    public const int MostWeeks = 104;
    const int Most = 200;
    const int Together = 1000;

    public async Task<AdoptionDocument> Read(Asked asked, int weeks, CancellationToken cancel)
    {
        var (told, at) = await remembered.Ask(FormattableString.Invariant($"adoption {await records.Day(asked):O} {asked.Key} {weeks}"), going => Count(asked, weeks, going), cancel);
        return told with { CountedAt = at };
    }

    async Task<AdoptionDocument> Count(Asked asked, int weeks, CancellationToken cancel)
    {
        var book = await records.Read(asked, cancel);
        var rules = await reader.Rules<AcceptableUse>(asked.Scope.KnownAt, cancel);
        var rule = rules.On(book.Day);
        var (adoption, now, behind) = (new Adoption(rules, book.Day, weeks), new SortedDictionary<UseAnswer, int>(), new List<(Guid Account, UseVerdict Verdict)>());
        var window = rules.Select(r => r.WindowDays).DefaultIfEmpty(0).Max();
        // In the order they began, so that those read together were young at the same time.
        foreach (var some in book.Narrowed.OrderBy(c => c.SinceOn).ThenBy(c => c.AccountId).Chunk(Together))
        {
            var (first, last) = (some[0].SinceOn, some[^1].SinceOn);
            var young = await Read(some, rule, first.AddDays(-window), Least(book.Day, last.AddDays(7 * weeks)), asked.Scope.KnownAt, cancel);
            foreach (var customer in some) adoption.Take(new(customer.AccountId, customer.SinceOn, book.PeriodOf(customer.SinceOn).ToString(), young[customer.AccountId]));
            if (rule is null) continue;

            var present = some.Where(c => c.IsActiveOn(book.Day)).ToArray();
            var lately = await Read(present, rule, book.Day.AddDays(1 - rule.WindowDays), book.Day, asked.Scope.KnownAt, cancel);
            foreach (var customer in present)
            {
                var verdict = rule.Judge(lately[customer.AccountId], customer.SinceOn, book.Day);
                now[verdict.Answer] = now.GetValueOrDefault(verdict.Answer) + 1;
                if (verdict.IsAcceptable is not true) behind.Add((customer.AccountId, verdict));
            }
        }

        var shown = behind.OrderBy(s => s.Verdict.Answer).ThenBy(s => s.Verdict.Met).ThenBy(s => s.Verdict.Periods.Sum(p => p.Events)).ThenBy(s => s.Account).Take(Most).ToList();
        var names = await records.Names(CustomerBreakdown.Customer, cancel);
        return new(book.Day, rule, await reader.FeedLastOn(book.Day, asked.Scope.KnownAt, cancel), [.. now.Select(n => new UseCount(n.Key, n.Value))], adoption.All, adoption.Cohorts,
            [.. shown.Select(s => new ShortOfUse(s.Account, names!.GetValueOrDefault(s.Account.ToString(), ""), s.Verdict.Answer, s.Verdict.Met, s.Verdict.Periods.Sum(p => p.Events)))], await Refused(book.Day, cancel));
    }

    async Task<Dictionary<Guid, CustomerUse>> Read(Customer[] some, AcceptableUse? rule, DateOnly from, DateOnly until, DateTimeOffset? knownAt, CancellationToken cancel) =>
        await reader.Read([.. some.Select(c => c.AccountId)], rule, from, until, knownAt, cancel);

    async Task<UsageRefused> Refused(DateOnly day, CancellationToken cancel) => (await store.Questions.All("""
        SELECT coalesce(sum(unknown_customers), 0), coalesce(sum(unknown_events), 0), coalesce(sum(too_late), 0), coalesce(sum(not_yet_happened), 0), coalesce(sum(unreadable), 0) FROM usage_batches WHERE recorded_at >= @0 AND recorded_at < @1
        """, [AsOf.StartOf(day.AddDays(-UsageBatch.LateDays), TimeZoneInfo.Utc), AsOf.StartOf(day.AddDays(1), TimeZoneInfo.Utc)],
        row => new UsageRefused(row.NumberOrNull(0)!.Value, row.NumberOrNull(1)!.Value, row.NumberOrNull(2)!.Value, row.NumberOrNull(3)!.Value, row.NumberOrNull(4)!.Value), cancel))[0];

    static DateOnly Least(DateOnly a, DateOnly b) => a < b ? a : b;
}

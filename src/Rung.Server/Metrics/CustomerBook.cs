using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Metrics;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>What figures of customers are broken down by.</summary>
public enum CustomerBreakdown
{
    /// <summary>Who answered for the sale when it was won.</summary>
    Seller,

    /// <summary>The pod the seller was in on that day.</summary>
    Pod,

    /// <summary>The period it began in.</summary>
    Cohort,
    Segment,
    Region,
    Product,
    Source,

    /// <summary>Whether the ideal customer profile fitted.</summary>
    IdealFit,

    /// <summary>Whether the first value came by the day promised.</summary>
    Onboarding,
    Customer,
}

/// <summary>Why something is not counted, or counts for nothing.</summary>
public enum NotCounted
{
    /// <summary>A partner, an investor, ourselves or a test.</summary>
    NotAProspect,

    /// <summary>It ended the day it began.</summary>
    NeverActive,

    /// <summary>Counted as active; its price is not known.</summary>
    NoPrice,

    /// <summary>Counted as active; no rate turns its currency into the one asked for.</summary>
    NoRate,
}

/// <summary>Told in one currency: every amount, before and after, at the rates of one day, so that a rate that moves is no customer's movement.</summary>
/// <param name="On">The day whose rates are used; where none was published for it, the last before.</param>
/// <param name="Rates">Those used.</param>
public sealed record Converted(string Currency, DateOnly On, IReadOnlyList<RateTold> Rates);

/// <param name="Rate">Units of the currency for one of <paramref name="From"/>, as published; with <paramref name="IsTurned"/> the other way round.</param>
public sealed record RateTold(string From, decimal Rate, DateOnly RatedOn, bool IsTurned);

/// <summary>The customers on a day with all that figures ask of them.</summary>
/// <param name="Since">The day from whose end movements and retention are told.</param>
/// <param name="Terms">Every subscription counted, by its identity.</param>
sealed record CustomerBook(DateOnly Day, DateOnly Since, IReadOnlyList<Customer> Customers, IReadOnlyDictionary<Guid, Keyed<Term>> Terms, IReadOnlyList<(NotCounted Why, Keyed<Term> Term)> Left, CustomerKeys Keys, Func<Keyed<Term>, bool> Holds, int Months, int YearStart)
{
    /// <summary>Where everything is told in one currency.</summary>
    public Converted? Converted { get; init; }

    /// <summary>The customers whose first subscription passes the filters: who sold them, and what.</summary>
    public IReadOnlyList<Customer> Narrowed => field ??= [.. Customers.Where(c => Holds(Terms[c.First.Id]))];

    /// <summary>The key of a subscription; empty where it names none, null where the filters leave it out.</summary>
    public string? Key(CustomerBreakdown? by, Term term) => Terms[term.Id] is var own && !Holds(own) ? null : by is { } breakdown ? Key(breakdown, own) : "";

    /// <summary>The key of a customer: of the subscription with which it began.</summary>
    public string Key(CustomerBreakdown by, Customer customer) => Key(by, Terms[customer.First.Id]);

    string Key(CustomerBreakdown by, Keyed<Term> term) => by switch
    {
        CustomerBreakdown.Seller => Keys.Seller(term.SaleId)?.ToString() ?? "",
        CustomerBreakdown.Pod => Keys.Pod(term.SaleId)?.ToString() ?? "",
        CustomerBreakdown.Cohort => PeriodOf(Began[term.What.AccountId]).ToString(),
        CustomerBreakdown.Customer => term.What.AccountId.ToString(),
        CustomerBreakdown.Product => term.Product?.ToString() ?? "",
        CustomerBreakdown.Segment => term.Segment ?? "",
        CustomerBreakdown.Region => term.Region ?? "",
        CustomerBreakdown.Source => term.Source ?? "",
        CustomerBreakdown.IdealFit => term.IdealFit is { } fit ? fit ? "fits" : "doesNotFit" : "",
        _ => Keys.Onboarding(term.What.AccountId, Day),
    };

    public Period PeriodOf(DateOnly day) => Bookings.PeriodOf(day, Months, YearStart);

    Dictionary<Guid, DateOnly> Began => field ??= Customers.ToDictionary(c => c.AccountId, c => c.SinceOn);
}

/// <summary>Opens the book of customers as of a day.</summary>
sealed class CustomerRecords(Store store, TermHistory history, TimeProvider clock)
{
    const int YearOfMonths = 12;

    public async Task<CustomerBook> Read(Asked asked, CancellationToken cancel)
    {
        var (scope, zone, day) = (asked.Scope, await Zones.Of(store), await Day(asked));
        var left = new List<(NotCounted, Keyed<Term>)>();
        var counted = new List<Keyed<Term>>();
        foreach (var term in await history.Terms(day, scope.KnownAt, cancel))
        {
            if (term.Relation != Relation.Prospect) left.Add((NotCounted.NotAProspect, term));
            else if (term.What.EndsOn is { } end && end <= term.What.StartsOn) left.Add((NotCounted.NeverActive, term));
            else
            {
                counted.Add(term);
                if (term.What.Rates.All(r => r.Monthly is null)) left.Add((NotCounted.NoPrice, term));
            }
        }

        var (converted, used) = (default(Converted), new Dictionary<Currency, RateUsed?>());
        if (asked.In is { } to)
        {
            var rates = await Rates(scope.KnownAt, cancel);
            for (var i = 0; i < counted.Count; i++)
            {
                var changed = counted[i].What.Rates.Select(r => r.Monthly is { } monthly ? r with { Monthly = Turned(monthly) } : r).ToList();
                if (counted[i].What.Rates.Any(r => r.Monthly is { } m && used[m.Currency] is null)) left.Add((NotCounted.NoRate, counted[i]));
                counted[i] = counted[i] with { What = counted[i].What with { Rates = changed } };
            }

            converted = new(to.Code, day, [.. used.Values.OfType<RateUsed>().Where(r => r.From != to).OrderBy(r => r.From.Code, StringComparer.Ordinal).Select(r => new RateTold(r.From.Code, r.Rate, r.RatedOn, r.IsTurned))]);

            Money? Turned(Money monthly)
            {
                if (!used.TryGetValue(monthly.Currency, out var rate)) used[monthly.Currency] = rate = rates.Find(monthly.Currency, to, day);
                return rate is null ? null : Rung.Customers.Rates.Convert(monthly, rate);
            }
        }

        var since = scope.From is { } from ? from < day ? from : day : day.AddMonths(-YearOfMonths);
        return new(day, since, Customer.Of(counted.Select(t => t.What)), counted.ToDictionary(t => t.What.Id), left, await CustomerKeys.Read(store, zone, scope.KnownAt, cancel),
            term => scope.Only.All(o => (term.Key(o.Key) ?? "") == o.Value),
            asked.Every switch { Every.Month => 1, Every.FiscalYear => YearOfMonths, _ => 3 }, asked.Every >= Every.FiscalQuarter ? (await store.Known.Profiles())[^1].FiscalYearStartMonth : 1) { Converted = converted };
    }

    /// <summary>The day asked for; today where none is.</summary>
    public async Task<DateOnly> Day(Asked asked) => asked.Scope.AsOf ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), await Zones.Of(store)).DateTime);

    async Task<Rates> Rates(DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var known = knownAt ?? DateTimeOffset.MaxValue.AddDays(-1);
        await using var db = store.Open();
        return new((await db.Set<ExchangeRate>().AsNoTracking().Where(r => r.RemovedAt == null).ToListAsync(cancel)).Where(r => r.RecordedAt <= known));
    }

    /// <summary>The names behind the keys of a breakdown; null where keys are names or words.</summary>
    public async Task<Dictionary<string, string>?> Names(CustomerBreakdown by, CancellationToken cancel) => by switch
    {
        CustomerBreakdown.Seller => await Names("people", cancel),
        CustomerBreakdown.Pod => await Names("pods", cancel),
        CustomerBreakdown.Product => await Names("products", cancel),
        CustomerBreakdown.Customer => await Names("accounts", cancel),
        _ => null,
    };

    async Task<Dictionary<string, string>> Names(string table, CancellationToken cancel) =>
        (await store.Questions.All($"SELECT id, name FROM {table}", [], row => (row.Id(0), row.Text(1)!), cancel)).ToDictionary(p => p.Item1.ToString(), p => p.Item2);
}

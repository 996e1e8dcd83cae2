using System.Text.Json.Serialization;
using Rung.Metrics;

namespace Rung.Server.Metrics;

/// <summary>Minor units a month, and the customers they are of.</summary>
public sealed record MovedBy(long Minor, int Customers);

/// <summary>Monthly recurring revenue of one currency from one day to another, in minor units; before and the movements make after.</summary>
/// <param name="QuickRatio">What came over what went; null where nothing went.</param>
public sealed record BridgeRow(string Currency, long Before, MovedBy New, MovedBy Reactivation, MovedBy Expansion, MovedBy Contraction, MovedBy Churn, long After, double? QuickRatio)
{
    public static IReadOnlyList<BridgeRow> Of(IEnumerable<Moved> rows) => [.. Movements.Of(rows).Select(Of)];

    static BridgeRow Of(Bridge b)
    {
        return new(b.Currency.Code, b.Before, By(Movement.New), By(Movement.Reactivation), By(Movement.Expansion), By(Movement.Contraction), By(Movement.Churn), b.After, b.QuickRatio);

        MovedBy By(Movement kind) => new(b.Changes[kind], b.Customers[kind]);
    }

    public MovedBy Of(Movement kind) => kind switch
    {
        Movement.New => New,
        Movement.Reactivation => Reactivation,
        Movement.Expansion => Expansion,
        Movement.Contraction => Contraction,
        _ => Churn,
    };
}

/// <param name="From">The day from whose end.</param>
/// <param name="To">The day to whose end.</param>
public sealed record PeriodMovements(string Period, DateOnly From, DateOnly To, IReadOnlyList<BridgeRow> Movements);

/// <param name="Key">Null of those that name none.</param>
public sealed record GroupMovements(string? Key, IReadOnlyList<BridgeRow> Movements)
{
    [JsonIgnore] public string Ask { get; init; } = "";
}

public sealed record LeftOut(NotCounted Reason, int N);

/// <summary>Customers on a day.</summary>
/// <param name="Active">With an active subscription, a trial included.</param>
/// <param name="Paying">Of them, those who have paid more than they got back for a subscription with a price, as <see cref="Rung.Customers.CustomerStanding"/> has it.</param>
/// <param name="Priced">With an active subscription that brings anything, paid or not.</param>
/// <param name="Subscriptions">Active ones; a customer may have several at once, and each counts.</param>
public sealed record CustomerCounts(int Active, int Paying, int Priced, int Subscriptions);

/// <param name="Since">The day from whose end the movements are told; a year before, where nothing else is asked.</param>
public sealed record RevenueDocument(DateOnly AsOf, DateOnly Since, CustomerCounts Customers, IReadOnlyList<BridgeRow> Movements, IReadOnlyList<PeriodMovements> Periods, IReadOnlyList<LeftOut> NotCounted, int Contradictions)
{
    /// <summary>Where everything is told in one currency: which, and at which rates.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Converted? Converted { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DateTimeOffset? KnownAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<GroupMovements>? Groups { get; init; }

    /// <summary>Of very many customers the figures may be some minutes old.</summary>
    public DateTimeOffset CountedAt { get; init; }
}

/// <summary>What recurring revenue is and what it did since a day: in all, by period, and by whatever is asked.</summary>
sealed class RevenueReport(CustomerRecords records, ContradictionReport contradictions, Customers.CustomerStandings standings, Remembered remembered)
{
    public async Task<RevenueDocument> Read(Asked asked, CancellationToken cancel = default)
    {
        var (told, at) = await remembered.Ask($"revenue {await records.Day(asked):O} {asked.Key}", going => Count(asked, going), cancel);
        return told with { CountedAt = at };
    }

    async Task<RevenueDocument> Count(Asked asked, CancellationToken cancel)
    {
        var book = await records.Read(asked, cancel);
        IReadOnlyList<BridgeRow> Between(DateOnly from, DateOnly to) => BridgeRow.Of(Movements.Between(book.Customers, from, to, term => book.Key(null, term)));

        var active = book.Customers.SelectMany(c => c.Terms).Where(t => t.IsActiveOn(book.Day) && book.Key(null, t) is not null).ToList();
        var (accounts, standing) = (active.Select(t => t.AccountId).ToHashSet(), await standings.Read(book.Day, asked.Scope.KnownAt, cancel));
        return new(book.Day, book.Since,
            new(accounts.Count, accounts.Count(a => standing.TryGetValue(a, out var own) && own.IsPayingOn(book.Day)), active.Where(t => t.MonthlyOn(book.Day) is { Minor: > 0 }).Select(t => t.AccountId).Distinct().Count(), active.Count),
            Between(book.Since, book.Day),
            [.. Steps(book).Select(s => new PeriodMovements(s.Period.ToString(), s.From, s.To, Between(s.From, s.To)))],
            LeftOut(book), (await contradictions.Find(book, asked.Scope, cancel)).Count)
        {
            KnownAt = asked.Scope.KnownAt,
            Converted = book.Converted,
            Groups = asked.Among is { } by ? await Groups(book, by, cancel) : null,
        };
    }

    async Task<IReadOnlyList<GroupMovements>> Groups(CustomerBook book, CustomerBreakdown by, CancellationToken cancel)
    {
        var names = await records.Names(by, cancel);
        return [.. Movements.Between(book.Customers, book.Since, book.Day, term => book.Key(by, term)).GroupBy(r => r.Group)
            .Select(g => new GroupMovements(g.Key.Length == 0 ? null : names?.GetValueOrDefault(g.Key, g.Key) ?? g.Key, BridgeRow.Of(g)) { Ask = g.Key })
            .OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal).ThenBy(g => g.Ask, StringComparer.Ordinal)];
    }

    /// <summary>The periods from the first day to the last; the first and the last may be parts of one.</summary>
    static IEnumerable<(Period Period, DateOnly From, DateOnly To)> Steps(CustomerBook book)
    {
        var from = book.Since;
        for (var period = book.PeriodOf(book.Since.AddDays(1)); from < book.Day; period = period.Next(book.Months))
        {
            var to = period.LastDay < book.Day ? period.LastDay : book.Day;
            yield return (period, from, to);
            from = to;
        }
    }

    public static IReadOnlyList<LeftOut> LeftOut(CustomerBook book) => [.. book.Left.GroupBy(l => l.Why).OrderBy(g => g.Key).Select(g => new LeftOut(g.Key, g.Count()))];
}

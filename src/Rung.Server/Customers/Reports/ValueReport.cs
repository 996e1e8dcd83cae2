using System.Text.Json;
using System.Text.Json.Serialization;
using Rung.Customers;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Metrics;
using Rung.Statistics;

namespace Rung.Server.Customers.Reports;

/// <summary>One customer's value against its money; sums by currency in minor units.</summary>
/// <param name="Live">Days since it went live.</param>
/// <param name="Met">Promises whose last measure reached the target.</param>
/// <param name="Confirmed">How many measures the customer confirmed.</param>
/// <param name="IsWorthIt">A confirmed promise that was reached, or confirmed value of at least what was paid to date (X0.3).</param>
public sealed record ValueLine(Guid AccountId, string Account, int Live, bool IsActive, int Promises, int Measured, int Met, int Confirmed, IReadOnlyDictionary<string, long> Worth, IReadOnlyDictionary<string, long> ConfirmedWorth, IReadOnlyDictionary<string, long> Paid, bool IsWorthIt);

/// <param name="WorthIt">Of the customers live for sixty days (X0.3).</param>
/// <param name="NothingPromised">How many of them have no promise on record; they count as no.</param>
/// <param name="Counted">How many customers were counted; <paramref name="Lines"/> has as many as were asked for.</param>
/// <param name="TooNew">Live for less, or not live yet, and not counted.</param>
public sealed record ValueDocument(DateOnly AsOf, DueShare WorthIt, int Counted, int NothingPromised, int TooNew, int Promises, Rate Met, IReadOnlyList<ValueLine> Lines)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DateTimeOffset? KnownAt { get; init; }

    /// <summary>Of very many customers the figures may be some minutes old.</summary>
    public DateTimeOffset CountedAt { get; init; }
}

/// <summary>Whether customers got what the sale promised and what they paid for, as of any day.</summary>
sealed class ValueReport(Store store, CustomerRecords records, CustomerStandings standings, Remembered remembered)
{
    const int LiveDays = 60;
    const double AtLeast = 0.7;

    /// <param name="asked">What is asked.</param>
    /// <param name="most">Lines told at most; the figures are of all.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<ValueDocument> Read(Asked asked, int most, CancellationToken cancel)
    {
        var (told, at) = await remembered.Ask($"value {await records.Day(asked):O} {asked.Key}", going => Count(asked, going), cancel);
        return told with { Lines = [.. told.Lines.Take(most)], CountedAt = at };
    }

    async Task<ValueDocument> Count(Asked asked, CancellationToken cancel)
    {
        var (book, zone, known) = (await records.Read(asked, cancel), await Zones.Of(store), asked.Scope.KnownAt ?? DateTimeOffset.MaxValue.AddDays(-1));
        var before = AsOf.StartOf(book.Day.AddDays(1), zone);
        var promises = (await Promises(before, known, cancel)).ToLookup(p => p.Account);
        var names = (await store.Questions.All("SELECT id, name FROM accounts WHERE relation = 'prospect' AND removed_at IS NULL", [], row => (row.Id(0), row.Text(1)!), cancel)).ToDictionary(a => a.Item1, a => a.Item2);
        var only = asked.Scope.Only.Count == 0 ? null : book.Narrowed.Select(c => c.AccountId).ToHashSet();
        var (lines, tooNew) = (new List<ValueLine>(), 0);
        foreach (var (account, standing) in (await standings.Read(book.Day, asked.Scope.KnownAt, cancel)).Where(s => names.ContainsKey(s.Key) && only?.Contains(s.Key) != false))
        {
            if (standing.DaysLive(book.Day) is not { } live || live < LiveDays) tooNew += standing.IsActiveOn(book.Day) ? 1 : 0;
            else lines.Add(Line(account, names[account], live, standing, [.. promises[account]], book.Day));
        }

        lines = [.. lines.OrderBy(l => l.IsWorthIt).ThenBy(l => l.Account, StringComparer.CurrentCultureIgnoreCase).ThenBy(l => l.AccountId)];
        var share = new Proportion(lines.Count(l => l.IsWorthIt), lines.Count);
        return new(book.Day, new(Rate.Of(share), AtLeast, BetaDistribution.From(share).AtLeast(AtLeast)), lines.Count, lines.Count(l => l.Promises == 0), tooNew, lines.Sum(l => l.Promises), Rate.Of(new Proportion(lines.Sum(l => l.Met), lines.Sum(l => l.Measured))), lines)
        {
            KnownAt = asked.Scope.KnownAt,
        };
    }

    static ValueLine Line(Guid account, string name, int live, CustomerStanding standing, IReadOnlyList<Promise> promises, DateOnly day)
    {
        var (worth, confirmed, paid) = (Sum(promises), Sum(promises.Where(p => p.IsConfirmed)), standing.PaidBy(day).ToDictionary(p => p.Key.Code, p => p.Value));
        return new(account, name, live, standing.IsActiveOn(day), promises.Count, promises.Count(p => p.Figures.Measured is not null), promises.Count(p => p.Figures.IsMet == true), promises.Count(p => p.IsConfirmed), worth, confirmed, paid,
            promises.Any(p => p.IsConfirmed && p.Figures.IsMet == true) || confirmed.Any(c => c.Value > 0 && c.Value >= paid.GetValueOrDefault(c.Key) && paid.All(other => other.Key == c.Key || other.Value <= 0)));
    }

    static Dictionary<string, long> Sum(IEnumerable<Promise> promises) =>
        promises.Select(p => p.Figures.Worth).OfType<Money>().GroupBy(m => m.Currency.Code).ToDictionary(g => g.Key, g => g.Sum(m => m.Minor));

    /// <summary>Every promise as its figures stood then.</summary>
    async Task<IEnumerable<Promise>> Promises(DateTimeOffset before, DateTimeOffset known, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, Promise>();
        await store.Questions.All("SELECT id, account_id FROM promised_outcomes WHERE removed_at IS NULL AND created_at < @0 AND recorded_at <= @1", [before, known], row => found[row.Id(0)] = new(row.Id(1)), cancel);
        // SQLite takes a CROSS JOIN in its order: from the few promises to their kept values.
        await store.Questions.All("""
            SELECT p.id, k.field, k.value FROM promised_outcomes p CROSS JOIN kept_values k
            WHERE k.record_id = p.id AND k.kind = 'promised-outcome' AND k.happened_at < @0 AND k.recorded_at <= @1 AND (k.retracted_at IS NULL OR k.retracted_at > @1)
            ORDER BY p.id, k.happened_at, k.id
            """, [before, known], row =>
        {
            if (found.TryGetValue(row.Id(0), out var promise)) promise.Take(row.Text(1)!, row.Text(2));
            return true;
        }, cancel);
        return found.Values;
    }

    sealed class Promise(Guid account)
    {
        public Guid Account => account;

        public PromiseFigures Figures { get; private set; }

        public bool IsConfirmed { get; private set; }

        public void Take(string field, string? json)
        {
            double? Number() => json is null ? null : JsonSerializer.Deserialize<double?>(json, Api.Json.Options);
            switch (field)
            {
                case "baseline": Figures = Figures with { Baseline = Number() }; break;
                case "target": Figures = Figures with { Target = Number() }; break;
                case "measured": Figures = Figures with { Measured = Number() }; break;
                case "unitValue": Figures = Figures with { UnitValue = json is null ? null : JsonSerializer.Deserialize<Money?>(json, Api.Json.Options) }; break;
                case "confirmedAt": IsConfirmed = json is not null; break;
            }
        }
    }
}

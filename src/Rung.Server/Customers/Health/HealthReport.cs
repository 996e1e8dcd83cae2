using System.Buffers.Binary;
using System.Security.Cryptography;
using Rung.Customers;
using Rung.Metrics;
using Rung.Server.Customers.Usage;
using Rung.Server.Database;
using Rung.Server.Metrics;

namespace Rung.Server.Customers.Health;

/// <summary>The health of all customers on a day, and whether health has ever said who stays.</summary>
/// <param name="Bands">Active customers by colour.</param>
/// <param name="Weakest">Those with the fewest points first; those of whom too little is known last.</param>
/// <param name="CountedAt">Of very many customers the figures may be some minutes old.</param>
public sealed record HealthDocument(DateOnly AsOf, HealthRule? Rule, int Customers, IReadOnlyList<BandCount> Bands, IReadOnlyList<HealthLine> Weakest, HealthAgainstPast Past, DateTimeOffset CountedAt);

/// <summary>Health of past days held against what came.</summary>
/// <param name="Staying">Against who was still a customer <see cref="HealthReport.HorizonDays"/> days later.</param>
/// <param name="Renewing">Some weeks before a term ended, against whether it was renewed.</param>
/// <param name="Sampled">Customers whose past was looked at; fewer than there are where there are very many.</param>
public sealed record HealthAgainstPast(HealthCalibration Staying, HealthCalibration Renewing, int HorizonDays, int Sampled, int EverCustomers)
{
    /// <summary>The past hardly changes: where telling it takes long it may be a day old.</summary>
    public DateTimeOffset CountedAt { get; init; }
}

public sealed record BandCount(HealthBand Band, int Customers);

/// <param name="Lowest">The part that costs most.</param>
public sealed record HealthLine(Guid AccountId, string Name, double? Points, HealthBand Band, double Known, HealthPart? Lowest, IReadOnlyList<PartLine> Parts);

/// <param name="Points">Null where it is missing.</param>
public sealed record PartLine(HealthPart Part, int Weight, double? Points, HealthBecause Because, int N, int Of, double? Value)
{
    public static PartLine From(PartHealth part) => new(part.Part, part.Weight, part.Points, part.Because, part.N, part.Of, part.Value);
}

/// <summary>Makes the report of health: today's book, and the past told again as it was on each day and held against what came.</summary>
sealed class HealthReport(CustomerRecords records, HealthReader reader, UseReader use, Remembered remembered, Database.Store store)
{
    /// <summary>Whoever is still a customer so many days later has stayed (our design).</summary>
    public const int HorizonDays = 90;

    /// <summary>A term's health is told at the end of a month, at least so many days before the term ended.</summary>
    const int AheadDays = 30;

    const int Snapshots = 8;

    /// <summary>In ten parts by points some 600 in each, so that the share of those who stayed is known to two points (√(¼ ÷ 600)).</summary>
    const int MostForecasts = 6_000;

    const int YearsBack = 3;

    static readonly TimeSpan OldestPast = TimeSpan.FromDays(1);

    public async Task<HealthDocument> Read(Asked asked, HealthBand? only, int most, CancellationToken cancel)
    {
        var day = await records.Day(asked);
        var now = asked with { Scope = asked.Scope with { AsOf = day } };
        var (book, at) = await remembered.Ask($"health {now.Key}", going => Book(now, going), cancel);
        var (past, pastAt) = await remembered.Ask($"health past {now.Key}", going => Past(now, going), cancel, OldestPast);
        // Of all customers the points are remembered, of those shown everything is told.
        var shown = book.Where(c => only is not { } band || c.Band == band).Take(most).ToArray();
        var told = new List<CustomerHealth>(shown.Length);
        foreach (var some in shown.Chunk(HealthSignsReader.Together)) told.AddRange((await reader.Read([.. some.Select(c => new CustomerOn(c.AccountId, c.SinceOn))], day, now.Scope.KnownAt, cancel)).Select(h => h.Health));
        var names = await Names([.. told.Select(h => h.AccountId)], cancel);
        return new(day, (await use.Rules<HealthRule>(now.Scope.KnownAt, cancel)).On(day), book.Count, [.. Enum.GetValues<HealthBand>().Reverse().Select(b => new BandCount(b, book.Count(c => c.Band == b)))],
            [.. told.Select(h => new HealthLine(h.AccountId, names.GetValueOrDefault(h.AccountId, ""), h.Points, h.Band, h.Known, h.Worst?.Part, [.. h.Parts.Select(PartLine.From)]))], past with { CountedAt = pastAt }, at);
    }

    /// <summary>A customer's place in the book.</summary>
    /// <param name="Order">The points; where too little is known, behind all others.</param>
    readonly record struct Placed(Guid AccountId, DateOnly SinceOn, HealthBand Band, double Order);

    async Task<IReadOnlyList<Placed>> Book(Asked asked, CancellationToken cancel)
    {
        var (book, placed) = (await records.Read(asked, cancel), new List<Placed>());
        foreach (var some in book.Narrowed.Where(c => c.IsActiveOn(book.Day)).Chunk(HealthSignsReader.Together))
            placed.AddRange((await Tell(some, book.Day, asked.Scope.KnownAt, cancel)).Select(t => new Placed(t.Customer.AccountId, t.Customer.SinceOn, t.Health.Band, Order(t.Health))));
        return [.. placed.OrderBy(p => p.Order).ThenBy(p => p.AccountId)];
    }

    static double Order(CustomerHealth health) => health.Band == HealthBand.Unknown ? 1000 + (health.Points ?? 100) : health.Points!.Value;

    async Task<Dictionary<Guid, string>> Names(Guid[] accounts, CancellationToken cancel)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var some in accounts.Chunk(HealthSignsReader.Together))
        {
            var (which, ids) = Questions.OneOf(some);
            await store.Questions.All($"SELECT id, name FROM accounts WHERE id IN ({which})", ids, row => names.TryAdd(row.Id(0), row.Text(1)!), cancel);
        }

        return names;
    }

    async Task<HealthAgainstPast> Past(Asked asked, CancellationToken cancel)
    {
        var book = await records.Read(asked, cancel);
        var sample = Sample(book.Narrowed);
        return new(HealthCalibration.Of(await Staying(sample, book.Day, asked.Scope.KnownAt, cancel)), HealthCalibration.Of(await Renewing(sample, book.Day, asked.Scope.KnownAt, cancel)), HorizonDays, sample.Count, book.Narrowed.Count);
    }

    /// <summary>Days back from this one by the horizon, so that no two forecasts of a customer look at the same time.</summary>
    async Task<List<HealthForecast>> Staying(IReadOnlyList<Customer> customers, DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var forecasts = new List<HealthForecast>();
        for (var i = 1; i <= Snapshots && day.DayNumber > i * HorizonDays; i++)
        {
            var on = day.AddDays(-i * HorizonDays);
            foreach (var some in customers.Where(c => c.IsActiveOn(on)).Chunk(HealthSignsReader.Together))
                forecasts.AddRange((await Tell(some, on, knownAt, cancel)).Where(t => t.Health.Band != HealthBand.Unknown).Select(t => new HealthForecast(t.Customer.AccountId, on, t.Health.Points!.Value, t.Customer.IsActiveOn(on.AddDays(HorizonDays)))));
        }

        return forecasts;
    }

    async Task<List<HealthForecast>> Renewing(IReadOnlyList<Customer> customers, DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var due = customers.SelectMany(c => c.Terms.SelectMany(t => Rung.Metrics.Renewals.Of(c, t, day).Due).Select(d => (Customer: c, Due: d))).Where(d => d.Due.On > day.AddYears(-YearsBack)).Take(MostForecasts)
            .GroupBy(d => d.Due.On.AddDays(-AheadDays) is var ahead ? new DateOnly(ahead.Year, ahead.Month, 1).AddDays(-1) : default);
        var forecasts = new List<HealthForecast>();
        foreach (var month in due)
        {
            var told = new Dictionary<Guid, CustomerHealth>();
            foreach (var some in month.Select(d => d.Customer).Distinct().Where(c => c.SinceOn <= month.Key).Chunk(HealthSignsReader.Together))
                foreach (var (customer, health) in await Tell(some, month.Key, knownAt, cancel)) told[customer.AccountId] = health;
            forecasts.AddRange(month.Where(d => told.TryGetValue(d.Customer.AccountId, out var health) && health.Band != HealthBand.Unknown).Select(d => new HealthForecast(d.Customer.AccountId, month.Key, told[d.Customer.AccountId].Points!.Value, d.Due.End != TermEnd.Ended)));
        }

        return forecasts;
    }

    async Task<List<(Customer Customer, CustomerHealth Health)>> Tell(Customer[] some, DateOnly on, DateTimeOffset? knownAt, CancellationToken cancel) =>
        [.. some.Zip(await reader.Read([.. some.Select(c => new CustomerOn(c.AccountId, c.SinceOn))], on, knownAt, cancel), (c, h) => (c, h.Health))];

    /// <summary>The same customers each time, whichever come first in no order that means anything.</summary>
    static IReadOnlyList<Customer> Sample(IReadOnlyList<Customer> customers) => customers.Count * Snapshots <= MostForecasts ? customers
        : [.. customers.OrderBy(c => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(c.AccountId.ToByteArray()))).Take(MostForecasts / Snapshots)];
}

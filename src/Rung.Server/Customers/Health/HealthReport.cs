using System.Buffers.Binary;
using System.Security.Cryptography;
using Rung.Customers;
using Rung.Metrics;
using Rung.Server.Customers.Usage;
using Rung.Server.Metrics;

namespace Rung.Server.Customers.Health;

/// <summary>The health of all customers on a day, and whether health has ever said who stays.</summary>
/// <param name="Bands">Active customers by colour.</param>
/// <param name="Weakest">Those with the fewest points first; those of whom too little is known last.</param>
/// <param name="Staying">Health against who was still a customer <see cref="HealthReport.HorizonDays"/> days later.</param>
/// <param name="Renewing">Health some weeks before a term ended against whether it was renewed.</param>
/// <param name="Sampled">Customers whose past was looked at; fewer than there are where there are very many.</param>
public sealed record HealthDocument(DateOnly AsOf, HealthRule? Rule, int Customers, IReadOnlyList<BandCount> Bands, IReadOnlyList<HealthLine> Weakest, HealthCalibration Staying, HealthCalibration Renewing, int HorizonDays, int Sampled, int EverCustomers);

public sealed record BandCount(HealthBand Band, int Customers);

/// <param name="Lowest">The part that costs most.</param>
public sealed record HealthLine(Guid AccountId, string Name, double? Points, HealthBand Band, double Known, HealthPart? Lowest, IReadOnlyList<PartLine> Parts);

/// <param name="Points">Null where it is missing.</param>
public sealed record PartLine(HealthPart Part, int Weight, double? Points, HealthBecause Because, int N, int Of, double? Value)
{
    public static PartLine From(PartHealth part) => new(part.Part, part.Weight, part.Points, part.Because, part.N, part.Of, part.Value);
}

/// <summary>Makes the report of health: today's book, and the past told again as it was on each day and held against what came.</summary>
sealed class HealthReport(CustomerRecords records, HealthReader reader, UseReader use)
{
    /// <summary>Whoever is still a customer so many days later has stayed (our design).</summary>
    public const int HorizonDays = 90;

    /// <summary>A term's health is told at the end of a month, at least so many days before the term ended.</summary>
    const int AheadDays = 30;

    const int Snapshots = 8;
    const int MostForecasts = 20_000;
    const int YearsBack = 3;

    public async Task<HealthDocument> Read(Asked asked, HealthBand? only, int most, CancellationToken cancel)
    {
        var book = await records.Read(asked with { Scope = asked.Scope with { KnownAt = null } }, cancel);
        var customers = book.Narrowed;
        var (bands, lines) = (new SortedDictionary<HealthBand, int>(), new PriorityQueue<CustomerHealth, (double, Guid)>());
        foreach (var some in customers.Where(c => c.IsActiveOn(book.Day)).Chunk(HealthSignsReader.Together))
            foreach (var (_, health) in await Tell(some, book.Day, cancel))
            {
                bands[health.Band] = bands.GetValueOrDefault(health.Band) + 1;
                if (only is { } band && health.Band != band) continue;
                // The queue lets go of the healthiest: those without a colour are held to be healthier than any.
                lines.Enqueue(health, (-Order(health), health.AccountId));
                if (lines.Count > most) lines.Dequeue();
            }

        var weakest = new List<CustomerHealth>();
        while (lines.TryDequeue(out var health, out _)) weakest.Add(health);
        weakest.Reverse();
        var names = await records.Names(CustomerBreakdown.Customer, cancel);
        var sample = Sample(customers);
        return new(book.Day, (await use.Rules<HealthRule>(null, cancel)).On(book.Day), bands.Values.Sum(), [.. Enum.GetValues<HealthBand>().Reverse().Select(b => new BandCount(b, bands.GetValueOrDefault(b)))],
            [.. weakest.Select(h => new HealthLine(h.AccountId, names!.GetValueOrDefault(h.AccountId.ToString(), ""), h.Points, h.Band, h.Known, h.Worst?.Part, [.. h.Parts.Select(PartLine.From)]))],
            HealthCalibration.Of(await Staying(sample, book.Day, cancel)), HealthCalibration.Of(await Renewing(sample, book.Day, cancel)), HorizonDays, sample.Count, customers.Count);
    }

    static double Order(CustomerHealth health) => health.Band == HealthBand.Unknown ? 1000 + (health.Points ?? 100) : health.Points!.Value;

    /// <summary>Days back from this one by the horizon, so that no two forecasts of a customer look at the same time.</summary>
    async Task<List<HealthForecast>> Staying(IReadOnlyList<Customer> customers, DateOnly day, CancellationToken cancel)
    {
        var forecasts = new List<HealthForecast>();
        for (var i = 1; i <= Snapshots && day.DayNumber > i * HorizonDays; i++)
        {
            var on = day.AddDays(-i * HorizonDays);
            foreach (var some in customers.Where(c => c.IsActiveOn(on)).Chunk(HealthSignsReader.Together))
                forecasts.AddRange((await Tell(some, on, cancel)).Where(t => t.Health.Band != HealthBand.Unknown).Select(t => new HealthForecast(t.Customer.AccountId, on, t.Health.Points!.Value, t.Customer.IsActiveOn(on.AddDays(HorizonDays)))));
        }

        return forecasts;
    }

    async Task<List<HealthForecast>> Renewing(IReadOnlyList<Customer> customers, DateOnly day, CancellationToken cancel)
    {
        var due = customers.SelectMany(c => c.Terms.SelectMany(t => Rung.Metrics.Renewals.Of(c, t, day).Due).Select(d => (Customer: c, Due: d))).Where(d => d.Due.On > day.AddYears(-YearsBack)).Take(MostForecasts)
            .GroupBy(d => d.Due.On.AddDays(-AheadDays) is var ahead ? new DateOnly(ahead.Year, ahead.Month, 1).AddDays(-1) : default);
        var forecasts = new List<HealthForecast>();
        foreach (var month in due)
        {
            var told = new Dictionary<Guid, CustomerHealth>();
            foreach (var some in month.Select(d => d.Customer).Distinct().Where(c => c.SinceOn <= month.Key).Chunk(HealthSignsReader.Together))
                foreach (var (customer, health) in await Tell(some, month.Key, cancel)) told[customer.AccountId] = health;
            forecasts.AddRange(month.Where(d => told.TryGetValue(d.Customer.AccountId, out var health) && health.Band != HealthBand.Unknown).Select(d => new HealthForecast(d.Customer.AccountId, month.Key, told[d.Customer.AccountId].Points!.Value, d.Due.End != TermEnd.Ended)));
        }

        return forecasts;
    }

    async Task<List<(Customer Customer, CustomerHealth Health)>> Tell(Customer[] some, DateOnly on, CancellationToken cancel) =>
        [.. some.Zip(await reader.Read([.. some.Select(c => new CustomerOn(c.AccountId, "", c.SinceOn, true, null, null))], on, cancel), (c, h) => (c, h.Health))];

    /// <summary>The same customers each time, whichever come first in no order that means anything.</summary>
    static IReadOnlyList<Customer> Sample(IReadOnlyList<Customer> customers) => customers.Count * Snapshots <= MostForecasts ? customers
        : [.. customers.OrderBy(c => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(c.AccountId.ToByteArray()))).Take(MostForecasts / Snapshots)];
}

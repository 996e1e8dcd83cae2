using System.Runtime.CompilerServices;
using Rung.Customers;
using Rung.Server.Customers.Usage;

namespace Rung.Server.Customers.Health;

/// <summary>A customer with its health on a day.</summary>
sealed record CustomerWithHealth(CustomerOn Customer, CustomerHealth Health);

/// <summary>Tells the health of customers as of the end of any day, by the rules that held on it and from what was known at a time; null for all that is known now.</summary>
sealed class HealthReader(UseReader use, HealthSignsReader signs, CustomersOn customers)
{
    /// <summary>One customer; null where the account is none on that day, or the company has no rule.</summary>
    public async Task<CustomerWithHealth?> Read(Guid account, DateOnly asOf, DateTimeOffset? knownAt, CancellationToken cancel) =>
        await customers.Read(account, asOf, knownAt, cancel) is { } customer && await Read([customer], asOf, knownAt, cancel) is [var told] ? told : null;

    /// <summary>Customers of one's choice, in their order.</summary>
    public async Task<IReadOnlyList<CustomerWithHealth>> Read(IReadOnlyList<CustomerOn> chosen, DateOnly asOf, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var told = new List<CustomerWithHealth>(chosen.Count);
        await foreach (var one in Tell(chosen, asOf, knownAt, cancel)) told.Add(one);
        return told;
    }

    /// <summary>One customer on many days, in their order; days on which it was none are left out.</summary>
    public async Task<IReadOnlyList<CustomerHealth>> History(Guid account, IEnumerable<DateOnly> days, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var history = new List<CustomerHealth>();
        foreach (var day in days)
            if (await Read(account, day, knownAt, cancel) is { } told) history.Add(told.Health);
        return history;
    }

    async IAsyncEnumerable<CustomerWithHealth> Tell(IReadOnlyList<CustomerOn> chosen, DateOnly asOf, DateTimeOffset? knownAt, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (rule, health) = ((await use.Rules<AcceptableUse>(knownAt, cancel)).On(asOf), (await use.Rules<HealthRule>(knownAt, cancel)).On(asOf));
        if (health is null || chosen.Count == 0) yield break;

        var company = await signs.Company(asOf, knownAt, cancel);
        foreach (var some in chosen.Chunk(HealthSignsReader.Together))
            foreach (var (customer, own) in some.Zip(await signs.Read(some, rule, health, asOf, company, cancel)))
                yield return new(customer, CustomerHealth.Of(health, own, asOf));
    }
}

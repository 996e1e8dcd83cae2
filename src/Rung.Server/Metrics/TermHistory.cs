using Rung.Accounts;
using Rung.Customers;
using Rung.Metrics;
using Rung.Server.Database;

namespace Rung.Server.Metrics;

/// <summary>A subscription or a churn event with what breakdowns ask of it: of its sale where it has one, else of its account.</summary>
sealed record Keyed<T>(T What, Guid? Owner, string? Team, Guid? Product, string? Region, string? Source, string? Segment)
{
    /// <summary>The sale it came from.</summary>
    public Guid? SaleId { get; init; }

    /// <summary>Whether the ideal customer profile fitted: of the sale when it began, else of the account.</summary>
    public bool? IdealFit { get; init; }

    /// <summary>Only prospects and customers count.</summary>
    public Relation Relation { get; init; }

    public string? Key(Breakdown by) => by switch
    {
        Breakdown.Owner => Owner?.ToString(),
        Breakdown.Product => Product?.ToString(),
        Breakdown.Team => Team,
        Breakdown.Region => Region,
        Breakdown.Source => Source,
        _ => Segment,
    };
}

/// <param name="On">The day of effect, else the day it was decided.</param>
sealed record Churned(Guid Id, Guid AccountId, Guid? SubscriptionId, ChurnType Type, string? Reason, DateOnly On);

/// <summary>
/// Subscriptions and churn events as they stood at a moment. A price changes from the day it was changed, or from the
/// renewal that changed it. As known now they are at hand; as known at an earlier time they are read.
/// </summary>
sealed class TermHistory(Store store, TermsAtHand hand)
{
    readonly TermReader reader = new(store);

    public async Task<List<Keyed<Term>>> Terms(DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var stories = knownAt is null ? (await hand.Now(cancel)).Terms.Rows : await reader.Terms(knownAt, null, cancel);
        var before = AsOf.StartOf(day.AddDays(1), await Zones.Of(store));
        return [.. stories.Select(s => s.On(day, before)).OfType<Keyed<Term>>()];
    }

    /// <summary>Churn events in effect by the end of the day; of those without a day of effect, the day they were decided.</summary>
    public async Task<List<Keyed<Churned>>> Churn(DateOnly day, DateTimeOffset? knownAt, CancellationToken cancel) =>
        [.. (knownAt is null ? (await hand.Now(cancel)).Churn.Rows : await reader.Churn(knownAt, null, cancel)).Where(e => e.What.On <= day)];
}

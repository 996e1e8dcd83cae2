using Rung.Metrics;
using Rung.Opportunities;

namespace Rung.Server.Metrics;

/// <summary>Which deals a report speaks of; every part may be open. A filter by "none given" is the empty text.</summary>
/// <param name="AsOf">The day at whose end the figures stand; null is now.</param>
/// <param name="KnownAt">The last instant of recording that counts; null is all that is known now.</param>
public sealed record DealScope(DateOnly? AsOf = null, DateTimeOffset? KnownAt = null)
{
    public static readonly DealScope Everything = new();

    /// <summary>Keys that deals must have, by breakdown.</summary>
    public IReadOnlyDictionary<Breakdown, string> Only { get; init; } = new Dictionary<Breakdown, string>();

    /// <summary>The day number of the cut; the last there is stands for now.</summary>
    public int Day => AsOf?.DayNumber ?? DealState.Ever - 1;

    /// <summary>Only deals that began on or after this day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Only deals that began before this day.</summary>
    public DateOnly? Until { get; init; }

    public StageKind? Kind { get; init; }

    public bool IsWhole => Only.Count == 0 && From is null && Until is null && Kind is null;

    public bool Holds(Deal deal) =>
        (From is null || deal.BeganOn >= From) && (Until is null || deal.BeganOn < Until) && (Kind is null || deal.Kind == Kind) && Only.All(o => (deal.Key(o.Key) ?? "") == o.Value);

    /// <summary>The same with another day.</summary>
    public DealScope On(DateOnly day) => this with { AsOf = day };
}

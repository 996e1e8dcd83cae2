using Rung.Accounts;
using Rung.Records;

namespace Rung.Customers;

public enum ChurnType
{
    /// <summary>The customer is gone.</summary>
    Logo,

    /// <summary>The customer stays with less.</summary>
    Seat,
}

/// <summary>A customer left, or stayed with less.</summary>
public sealed class ChurnEvent : Record<ChurnEvent>
{
    [Entered] public Id<Account> AccountId { get; private set; }
    [Entered] public Id<Subscription>? SubscriptionId { get; private set; }
    [Entered] public ChurnType Type { get; private set; }

    /// <summary>When they said so.</summary>
    [Entered] public DateOnly DecidedOn { get; private set; }

    /// <summary>The first day without it.</summary>
    [Entered] public DateOnly? EffectiveOn { get; private set; }

    [Entered(Max = 500)] public string? Reason { get; private set; }
    [Entered(Max = 20_000, Lines = true)] public string? Description { get; private set; }
}

using Rung.Accounts;
using Rung.Records;

namespace Rung.Customers;

/// <summary>How much an account used the product on one day. Sent again under the same external id, it is brought up to date.</summary>
public sealed class UsageDay : Record<UsageDay>
{
    [Entered] public Id<Account> AccountId { get; private set; }
    [Entered] public Id<Subscription>? SubscriptionId { get; private set; }
    [Entered] public DateOnly UsedOn { get; private set; }
    [Entered(Least = 0, Most = 1e9)] public int ActiveUsers { get; private set; }
    [Entered(Least = 0, Most = 1e9)] public int? Seats { get; private set; }

    /// <summary>How often the thing was done that the product is bought for.</summary>
    [Entered(Least = 0, Most = 1e15)] public long CoreEvents { get; private set; }
}

using Rung.Accounts;
using Rung.Customers;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Desk;

namespace Rung.Server.Customers;

/// <summary>The verbs of a customer's records that move more than one.</summary>
static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder app) =>
        app.MapVerb<Subscription>("open-renewal", Renewals.Open);
}

static class Renewals
{
    /// <summary>
    /// Makes the opportunity that is to bring the next term, in one stroke with the subscription that names it. Asking again
    /// finds the one there is, as long as it is open.
    /// </summary>
    public static async Task<Record> Open(Docket docket, Id<Subscription> id, string? name, Money? amount, DateOnly? closeOn, Id<Person>? accountableId)
    {
        var subscription = await docket.Need(id);
        if (await docket.Find(subscription.RenewalId) is { IsClosed: false, RemovedAt: null } there) return there;

        var account = await docket.Need(subscription.AccountId);
        var renewal = (Opportunity)await Entering.Enter(docket, typeof(Opportunity), new Dictionary<string, object?>
        {
            ["name"] = name ?? (subscription.Plan is { } plan ? $"{account.Name}, {plan}" : account.Name),
            ["type"] = OpportunityType.Renewal,
            ["accountId"] = account.Id,
            ["subscriptionId"] = subscription.Id,
            ["productId"] = subscription.ProductId,
            ["amount"] = amount,
            ["closeOn"] = closeOn ?? subscription.EndsOn,
            ["accountableId"] = accountableId ?? account.AccountableId ?? docket.Act.By,
        });
        docket.Do(subscription, subscription.OpenRenewal(renewal.Id, docket.Act));
        return renewal;
    }
}

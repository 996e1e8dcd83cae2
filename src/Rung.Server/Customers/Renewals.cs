using Microsoft.EntityFrameworkCore;
using Rung.Customers;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Desk;

namespace Rung.Server.Customers;

/// <summary>Opening the renewal of a subscription: the sale of its next term, ahead of the notice date.</summary>
static class Renewals
{
    const int UsualMonths = 12;

    public static void MapRenewals(this IEndpointRouteBuilder app) => app.MapVerb<Subscription>("open-renewal", Open);

    /// <summary>
    /// One opportunity of type renewal that points at the subscription, closing by the notice date. Asking again while it is
    /// open finds the one there is; two who ask at once do not get two.
    /// </summary>
    public static async Task<Record> Open(Docket docket, Id<Subscription> id, string? name, Money? amount, DateOnly? closeOn, Id<Person>? accountableId)
    {
        var subscription = await docket.Need(id);
        if (subscription.RemovedAt is not null) throw new RefusedException(new Removed(subscription.RecordKind));
        if (subscription.CancelledAt is not null) throw new RefusedException(new AlreadyCancelled(subscription.EndsOn));

        var before = await docket.Ask<Opportunity>().Where(o => o.SubscriptionId == id && o.Type == OpportunityType.Renewal).ToListAsync();
        if (before.FirstOrDefault(o => o.RemovedAt is null && o.StageKind == StageKind.Open) is { } open) return await docket.Need(open.Id);

        var sale = subscription.OpportunityId is { } won ? await docket.Need(won) : null;
        return await Entering.Enter(docket, typeof(Opportunity), new Dictionary<string, object?>
        {
            ["name"] = name ?? subscription.Plan ?? "–",
            ["accountId"] = subscription.AccountId,
            ["productId"] = subscription.ProductId,
            ["subscriptionId"] = subscription.Id,
            ["type"] = OpportunityType.Renewal,
            ["amount"] = amount ?? subscription.Price?.Times((subscription.TermMonths ?? UsualMonths) / (decimal)subscription.BillingMonths),
            ["closeOn"] = closeOn ?? subscription.EndsOn?.AddDays(-(subscription.NoticeDays ?? 0)),
            ["accountableId"] = accountableId ?? sale?.CsmId ?? docket.Act.By,
            ["csmId"] = sale?.CsmId,
            ["externalId"] = $"renewal:{subscription.Id}:{before.Count + 1}",
        });
    }
}

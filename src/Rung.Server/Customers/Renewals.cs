using Microsoft.EntityFrameworkCore;
using Rung.Customers;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Desk;
using Rung.Server.Opportunities;

namespace Rung.Server.Customers;

/// <summary>
/// The sale of a subscription's next term, and the subscription itself: one thread. Winning the sale renews, losing it is
/// leaving; renewing or cancelling a subscription closes the sale that is open. Whatever is done first, nothing is typed twice.
/// </summary>
static class Renewals
{
    const int UsualMonths = 12;

    public static void MapRenewals(this IEndpointRouteBuilder app)
    {
        app.MapVerb<Subscription>("open-renewal", Open);
        app.MapVerb<Subscription>("renew", Renew);
        app.MapVerb<Subscription>("cancel", Cancel);
    }

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

        var sale = subscription.OpportunityId is { } won ? await docket.Ask<Opportunity>().FirstOrDefaultAsync(o => o.Id == won) : null;
        return await Entering.Enter(docket, typeof(Opportunity), new Dictionary<string, object?>
        {
            ["name"] = name ?? subscription.Plan ?? "–",
            ["accountId"] = subscription.AccountId,
            ["productId"] = subscription.ProductId,
            ["subscriptionId"] = subscription.Id,
            ["type"] = OpportunityType.Renewal,
            ["amount"] = amount ?? ForTerm(subscription),
            ["closeOn"] = closeOn ?? subscription.NoticeOn,
            ["accountableId"] = accountableId ?? await Keeper(docket, subscription, sale),
            ["csmId"] = sale?.CsmId,
            ["externalId"] = $"renewal:{subscription.Id}:{before.Count + 1}",
        });
    }

    /// <summary>Another term: the sale that is open is won with it, for what the term is worth.</summary>
    public static async Task<Record> Renew(Docket docket, Id<Subscription> id, int? termMonths, Money? price)
    {
        var subscription = await docket.Need(id);
        docket.Do(subscription, subscription.Renew(termMonths, price, docket.Act));
        if (await OpenSale(docket, id) is { } sale) await OpportunityVerbs.Win(docket, sale.Id, ForTerm(subscription), null);
        return subscription;
    }

    /// <summary>The customer gives it up: the sale that is open is lost with the reason, and the leaving is recorded.</summary>
    public static async Task<Record> Cancel(Docket docket, Id<Subscription> id, DateOnly effective, string? reason)
    {
        var subscription = await docket.Need(id);
        var sale = await OpenSale(docket, id);
        if (sale is not null && reason is null && docket.Act.Origin == Origin.Entered) throw new RefusedException(new Missing("reason"));
        await Leave(docket, subscription, effective, await docket.Today(), reason, null);
        if (sale is not null) await OpportunityVerbs.Lose(docket, sale.Id, reason, null);
        return subscription;
    }

    /// <summary>What winning a renewal does to its subscription, unless that was renewed in the same decision.</summary>
    public static async Task Won(Docket docket, Opportunity sale)
    {
        if (!IsOurs(docket, sale) || await docket.Find(sale.SubscriptionId) is not { CancelledAt: null, RemovedAt: null, EndsOn: not null } subscription) return;
        if (docket.Facts.Any(f => f.Record == subscription && f.Fact is SubscriptionRenewed)) return;

        var months = subscription.TermMonths ?? UsualMonths;
        var same = sale.Value is null || sale.Value == ForTerm(subscription);
        docket.Do(subscription, subscription.Renew(months, same ? null : sale.Value!.Value.Times(subscription.BillingMonths / (decimal)months), docket.Act));
    }

    /// <summary>What losing a renewal does to its subscription, unless that was cancelled already: it ends with its term.</summary>
    public static async Task Lost(Docket docket, Opportunity sale)
    {
        if (!IsOurs(docket, sale) || await docket.Find(sale.SubscriptionId) is not { CancelledAt: null, RemovedAt: null } subscription) return;

        var decided = sale.ClosedOn ?? await docket.Today();
        await Leave(docket, subscription, subscription.EndsOn ?? (sale.CloseOn > decided ? sale.CloseOn.Value : decided), decided, sale.LossReason, null);
    }

    /// <summary>
    /// Cancels and records the churn, once. A customer with another paid subscription on the day of effect stays with less;
    /// a trial that ends was never a customer's money.
    /// </summary>
    public static async Task Leave(Docket docket, Subscription subscription, DateOnly effective, DateOnly decided, string? reason, ChurnType? type)
    {
        docket.Do(subscription, subscription.Cancel(effective, docket.Act));
        var (id, account) = (subscription.Id, subscription.AccountId);
        if (docket.Act.Origin != Origin.Entered || subscription.IsTrial || await docket.Ask<ChurnEvent>().AnyAsync(c => c.SubscriptionId == id && c.RemovedAt == null)) return;

        type ??= (await docket.Ask<Subscription>().Where(s => s.AccountId == account && s.Id != id).ToListAsync()).Exists(s => !s.IsTrial && s.IsActiveOn(effective)) ? ChurnType.Seat : ChurnType.Logo;
        await Entering.Enter(docket, typeof(ChurnEvent), new Dictionary<string, object?>
        {
            ["accountId"] = account, ["subscriptionId"] = id, ["type"] = type, ["decidedOn"] = decided, ["effectiveOn"] = effective, ["reason"] = reason,
        });
    }

    /// <summary>What a whole term is worth at the present price.</summary>
    static Money? ForTerm(Subscription subscription) => subscription.Price?.Times((subscription.TermMonths ?? UsualMonths) / (decimal)subscription.BillingMonths);

    /// <summary>Imported history tells what became of the subscription in rows of its own.</summary>
    static bool IsOurs(Docket docket, Opportunity sale) => sale.Type == OpportunityType.Renewal && docket.Act.Origin == Origin.Entered;

    static async Task<Opportunity?> OpenSale(Docket docket, Id<Subscription> id) =>
        await docket.Ask<Opportunity>().Where(o => o.SubscriptionId == id && o.Type == OpportunityType.Renewal && o.RemovedAt == null && o.StageKind == StageKind.Open).OrderBy(o => o.Id).FirstOrDefaultAsync() is { } open ? await docket.Need(open.Id) : null;

    /// <summary>Who looks after the customer and is still here: the sale's CSM, else the account's, else the seller, else whoever asks.</summary>
    static async Task<Id<Person>?> Keeper(Docket docket, Subscription subscription, Opportunity? sale)
    {
        var account = await docket.Ask<Rung.Accounts.Account>().Where(a => a.Id == subscription.AccountId).Select(a => a.AccountableId).FirstOrDefaultAsync();
        var (today, named) = (await docket.Today(), new[] { sale?.CsmId, account, sale?.AccountableId, docket.Act.By }.OfType<Id<Person>>().ToList());
        var here = await docket.Ask<Person>().Where(p => named.Contains(p.Id) && p.RemovedAt == null && (p.LeftOn == null || p.LeftOn > today)).Select(p => p.Id).ToListAsync();
        return named.Where(here.Contains).Select(p => (Id<Person>?)p).FirstOrDefault();
    }
}

using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Handoffs;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Customers.Onboardings;
using Rung.Server.Desk;

namespace Rung.Server.Opportunities;

/// <summary>
/// A win with everything that goes over with the customer, in one stroke: price and term become the subscription, the
/// people of the purchase those of the account, promises and risks its own, and the onboarding begins from its template.
/// Only what the sale has not recorded yet is asked for.
/// </summary>
static class Winning
{
    public static async Task<Record> Win(
        Docket docket, Id<Opportunity> id, Money? value, DateOnly? on,
        DateOnly? startsOn, int? termMonths, Billing? billing, int? seats, int? noticeDays, bool? autoRenews, string? plan,
        Id<Person>? csmId, Id<Contact>? sponsorId, Id<OnboardingTemplate>? templateId,
        string? kpi, string? unit, double? baseline, double? target, Money? unitValue, DateOnly? promiseDueOn, bool? nothingPromised,
        string? risk)
    {
        var opportunity = (Opportunity)await OpportunityVerbs.Win(docket, id, value, on);
        if (csmId is not null && csmId != opportunity.CsmId) docket.Do(opportunity, opportunity.Amend(new Dictionary<string, object?> { ["csmId"] = csmId }, docket.Act));
        await Complete(docket, opportunity, startsOn, termMonths, billing, seats, noticeDays, autoRenews, plan, sponsorId, templateId, kpi, unit, baseline, target, unitValue, promiseDueOn, nothingPromised, risk);
        await HandOver(docket, opportunity);
        return opportunity;
    }

    static async Task Complete(
        Docket docket, Opportunity opportunity,
        DateOnly? startsOn, int? termMonths, Billing? billing, int? seats, int? noticeDays, bool? autoRenews, string? plan,
        Id<Contact>? sponsorId, Id<OnboardingTemplate>? templateId,
        string? kpi, string? unit, double? baseline, double? target, Money? unitValue, DateOnly? promiseDueOn, bool? nothingPromised,
        string? risk)
    {
        var asksForMore = startsOn is not null || templateId is not null || kpi is not null || risk is not null || sponsorId is not null;
        if (!asksForMore) return;
        if (await docket.Find(opportunity.AccountId) is not { } account) throw new RefusedException(new Missing("accountId"));

        await Promise(docket, opportunity, account, kpi, unit, baseline, target, unitValue, promiseDueOn, sponsorId, templateId is not null && nothingPromised != true);
        if (startsOn is { } start) await Subscribe(docket, opportunity, account, start, termMonths ?? throw new RefusedException(new Missing("termMonths")), billing ?? Billing.Year, seats, noticeDays, autoRenews ?? false, plan);
        if (sponsorId is { } sponsor) await Sponsor(docket, account, sponsor);
        await BringPeople(docket, opportunity, account, sponsorId);
        if (risk is not null) await Entering.Enter(docket, typeof(Risk), new Dictionary<string, object?> { ["name"] = risk, ["accountId"] = account.Id, ["opportunityId"] = opportunity.Id, ["accountableId"] = opportunity.CsmId ?? opportunity.AccountableId });
        if (templateId is not null)
            await Planning.Onboard(docket, account.Id, templateId, startsOn ?? opportunity.ClosedOn, null, opportunity.CsmId ?? throw new RefusedException(new Missing("csmId")), sponsorId ?? await SponsorOf(docket, opportunity), opportunity.Id);
    }

    /// <summary>
    /// New business goes over to whoever will look after it: by a hand-off, with what was promised. Until the CSM accepts,
    /// the customer is the seller's.
    /// </summary>
    static async Task HandOver(Docket docket, Opportunity opportunity)
    {
        if (opportunity is not { Type: OpportunityType.New, CsmId: { } keeper } || docket.IsStory || docket.Act.Origin != Origin.Entered) return;

        var seller = opportunity.AccountableId ?? docket.Act.By;
        if (await docket.Find(opportunity.AccountId) is { AccountableId: null } account) docket.Do(account, account.Amend(new Dictionary<string, object?> { ["accountableId"] = seller, ["queueId"] = null }, docket.Act));
        await Entering.Enter(docket, typeof(Handoff), new Dictionary<string, object?>
        {
            ["type"] = HandoffType.AeToCsm, ["fromRole"] = Role.Ae, ["toRole"] = Role.Csm, ["opportunityId"] = opportunity.Id, ["fromPersonId"] = seller, ["toPersonId"] = keeper,
        });
    }

    /// <summary>What was agreed for the whole term, in equal parts for each billing period; a part that does not come out even is rounded half to even.</summary>
    static async Task Subscribe(Docket docket, Opportunity opportunity, Account account, DateOnly start, int months, Billing billing, int? seats, int? noticeDays, bool autoRenews, string? plan)
    {
        if (months is < 1 or > 240) throw new RefusedException(new OutOfRange("termMonths", "1", "240"));
        var period = billing switch { Billing.Month => 1, Billing.Quarter => 3, _ => 12 };
        if (months % period != 0) throw new RefusedException(new TermNotWhole(months, period));
        if (opportunity.Value is not { } agreed) throw new RefusedException(new Missing("value"));

        var product = await docket.Find(opportunity.ProductId);
        var part = period / (decimal)months;
        await Entering.Enter(docket, typeof(Subscription), new Dictionary<string, object?>
        {
            ["accountId"] = account.Id, ["opportunityId"] = opportunity.Id, ["productId"] = opportunity.ProductId, ["plan"] = plan ?? product?.Name ?? opportunity.Name,
            ["startsOn"] = start, ["endsOn"] = start.AddMonths(months), ["termMonths"] = months, ["autoRenews"] = autoRenews, ["noticeDays"] = noticeDays, ["seats"] = seats, ["billing"] = billing,
            ["price"] = agreed.Times(part), ["listPrice"] = opportunity.ListAmount?.Times(part),
        });
    }

    /// <summary>What was promised goes over; where the sale wrote nothing down, the win asks for it.</summary>
    static async Task Promise(Docket docket, Opportunity opportunity, Account account, string? kpi, string? unit, double? baseline, double? target, Money? unitValue, DateOnly? dueOn, Id<Contact>? sponsor, bool isNeeded)
    {
        if (kpi is not null)
        {
            if (target is null) throw new RefusedException(new Missing("target"));
            await Entering.Enter(docket, typeof(PromisedOutcome), new Dictionary<string, object?>
            {
                ["kpi"] = kpi, ["unit"] = unit, ["accountId"] = account.Id, ["opportunityId"] = opportunity.Id, ["baseline"] = baseline, ["target"] = target, ["unitValue"] = unitValue, ["dueOn"] = dueOn,
                ["promisedById"] = opportunity.AccountableId ?? docket.Act.By, ["stakeholderId"] = sponsor,
            });
            return;
        }

        if (isNeeded && !await docket.Ask<PromisedOutcome>().AnyAsync(p => p.OpportunityId == opportunity.Id && p.RemovedAt == null)) throw new RefusedException(new NothingPromised());
    }

    static async Task Sponsor(Docket docket, Account account, Id<Contact> sponsor)
    {
        if (await docket.Ask<ContactRole>().AnyAsync(r => r.AccountId == account.Id && r.ContactId == sponsor && r.Role == BuyingRole.Sponsor && r.RemovedAt == null)) return;
        await Entering.Enter(docket, typeof(ContactRole), new Dictionary<string, object?> { ["contactId"] = sponsor, ["accountId"] = account.Id, ["role"] = BuyingRole.Sponsor, ["isPrimary"] = true });
    }

    /// <summary>Whoever had a part in the purchase has it at the account from now on.</summary>
    static async Task BringPeople(Docket docket, Opportunity opportunity, Account account, Id<Contact>? sponsor)
    {
        var there = (await docket.Ask<ContactRole>().Where(r => r.AccountId == account.Id && r.RemovedAt == null).ToListAsync()).Select(r => (r.ContactId, r.Role)).ToHashSet();
        if (sponsor is { } named) there.Add((named, BuyingRole.Sponsor));
        foreach (var role in await docket.Ask<ContactRole>().Where(r => r.OpportunityId == opportunity.Id && r.RemovedAt == null).OrderBy(r => r.Id).ToListAsync())
            if (there.Add((role.ContactId, role.Role)))
                await Entering.Enter(docket, typeof(ContactRole), new Dictionary<string, object?> { ["contactId"] = role.ContactId, ["accountId"] = account.Id, ["role"] = role.Role, ["isPrimary"] = role.IsPrimary });
    }

    static async Task<Id<Contact>?> SponsorOf(Docket docket, Opportunity opportunity) =>
        (await docket.Ask<ContactRole>().Where(r => r.OpportunityId == opportunity.Id && r.RemovedAt == null).ToListAsync())
            .OrderBy(r => r.Role switch { BuyingRole.Sponsor => 0, BuyingRole.Champion => 1, _ => 2 }).ThenBy(r => r.Id).FirstOrDefault()?.ContactId ?? opportunity.ContactId;
}

/// <summary>Nothing is written down of what the customer was promised; success would mean nothing.</summary>
public sealed record NothingPromised : Refusal
{
    public override string At => "kpi";
}

/// <summary>A term is paid in whole billing periods.</summary>
public sealed record TermNotWhole(int Months, int Period) : Refusal
{
    public override string At => "termMonths";
}

using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Desk;

namespace Rung.Server.Handoffs;

/// <summary>What a hand-off is about: the record, its account, and who is accountable for it now.</summary>
/// <param name="Accountable">In the slot of the record; null where it waits in a queue.</param>
/// <param name="IsLive">Still to be worked.</param>
sealed record HandedOver(Record Record, Id<Account>? AccountId, Id<Person>? Accountable, Id<Queue>? QueueId, bool IsLive)
{
    public static async Task<HandedOver> Of(Docket docket, Handoff handoff)
    {
        if (handoff.LeadId is { } leadId && await docket.Need(leadId) is var lead)
            return new(lead, lead.AccountId, lead.AccountableId, lead.QueueId, lead.RemovedAt is null && lead.Status is LeadStatus.Fresh or LeadStatus.Working);
        if (handoff.OpportunityId is { } saleId && await docket.Need(saleId) is var sale)
            return new(sale, sale.AccountId, handoff.Type is HandoffType.CsmToAm ? sale.CsmId : sale.AccountableId, sale.QueueId, sale.RemovedAt is null && (sale.StageKind == StageKind.Open || (sale.StageKind == StageKind.Won && handoff.Type is HandoffType.AeToCsm or HandoffType.CsmToAm)));
        var account = await docket.Need(handoff.AccountId!.Value);
        return new(account, account.Id, account.AccountableId, account.QueueId, account.RemovedAt is null);
    }

    /// <summary>Whether another is on its way already: of one record, one hand-off at a time.</summary>
    public static Task<bool> IsOnItsWay(Docket docket, Handoff handoff)
    {
        var (id, account, lead, sale) = (handoff.Id, handoff.AccountId, handoff.LeadId, handoff.OpportunityId);
        return docket.Ask<Handoff>().AnyAsync(h => h.RemovedAt == null && h.Status == HandoffStatus.Waiting && h.Id != id && h.AccountId == account && h.LeadId == lead && h.OpportunityId == sale);
    }
}

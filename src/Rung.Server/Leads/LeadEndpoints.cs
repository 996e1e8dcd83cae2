using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Desk;

namespace Rung.Server.Leads;

/// <summary>The verbs of a lead that move more than the lead.</summary>
static class LeadEndpoints
{
    public static void MapLeads(this IEndpointRouteBuilder app) =>
        app.MapVerb<Lead>("qualify", LeadVerbs.Qualify);
}

static class LeadVerbs
{
    public static async Task<Record> Turn(Docket docket, Id<Lead> id, Func<Lead, Outcome<Fact>> verb)
    {
        var lead = await docket.Need(id);
        docket.Do(lead, verb(lead));
        return lead;
    }

    /// <summary>
    /// Makes the opportunity that points at the lead, in one stroke. Asking again finds the one there is; nothing is copied
    /// that the lead keeps telling.
    /// </summary>
    public static async Task<Record> Qualify(Docket docket, Id<Lead> id, string? name, Money? amount, DateOnly? closeOn, Id<Person>? accountableId)
    {
        var lead = await docket.Need(id);
        if (lead.OpportunityId is { } there) return await docket.Need(there);
        if (lead.AccountId is null) throw new RefusedException(new Missing("accountId"));

        var values = new Dictionary<string, object?>
        {
            ["name"] = name ?? lead.Name,
            ["accountId"] = lead.AccountId,
            ["contactId"] = lead.ContactId,
            ["leadId"] = lead.Id,
            ["source"] = lead.Source,
            ["campaign"] = lead.Campaign,
            ["segment"] = lead.Segment,
            ["region"] = lead.Region,
            ["amount"] = amount,
            ["closeOn"] = closeOn,
            ["sourcedById"] = lead.AccountableId,
            ["accountableId"] = accountableId ?? lead.AccountableId ?? docket.Act.By,
        };
        var opportunity = (Opportunity)await Entering.Enter(docket, typeof(Opportunity), values);
        docket.Do(lead, lead.Qualify(opportunity.Id, docket.Act));
        return opportunity;
    }
}

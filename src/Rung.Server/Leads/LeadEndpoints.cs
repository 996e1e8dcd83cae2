using Rung.Leads;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Desk;

namespace Rung.Server.Leads;

/// <summary>The verbs of a lead.</summary>
static class LeadEndpoints
{
    public static void MapLeads(this IEndpointRouteBuilder app)
    {
        var leads = app.MapGroup("/api/v1/leads/{id:guid}").WithTags("lead");
        leads.MapVerb<Dated>("lead", "touch", (id, _) => docket => LeadVerbs.Turn(docket, new(id), lead => lead.Touch(docket.Act)));
        leads.MapVerb<QualifyLead>("lead", "qualify", (id, body) => docket => LeadVerbs.Qualify(docket, new(id), body));
        leads.MapVerb<DisqualifyLead>("lead", "disqualify", (id, body) => docket => LeadVerbs.Turn(docket, new(id), lead => lead.Disqualify(body.Reason, docket.Act)));
        leads.MapVerb<Dated>("lead", "reopen", (id, _) => docket => LeadVerbs.Turn(docket, new(id), lead => lead.Reopen(docket.Act)));
    }
}

sealed record Dated(DateTimeOffset? HappenedAt) : IDated;

sealed record QualifyLead(string? Name, Money? Amount, DateOnly? CloseOn, Id<People.Person>? AccountableId, DateTimeOffset? HappenedAt) : IDated;

sealed record DisqualifyLead(string Reason, DateTimeOffset? HappenedAt) : IDated;

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
    public static async Task<Record> Qualify(Docket docket, Id<Lead> id, QualifyLead wish)
    {
        var lead = await docket.Need(id);
        if (lead.OpportunityId is { } there) return await docket.Need(there);
        if (lead.AccountId is null) throw new RefusedException(new Missing("accountId"));

        var values = new Dictionary<string, object?>
        {
            ["name"] = wish.Name ?? lead.Name,
            ["accountId"] = lead.AccountId,
            ["contactId"] = lead.ContactId,
            ["leadId"] = lead.Id,
            ["source"] = lead.Source,
            ["campaign"] = lead.Campaign,
            ["segment"] = lead.Segment,
            ["region"] = lead.Region,
            ["amount"] = wish.Amount,
            ["closeOn"] = wish.CloseOn,
            ["sourcedById"] = lead.AccountableId,
            ["accountableId"] = wish.AccountableId ?? lead.AccountableId ?? docket.Act.By,
        };
        var opportunity = (Opportunity)await Entering.Enter(docket, typeof(Opportunity), values);
        docket.Do(lead, lead.Qualify(opportunity.Id, docket.Act));
        return opportunity;
    }
}

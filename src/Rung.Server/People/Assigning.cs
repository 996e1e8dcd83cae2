using Microsoft.EntityFrameworkCore;
using Rung.Handoffs;
using Rung.Leads;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Desk;
using Rung.Server.Handoffs;

namespace Rung.Server.People;

/// <summary>Where the rules of assignment run: new leads, hand-offs to nobody by name, and what waits in a queue.</summary>
static class Assigning
{
    /// <summary>Of one queue in one decision; whoever shares out more does so again.</summary>
    const int AtOnce = 500;

    public static void MapAssignment(this IEndpointRouteBuilder app)
    {
        app.MapVerb<Lead>("assign", Assign);
        app.MapVerb<Queue>("share-out", ShareOut);
    }

    /// <summary>A lead that somebody enters and for which nobody is named. What a source or a story tells is as they tell it.</summary>
    public static async Task NewLead(Docket docket, Lead lead)
    {
        if (docket.IsStory || docket.Act.Origin != Origin.Entered || lead.AccountableId is not null || lead.QueueId is not null) return;
        if (await Assigner.For(AssignmentOf.NewLead, new FilesOf(docket), docket.Act.Now, await docket.Company()) is { } rules) await Give(docket, lead, rules);
    }

    /// <summary>By the rules, whoever has it now.</summary>
    public static async Task<Record> Assign(Docket docket, Id<Lead> id)
    {
        var lead = await docket.Need(id);
        if (!await Give(docket, lead, await Assigner.For(AssignmentOf.NewLead, new FilesOf(docket), docket.Act.Now, await docket.Company()))) throw new RefusedException(new NoAssignmentRule());
        return lead;
    }

    /// <summary>Gives what waits in a queue to somebody each, the oldest first.</summary>
    public static async Task<Record> ShareOut(Docket docket, Id<Queue> id)
    {
        var queue = await docket.Need(id);
        if (queue.RemovedAt is not null) throw new RefusedException(new Removed(queue.RecordKind));
        var rules = await Assigner.For(AssignmentOf.NewLead, new FilesOf(docket), docket.Act.Now, await docket.Company()) ?? throw new RefusedException(new NoAssignmentRule());
        foreach (var lead in await docket.Ask<Lead>().Where(l => l.QueueId == id && l.AccountableId == null && l.RemovedAt == null && (l.Status == LeadStatus.Fresh || l.Status == LeadStatus.Working)).OrderBy(l => l.CreatedAt).ThenBy(l => l.Id).Select(l => l.Id).Take(AtOnce).ToListAsync())
            await Give(docket, await docket.Need(lead), rules);
        return queue;
    }

    /// <summary>A hand-off that names nobody goes to whom the rules name; where nobody fits, to whoever is accountable for the queue.</summary>
    public static async Task Address(Docket docket, Handoff handoff, HandedOver subject)
    {
        AssignmentOf? gives = handoff.Type switch { HandoffType.LeadToSdr => AssignmentOf.LeadToSdr, HandoffType.SdrToAe => AssignmentOf.SdrToAe, HandoffType.AeToCsm => AssignmentOf.AeToCsm, _ => null };
        if (handoff.ToPersonId is not null || gives is not { } what || await Assigner.For(what, new FilesOf(docket), docket.Act.Now, await docket.Company()) is not { } rules) return;

        var (source, region, segment) = Said(subject.Record);
        if (await rules.Ask(what, source, region, segment) is not { Rule: { } rule } given) return;
        docket.InTurn(rules.StillNext(given));
        handoff.Address(rule.Id, given.To ?? (await docket.Need(rule.QueueId)).AccountableId, rules.Gave(given));
    }

    static async Task<bool> Give(Docket docket, Lead lead, Assigner? rules)
    {
        if (rules is null || await rules.Ask(AssignmentOf.NewLead, lead.Source, lead.Region, lead.Segment) is not { Rule: { } rule } given) return false;
        docket.InTurn(rules.StillNext(given));
        docket.Do(lead, lead.Assign(rule.Id, given.To, rule.QueueId, rules.Gave(given), docket.Act));
        return true;
    }

    static (string? Source, string? Region, string? Segment) Said(Record record) => record switch
    {
        Lead lead => (lead.Source, lead.Region, lead.Segment),
        Rung.Opportunities.Opportunity sale => (sale.Source, sale.Region, sale.Segment),
        Rung.Accounts.Account account => (null, account.Region, account.Segment),
        _ => default,
    };
}

/// <summary>No row of the rules of assignment is for such a lead.</summary>
public sealed record NoAssignmentRule : Refusal;

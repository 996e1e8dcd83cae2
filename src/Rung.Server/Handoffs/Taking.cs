using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Desk;
using Rung.Server.Leads;

namespace Rung.Server.Handoffs;

/// <summary>What is done with a hand-off on its way: told more, taken with the work that goes over, or passed to another.</summary>
static class Taking
{
    public static void MapHandoffs(this IEndpointRouteBuilder app)
    {
        app.MapVerb<Handoff>("fill", Fill);
        app.MapVerb<Handoff>("accept", Accept);
        app.MapVerb<Handoff>("redirect", Redirect);
    }

    /// <summary>More is told, by either side. One to oneself is taken as soon as nothing is missing.</summary>
    public static async Task<Record> Fill(Docket docket, Id<Handoff> id, string packet)
    {
        var handoff = await docket.Need(id);
        var rule = await Sending.Rule(docket, handoff);
        await Tell(docket, handoff, rule, packet);
        if (handoff is { IsToOneself: true, Lacking: null, Status: HandoffStatus.Waiting }) await Take(docket, handoff, rule);
        return handoff;
    }

    /// <summary>Takes it over, telling what was still missing, and with it the record.</summary>
    public static async Task<Record> Accept(Docket docket, Id<Handoff> id, string? packet)
    {
        var handoff = await docket.Need(id);
        var rule = await Sending.Rule(docket, handoff);
        // Who asks again has it already.
        if (handoff.Status == HandoffStatus.Accepted && handoff.ToPersonId == docket.Act.By) return handoff;
        if (handoff.Status == HandoffStatus.Waiting) await Tell(docket, handoff, rule, packet);
        await Take(docket, handoff, rule);
        return handoff;
    }

    /// <summary>To somebody else, who has the whole limit again.</summary>
    public static async Task<Record> Redirect(Docket docket, Id<Handoff> id, Id<Person> toPersonId)
    {
        var handoff = await docket.Need(id);
        var today = await docket.Today();
        if (await docket.Ask<Person>().AnyAsync(p => p.Id == toPersonId && p.LeftOn < today)) throw new RefusedException(new ColleagueHasLeft("toPersonId"));
        var rule = await Sending.Rule(docket, handoff);
        docket.Do(handoff, handoff.Redirect(toPersonId, (await docket.CalendarOf(toPersonId)).Add(docket.Act.At, TimeSpan.FromHours(rule.LimitHours)), docket.Act));
        return handoff;
    }

    internal static async Task Take(Docket docket, Handoff handoff, EngagementRule rule)
    {
        docket.Do(handoff, handoff.Accept(docket.Act));
        handoff.Expect((await docket.CalendarOf(handoff.ToPersonId)).Add(docket.Act.At, TimeSpan.FromHours(rule.FirstActionHours)));
        var account = await PassOn(docket, handoff, handoff.ToPersonId!.Value);
        await FollowUp(docket, handoff, rule, account);
    }

    static async Task Tell(Docket docket, Handoff handoff, EngagementRule rule, string? more)
    {
        if (more is not null && Form.Of<Handoff>().Field("packet")!.Refuses(more) is { } refusal) throw new RefusedException(refusal);
        var packet = Packet.Read(handoff.Packet).With(Packet.Read(more));
        docket.Do(handoff, handoff.Fill(packet, await Sending.Lacks(docket, handoff, rule, packet)));
    }

    /// <summary>The record goes to the new owner; who had it stays in the slot of what was done.</summary>
    static async Task<Id<Account>?> PassOn(Docket docket, Handoff handoff, Id<Person> to)
    {
        if (handoff.LeadId is { } leadId)
        {
            var lead = await docket.Need(leadId);
            if (handoff.Type == HandoffType.SdrToAe) await LeadVerbs.Qualify(docket, leadId, null, null, null, to);
            else Give(docket, lead, to);
            return lead.AccountId;
        }

        if (handoff.OpportunityId is not { } saleId)
        {
            await Keep(docket, await docket.Need(handoff.AccountId!.Value), handoff, to);
            return handoff.AccountId;
        }

        var sale = await docket.Need(saleId);
        if (handoff.Type is not (HandoffType.AeToCsm or HandoffType.CsmToAm)) Give(docket, sale, to);
        else
        {
            docket.Do(sale, sale.Amend(new Dictionary<string, object?> { ["csmId"] = to }, docket.Act));
            if (sale.AccountId is { } at) await Keep(docket, await docket.Need(at), handoff, to);
        }

        return sale.AccountId;
    }

    /// <summary>A customer goes over with what is still open about it.</summary>
    static async Task Keep(Docket docket, Account account, Handoff handoff, Id<Person> to)
    {
        Give(docket, account, to);
        var (id, from) = (account.Id, handoff.FromPersonId);
        foreach (var plan in await docket.Ask<Onboarding>().Where(o => o.AccountId == id && o.CompletedAt == null && o.RemovedAt == null).Select(o => o.Id).ToListAsync()) Give(docket, await docket.Need(plan), to, withQueue: false);
        foreach (var check in await docket.Ask<CheckIn>().Where(c => c.AccountId == id && c.DoneAt == null && c.RemovedAt == null && c.AccountableId == from && c.HandoffId == null).Select(c => c.Id).ToListAsync()) Give(docket, await docket.Need(check), to, withQueue: false);
    }

    static void Give(Docket docket, Record record, Id<Person> to, bool withQueue = true)
    {
        var values = new Dictionary<string, object?> { ["accountableId"] = to };
        if (withQueue) values["queueId"] = null;
        docket.Do(record, record.Amend(values, docket.Act));
    }

    /// <summary>The checks that the rule asks for: each by the new owner, the first by who handed over as well.</summary>
    static async Task FollowUp(Docket docket, Handoff handoff, EngagementRule rule, Id<Account>? account)
    {
        if (account is null || rule.FollowUps.Count == 0) return;
        var (calendar, today) = (await docket.Calendar(), await docket.Today());
        foreach (var days in rule.FollowUps)
        {
            await Check(handoff.ToPersonId, "to");
            if (days == rule.FollowUps[0] && !handoff.IsToOneself && handoff.FromPersonId is { } from && !await docket.Ask<Person>().AnyAsync(p => p.Id == from && p.LeftOn != null)) await Check(from, "from");

            Task Check(Id<Person>? who, string side) => Entering.Enter(docket, typeof(CheckIn), new Dictionary<string, object?>
            {
                ["accountId"] = account, ["type"] = CheckInType.FollowUp, ["handoffId"] = handoff.Id, ["accountableId"] = who, ["dueOn"] = calendar.Workday(today.AddDays(days), 0),
                ["externalId"] = FormattableString.Invariant($"handoff:{handoff.Id}:{days}:{side}"),
            });
        }
    }
}

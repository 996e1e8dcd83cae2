using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Handoffs;

namespace Rung.Server.People;

/// <summary>Somebody leaves for good: what they answer for goes to their manager at once, and from there to whoever takes it over.</summary>
static class Exits
{
    public static void MapPeople(this IEndpointRouteBuilder app) => app.MapVerb<Person>("leave", Leave);

    /// <summary>The last day of work, with the work passed on in one stroke, today.</summary>
    /// <param name="on">The last day.</param>
    /// <param name="successorId">Who is asked to take over what is open; the manager answers for it until they accept.</param>
    public static async Task<Record> Leave(Docket docket, Id<Person> id, DateOnly on, Id<Person>? successorId)
    {
        var person = await docket.Need(id);
        if (successorId == id) throw new RefusedException(new ColleagueHasLeft("successorId"));
        docket.Do(person, person.Amend(new Dictionary<string, object?> { ["leftOn"] = on }, docket.Act));
        await PassOn(docket, person, successorId);
        return person;
    }

    /// <summary>Passes on whatever the person answers for; once for a decision.</summary>
    public static async Task PassOn(Docket docket, Person person, Id<Person>? successor)
    {
        var (who, today) = (person.Id, await docket.Today());
        var founder = await FounderBeside(docket, who, today);
        if (founder is null) throw new RefusedException(new LastFounder());

        var heir = await Heir(docket, who, today);
        var passed = new List<Record>();
        foreach (var table in docket.Tables)
            foreach (var slot in Slots(table))
                foreach (var key in await docket.KeysWhere(table, table.BySlot[slot], who.Value))
                    if (await docket.Need(table.Type, key) is var record && Accountable.IsNeeded(record))
                    {
                        docket.Do(record, record.Amend(new Dictionary<string, object?> { [slot] = heir }, docket.Act));
                        passed.Add(record);
                    }

        await HandOffs(docket, who, heir);
        await Roles(docket, person, heir);
        docket.Do(person, new WorkPassedOn(heir, passed.Count));
        if (person.LeftOn < today) foreach (var table in (string[])["sessions", "access_tokens", "ways_in"]) docket.Statements.Add(($"DELETE FROM {table} WHERE person_id=@0", [who.Value]));
        if (successor is { } next && next != heir) await Offer(docket, passed, heir, next);
    }

    /// <summary>Who answers for the work of somebody who has left: the manager, while here; else the founder.</summary>
    public static async Task<Id<Person>> Heir(Docket docket, Id<Person> who, DateOnly today)
    {
        var leavers = await docket.Leavers();
        var manager = await Above.ManagerOf(docket.Ask<RoleAssignment>(), who, today) ?? (await docket.Ask<RoleAssignment>().AsNoTracking().Where(r => r.PersonId == who && r.RemovedAt == null && r.ManagerId != null).OrderByDescending(r => r.StartsOn).FirstOrDefaultAsync())?.ManagerId;
        return manager is { } above && above != who && !(leavers.TryGetValue(above.Value, out var last) && last < today) ? above : await FounderBeside(docket, who, today) ?? throw new RefusedException(new LastFounder());
    }

    static IEnumerable<string> Slots(Table table) => ((string[])["accountableId", "csmId"]).Where(table.BySlot.ContainsKey).Concat(table.Type == typeof(Activity) ? ["actorId"] : []);

    static async Task<Id<Person>?> FounderBeside(Docket docket, Id<Person> who, DateOnly today)
    {
        var leavers = await docket.Leavers();
        return (await docket.Ask<RoleAssignment>().AsNoTracking().Where(r => r.Role == Role.Founder && r.RemovedAt == null && r.PersonId != who).OrderBy(r => r.StartsOn).ThenBy(r => r.Id).ToListAsync())
            .FirstOrDefault(r => r.HoldsOn(today) && !(leavers.TryGetValue(r.PersonId.Value, out var last) && last < today))?.PersonId;
    }

    /// <summary>What was on its way to them goes on to their manager; what would go back to its sender is taken back.</summary>
    static async Task HandOffs(Docket docket, Id<Person> who, Id<Person> heir)
    {
        foreach (var id in await docket.Ask<Handoff>().Where(h => h.Status == HandoffStatus.Waiting && h.RemovedAt == null && h.ToPersonId == who).Select(h => h.Id).ToListAsync())
        {
            var handoff = await docket.Need(id);
            if (handoff.FromPersonId == heir || handoff.IsToOneself) docket.Do(handoff, handoff.Withdraw(docket.Act));
            else await Taking.Redirect(docket, id, heir);
        }
    }

    static async Task Roles(Docket docket, Person person, Id<Person> heir)
    {
        var (who, ends) = (person.Id, person.LeftOn!.Value.AddDays(1));
        foreach (var id in await docket.Ask<RoleAssignment>().Where(r => r.PersonId == who && r.RemovedAt == null && (r.EndsOn == null || r.EndsOn > ends)).Select(r => r.Id).ToListAsync())
            if (await docket.Need(id) is var role && role.StartsOn <= ends) docket.Do(role, role.End(ends, docket.Act));
        foreach (var id in await docket.Ask<RoleAssignment>().Where(r => r.ManagerId == who && r.RemovedAt == null && (r.EndsOn == null || r.EndsOn > ends)).Select(r => r.Id).ToListAsync())
            if (await docket.Need(id) is var report) docket.Do(report, report.Amend(new Dictionary<string, object?> { ["managerId"] = report.PersonId == heir ? null : heir }, docket.Act));
        foreach (var id in await docket.Ask<Pod>().Where(p => p.ManagerId == who && p.RemovedAt == null).Select(p => p.Id).ToListAsync())
            if (await docket.Need(id) is var pod) docket.Do(pod, pod.Amend(new Dictionary<string, object?> { ["managerId"] = heir }, docket.Act));
    }

    /// <summary>Each open lead, sale and customer is offered to the successor.</summary>
    static async Task Offer(Docket docket, List<Record> passed, Id<Person> from, Id<Person> to)
    {
        foreach (var record in passed.Where(r => r is Lead or Opportunity or Account { CustomerSince: not null }).DistinctBy(r => r.Key).ToList())
        {
            var (slot, role) = record switch { Lead => ("leadId", Role.Sdr), Opportunity => ("opportunityId", Role.Ae), _ => ("accountId", Role.Csm) };
            object id = record switch { Lead lead => lead.Id, Opportunity sale => sale.Id, _ => ((Account)record).Id };
            var isOnItsWay = record switch { Lead lead => await docket.Ask<Handoff>().AnyAsync(h => h.LeadId == lead.Id && h.Status == HandoffStatus.Waiting && h.RemovedAt == null), Opportunity sale => await docket.Ask<Handoff>().AnyAsync(h => h.OpportunityId == sale.Id && h.Status == HandoffStatus.Waiting && h.RemovedAt == null), _ => false };
            if (isOnItsWay) continue;
            await Entering.Enter(docket, typeof(Handoff), new Dictionary<string, object?> { ["type"] = HandoffType.Exit, ["fromRole"] = role, ["toRole"] = role, [slot] = id, ["fromPersonId"] = from, ["toPersonId"] = to });
        }
    }
}

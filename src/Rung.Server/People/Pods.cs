using Microsoft.EntityFrameworkCore;
using Rung.Economics;
using Rung.Handoffs;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Desk;
using Rung.Server.Metrics;

namespace Rung.Server.People;

/// <summary>A pod passes to another manager, is copied, or looks for whom it lacks.</summary>
static class Pods
{
    public static void MapPods(this IEndpointRouteBuilder app)
    {
        app.MapVerb<Pod>("hand-over", HandOver);
        app.MapVerb<Pod>("copy", Copy);
        app.MapVerb<Pod>("open-seats", OpenSeats);
    }

    /// <summary>
    /// Another manager from a day on, in one decision: whoever reported to the old one within the pod reports to the new one
    /// from that day, and open seats, queues and escalated hand-offs of the pod follow. What members answer for stays theirs.
    /// </summary>
    /// <param name="on">The first day; today where nothing is said.</param>
    public static async Task<Record> HandOver(Docket docket, Id<Pod> id, Id<Person> managerId, DateOnly? on)
    {
        var (pod, today, now) = (await docket.Need(id), await docket.Today(), docket.Act.Now);
        var (day, before) = (on ?? today, pod.ManagerId);
        if (day > today) throw new RefusedException(new NotYetHappened("on"));
        if (day < pod.StartsOn) throw new RefusedException(new EndsBeforeStart("on", "startsOn"));
        if ((await docket.Need(managerId)).LeftOn < today) throw new RefusedException(new ColleagueHasLeft("managerId"));
        if (before == managerId) return pod;

        var zone = TimeZoneInfo.FindSystemTimeZoneById((await docket.Company()).Zone);
        var at = day == today ? now : AsOf.StartOf(day, zone);
        if (await docket.Ask<KeptValue>().Where(k => k.RecordId == pod.Key && k.Field == "managerId").OrderBy(k => k.HappenedAt).Select(k => k.HappenedAt).ToListAsync() is { Count: > 0 } led && led[^1] >= at)
        {
            if (led.Count > 1) throw new RefusedException(new PodLedSince(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(led[^1], zone).DateTime)));
            // The pod was entered after its first day: nobody knows of a manager before that.
            at = led[0].AddTicks(TimeSpan.TicksPerMicrosecond);
        }

        docket.Tell(at, Origin.Entered);
        docket.Do(pod, pod.HandOver(managerId, docket.Act));
        docket.Tell(now, Origin.Entered);
        if (before is { } old)
        {
            await Reports(docket, id, old, managerId, day);
            await OpenItems(docket, id, old, managerId);
        }

        return pod;
    }

    /// <summary>A pod like it, with the seats its template has to be filled, and its latest targets from its first day on.</summary>
    /// <param name="despite">Why its seats are filled although the ladder says that it is too early.</param>
    public static async Task<Record> Copy(Docket docket, Id<Pod> id, string name, DateOnly startsOn, Id<Person>? managerId, string? despite)
    {
        var pod = await docket.Need(id);
        if (pod.RemovedAt is not null) throw new RefusedException(new Removed(pod.RecordKind));
        var copy = (Pod)await Entering.Enter(docket, typeof(Pod), new Dictionary<string, object?> { ["name"] = name, ["template"] = pod.Template, ["startsOn"] = startsOn, ["managerId"] = managerId });
        await Seats(docket, copy, id, startsOn, despite);
        foreach (var target in (await docket.Ask<Target>().AsNoTracking().Where(t => t.PodId == id && t.RemovedAt == null).ToListAsync()).GroupBy(t => t.Metric).Select(g => g.OrderBy(t => t.FromOn).ThenBy(t => t.Id).Last()))
            await Entering.Enter(docket, typeof(Target), new Dictionary<string, object?>
            {
                ["metric"] = target.Metric, ["podId"] = copy.Id, ["fromOn"] = startsOn, ["untilOn"] = startsOn.AddDays(target.UntilOn.DayNumber - target.FromOn.DayNumber), ["value"] = target.Value, ["amount"] = target.Amount,
            });
        return copy;
    }

    /// <summary>An opening for each seat that nobody sits on and nobody is looked for.</summary>
    public static async Task<Record> OpenSeats(Docket docket, Id<Pod> id, DateOnly? plannedOn, string? despite)
    {
        var pod = await docket.Need(id);
        if (pod.RemovedAt is not null) throw new RefusedException(new Removed(pod.RecordKind));
        await Seats(docket, pod, id, plannedOn ?? await docket.Today(), despite);
        return pod;
    }

    static async Task Seats(Docket docket, Pod pod, Id<Pod> like, DateOnly plannedOn, string? despite)
    {
        var (id, today) = (pod.Id, await docket.Today());
        var sitting = (await docket.Ask<RoleAssignment>().AsNoTracking().Where(r => r.PodId == id && r.RemovedAt == null).ToListAsync()).Where(r => r.EndsOn is not { } end || end > today).ToLookup(r => r.Role);
        var sought = (await docket.Ask<Opening>().AsNoTracking().Where(o => o.PodId == id && o.RemovedAt == null && (o.Status == OpeningStatus.Open || o.Status == OpeningStatus.Offered)).ToListAsync()).ToLookup(o => o.Role);
        var earlier = (await docket.Ask<Opening>().AsNoTracking().Where(o => o.PodId == like && o.RemovedAt == null).ToListAsync()).OrderBy(o => o.PlannedOn).ThenBy(o => o.Id).ToLookup(o => o.Role);
        foreach (var (role, wanted) in pod.Seats)
            for (var seat = sitting[role].Select(r => r.PersonId).Distinct().Count() + sought[role].Count() + 1; seat <= wanted; seat++)
                await Entering.Enter(docket, typeof(Opening), new Dictionary<string, object?>
                {
                    ["name"] = $"{Short(role)}{(wanted > 1 ? FormattableString.Invariant($" {seat}") : "")} · {pod.Name}", ["role"] = role, ["podId"] = pod.Id, ["plannedOn"] = plannedOn, ["accountableId"] = pod.ManagerId ?? docket.Act.By, ["despite"] = despite,
                    ["profile"] = earlier[role].LastOrDefault(o => o.Profile is not null)?.Profile, ["cost"] = earlier[role].LastOrDefault(o => o.Cost is not null)?.Cost,
                });
    }

    /// <summary>A change of manager ends one assignment and begins the next, which learned the job since when the first did.</summary>
    static async Task Reports(Docket docket, Id<Pod> pod, Id<Person> from, Id<Person> to, DateOnly day)
    {
        foreach (var id in await docket.Ask<RoleAssignment>().Where(r => r.PodId == pod && r.ManagerId == from && r.RemovedAt == null && (r.EndsOn == null || r.EndsOn > day)).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync())
        {
            var role = await docket.Need(id);
            Id<Person>? manager = role.PersonId == to ? null : to;
            if (role.StartsOn >= day)
            {
                docket.Do(role, role.Amend(new Dictionary<string, object?> { ["managerId"] = manager }, docket.Act));
                continue;
            }

            var next = Form.Of<RoleAssignment>().Fields.Where(f => f.Name is not ("externalId" or "custom")).ToDictionary(f => f.Name, f => f.Read(role));
            (next["startsOn"], next["managerId"], next["rampStartsOn"]) = (day, manager, role.RampStartsOn ?? role.StartsOn);
            docket.Do(role, role.End(day, docket.Act));
            await Entering.Enter(docket, typeof(RoleAssignment), next);
        }
    }

    /// <summary>Seats it looks for, queues its rules of assignment fall to, and hand-offs that were brought before its manager.</summary>
    static async Task OpenItems(Docket docket, Id<Pod> pod, Id<Person> from, Id<Person> to)
    {
        foreach (var id in await docket.Ask<Opening>().Where(o => o.PodId == pod && o.AccountableId == from && o.RemovedAt == null && (o.Status == OpeningStatus.Open || o.Status == OpeningStatus.Offered)).Select(o => o.Id).ToListAsync())
            if (await docket.Need(id) is var opening) docket.Do(opening, opening.Amend(new Dictionary<string, object?> { ["accountableId"] = to }, docket.Act));

        var queues = await docket.Ask<AssignmentRule>().Where(r => r.PodId == pod && r.RemovedAt == null).Select(r => r.QueueId).Distinct().ToListAsync();
        foreach (var id in await docket.Ask<Queue>().Where(q => queues.Contains(q.Id) && q.AccountableId == from && q.RemovedAt == null).Select(q => q.Id).ToListAsync())
            if (await docket.Need(id) is var queue) docket.Do(queue, queue.Amend(new Dictionary<string, object?> { ["accountableId"] = to }, docket.Act));

        var members = await docket.Ask<RoleAssignment>().Where(r => r.PodId == pod && r.RemovedAt == null).Select(r => r.PersonId).Distinct().ToListAsync();
        foreach (var id in await docket.Ask<Handoff>().Where(h => h.Status == HandoffStatus.Waiting && h.EscalatedToId == from && h.RemovedAt == null && h.ToPersonId != null && members.Contains(h.ToPersonId.Value)).Select(h => h.Id).ToListAsync())
            if (await docket.Need(id) is var handoff) docket.Do(handoff, handoff.Escalate(to, docket.Act));
    }

    static string Short(Role role) => role switch
    {
        Role.Sdr => "SDR",
        Role.Ae => "AE",
        Role.ClosingSdr => "Closing SDR",
        Role.Csm => "CSM",
        Role.Am => "AM",
        Role.SalesManager => "Sales manager",
        Role.SalesOps => "Sales operations",
        Role.VpSales => "VP of sales",
        _ => "Founder",
    };
}

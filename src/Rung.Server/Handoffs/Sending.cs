using Microsoft.EntityFrameworkCore;
using Rung.Customers;
using Rung.Handoffs;
using Rung.People;
using Rung.Records;
using Rung.Server.Desk;

namespace Rung.Server.Handoffs;

/// <summary>A hand-off goes on its way: by the rules of its type, to whoever is here, and to oneself at once.</summary>
static class Sending
{
    public static async Task Send(Docket docket, Handoff handoff)
    {
        if (docket.IsStory || docket.Act.Origin != Origin.Entered || handoff.Status != HandoffStatus.Waiting) return;

        var subject = await HandedOver.Of(docket, handoff);
        if (!subject.IsLive) throw new RefusedException(new NothingToHandOver());
        if (handoff is { LeadId: not null, Type: HandoffType.SdrToAe } && subject.AccountId is null) throw new RefusedException(new Missing("accountId"));
        if (await HandedOver.IsOnItsWay(docket, handoff)) throw new RefusedException(new HandoffOnItsWay());

        await People.Assigning.Address(docket, handoff, subject);
        var today = await docket.Today();
        if (handoff.ToPersonId is { } to)
        {
            if (await docket.Ask<Person>().AnyAsync(p => p.Id == to && p.LeftOn < today)) throw new RefusedException(new ColleagueHasLeft("toPersonId"));
            var here = await Above.StandIn(docket.Ask<Absence>(), to, today);
            if (here != to && here != (handoff.FromPersonId ?? subject.Accountable)) docket.Do(handoff, handoff.Redirect(here, null, docket.Act));
        }

        var rule = await Rule(docket, handoff);
        var due = (await docket.CalendarOf(handoff.ToPersonId)).Add(docket.Act.At, TimeSpan.FromHours(rule.LimitHours));
        handoff.Send(rule, subject.Accountable ?? await Accountable(docket, subject), due, await Lacks(docket, handoff, rule, Packet.Read(handoff.Packet)));
        if (handoff is { IsToOneself: true, Lacking: null }) await Taking.Take(docket, handoff, rule);
    }

    /// <summary>The rule that its type goes by today, or the usual where the company has none.</summary>
    public static async Task<EngagementRule> Rule(Docket docket, Handoff handoff)
    {
        var type = handoff.Type ?? HandoffType.Reassignment;
        return EngagementRule.For(type, await docket.Today(), await docket.Ask<EngagementRule>().AsNoTracking().Where(r => r.Type == type).ToListAsync()) ?? EngagementRule.Usual;
    }

    public static async Task<IReadOnlyList<string>> Lacks(Docket docket, Handoff handoff, EngagementRule rule, Packet packet) =>
        packet.Lacks(rule.Items, (await PacketFacts.Of(new FilesOf(docket), handoff, docket.Act.At)).Keys.ToHashSet(StringComparer.Ordinal));

    /// <summary>A row of a type may reach back only where it is the first of that type.</summary>
    public static async Task Check(Docket docket, EngagementRule added)
    {
        var (type, id) = (added.Type, added.Id);
        var isFirst = !await docket.Ask<EngagementRule>().AnyAsync(r => r.RemovedAt == null && r.Type == type && r.Id != id) && !docket.Waiting<EngagementRule>().Any(r => r.Type == type && r.Key != added.Key);
        if (!isFirst && DatedRules.Refuse(added, isFirst, await docket.Today()) is { } refusal) throw new RefusedException(refusal);
    }

    static async Task<Id<Person>?> Accountable(Docket docket, HandedOver subject) =>
        subject.QueueId is { } queue ? (await docket.Ask<Queue>().FirstAsync(q => q.Id == queue)).AccountableId : await Above.Founder(docket.Ask<RoleAssignment>(), await docket.Today());
}

using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Handoffs;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Work;

namespace Rung.Server.Handoffs;

/// <summary>
/// Sees the new owner's first move by itself: whatever they do, after accepting, with the record, its account, or an
/// activity or meeting about it. Nobody has to say that they have begun.
/// </summary>
sealed class FirstActions(Store store, TheDesk desk) : IFollower
{
    public string Name => "first-actions";

    public async Task React(IReadOnlyList<JournalEntry> lines, CancellationToken cancel)
    {
        await using var db = store.Open();
        var actors = lines.Select(l => new Id<Person>(l.ActorId)).Distinct().ToList();
        var taken = await db.Set<Handoff>().AsNoTracking().Where(h => h.Status == HandoffStatus.Accepted && h.FirstActionAt == null && h.FirstActionDueAt != null && h.RemovedAt == null && h.ToPersonId != null && actors.Contains(h.ToPersonId.Value)).ToListAsync(cancel);
        foreach (var handoff in taken)
        {
            // What the acceptance did is no move of its own.
            var own = lines.Where(l => l.ActorId == handoff.ToPersonId!.Value.Value && l.HappenedAt > handoff.AnsweredAt && l.RecordKind is not ("handoff" or "check-in" or "onboarding")).ToList();
            if (own.Count == 0) continue;

            var about = await About(db, handoff, cancel);
            foreach (var line in own.OrderBy(l => l.HappenedAt))
                if (about.Contains(line.RecordId) || await Speaks(db, line, about, cancel))
                {
                    await desk.Decide(new(Actors.Clockwork, "handoff.first-action"), async docket =>
                    {
                        docket.Tell(line.HappenedAt, Rung.Records.Origin.Entered);
                        var record = await docket.Need(handoff.Id);
                        docket.Do(record, record.FirstAction(docket.Act));
                        return record;
                    }, cancel);
                    break;
                }
        }
    }

    static async Task<HashSet<Guid>> About(RungDb db, Handoff handoff, CancellationToken cancel)
    {
        var about = new HashSet<Guid>();
        if (handoff.LeadId is { } lead)
        {
            about.Add(lead.Value);
            if (await db.Set<Rung.Leads.Lead>().Where(l => l.Id == lead).Select(l => l.OpportunityId).FirstOrDefaultAsync(cancel) is { } sale) about.Add(sale.Value);
        }

        if (handoff.OpportunityId is { } deal)
        {
            about.Add(deal.Value);
            if (handoff.Type is HandoffType.AeToCsm or HandoffType.CsmToAm && await db.Set<Opportunity>().Where(o => o.Id == deal).Select(o => o.AccountId).FirstOrDefaultAsync(cancel) is { } bought) about.Add(bought.Value);
        }

        if (handoff.AccountId is { } account) about.Add(account.Value);
        return about;
    }

    static async Task<bool> Speaks(RungDb db, JournalEntry line, HashSet<Guid> about, CancellationToken cancel)
    {
        if (line.RecordKind == "activity" && await db.Set<Activity>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == new Id<Activity>(line.RecordId), cancel) is { } activity) return Any(activity.LeadId?.Value, activity.OpportunityId?.Value, activity.AccountId?.Value);
        if (line.RecordKind == "meeting" && await db.Set<Meeting>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == new Id<Meeting>(line.RecordId), cancel) is { } meeting) return Any(meeting.LeadId?.Value, meeting.OpportunityId?.Value, meeting.AccountId?.Value);
        return false;

        bool Any(params ReadOnlySpan<Guid?> named)
        {
            foreach (var one in named)
                if (one is { } id && about.Contains(id)) return true;
            return false;
        }
    }
}

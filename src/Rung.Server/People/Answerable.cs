using Rung.Handoffs;
using Rung.People;
using Rung.Records;
using Rung.Server.Desk;
using Rung.Server.Handoffs;

namespace Rung.Server.People;

/// <summary>
/// Keeps somebody who works here answering for every record, whatever a decision does: nobody who has left is named, and
/// whoever leaves passes on what they answered for in the same decision.
/// </summary>
static class Answerable
{
    static readonly string[] Slots = ["accountableId", "csmId"];

    public static async Task Keep(Docket docket)
    {
        var leavers = await docket.Leavers();
        var goes = docket.Papers.Where(p => p is { IsNew: false, Record: Person { LeftOn: not null } } && p.Differs("leftOn")).Select(p => (Person)p.Record).ToList();
        if (leavers.Count == 0 && goes.Count == 0) return;

        var today = await docket.Today();
        // What this decision says of somebody's last day holds in it.
        var told = docket.Papers.Select(p => p.Record).OfType<Person>().ToDictionary(p => p.Key, p => p.LeftOn);
        bool HasLeft(Guid who) => told.TryGetValue(who, out var last) ? last < today : leavers.TryGetValue(who, out var known) && known < today;
        foreach (var person in goes.Where(p => p.LeftOn < today && !docket.Facts.Any(f => f.Record == p && f.Fact is WorkPassedOn))) await Exits.PassOn(docket, person, null);

        // What a source tells of the past stands as it tells it; the leak list shows what is open of it.
        if (docket.Act.Origin != Origin.Entered) return;
        foreach (var paper in docket.Papers.Where(p => Accountable.IsNeeded(p.Record)).ToList())
            foreach (var slot in Slots)
                if (Form.Of(paper.Record.GetType()).Field(slot)?.Read(paper.Record) is Id<Person> named && HasLeft(named.Value))
                {
                    if (paper.Differs(slot) && !Undoes(docket, paper.Record)) throw new RefusedException(new ColleagueHasLeft(slot));
                    // Reopened, restored or put back: the work of somebody who has left goes where their other work went.
                    docket.Do(paper.Record, paper.Record.Amend(new Dictionary<string, object?> { [slot] = await Exits.Heir(docket, named, today) }, docket.Act));
                }
    }

    static bool Undoes(Docket docket, Record record) => docket.Facts.Any(f => f.Record == record && f.Fact is ChangeUndone or RecordRestored);
}

using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Metrics;

namespace Rung.Server.People;

/// <summary>
/// A last day of work was said beforehand and is over now: what the person answered for passes on. Each once, so that
/// going round again changes nothing.
/// </summary>
sealed class ExitRounds(TheDesk desk, Store store)
{
    /// <summary>Passes on; how many people's work.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(desk.Now, await Zones.Of(store)).DateTime);
        await using var db = store.Open();
        // Whose work was passed on after they had said their last day needs nothing more.
        var gone = await db.Set<Person>().AsNoTracking().Where(p => p.LeftOn < today && p.RemovedAt == null && !db.Journal.Any(j => j.RecordId == p.Id.Value && j.Name == "work-passed-on")).Select(p => p.Id).ToListAsync(cancel);
        var passed = 0;
        foreach (var id in gone)
            if ((await desk.Decide(new(Actors.Clockwork, "person.leave"), async docket =>
            {
                var person = await docket.Need(id);
                await Exits.PassOn(docket, person, null);
                return person;
            }, cancel)).Accepted(out _, out _)) passed++;
        return passed;
    }
}

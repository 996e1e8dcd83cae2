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
        var left = await db.Set<Person>().AsNoTracking().Where(p => p.LeftOn < today && p.RemovedAt == null).Select(p => p.Id).ToListAsync(cancel);
        List<Guid> keys = [.. left.Select(p => p.Value)];
        var done = (await db.Journal.AsNoTracking().Where(j => keys.Contains(j.RecordId) && j.Name == "work-passed-on").Select(j => j.RecordId).ToListAsync(cancel)).ToHashSet();
        var passed = 0;
        foreach (var id in left.Where(p => !done.Contains(p.Value)))
            if ((await desk.Decide(new(Actors.Clockwork, "person.leave"), async docket =>
            {
                var person = await docket.Need(id);
                await Exits.PassOn(docket, person, null);
                return person;
            }, cancel)).Accepted(out _, out _)) passed++;
        return passed;
    }
}

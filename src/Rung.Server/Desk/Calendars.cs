using Microsoft.EntityFrameworkCore;
using Rung.Company;
using Rung.Server.Database;

namespace Rung.Server.Desk;

/// <summary>The company's working calendar, for decisions and for pages.</summary>
static class Calendars
{
    public static async Task<BusinessTime> Calendar(this Docket docket) =>
        new(await docket.Company(), (await docket.Ask<Holiday>().Where(h => h.RemovedAt == null).Select(h => h.HeldOn).ToListAsync()).ToHashSet());

    /// <summary>The calendar of one who may live in another zone; the company's where nobody is named.</summary>
    public static async Task<BusinessTime> CalendarOf(this Docket docket, Rung.Id<Rung.People.Person>? who)
    {
        var zone = who is { } one ? await docket.Ask<Rung.People.Person>().Where(p => p.Id == one).Select(p => p.Zone).FirstOrDefaultAsync() : null;
        return new(await docket.Company(), (await docket.Ask<Holiday>().Where(h => h.RemovedAt == null).Select(h => h.HeldOn).ToListAsync()).ToHashSet(), zone);
    }

    public static async Task<BusinessTime> Calendar(this Store store, DateTimeOffset at, CancellationToken cancel, string? zone = null)
    {
        var profiles = await store.Known.Profiles();
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        await using var db = store.Open();
        return new(profiles.LastOrDefault(p => p.FromOn <= day) ?? profiles[0], (await db.Set<Holiday>().AsNoTracking().Where(h => h.RemovedAt == null).Select(h => h.HeldOn).ToListAsync(cancel)).ToHashSet(), zone);
    }
}

using Microsoft.EntityFrameworkCore;
using Rung.Company;
using Rung.Server.Database;

namespace Rung.Server.Desk;

/// <summary>The company's working calendar, for decisions and for pages.</summary>
static class Calendars
{
    public static async Task<BusinessTime> Calendar(this Docket docket) =>
        new(await docket.Company(), (await docket.Ask<Holiday>().Where(h => h.RemovedAt == null).Select(h => h.HeldOn).ToListAsync()).ToHashSet());

    public static async Task<BusinessTime> Calendar(this Store store, DateTimeOffset at, CancellationToken cancel)
    {
        var profiles = await store.Known.Profiles();
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        await using var db = store.Open();
        return new(profiles.LastOrDefault(p => p.FromOn <= day) ?? profiles[0], (await db.Set<Holiday>().AsNoTracking().Where(h => h.RemovedAt == null).Select(h => h.HeldOn).ToListAsync(cancel)).ToHashSet());
    }
}

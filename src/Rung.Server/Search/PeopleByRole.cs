using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Metrics;

namespace Rung.Server.Search;

/// <summary>Finds people by the name of their role, also by names that we use for nobody.</summary>
sealed class PeopleByRole(Store store, TimeProvider clock)
{
    /// <summary>Whoever holds the role that the text names today, by name; null where it names none.</summary>
    public async Task<(Role Role, IReadOnlyList<Found> People)?> Find(string text, CancellationToken cancel)
    {
        if (RoleWords.Of(text) is not { } role) return null;

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), await Zones.Of(store)).DateTime);
        await using var db = store.Open();
        var people = await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.RemovedAt == null && r.Role == role && r.StartsOn <= today && (r.EndsOn == null || r.EndsOn > today))
            .Join(db.Set<Person>().Where(p => p.RemovedAt == null && p.ErasedAt == null && (p.LeftOn == null || p.LeftOn >= today)), r => r.PersonId, p => p.Id, (r, p) => new { p.Id, p.Name }).Distinct().OrderBy(p => p.Name).ToListAsync(cancel);
        return (role, [.. people.Select(p => new Found("person", p.Id.Value, p.Name))]);
    }
}

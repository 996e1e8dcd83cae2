using Microsoft.EntityFrameworkCore;
using Rung.People;

namespace Rung.Server.Handoffs;

/// <summary>Who stands above whom, and who stands in for whom, on a day.</summary>
static class Above
{
    /// <summary>The manager of a person, by any role held that day.</summary>
    public static async Task<Id<Person>?> ManagerOf(IQueryable<RoleAssignment> roles, Id<Person> who, DateOnly day) =>
        (await roles.AsNoTracking().Where(r => r.PersonId == who && r.RemovedAt == null && r.ManagerId != null).OrderBy(r => r.StartsOn).ToListAsync()).LastOrDefault(r => r.HoldsOn(day))?.ManagerId;

    /// <summary>The founder of the longest standing.</summary>
    public static async Task<Id<Person>?> Founder(IQueryable<RoleAssignment> roles, DateOnly day) =>
        (await roles.AsNoTracking().Where(r => r.Role == Role.Founder && r.RemovedAt == null).OrderBy(r => r.StartsOn).ThenBy(r => r.Id).ToListAsync()).FirstOrDefault(r => r.HoldsOn(day))?.PersonId;

    /// <summary>Who stands in for somebody on a day, through any chain of absences; the person itself where nobody needs to.</summary>
    public static async Task<Id<Person>> StandIn(IQueryable<Absence> absences, Id<Person> who, DateOnly day)
    {
        var away = (await absences.AsNoTracking().Where(a => a.RemovedAt == null && a.StartsOn <= day && a.BackOn > day && a.CoveredById != null).OrderBy(a => a.Id).ToListAsync()).GroupBy(a => a.PersonId).ToDictionary(g => g.Key, g => g.Last().CoveredById!.Value);
        var met = new HashSet<Id<Person>>();
        var now = who;
        while (met.Add(now) && away.TryGetValue(now, out var cover)) now = cover;
        // A ring of people who all stand in for each other helps nobody: it stays where it is.
        return away.ContainsKey(now) ? who : now;
    }
}

using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;

namespace Rung.Server.People;

/// <summary>Who works here on a day, who stands in for whom, who is accountable for which queue: all that tells who answers for a record.</summary>
sealed class Roster(DateOnly day, IReadOnlyDictionary<Id<Person>, Person> people, IReadOnlyDictionary<Guid, Id<Person>> queues, IReadOnlyDictionary<Id<Person>, Id<Person>> away, Id<Person> founder, IReadOnlyList<RoleAssignment> roles)
{
    public static async Task<Roster> On(RungDb db, DateOnly day, CancellationToken cancel)
    {
        var people = await db.Set<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, cancel);
        var queues = await db.Set<Queue>().AsNoTracking().Select(q => new { q.Id, q.AccountableId }).ToDictionaryAsync(q => q.Id.Value, q => q.AccountableId, cancel);
        var roles = (await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.RemovedAt == null).OrderBy(r => r.StartsOn).ThenBy(r => r.Id).ToListAsync(cancel)).Where(r => r.HoldsOn(day)).ToList();
        var founder = roles.Find(r => r.Role == Role.Founder && WorksOn(people.GetValueOrDefault(r.PersonId), day))?.PersonId ?? roles.Find(r => r.Role == Role.Founder)?.PersonId ?? people.Keys.First();
        // Whoever is away without a stand-in is stood in for by their manager, else by the founder.
        var away = (await db.Set<Absence>().AsNoTracking().Where(a => a.RemovedAt == null && a.StartsOn <= day && a.BackOn > day).OrderBy(a => a.Id).ToListAsync(cancel))
            .GroupBy(a => a.PersonId).ToDictionary(g => g.Key, g => g.Last().CoveredById ?? roles.FindLast(r => r.PersonId == g.Key && r.ManagerId is not null)?.ManagerId ?? founder);
        return new(day, people, queues, away, founder, roles);
    }

    public Id<Person> Founder => founder;

    public string NameOf(Id<Person> who) => people.GetValueOrDefault(who)?.Name ?? "";

    public bool IsAway(Id<Person> who) => away.ContainsKey(who);

    public bool WorksHere(Id<Person> who) => WorksOn(people.GetValueOrDefault(who), day);

    /// <summary>Who does the work of somebody that day: through any chain of absences; nobody is skipped into a ring.</summary>
    public Id<Person> StandIn(Id<Person> who)
    {
        var met = new HashSet<Id<Person>>();
        var now = who;
        while (away.TryGetValue(now, out var cover) && met.Add(now)) now = cover;
        return away.ContainsKey(now) || !WorksHere(now) ? away.ContainsKey(founder) ? who : founder : now;
    }

    public Accountable Of(Guid? named, Guid? queue) =>
        Accountable.Of(named is { } one ? new Id<Person>(one) : null, queue is { } waits && queues.TryGetValue(waits, out var accountable) ? accountable : null, founder, WorksHere, StandIn);

    public LeakRow Of(Leak leak)
    {
        var answers = Of(leak.NamedId, leak.QueueId);
        return new(leak, answers, NameOf(answers.Id), answers.StandsIn == answers.Id ? null : NameOf(answers.StandsIn));
    }

    /// <summary>Everybody whose work this person does that day, the person too.</summary>
    public IReadOnlyList<Id<Person>> WorkOf(Id<Person> who) => [.. people.Keys.Where(p => p == who || (away.ContainsKey(p) && StandIn(p) == who))];

    /// <summary>Those this person manages that day, by any role.</summary>
    public IReadOnlyList<Id<Person>> TeamOf(Id<Person> who) => [.. roles.Where(r => r.ManagerId == who && WorksHere(r.PersonId)).Select(r => r.PersonId).Distinct()];

    /// <summary>Everybody who works here in a role.</summary>
    public IReadOnlyList<Id<Person>> Everybody => [.. roles.Where(r => WorksHere(r.PersonId)).Select(r => r.PersonId).Distinct()];

    static bool WorksOn(Person? person, DateOnly day) => person is { RemovedAt: null } && (person.LeftOn is not { } last || day <= last);
}

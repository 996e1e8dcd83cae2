using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Leads;
using Rung.People;
using Rung.Server.Database;

namespace Rung.Server.SignIn;

/// <summary>How far a person sees today, by the roles they hold and the company's rules.</summary>
static class Reaching
{
    /// <summary>Null sees all.</summary>
    public static async Task<Sight?> Of(RungDb db, Id<Person> person, IReadOnlyList<Role> roles, DateOnly today, CancellationToken cancel)
    {
        if (await Reach(db, roles, cancel) is not (< Rung.People.Reach.All and var reach)) return null;

        var covered = await db.Set<Absence>().AsNoTracking().Where(a => a.CoveredById == person && a.RemovedAt == null && a.StartsOn <= today && today < a.BackOn).Select(a => a.PersonId).ToListAsync(cancel);
        var people = new List<Id<Person>> { person };
        people.AddRange(covered);
        if (reach > Rung.People.Reach.Own)
        {
            var assignments = await Known(db, today, cancel);
            people.AddRange(Reports(person, assignments));
            if (reach == Rung.People.Reach.Pod) people.AddRange(InPodOf(person, assignments));
        }

        return new([.. people.Select(p => p.Value).Distinct()]) { Ends = Ended(await Ends(db, person, cancel)) };
    }

    /// <summary>What an administrator took away, the oldest first.</summary>
    public static async Task<IReadOnlyList<SightEnd>> Ends(RungDb db, Id<Person> person, CancellationToken cancel) =>
        await db.Set<SightEnd>().AsNoTracking().Where(e => e.PersonId == person && e.RemovedAt == null).OrderBy(e => e.Id).ToListAsync(cancel);

    public static ImmutableArray<SightEnded> Ended(IEnumerable<SightEnd> ends) =>
    [
        .. from end in ends
           from of in ((Type, Guid?)[])[(typeof(Account), end.AccountId?.Value), (typeof(Lead), end.LeadId?.Value)]
           where of.Item2 is not null select new SightEnded(of.Item1, of.Item2!.Value, end.RecordedAt),
    ];

    /// <summary>The widest of what the roles see; a role without a rule sees all, and somebody without a role only their own.</summary>
    public static async Task<Reach> Reach(RungDb db, IReadOnlyList<Role> roles, CancellationToken cancel)
    {
        if (roles.Count == 0) return Rung.People.Reach.Own;
        var rules = await db.Set<SightRule>().AsNoTracking().Where(r => r.RemovedAt == null).OrderBy(r => r.Id).ToListAsync(cancel);
        return roles.Max(role => rules.LastOrDefault(r => r.Role == role)?.Reach ?? Rung.People.Reach.All);
    }

    /// <summary>Assignments that hold today, and the last of those who left: what they answered for is still their team's.</summary>
    static async Task<IReadOnlyList<RoleAssignment>> Known(RungDb db, DateOnly today, CancellationToken cancel)
    {
        var all = await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.RemovedAt == null && r.StartsOn <= today).ToListAsync(cancel);
        var here = all.Where(a => a.HoldsOn(today)).ToList();
        var present = here.Select(a => a.PersonId).ToHashSet();
        return [.. here, .. all.Where(a => !present.Contains(a.PersonId)).GroupBy(a => a.PersonId).Select(g => g.MaxBy(a => a.StartsOn)!)];
    }

    /// <summary>Who reports to the person, and who reports to them in turn.</summary>
    static HashSet<Id<Person>> Reports(Id<Person> person, IReadOnlyList<RoleAssignment> assignments)
    {
        var (reports, asked) = (new HashSet<Id<Person>>(), new Queue<Id<Person>>([person]));
        while (asked.TryDequeue(out var manager))
            foreach (var report in assignments.Where(a => a.ManagerId == manager).Select(a => a.PersonId))
                if (reports.Add(report)) asked.Enqueue(report);
        return reports;
    }

    static IEnumerable<Id<Person>> InPodOf(Id<Person> person, IReadOnlyList<RoleAssignment> assignments)
    {
        var pods = assignments.Where(a => a.PersonId == person && a.PodId is not null).Select(a => a.PodId).ToHashSet();
        return assignments.Where(a => a.PodId is not null && pods.Contains(a.PodId)).Select(a => a.PersonId);
    }
}

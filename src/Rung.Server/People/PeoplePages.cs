using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Metrics;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.People;

/// <summary>A person with what they are on a day.</summary>
/// <param name="Manager">By any role held that day.</param>
public sealed record PersonRow(Person Person, IReadOnlyList<RoleAssignment> Roles, string? Manager, Absence? Away, string? StandIn)
{
    /// <summary>Part of full time given to all roles together.</summary>
    public double Time => Roles.Sum(r => r.Fte);
}

/// <summary>Seats of a pod's template, and who sits on them.</summary>
public sealed record Seat(Role Role, int Wanted, IReadOnlyList<string> Filled);

/// <param name="Pod">Null for everybody in none.</param>
public sealed record PodGroup(Pod? Pod, string? Manager, IReadOnlyList<Seat> Seats, IReadOnlyList<PersonRow> Members);

/// <param name="Groups">Pods in the order of their names, then everybody in none.</param>
public sealed record PeopleModel(DateOnly Day, IReadOnlyList<PodGroup> Groups);

/// <param name="Roles">Every role ever held, the latest first.</param>
public sealed record PersonModel(Person Person, DateOnly Day, IReadOnlyList<RoleAssignment> Roles, IReadOnlyList<Absence> Absences, IReadOnlyDictionary<Guid, string> Names)
{
    public string NameOf(Guid? id) => id is { } one ? Names.GetValueOrDefault(one, "") : "";

    public IEnumerable<RoleAssignment> Held => Roles.Where(r => r.HoldsOn(Day));
}

/// <summary>Who works here and how they belong together, on any day.</summary>
static class PeoplePages
{
    public static void MapPeoplePages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/people", async (string? on, Viewer viewer, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            await using var db = store.Open();
            return (IResult)new RazorComponentResult<PeoplePage>(new { Model = await Read(db, Asked.Day(on) ?? viewer.Today, viewer.Zone, cancel) });
        }).Needs("person.read").Shows(Shows.House).ExcludeFromDescription();

        app.MapGet("/people/{id:guid}", async (Guid id, Viewer viewer, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            await using var db = store.Open();
            return await One(db, new(id), viewer.Today, cancel) is { } model ? (IResult)new RazorComponentResult<PersonPage>(new { Model = model }) : PageEndpoints.Refused(viewer, new NotFound("person", id.ToString()));
        }).Needs("person.read").Shows(Shows.House).ExcludeFromDescription();
    }

    static async Task<PersonModel?> One(RungDb db, Id<Person> id, DateOnly today, CancellationToken cancel)
    {
        if (await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel) is not { RemovedAt: null } person) return null;

        var names = await db.Set<Person>().AsNoTracking().Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id.Value, p => p.Name, cancel);
        foreach (var pod in await db.Set<Pod>().AsNoTracking().ToListAsync(cancel)) names[pod.Key] = pod.Name;
        return new(person, today,
            await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.PersonId == id && r.RemovedAt == null).OrderByDescending(r => r.StartsOn).ThenBy(r => r.Id).ToListAsync(cancel),
            await db.Set<Absence>().AsNoTracking().Where(a => a.PersonId == id && a.RemovedAt == null && a.BackOn > today).OrderBy(a => a.StartsOn).ToListAsync(cancel), names);
    }

    static async Task<PeopleModel> Read(RungDb db, DateOnly day, TimeZoneInfo zone, CancellationToken cancel)
    {
        var roster = await Roster.On(db, day, cancel);
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.RemovedAt == null && p.ErasedAt == null && (p.ExternalId == null || !p.ExternalId.StartsWith("operator:"))).ToListAsync(cancel);
        var roles = (await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.RemovedAt == null).OrderBy(r => r.Role).ThenBy(r => r.StartsOn).ToListAsync(cancel)).Where(r => r.HoldsOn(day)).ToLookup(r => r.PersonId);
        var pods = await db.Set<Pod>().AsNoTracking().Where(p => p.RemovedAt == null && p.StartsOn <= day && (p.EndsOn == null || p.EndsOn > day)).OrderBy(p => p.Name).ToListAsync(cancel);
        var led = await LedBy(db, pods, AsOf.StartOf(day.AddDays(1), zone), cancel);
        var away = (await db.Set<Absence>().AsNoTracking().Where(a => a.RemovedAt == null && a.StartsOn <= day && a.BackOn > day).ToListAsync(cancel)).GroupBy(a => a.PersonId).ToDictionary(g => g.Key, g => g.MaxBy(a => a.Id)!);
        var rows = people.Where(p => roster.WorksHere(p.Id)).OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).Select(p =>
        {
            var manager = roles[p.Id].Select(r => r.ManagerId).LastOrDefault(m => m is not null);
            return new PersonRow(p, [.. roles[p.Id]], manager is { } above ? roster.NameOf(above) : null, away.GetValueOrDefault(p.Id), away.ContainsKey(p.Id) && roster.StandIn(p.Id) is var cover && cover != p.Id ? roster.NameOf(cover) : null);
        }).ToList();
        var groups = pods.Select(pod =>
        {
            IReadOnlyList<PersonRow> members = [.. rows.Where(r => r.Roles.Any(a => a.PodId == pod.Id))];
            IReadOnlyList<Seat> seats = [.. pod.Seats.Select(s => new Seat(s.Key, s.Value, [.. members.Where(m => m.Roles.Any(a => a.PodId == pod.Id && a.Role == s.Key)).Select(m => m.Person.Name)]))];
            return new PodGroup(pod, led.GetValueOrDefault(pod.Key) is { } one ? roster.NameOf(new(one)) : null, seats, members);
        }).ToList();
        if (rows.Where(r => r.Roles.All(a => a.PodId is null)).ToList() is { Count: > 0 } others) groups.Add(new(null, null, [], others));
        return new(day, groups);
    }

    /// <summary>Who was accountable for each pod then, by its history; what was said when it was entered counts from its start.</summary>
    static async Task<Dictionary<Guid, Guid?>> LedBy(RungDb db, IReadOnlyList<Pod> pods, DateTimeOffset before, CancellationToken cancel)
    {
        List<Guid> keys = [.. pods.Select(p => p.Key)];
        var kept = (await db.Set<KeptValue>().AsNoTracking().Where(k => k.Kind == "pod" && k.Field == "managerId" && keys.Contains(k.RecordId)).ToListAsync(cancel)).ToLookup(k => k.RecordId);
        return pods.ToDictionary(p => p.Key, p => kept[p.Key].OrderBy(k => k.HappenedAt).ThenBy(k => k.Id).ToList() is { Count: > 0 } all
            ? Named((all.FindLast(k => k.HappenedAt < before) ?? all[0]).Value) : p.ManagerId?.Value);
    }

    static Guid? Named(string? json) => json is not null && Guid.TryParse(json.Trim('"'), out var id) ? id : null;
}

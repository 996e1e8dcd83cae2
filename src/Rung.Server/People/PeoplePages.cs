using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Metrics;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.People;

/// <summary>A person with what they are on a day.</summary>
/// <param name="Manager">By any role held that day.</param>
public sealed record PersonRow(Person Person, IReadOnlyList<RoleAssignment> Roles, string? Manager, Absence? Away, string? StandIn);

/// <summary>Seats of a pod's template, and how many are filled.</summary>
public sealed record Seat(Role Role, int Wanted, int Filled);

/// <param name="Groups">Pods in the order of their names, then everybody in none.</param>
public sealed record PeopleModel(DateOnly Day, IReadOnlyList<(string? Name, string? Manager, IReadOnlyList<Seat> Seats, IReadOnlyList<PersonRow> Members)> Groups);

/// <summary>Who works here and how they belong together, on any day.</summary>
static class PeoplePages
{
    public static void MapPeoplePages(this IEndpointRouteBuilder app) =>
        app.MapGet("/people", async (string? on, Viewer viewer, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            await using var db = store.Open();
            return (IResult)new RazorComponentResult<PeoplePage>(new { Model = await Read(db, Asked.Day(on) ?? viewer.Today, cancel) });
        }).Needs("person.read").Shows(Shows.House).ExcludeFromDescription();

    static async Task<PeopleModel> Read(RungDb db, DateOnly day, CancellationToken cancel)
    {
        var roster = await Roster.On(db, day, cancel);
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.RemovedAt == null && p.ErasedAt == null && (p.ExternalId == null || !p.ExternalId.StartsWith("operator:"))).ToListAsync(cancel);
        var roles = (await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.RemovedAt == null).OrderBy(r => r.Role).ThenBy(r => r.StartsOn).ToListAsync(cancel)).Where(r => r.HoldsOn(day)).ToLookup(r => r.PersonId);
        var pods = await db.Set<Pod>().AsNoTracking().Where(p => p.RemovedAt == null && p.StartsOn <= day && (p.EndsOn == null || p.EndsOn > day)).OrderBy(p => p.Name).ToListAsync(cancel);
        var away = (await db.Set<Absence>().AsNoTracking().Where(a => a.RemovedAt == null && a.StartsOn <= day && a.BackOn > day).ToListAsync(cancel)).GroupBy(a => a.PersonId).ToDictionary(g => g.Key, g => g.MaxBy(a => a.Id)!);
        var rows = people.Where(p => roster.WorksHere(p.Id)).OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).Select(p =>
        {
            var manager = roles[p.Id].Select(r => r.ManagerId).LastOrDefault(m => m is not null);
            return new PersonRow(p, [.. roles[p.Id]], manager is { } above ? roster.NameOf(above) : null, away.GetValueOrDefault(p.Id), away.ContainsKey(p.Id) && roster.StandIn(p.Id) is var cover && cover != p.Id ? roster.NameOf(cover) : null);
        }).ToList();
        var groups = pods.Select(pod =>
        {
            IReadOnlyList<PersonRow> members = [.. rows.Where(r => r.Roles.Any(a => a.PodId == pod.Id))];
            IReadOnlyList<Seat> seats = [.. pod.Seats.Select(s => new Seat(s.Key, s.Value, members.Count(m => m.Roles.Any(a => a.PodId == pod.Id && a.Role == s.Key))))];
            return ((string?)pod.Name, pod.ManagerId is { } one ? roster.NameOf(one) : null, seats, members);
        }).ToList();
        if (rows.Where(r => r.Roles.All(a => a.PodId is null)).ToList() is { Count: > 0 } others) groups.Add((null, null, [], others));
        return new(day, groups);
    }
}

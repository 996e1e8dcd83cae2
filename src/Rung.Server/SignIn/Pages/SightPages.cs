using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Ui;
using Rung.Server.Ui.Lists;

namespace Rung.Server.SignIn.Pages;

/// <summary>Why a record is seen.</summary>
/// <param name="Looker">Who looks.</param>
/// <param name="IsMe">It is the person who asks.</param>
/// <param name="Titles">Of the records that the reasons name.</param>
public sealed record WhyModel(string Kind, Guid Id, string Title, Looker Looker, bool IsMe, bool IsSeen, bool IsOfTheHouse, IReadOnlyList<SeenBecause> Reasons, IReadOnlyDictionary<Guid, string> Titles, IReadOnlyList<(Guid Id, string Name)> People)
{
    /// <summary>What was taken from whoever looks, and the account or lead that may be.</summary>
    public IReadOnlyList<SightEnd> Taken { get; init; } = [];
    public (string Field, Guid Id)? May { get; init; }
}

/// <summary>What somebody sees in all.</summary>
public sealed record SightModel(Looker? Looker, IReadOnlyList<(Type Kind, long Seen, long All)> Counts, IReadOnlyList<(Guid Id, string Name)> Sample, IReadOnlyList<(Guid Id, string Name, string Roles)> People)
{
    /// <summary>The role that is asked about where it is no person, and the pod in its reach.</summary>
    public Role? Role { get; init; }
    public Guid? PodId { get; init; }
    public IReadOnlyList<(Guid Id, string Name)> Pods { get; init; } = [];
    public bool SeesPay { get; init; }
}

/// <summary>The pages that explain sight: why one sees a record, and what somebody else would see.</summary>
static class SightPages
{
    const string Manage = "sight-rule.amend";

    public static void MapSightPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/why/{kind}/{id:guid}", async (string kind, Guid id, Guid? person, Viewer viewer, Sightings sightings, Schema schema, Lister lister, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (schema.OfKind(kind) is not { } table || !viewer.May(kind + ".read")) return PageEndpoints.Refused(viewer, new NotFound(kind, id.ToString()));
            // Whose eyes are borrowed is for those who make the rules.
            var who = person is { } other && viewer.May(Manage) ? new Id<Person>(other) : viewer.Actor.Id;
            if (await lister.TitleOf(table, id, cancel) is not { } title || await sightings.Of(who, cancel) is not { } looker) return PageEndpoints.Refused(viewer, new NotFound(kind, id.ToString()));
            if (who == viewer.Actor.Id) looker = looker with { Sight = viewer.Actor.Sight };
            var reasons = looker.Sight is { } sight && !Belongings.IsOfTheHouse(table.Type) ? await sightings.Why(sight, table.Type, id, cancel) : [];
            var titles = new Dictionary<Guid, string>();
            foreach (var because in reasons.DistinctBy(r => r.Record)) titles[because.Record] = await lister.TitleOf(schema[because.Kind], because.Record, cancel) is { Length: > 0 } named ? named : viewer["ui.unnamed"];
            return (IResult)new RazorComponentResult<WhyPage>(new
            {
                Model = new WhyModel(kind, id, title.Length > 0 ? title : viewer["ui.unnamed"], looker, who == viewer.Actor.Id, await SightSql.Sees(store, looker.Sight, table.Type, id, cancel), Belongings.IsOfTheHouse(table.Type), reasons, titles, viewer.May(Manage) ? [.. (await People(store, viewer, cancel)).Select(p => (p.Id, p.Name))] : [])
                {
                    Taken = await sightings.Taken(who, table.Type, id, cancel),
                    May = looker.Sight is not null && viewer.May("sight-end.record") ? await Taking(store, table, id, cancel) : null,
                },
            });
        }).Needs("search").Shows(Shows.One()).ExcludeFromDescription();

        app.MapGet("/sight", async (string? person, Guid? pod, Viewer viewer, Sightings sightings, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            Role? role = Enum.TryParse<Role>(person, ignoreCase: true, out var named) && Enum.IsDefined(named) && !char.IsAsciiDigit(person[0]) ? named : null;
            var looker = role is { } asked ? await sightings.Of(asked, viewer.Choice(typeof(Role), asked), pod is { } within ? new(within) : null, cancel)
                : Guid.TryParse(person, out var who) ? await sightings.Of(new(who), cancel) : null;
            if (person is { Length: > 0 } && looker is null) return PageEndpoints.Refused(viewer, new NotFound("person", person));
            await using var db = store.Open();
            return (IResult)new RazorComponentResult<SightPage>(new
            {
                Model = new SightModel(looker, looker is null ? [] : await sightings.Counts(looker.Sight, cancel), looker is null ? [] : await sightings.Sample(looker.Sight, cancel), await People(store, viewer, cancel))
                {
                    Role = role, PodId = pod, SeesPay = looker is not null && Permissions.Of(looker.Rules.Select(r => r.Role.ToString())).Allow(Pay.Permission),
                    Pods = [.. (await db.Set<Pod>().AsNoTracking().Where(p => p.RemovedAt == null).OrderBy(p => p.Name).ToListAsync(cancel)).Select(p => (p.Id.Value, p.Name))],
                },
            });
        }).Needs(Manage).ExcludeFromDescription();
    }

    /// <summary>The account of a record, or the lead that has none: of that the sight ends.</summary>
    static async Task<(string Field, Guid Id)?> Taking(Store store, Table table, Guid id, CancellationToken cancel)
    {
        if (table.Type == typeof(Rung.Accounts.Account)) return ("accountId", id);
        var of = table.BySlot.ContainsKey("accountId") ? (await store.Questions.All($"SELECT account_id FROM {table.Quoted} WHERE id = @0", [id], row => row.IdOrNull(0), cancel)).FirstOrDefault() : null;
        return of is { } account ? ("accountId", account) : table.Type == typeof(Rung.Leads.Lead) ? ("leadId", id) : null;
    }

    static async Task<IReadOnlyList<(Guid Id, string Name, string Roles)>> People(Store store, Viewer viewer, CancellationToken cancel)
    {
        await using var db = store.Open();
        var roles = (await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.RemovedAt == null).ToListAsync(cancel)).Where(r => r.HoldsOn(viewer.Today)).ToLookup(r => r.PersonId, r => r.Role);
        return [.. (await db.Set<Person>().AsNoTracking().Where(p => p.RemovedAt == null).OrderBy(p => p.Name).ToListAsync(cancel)).Where(p => p.LeftOn is null || p.LeftOn >= viewer.Today)
            .Select(p => (p.Id.Value, p.Name, string.Join(", ", roles[p.Id].Distinct().Order().Select(r => viewer.Choice(typeof(Role), r)))))
            .OrderBy(p => p.Item3.Length == 0).ThenBy(p => p.Item3, StringComparer.Ordinal)];
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Server.Database;

namespace Rung.Server.Ui.Welcome;

/// <summary>A way to begin: its key, its drawing, its name among the texts, where it leads and who may take it.</summary>
public sealed record Way(string Key, string Icon, string Name, string Path, string Permission);

/// <summary>Home: the ways to begin while nothing is recorded, the pipeline afterwards.</summary>
static class Welcome
{
    static readonly Way[] Ways =
    [
        new("I", "import", "welcome.import", "/imports", "import.run"),
        new("N", "lead", "welcome.lead", "/leads/new", "lead.record"),
        new("P", "contact", "welcome.people", "/settings/people", "person.record"),
        new("S", "settings", "welcome.settings", "/settings/company", "stage.amend"),
    ];

    public static async Task<IResult> Home(Viewer viewer, Store store, CancellationToken cancel)
    {
        var ways = Ways.Where(w => viewer.May(w.Permission)).ToList();
        if (ways.Count == 0 || !await IsDayOne(store, cancel)) return Results.Redirect(await First(viewer, store, cancel));

        await viewer.Meet();
        return new RazorComponentResult<WelcomePage>(new { Ways = (IReadOnlyList<Way>)ways });
    }

    /// <summary>A manager of others sees the team first, whoever works a queue their day; the others the pipeline.</summary>
    static async Task<string> First(Viewer viewer, Store store, CancellationToken cancel)
    {
        var me = viewer.Actor.Id;
        await using var db = store.Open();
        var today = DateOnly.FromDateTime(viewer.Now.UtcDateTime);
        var roles = await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.PersonId == me && r.RemovedAt == null && r.StartsOn <= today && (r.EndsOn == null || r.EndsOn > today)).Select(r => r.Role).ToListAsync(cancel);
        if (roles.Count == 0 || roles.Exists(r => r is Role.Founder or Role.SalesOps)) return "/opportunities";
        return roles.Exists(r => r is Role.SalesManager or Role.VpSales) ? "/team" : "/today";
    }

    static async Task<bool> IsDayOne(Store store, CancellationToken cancel)
    {
        await using var db = store.Open();
        return !await db.Set<Opportunity>().AnyAsync(o => o.RemovedAt == null, cancel)
            && !await db.Set<Account>().AnyAsync(a => a.RemovedAt == null, cancel)
            && !await db.Set<Lead>().AnyAsync(l => l.RemovedAt == null, cancel);
    }
}

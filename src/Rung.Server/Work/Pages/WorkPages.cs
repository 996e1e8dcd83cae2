using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Server.Metrics;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Work.Pages;

/// <summary>Long work as people see it: a page of all of it, and a tray in the corner of every page while theirs goes on.</summary>
static class WorkPages
{
    const int Most = 50;

    public static void MapWorkPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/work", async (Guid? before, Viewer viewer, LongWorks works, DealStates states, CancellationToken cancel) =>
        {
            await viewer.Meet();
            var seen = await works.Newest(Most, before, false, cancel);
            return (IResult)new RazorComponentResult<WorkPage>(new { Works = (IReadOnlyList<WorkSeen>)seen, Next = seen.Count == Most ? seen[^1].Work.Key : (Guid?)null, Recounted = states.Recount?.Done, ToRecount = states.Recount?.Of ?? 0 });
        }).Needs("long-work.read").ExcludeFromDescription();

        app.MapGet("/ui/work", async (Viewer viewer, LongWorks works, CancellationToken cancel) =>
        {
            var mine = (await works.Newest(20, null, onlyGoingOn: true, cancel)).Where(w => w.Work.AskedById == viewer.Actor.Id).ToList();
            if (mine.Count == 0) return Results.NoContent();
            await viewer.Meet();
            return (IResult)new RazorComponentResult<WorkTray>(new { Works = (IReadOnlyList<WorkSeen>)mine });
        }).Needs("long-work.read").ExcludeFromDescription();
    }
}

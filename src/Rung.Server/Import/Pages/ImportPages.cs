using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;
using Rung.Server.Ui;
using Rung.Server.Work;
using Rung.Work;

namespace Rung.Server.Import.Pages;

/// <summary>The pages of an import: bring a file, map it, watch it, see what came of it.</summary>
static class ImportPages
{
    public static void MapImportPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/imports", async (Viewer viewer, LongWorks works, CancellationToken cancel) =>
        {
            await viewer.Meet();
            var imports = (await works.Newest(200, null, false, cancel)).Where(w => w.Work.Kind == "import").Take(50).ToList();
            return (IResult)new RazorComponentResult<ImportsPage>(new { Imports = (IReadOnlyList<WorkSeen>)imports });
        }).Needs("import.run").ExcludeFromDescription();

        app.MapGet("/imports/new", async (Guid? file, string? kind, string? encoding, string? delimiter, int? headerRow, string? sheet, Viewer viewer, Recognising recognising, Store store, Shelf shelf, CancellationToken cancel) =>
        {
            if (file is not { } brought) return Results.Redirect("/imports");
            await viewer.Meet();
            if (await shelf.Find(brought, cancel) is not { } found || found.OwnerId != viewer.Actor.Id.Value) return PageEndpoints.Refused(viewer, new NotFound("file", brought.ToString()));
            var read = new ReadMap { Encoding = Filled(encoding), Delimiter = Filled(delimiter), HeaderRow = headerRow, Sheet = Filled(sheet) };
            if (!(await recognising.Look(brought, kind, read, cancel)).Accepted(out var seen, out var refusal)) return PageEndpoints.Refused(viewer, refusal);
            return (IResult)new RazorComponentResult<MapPage>(new { Seen = seen, Read = read, Stages = await store.Known.Stages(), People = await People(store, cancel) });
        }).Needs("import.run").ExcludeFromDescription();

        app.MapGet("/imports/{id:guid}", (Guid id, HttpContext http, Viewer viewer, LongWorks works, Rejects rejects, Undoing undoing, CancellationToken cancel) =>
            Show(id, false, viewer, works, rejects, cancel)).Needs("import.run").ExcludeFromDescription();
        app.MapGet("/imports/{id:guid}/state", (Guid id, HttpContext http, Viewer viewer, LongWorks works, Rejects rejects, CancellationToken cancel) =>
            Show(id, true, viewer, works, rejects, cancel)).Needs("import.run").ExcludeFromDescription();
    }

    static async Task<IResult> Show(Guid id, bool isPart, Viewer viewer, LongWorks works, Rejects rejects, CancellationToken cancel)
    {
        await viewer.Meet();
        if (await works.One(id, cancel) is not { Work: { Kind: "import" } work } seen) return PageEndpoints.Refused(viewer, new NotFound("import", id.ToString()));
        var model = new ImportSeen(seen, JsonSerializer.Deserialize<ImportOrder>(work.Ask, Json.Options)!, work.Result is { } result ? JsonSerializer.Deserialize<ImportTold>(result, Json.Options) : null,
            [.. (await rejects.First(id, 20, cancel)).Select(r => (r.Line, rejects.Words(r, viewer.Language)))],
            (await works.Newest(100, null, false, cancel)).FirstOrDefault(w => w.Work.Kind == "undo" && w.Work.State != WorkState.Failed && w.Work.Ask.Contains(id.ToString(), StringComparison.Ordinal)));
        return isPart ? new RazorComponentResult<ImportState>(new { Model = model }) : new RazorComponentResult<ImportPage>(new { Model = model });
    }

    static async Task<IReadOnlyList<string>> People(Store store, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Set<Rung.People.Person>().Where(p => p.RemovedAt == null && p.LeftOn == null).OrderBy(p => p.Name).Select(p => p.Name).Take(500).ToListAsync(cancel);
    }

    static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>An import as its page shows it.</summary>
/// <param name="Seen">The work with its progress.</param>
/// <param name="Order">What was asked.</param>
/// <param name="Told">What came of it, when it is over.</param>
/// <param name="Rejected">The first rows that did not come in: line, and why.</param>
/// <param name="Undo">The taking back, where it was asked for.</param>
public sealed record ImportSeen(WorkSeen Seen, ImportOrder Order, ImportTold? Told, IReadOnlyList<(long Line, string Why)> Rejected, WorkSeen? Undo);

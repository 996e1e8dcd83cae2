using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Accounts;
using Rung.Server.Api;
using Rung.Server.SignIn;
using Rung.Server.Ui;
using Rung.Server.Work;

namespace Rung.Server.Export;

/// <summary>Everything out, as a page and for programs; everything about one person.</summary>
static class ExportEndpoints
{
    static ExportSeen Seen(WorkSeen seen) => new(seen.Work.Key, seen.Work.CreatedAt, Words.Camel(seen.Work.State.ToString()), seen.Work.HasEnded, seen.Total > 0 ? seen.Done * 100 / seen.Total : null,
        seen.Work is { State: Rung.Work.WorkState.Done, Result: { } result } ? JsonSerializer.Deserialize<ExportedArchive>(result, Json.Options) : null);

    public static void MapExports(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/exports", async (HttpContext http, LongWorks works, Texts texts, CancellationToken cancel) =>
        {
            var (body, unread) = await RecordEndpoints.Body(http, cancel);
            if (unread is not null) return Reply.Problem(unread, http);
            if (RecordEndpoints.CallOf(http, Exporter.Permission, body, out var call) is { } uncalled) return Reply.Problem(uncalled, http);
            try
            {
                var wish = body.Deserialize<ExportWish>(Json.Options) ?? throw new JsonException();
                return await WorkEndpoints.Answer(http, await works.Ask(http.Actor(), "export", null, wish, call.Repeatable, cancel), works, texts, cancel, StatusCodes.Status202Accepted);
            }
            catch (JsonException)
            {
                return Reply.Problem(new Unreadable("encoding", "csv, json"), http);
            }
        }).Needs(Exporter.Permission).WithTags("export").Accepts<ExportWish>("application/json").SentAgain(SentAgain.ByReceipt);

        app.MapGet("/api/v1/exports/files/{file:guid}", async (Guid file, HttpContext http, Shelf shelf, CancellationToken cancel) =>
        {
            if (await shelf.Find(file, cancel) is not { } found || found.OwnerId != http.Actor().Id.Value || await shelf.Take(file, cancel) is not { } local) return Reply.Problem(new NotFound("file", file.ToString()), http);
            http.Response.RegisterForDisposeAsync(local);
            return Results.File(local.Path, found.MediaType, found.Name);
        }).Needs(Exporter.Permission).WithTags("export");

        app.MapGet("/export", async (Viewer viewer, LongWorks works, CancellationToken cancel) =>
        {
            await viewer.Meet();
            var mine = (await works.Newest(100, null, false, cancel)).Where(w => w.Work.Kind == "export" && w.Work.AskedById == viewer.Actor.Id).Take(10).Select(Seen).ToList();
            return (IResult)new RazorComponentResult<ExportPage>(new { Mine = mine });
        }).Needs(Exporter.Permission).ExcludeFromDescription();

        app.MapGet("/api/v1/contacts/{id:guid}/everything", async (Guid id, HttpContext http, SubjectExport subject, CancellationToken cancel) =>
        {
            if (!(await subject.Run(http.Actor(), new(id), cancel)).Accepted(out var told, out var refusal)) return Reply.Problem(refusal, http);
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"contact-{id}.json\"";
            return Results.Json(told, Json.Options);
        }).Needs("contact.export").WithTags("contact");
        app.MapGet("/contacts/{id:guid}/everything", async (Guid id, Viewer viewer, SubjectExport subject, SubjectWords words, CancellationToken cancel) =>
        {
            await viewer.Meet();
            return (await subject.Run(viewer.Actor, new Id<Contact>(id), cancel)).Accepted(out var told, out var refusal)
                ? (IResult)new RazorComponentResult<SubjectPage>(new { Told = told, Records = await words.Of(told.Records, cancel), History = await words.Of(told.History, cancel) })
                : PageEndpoints.Refused(viewer, refusal);
        }).Needs("contact.export").ExcludeFromDescription();
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Records;
using Rung.Server.Desk;
using Rung.Server.SignIn;
using Rung.Server.Ui.Lists;
using Rung.Server.Ui.Records;

namespace Rung.Server.Ui.Changes;

/// <summary>One field in the way of an undo, in words.</summary>
public sealed record InTheWay(string Kind, string Title, string Field, string Now, string Then);

/// <summary>What was done lately, for the company and for one record, with the way back.</summary>
static class ChangeEndpoints
{
    /// <summary>A stroke over more records than this is looked through only when it is taken back.</summary>
    const int MostLookedThrough = 2_000;

    public static void MapChanges(this IEndpointRouteBuilder app)
    {
        app.MapGet("/changes", async (long? before, Viewer viewer, Changes changes, CancellationToken cancel) =>
        {
            await viewer.Meet();
            var (page, next) = await changes.Company(before, cancel);
            return (IResult)new RazorComponentResult<ChangesPage>(new { List = page, Next = next, IsFirst = before is null });
        }).Needs("changes.read").ExcludeFromDescription();

        app.MapGet("/changes/{id:guid}", async (Guid id, Viewer viewer, Changes changes, Undoing undoing, Database.Schema schema, Database.Lister lister, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (await changes.One(id, cancel) is not { } one) return PageEndpoints.Refused(viewer, new NotFound("decision", id.ToString()));

            var inTheWay = new List<InTheWay>();
            if (one.Change is { CanUndo: true, Records: <= MostLookedThrough })
                foreach (var c in (await undoing.Preview(id, cancel)).Take(Changes.MostShown))
                    inTheWay.Add(new(c.RecordKind, await lister.TitleOf(schema.OfKind(c.RecordKind)!, c.RecordId, cancel) ?? "", viewer.Field(c.RecordKind, c.Field),
                        await changes.Shown(c.RecordKind, c.Field, Written(c.Now), cancel), await changes.Shown(c.RecordKind, c.Field, Written(c.Then), cancel)));
            return (IResult)new RazorComponentResult<ChangePage>(new { one.Change, one.Did, InTheWay = inTheWay });
        }).Needs("changes.read").ExcludeFromDescription();

        foreach (var view in ListViews.All)
            app.MapGet(view.Path + "/{id:guid}/changes", async (Guid id, Viewer viewer, Changes changes, RecordModels records, CancellationToken cancel) =>
            {
                await viewer.Meet();
                return (IResult)new RazorComponentResult<RecordChangesPage>(new { View = view, Id = id, Title = await records.TitleOf(view, id, cancel), All = await changes.Of(id, cancel) });
            }).Needs(view.Kind + ".read").Shows(Shows.One(Kinds.Named(view.Kind))).ExcludeFromDescription();
    }

    static JsonElement Written(object? value) => value is null ? default : JsonSerializer.SerializeToElement(value, value.GetType(), Api.Json.Options);
}

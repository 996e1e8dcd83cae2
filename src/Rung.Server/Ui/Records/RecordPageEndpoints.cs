using Microsoft.AspNetCore.Http.HttpResults;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.SignIn;
using Rung.Server.Ui.Lists;

namespace Rung.Server.Ui.Records;

/// <summary>The page of one record, the form of a new one and of one being edited.</summary>
static class RecordPageEndpoints
{
    public static void MapRecordPages(this IEndpointRouteBuilder app)
    {
        foreach (var view in ListViews.All)
        {
            app.MapGet(view.Path + "/{id:guid}", async (Guid id, RecordModels models, Viewer viewer, HttpContext http, CancellationToken cancel) =>
            {
                await viewer.Meet();
                if (await models.Read(view, id, cancel) is not { } model) return PageEndpoints.Refused(viewer, new NotFound(view.Kind, id.ToString()));
                return http.Request.Query.ContainsKey("peek") ? (IResult)new RazorComponentResult<RecordBody>(new { Model = model }) : new RazorComponentResult<RecordPage>(new { Model = model });
            }).Needs(view.Kind + ".read").Shows(Shows.One(Kinds.Named(view.Kind))).ExcludeFromDescription();
            app.MapGet(view.Path + "/new", (HttpContext http, Viewer viewer, FormModels forms, CancellationToken cancel) => Form(view, null, http, viewer, forms, cancel)).Needs(view.Kind + ".record").Shows(Shows.Rows).ExcludeFromDescription();
            app.MapGet(view.Path + "/{id:guid}/edit", (Guid id, HttpContext http, Viewer viewer, FormModels forms, CancellationToken cancel) => Form(view, id, http, viewer, forms, cancel)).Needs(view.Kind + ".amend").Shows(Shows.One(Kinds.Named(view.Kind))).ExcludeFromDescription();
        }

        app.MapGet("/ui/history/{kind}/{id:guid}/{field}", async (string kind, Guid id, string field, Viewer viewer, Schema schema, FieldHistory history, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (schema.OfKind(kind) is null || !viewer.May(kind + ".read") || Pay.Hides(kind, field)) return Results.NotFound();
            return (IResult)new RazorComponentResult<FieldHistoryList>(new { Turns = await history.Of(kind, id, field, cancel) });
        }).Needs("search").Shows(Shows.One()).ExcludeFromDescription();
        app.MapGet("/ui/choices/{kind}", async (string kind, string? q, Guid? id, Viewer viewer, Schema schema, Lister lister, CancellationToken cancel) =>
        {
            if (schema.OfKind(kind) is not { } table || !viewer.May(kind + ".read") || Rung.Records.Form.Of(table.Type).Title is not { } title) return Results.Json(Array.Empty<object>());
            var page = await lister.Read(new ListSpec(table) { Where = id is { } one ? new Condition.Compare("id", Op.Eq, one) : q is { Length: > 0 } ? new Condition.Compare(title.Name, Op.Has, q) : null, Fields = [title.Name], Sort = title.Name, Limit = 20 }, cancel);
            return Results.Json(page.Rows.Select(r => new { id = r.Id, name = r.Text(title.Name) }));
        }).Needs("search").Shows(Shows.Rows).ExcludeFromDescription();
    }

    static async Task<IResult> Form(ListView view, Guid? id, HttpContext http, Viewer viewer, FormModels forms, CancellationToken cancel)
    {
        await viewer.Meet();
        if (await forms.Read(view, id, http.Request.Query, cancel) is not { } model) return PageEndpoints.Refused(viewer, new NotFound(view.Kind, id.ToString()!));
        return (IResult)new RazorComponentResult<FormPage>(new { Model = model });
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Accounts;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.SignIn;
using Rung.Server.Ui;
using Rung.Server.Ui.Lists;
using Rung.Server.Ui.Records;

namespace Rung.Server.Accounts;

/// <summary>What may exist already: asked before a record is saved, looked through afterwards, merged.</summary>
static class DuplicateEndpoints
{
    public static void MapDuplicates(this IEndpointRouteBuilder app)
    {
        foreach (var kind in (Type[])[typeof(Account), typeof(Contact)])
        {
            var (word, view) = (Words.Kebab(kind.Name), ListViews.OfKind(Words.Kebab(kind.Name))!);
            var api = app.MapGroup("/api/v1" + view.Path).WithTags(word);
            api.MapGet("/duplicates", async (HttpContext http, DuplicateFinder finder, CancellationToken cancel) =>
            {
                var query = http.Request.Query;
                if (query.Keys.FirstOrDefault(k => k != "lang" && Form.Of(kind).Field(k) is null) is { } unknown) return Reply.Problem(new UnknownField(unknown), http);
                if (string.IsNullOrWhiteSpace(query["name"])) return Reply.Problem(new Missing("name"), http);
                var found = await finder.Like(kind, name => query[name].FirstOrDefault() is { Length: > 0 } text ? text : null, Guid.TryParse(query["accountId"], out var account) ? account : null, cancel);
                return Results.Json(new { items = found }, Json.Options);
            }).Needs(word + ".read").Shows(Shows.Rows);
            api.MapGet("/{id:guid}/duplicates", async (Guid id, HttpContext http, DuplicateFinder finder, CancellationToken cancel) =>
                (await finder.Like(kind, id, cancel)).Accepted(out var found, out var refusal) ? Results.Json(new { items = found }, Json.Options) : Reply.Problem(refusal, http)).Needs(word + ".read").Shows(Shows.One(kind));

            app.MapGet(view.Path + "/{id:guid}/duplicates", async (Guid id, Viewer viewer, DuplicateFinder finder, RecordModels records, CancellationToken cancel) =>
            {
                await viewer.Meet();
                if (!(await finder.Like(kind, id, cancel)).Accepted(out var found, out var refusal)) return PageEndpoints.Refused(viewer, refusal);
                return (IResult)new RazorComponentResult<DuplicatesPage>(new { View = view, Id = id, Title = await records.TitleOf(view, id, cancel), Found = found });
            }).Needs(word + ".merge").Shows(Shows.One(kind)).ExcludeFromDescription();
            app.MapGet(view.Path + "/{id:guid}/merge", async (Guid id, Guid with, HttpContext http, Viewer viewer, FormModels forms, CancellationToken cancel) =>
            {
                await viewer.Meet();
                if (id == with) return PageEndpoints.Refused(viewer, new CannotMergeWithItself());
                var (stays, goes) = (await forms.Read(view, id, QueryCollection.Empty, cancel), await forms.Read(view, with, QueryCollection.Empty, cancel));
                if (stays is null || goes is null) return PageEndpoints.Refused(viewer, new NotFound(word, (stays is null ? id : with).ToString()));
                return (IResult)new RazorComponentResult<MergePage>(new { Stays = stays, Goes = goes });
            }).Needs(word + ".merge").Shows(Shows.One(kind)).ExcludeFromDescription();
        }
    }
}

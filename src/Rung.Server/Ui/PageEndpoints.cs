using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Server.Database;
using Rung.Server.SignIn;
using Rung.Server.Ui.Lists;
using Rung.Server.Ui.Records;

namespace Rung.Server.Ui;

/// <summary>The pages: lists, records, forms; each names the permission it needs.</summary>
static class PageEndpoints
{
    public static IServiceCollection AddUi(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddSingleton(HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All))
        .AddScoped<Viewer>()
        .AddScoped<Lists.Lists>()
        .AddScoped<RecordModels>()
        .AddScoped<FormModels>()
        .AddScoped<Changes.Changes>()
        .AddRazorComponents().Services;

    public static void MapUi(this IEndpointRouteBuilder app)
    {
        foreach (var view in ListViews.All)
        {
            app.MapGet(view.Path, (HttpContext http, Lists.Lists lists, Viewer viewer, HtmlEncoder encoder, Schema schema, CancellationToken cancel) =>
                List(view, http, lists, viewer, encoder, schema, cancel)).Needs(view.Kind + ".read").ExcludeFromDescription();
        }

        app.MapRecordPages();
        app.MapBoard();
        app.MapPalette();
    }

    /// <summary>A whole page, or with <c>rows=1</c> the next rows alone and the cursor behind them.</summary>
    static async Task<IResult> List(ListView view, HttpContext http, Lists.Lists lists, Viewer viewer, HtmlEncoder encoder, Schema schema, CancellationToken cancel)
    {
        await viewer.Meet();
        if (!(await lists.Read(view, http.Request.Query, cancel)).Accepted(out var model, out var refusal)) return Refused(viewer, refusal);

        var rows = new RowHtml(viewer, encoder, view, schema.OfKind(view.Kind)!, await lists.Stages(), model.Columns).Rows(model.Page.Rows);
        if (!http.Request.Query.ContainsKey("rows"))
            return new RazorComponentResult<RecordsPage>(new { View = view, Model = model, Rows = rows });

        if (model.Page.Next is { } next) http.Response.Headers["Rung-Next"] = next.ToString();
        return Results.Text(rows, "text/html; charset=utf-8");
    }

    /// <summary>A page that says why not, with the status the API would give.</summary>
    public static IResult Refused(Viewer viewer, Refusal refusal) =>
        new RazorComponentResult<RefusedPage>(new { Message = viewer.Refused(refusal) }) { StatusCode = Api.Reply.Status(refusal) };
}

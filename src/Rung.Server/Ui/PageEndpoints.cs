using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Server.Database;
using Rung.Server.Search;
using Rung.Server.SignIn;
using Rung.Server.Ui.Fields;
using Rung.Server.Ui.Lists;
using Rung.Server.Ui.Records;

namespace Rung.Server.Ui;

/// <summary>The pages: lists, records, forms; each names the permission it needs.</summary>
static class PageEndpoints
{
    public static IServiceCollection AddUi(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddSingleton(HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All))
        .AddScoped<Viewer>().AddSingleton<SignIn.Closed>()
        .AddSingleton<PeopleByRole>()
        .AddScoped<FieldSpecs>()
        .AddScoped<SavedViews>()
        .AddSingleton<GroupedLists>()
        .AddScoped<Lists.Lists>()
        .AddScoped<ListExport>()
        .AddScoped<FactWords>()
        .AddScoped<Audit.AuditBook>()
        .AddScoped<Timelines>()
        .AddScoped<FieldHistory>()
        .AddScoped<Deeds>()
        .AddScoped<RecordModels>()
        .AddScoped<FormModels>()
        .AddScoped<Settings.SettingsModels>()
        .AddScoped<Changes.Changes>()
        .AddScoped<Export.SubjectWords>()
        .AddRazorComponents().Services;

    public static void MapUi(this IEndpointRouteBuilder app)
    {
        foreach (var view in ListViews.All)
        {
            app.MapGet(view.Path, (HttpContext http, Lists.Lists lists, Viewer viewer, HtmlEncoder encoder, Schema schema, CancellationToken cancel) =>
                List(view, http, lists, viewer, encoder, schema, cancel)).Needs(view.Kind + ".read").Shows(Shows.Rows).ExcludeFromDescription();
            app.MapGet(view.Path + "/export", async (HttpContext http, ListExport export, Viewer viewer, CancellationToken cancel) =>
            {
                await viewer.Meet();
                return (await export.Prepare(view, http, cancel)).Accepted(out var write, out var refusal)
                    ? Results.Stream(write, "text/csv; charset=utf-8", $"{view.Path[1..]}.csv")
                    : Api.Reply.Problem(refusal, http);
            }).Needs(ListExport.Permission).Shows(Shows.Rows).ExcludeFromDescription();
        }

        app.MapRecordPages();
        app.MapBoard();
        Settings.SettingsEndpoints.MapSettings(app);
        app.MapPalette();
    }

    /// <summary>A whole page, or with <c>rows=1</c> the next rows alone and the cursor behind them, or with <c>foot=1</c> what stands under the list.</summary>
    static async Task<IResult> List(ListView view, HttpContext http, Lists.Lists lists, Viewer viewer, HtmlEncoder encoder, Schema schema, CancellationToken cancel)
    {
        await viewer.Meet();
        if (http.Request.Query.ContainsKey("foot"))
        {
            if (!(await lists.Foot(view, http, cancel)).Accepted(out var under, out var unfit)) return Api.Reply.Problem(unfit, http);
            return Results.Json(Footing(under, viewer), Api.Json.Options);
        }

        if (!(await lists.Read(view, http, cancel)).Accepted(out var model, out var refusal)) return Refused(viewer, refusal);
        // Whoever chose a view to begin with begins there.
        if (http.Request.Query.Count == 0 && model.Views.FirstOrDefault(v => v.IsDefault) is { } usual) return Results.Redirect($"{view.Path}?{usual.Query}{(usual.Query.Length > 0 ? "&" : "")}view={usual.Id}");

        var rows = new RowHtml(viewer, encoder, model, schema.OfKind(view.Kind)!).Rows(model.Page.Rows, http.Request.Query["seen"].FirstOrDefault());
        if (!http.Request.Query.ContainsKey("rows")) return new RazorComponentResult<RecordsPage>(new { Model = model, Rows = rows });

        if (model.Page.Next is { } next) http.Response.Headers["Rung-Next"] = next.ToString();
        return Results.Text(rows, "text/html; charset=utf-8");
    }

    static object Footing(ListFooting under, Viewer viewer)
    {
        string Sum(IEnumerable<(string? Currency, long Minor)> sums) => string.Join(" · ", sums.Where(s => s.Currency is not null).Select(s => viewer.Money(new Money(s.Minor, new(s.Currency!)))));
        return new
        {
            count = under.Foot.Count.ToString("N0", viewer.Culture),
            exact = under.Foot.Count,
            under.Foot.IsMore,
            sums = under.Foot.Sums.GroupBy(s => s.Field).ToDictionary(g => g.Key, g => Sum(g.Select(s => ((string?)s.Currency, s.Minor)))),
            groups = under.Groups.GroupBy(g => g.Key).Select(g => new { g.Key, Count = g.Sum(x => x.Count), Sum = Sum(g.Select(x => (x.Currency, x.Minor))) }),
        };
    }

    /// <summary>A page that says why not, with the status the API would give.</summary>
    public static IResult Refused(Viewer viewer, Refusal refusal) =>
        new RazorComponentResult<RefusedPage>(new { Message = viewer.Refused(refusal) }) { StatusCode = Api.Reply.Status(refusal) };
}

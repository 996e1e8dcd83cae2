using Rung.Records;
using Rung.Server.Database;
using Rung.Server.SignIn;
using Rung.Server.Ui.Lists;

namespace Rung.Server.Ui;

/// <summary>What the command palette offers: places and deeds by name, records by search.</summary>
static class PaletteEndpoints
{
    public static void MapPalette(this IEndpointRouteBuilder app) => app.MapGet("/ui/palette", async (string? q, Viewer viewer, Finder finder, CancellationToken cancel) =>
    {
        await viewer.Meet();
        var text = (q ?? "").Trim();
        var items = Commands(viewer).Where(c => text.Length == 0 || c.Name.Contains(text, StringComparison.OrdinalIgnoreCase)).Take(8).ToList();
        if (text.Length > 0) items.AddRange(await finder.Find(text, viewer, 12, cancel));
        return Results.Json(items);
    }).Needs("search").ExcludeFromDescription();

    static IEnumerable<PaletteItem> Commands(Viewer viewer)
    {
        foreach (var place in Places.All.Where(p => viewer.May(p.Permission)))
            yield return new(viewer["place." + place.Name], viewer["palette.go"], place.Path, place.Icon);
        foreach (var view in ListViews.All.Where(v => viewer.May(v.Kind + ".record")))
            yield return new(viewer["ui.newOf", ("record", viewer["record." + view.Kind])], viewer["palette.do"], view.Path + "/new", "plus");
    }
}

/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it is, or what choosing it does.</param>
/// <param name="Path">Where choosing it leads.</param>
sealed record PaletteItem(string Name, string Kind, string Path, string Icon);

/// <summary>Finds records by what people call them.</summary>
sealed class Finder(Schema schema, Lister lister)
{
    public async Task<IReadOnlyList<PaletteItem>> Find(string text, Viewer viewer, int most, CancellationToken cancel)
    {
        var found = new List<PaletteItem>();
        foreach (var view in ListViews.All.Where(v => viewer.May(v.Kind + ".read") && v.Kind is not "activity"))
        {
            var table = schema.OfKind(view.Kind)!;
            var title = Form.Of(table.Type).Title!;
            var page = await lister.Read(new ListSpec(table) { Where = new Condition.Compare(title.Name, Op.Has, text), Fields = [title.Name], Limit = 5 }, cancel);
            found.AddRange(page.Rows.Select(r => new PaletteItem(r.Text(title.Name) ?? "", viewer["record." + view.Kind], $"{view.Path}/{r.Id}", view.Kind)));
            if (found.Count >= most) break;
        }

        return [.. found.Take(most)];
    }
}

using Rung.Server.Search;
using Rung.Server.SignIn;
using Rung.Server.Ui.Lists;

namespace Rung.Server.Ui;

/// <summary>What the command palette offers: places and deeds by name, records by search.</summary>
static class PaletteEndpoints
{
    public static void MapPalette(this IEndpointRouteBuilder app) => app.MapGet("/ui/palette", async (string? q, Viewer viewer, SearchIndex index, CancellationToken cancel) =>
    {
        await viewer.Meet();
        var text = (q ?? "").Trim();
        var items = Commands(viewer).Where(c => text.Length == 0 || c.Name.Contains(text, StringComparison.OrdinalIgnoreCase)).Take(8).ToList();
        var kinds = ListViews.All.Where(v => viewer.May(v.Kind + ".read")).Select(v => v.Kind).ToList();
        if (text.Length > 0)
            items.AddRange((await index.Find(text, kinds, 12, cancel)).Select(f => new PaletteItem(f.Title, viewer["record." + f.Kind], $"{ListViews.OfKind(f.Kind)!.Path}/{f.Id}", f.Kind)));
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

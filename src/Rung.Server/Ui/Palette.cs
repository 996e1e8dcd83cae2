using Rung.People;
using Rung.Server.Search;
using Rung.Server.SignIn;
using Rung.Server.Ui.Lists;

namespace Rung.Server.Ui;

/// <summary>What the command palette offers: places and deeds by name, records by search.</summary>
static class PaletteEndpoints
{
    public static void MapPalette(this IEndpointRouteBuilder app) => app.MapGet("/ui/palette", async (string? q, Viewer viewer, SearchIndex index, PeopleByRole byRole, CancellationToken cancel) =>
    {
        await viewer.Meet();
        var text = (q ?? "").Trim();
        var isCommand = text.StartsWith('>');
        var asked = isCommand ? text[1..].Trim() : text;
        var items = new List<PaletteItem>();
        var kinds = ListViews.All.Where(v => viewer.May(v.Kind + ".read")).Select(v => v.Kind).ToList();
        if (asked.Length > 0 && !isCommand)
            items.AddRange((await index.Find(asked, kinds, 10, cancel)).Select(f => new PaletteItem(f.Title, viewer["record." + f.Kind], $"{ListViews.OfKind(f.Kind)!.Path}/{f.Id}", f.Kind, viewer["palette.records"])));
        if (asked.Length > 0 && !isCommand && viewer.May("person.read"))
        {
            var named = await byRole.Find(asked, cancel);
            if (named is { } meant) items.AddRange(meant.People.Take(20).Select(f => new PaletteItem(f.Title, viewer.Choice(typeof(Role), meant.Role), $"/people/{f.Id}", "person", viewer["palette.meant", ("word", asked), ("role", viewer.Choice(typeof(Role), meant.Role))])));
            items.AddRange((await index.Find(asked, ["person"], 5, cancel)).Where(f => named?.People.Any(p => p.Id == f.Id) != true).Select(f => new PaletteItem(f.Title, viewer["record.person"], $"/people/{f.Id}", "person", viewer["record.person.many"])));
        }

        items.AddRange(Commands(viewer).Where(c => asked.Length == 0 || c.Name.Contains(asked, StringComparison.OrdinalIgnoreCase)).Take(asked.Length == 0 ? 40 : 8));
        return Results.Json(items);
    }).Needs("search").Shows(Shows.Rows).ExcludeFromDescription();

    static IEnumerable<PaletteItem> Commands(Viewer viewer)
    {
        foreach (var place in Places.All.Where(viewer.Opens))
            yield return new(viewer["place." + place.Name], "", place.Path, place.Icon, viewer["palette.go"]);
        if (viewer.May("assignment-rule.read")) yield return new(viewer["record.assignment-rule.many"], viewer["place.people"], "/assignment", "person", viewer["palette.go"]);
        if (viewer.May("handoff.read") && viewer.Actor.Sight is null) yield return new(viewer["handoff.figures"], viewer["place.handoffs"], "/handoffs/figures", "handoff", viewer["palette.go"]);
        yield return new(viewer["me.title"], "", "/me", "person", viewer["palette.go"]);
        if (viewer.May("stage.amend"))
            foreach (var section in Settings.SettingsSections.All)
                yield return new(viewer["settings." + section.Name], viewer["place.settings"], section.Path, "settings", viewer["palette.go"]);
        foreach (var view in ListViews.All.Where(v => viewer.May(v.Kind + ".record")))
            yield return new(viewer["ui.newOf", ("record", viewer["record." + view.Kind])], "", view.Path + "/new", "plus", viewer["palette.do"]);
    }
}

/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it is, or what choosing it does.</param>
/// <param name="Path">Where choosing it leads.</param>
/// <param name="Icon">Its drawing.</param>
/// <param name="Group">The heading it stands under.</param>
sealed record PaletteItem(string Name, string Kind, string Path, string Icon, string Group)
{
    public string[] Drawing => Icons.Paths(Icon);
}

using Microsoft.EntityFrameworkCore;
using Rung.Notes;
using Rung.People;
using Rung.Server.Database;

namespace Rung.Server.Ui.Lists;

/// <summary>The saved views a person sees on a list: their own and those shared by others.</summary>
sealed class SavedViews(Store store, Viewer viewer)
{
    const int Most = 100;

    public async Task<IReadOnlyList<ViewChoice>> Of(string kind, CancellationToken cancel)
    {
        await using var db = store.Open();
        var me = viewer.Actor.Id;
        var found = await (from view in db.Set<SavedView>().AsNoTracking()
                           where view.ForKind == kind && view.RemovedAt == null && (view.OwnerId == me || view.IsShared)
                           join person in db.Set<Person>() on view.OwnerId equals person.Id into owners
                           from owner in owners.DefaultIfEmpty()
                           orderby view.Id
                           select new { View = view, Owner = owner == null ? null : owner.Name }).Take(Most).ToListAsync(cancel);
        return [.. found.Select(f => new ViewChoice(f.View.Id.Value, f.View.Version, f.View.Name, f.View.Query ?? "", f.View.OwnerId == me, f.View.IsShared, f.View.IsPinned, f.View.IsDefault && f.View.OwnerId == me, f.Owner))];
    }
}

using Rung.People;
using Rung.Records;

namespace Rung.Notes;

/// <summary>A way of looking at a list that somebody wants again.</summary>
public sealed class SavedView : Record<SavedView>
{
    [Entered, Title] public string Name { get; private set; } = "";

    /// <summary>The kind of record it lists: <c>opportunity</c>.</summary>
    [Entered(Once = true, Max = 60)] public string ForKind { get; private set; } = "";

    /// <summary>Filters, order and columns as the list's address writes them.</summary>
    [Entered(Max = 8000)] public string? Query { get; private set; }

    /// <summary>Everybody sees it.</summary>
    [Entered] public bool IsShared { get; private set; }

    /// <summary>Stands above the list, one click away.</summary>
    [Entered] public bool IsPinned { get; private set; }

    /// <summary>Opens when its owner opens the list.</summary>
    [Entered] public bool IsDefault { get; private set; }

    [Entered(Once = true)] public Id<Person>? OwnerId { get; private set; }

    public override Outcome<Fact> Amend(IReadOnlyDictionary<string, object?> values, Act act) => IsOf(act) ? base.Amend(values, act) : new SomebodyElsesView();

    public override Outcome<Fact> Remove(Act act) => IsOf(act) ? base.Remove(act) : new SomebodyElsesView();

    protected override void Open(Act act)
    {
        if (act.Origin == Origin.Entered) OwnerId ??= act.By;
    }

    /// <summary>A view is its owner's to change; others copy it.</summary>
    bool IsOf(Act act) => OwnerId is not { } owner || owner == act.By;

    public override Refusal? Check() => Kinds.Named(ForKind) is null ? new UnknownKind("forKind", ForKind) : null;
}

/// <summary>The view belongs to somebody else; copy it and change the copy.</summary>
public sealed record SomebodyElsesView : Refusal;

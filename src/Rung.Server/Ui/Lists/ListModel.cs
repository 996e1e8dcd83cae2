using Rung.Opportunities;
using Rung.Server.Database;
using Rung.Server.Ui.Fields;

namespace Rung.Server.Ui.Lists;

/// <summary>A condition shown as a chip, with the address without it.</summary>
public sealed record Chip(string Field, string Value, string Without);

/// <summary>A saved view as its list offers it.</summary>
public sealed record ViewChoice(Guid Id, long Version, string Name, string Query, bool IsMine, bool IsShared, bool IsPinned, bool IsDefault, string? Owner);

/// <summary>What a list page shows, read off its address.</summary>
public sealed class ListModel
{
    public required ListView View { get; init; }
    public required ListAddress Address { get; init; }
    public required ListPage Page { get; init; }
    public required IReadOnlyList<FieldSpec> Fields { get; init; }
    public required IReadOnlyList<ListColumn> Columns { get; init; }

    /// <summary>Columns that are not shown and could be.</summary>
    public required IReadOnlyList<ListColumn> Others { get; init; }
    public required IReadOnlyList<Stage> Stages { get; init; }
    public IReadOnlyList<Chip> Chips { get; init; } = [];

    /// <summary>The whole filter as JSON, for the one who changes it.</summary>
    public string Filter { get; init; } = "";
    public IReadOnlyList<ViewChoice> Views { get; init; } = [];

    /// <summary>The saved view that the address was opened from.</summary>
    public ViewChoice? Current { get; init; }

    public string Text => Address["q"] ?? "";

    public bool IsNarrowed => Chips.Count > 0 || Text.Length > 0;

    /// <summary>Something was changed since the view was saved.</summary>
    public bool IsModified => Current is { } view && view.Query != ViewQuery(Address.Kept);

    public string SortedBy(string field) => Address.With(("sort", Address.Sort == field ? "-" + field : field));

    /// <summary>A query as a view keeps it: without the name of the view itself.</summary>
    public static string ViewQuery(string query) => string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(p => !p.StartsWith("view=", StringComparison.Ordinal)));
}

using Rung.Opportunities;
using Rung.Server.Database;
using Rung.Server.Ui.Fields;
using Rung.Server.Ui.Lists;

namespace Rung.Server.Ui.Records;

/// <summary>One line of a record's story.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Sort">What sort of thing it was: <c>change</c>, <c>talk</c> or <c>comment</c>.</param>
/// <param name="Icon">Its drawing.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Text">What it was.</param>
public sealed record Happening(DateTimeOffset At, string Sort, string Icon, string Actor, string Text)
{
    /// <summary>What was said, if anything.</summary>
    public string? Body { get; init; }

    /// <summary>Where it stands by itself.</summary>
    public string? Link { get; init; }

    /// <summary>When it was written down, where that was later than it happened.</summary>
    public DateTimeOffset? LearnedAt { get; init; }

    /// <summary>It came in by an import.</summary>
    public bool IsImported { get; init; }

    /// <summary>The stroke it was part of, where undo can take it.</summary>
    public Guid? Undo { get; init; }
}

/// <summary>A field on the side of a record, to read and to change in place.</summary>
/// <param name="Spec">The field.</param>
/// <param name="Raw">Its value as an editor takes it.</param>
/// <param name="Shown">Its value as a reader sees it.</param>
/// <param name="Link">Where the value leads.</param>
public sealed record Pair(FieldSpec Spec, string Raw, string Shown, string? Link);

/// <summary>Records that hang on this one.</summary>
public sealed record Related(ListView View, IReadOnlyList<ListRow> Rows, string? Reference);

/// <summary>Somebody beside the record: in a meeting, or with a part in the purchase.</summary>
public sealed record Beside(string Kind, Guid Id, long Version, string Name, string? Link, string Role, bool? Came);

/// <summary>A file kept with the record.</summary>
public sealed record FileShown(Guid Id, string Name, string Size, DateTimeOffset At);

public sealed class RecordModel
{
    public required ListView View { get; init; }
    public required ListRow Row { get; init; }
    public required string Title { get; init; }
    public required IReadOnlyList<Pair> Pairs { get; init; }
    public required IReadOnlyList<Happening> Events { get; init; }
    public required IReadOnlyList<Deed> Deeds { get; init; }
    public IReadOnlyList<Related> Related { get; init; } = [];
    /// <summary>On its way to somebody who has not answered yet.</summary>
    public Handoffs.HandoffRow? Waiting { get; init; }

    public IReadOnlyList<Beside> People { get; init; } = [];
    public IReadOnlyList<FileShown> Files { get; init; } = [];
    public IReadOnlyList<Stage> Stages { get; init; } = [];
    public Stage? Stage { get; init; }

    /// <summary>Days spent in each stage so far.</summary>
    public IReadOnlyDictionary<Guid, int> DaysIn { get; init; } = new Dictionary<Guid, int>();
    public string? Accountable { get; init; }

    public bool IsOpen => Row.View("stageKind") is "open";

    public bool IsRemoved => Row["removedAt"] is not null;

    /// <summary>The reference with which other records name this one: <c>opportunityId</c>.</summary>
    public string Reference => Words.Camel(View.Kind) + "Id";

    public Pair? this[string field] => Pairs.FirstOrDefault(p => p.Spec.Name == field);
}

static class RowWords
{
    /// <summary>What a record is called; one without a name is called by its kind and its day.</summary>
    public static string NameOf(this ListRow row, ListView view, string? title, Viewer viewer) => title is not null ? row.View(title) ?? viewer["ui.unnamed"]
        : view.Columns.FirstOrDefault(c => c.Cell == Cell.Name) is { } column && row.Has(column.Field) && row.Day(column.Field) is { } day ? $"{viewer["record." + view.Kind]} {viewer.Day(day)}"
        : row.Has("accountId") && row.Title("accountId") is { } account ? $"{viewer["record." + view.Kind]}: {account}" : viewer["record." + view.Kind];

    /// <summary>A field of the row where the kind has it, else null.</summary>
    public static string? View(this ListRow row, string field) => row.Has(field) ? row[field]?.ToString() : null;
}

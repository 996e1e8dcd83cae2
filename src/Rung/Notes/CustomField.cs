using Rung.People;
using Rung.Records;

namespace Rung.Notes;

public enum CustomFieldType
{
    Text,
    Number,
    Day,
    Flag,

    /// <summary>One of the listed words.</summary>
    Choice,
}

/// <summary>A field the company added to a kind of record; its values stand in the record's <see cref="Record.Custom"/>.</summary>
public sealed class CustomField : Record<CustomField>
{
    /// <summary>The kind of record that has it: <c>account</c>.</summary>
    [Entered(Once = true, Max = 60)] public string ForKind { get; private set; } = "";

    /// <summary>The key under which values are kept.</summary>
    [Entered(Once = true, Max = 100), Title] public string Name { get; private set; } = "";

    [Entered(Once = true)] public CustomFieldType Type { get; private set; }

    /// <summary>What an English reader sees.</summary>
    [Entered] public string? LabelEn { get; private set; }

    /// <summary>What a Chinese reader sees.</summary>
    [Entered] public string? LabelZh { get; private set; }

    /// <summary>The words to choose from, one a line.</summary>
    [Entered(Max = 20_000, Lines = true)] public string? Choices { get; private set; }

    public override Refusal? Check()
    {
        if (Kinds.Named(ForKind) is null) return new UnknownKind("forKind", ForKind);
        return Type == CustomFieldType.Choice && Choices is null ? new Missing("choices") : null;
    }
}

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

    [Entered] public Id<Person>? OwnerId { get; private set; }

    protected override void Open(Act act)
    {
        if (act.Origin == Origin.Entered) OwnerId ??= act.By;
    }

    public override Refusal? Check() => Kinds.Named(ForKind) is null ? new UnknownKind("forKind", ForKind) : null;
}

/// <summary>There is no such kind of record.</summary>
public sealed record UnknownKind(string Field, string Given) : Refusal
{
    public override string At => Field;
}

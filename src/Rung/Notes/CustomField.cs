using System.Globalization;
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
    const int Longest = 2000;

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

    /// <summary>The words of a choice.</summary>
    public IEnumerable<string> Offered => (Choices ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Why a value cannot stand in this field; null when it can, and when it is empty.</summary>
    public Refusal? Refuse(object? value) => (Type, value) switch
    {
        (_, null) => null,
        (CustomFieldType.Number, double or long or int) => null,
        (CustomFieldType.Number, _) => new Unreadable("custom." + Name, "42.5"),
        (CustomFieldType.Flag, bool) => null,
        (CustomFieldType.Flag, _) => new Unreadable("custom." + Name, "true, false"),
        (CustomFieldType.Day, string day) when DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => null,
        (CustomFieldType.Day, _) => new Unreadable("custom." + Name, "2026-11-24"),
        (CustomFieldType.Choice, string word) when Offered.Contains(word) => null,
        (CustomFieldType.Choice, _) => new Unreadable("custom." + Name, string.Join(", ", Offered)),
        (_, string { Length: > Longest } text) => new TooLong("custom." + Name, text.Length, Longest),
        (_, string) => null,
        _ => new Unreadable("custom." + Name, "text"),
    };

    public override Refusal? Check()
    {
        if (Kinds.Named(ForKind) is null) return new UnknownKind("forKind", ForKind);
        return Type == CustomFieldType.Choice && Choices is null ? new Missing("choices") : null;
    }
}

/// <summary>There is no such kind of record.</summary>
public sealed record UnknownKind(string Field, string Given) : Refusal
{
    public override string At => Field;
}

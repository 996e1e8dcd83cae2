using System.Text.Json.Serialization;

namespace Rung.Server.Ui.Fields;

/// <summary>
/// A field as pages work with it: how it is called, what it holds, what may be chosen. Lists, filters, forms and record
/// pages all ask here, and the browser gets it as JSON.
/// </summary>
/// <param name="Name">The field, or <c>custom.key</c> of a further one.</param>
/// <param name="Label">Its name for the reader.</param>
/// <param name="Type">One of text, lines, number, money, day, instant, flag, choice, reference.</param>
public sealed record FieldSpec(string Name, string Label, string Type)
{
    /// <summary>May be changed after the record was entered.</summary>
    public bool Edit { get; init; }

    /// <summary>May be given when the record is entered.</summary>
    public bool Enter { get; init; }

    /// <summary>May be left empty.</summary>
    public bool Optional { get; init; }

    /// <summary>Every value it ever had is kept.</summary>
    public bool Kept { get; init; }

    /// <summary>The kind of record it names.</summary>
    public string? Kind { get; init; }

    public int Max { get; init; }

    /// <summary>Closed choices: value and label.</summary>
    public IReadOnlyList<string[]> Options { get; init; } = [];

    [JsonIgnore]
    public bool IsFurther => Name.StartsWith("custom.", StringComparison.Ordinal);

    /// <summary>The key in <c>custom</c>.</summary>
    [JsonIgnore]
    public string Key => Name["custom.".Length..];

    [JsonIgnore]
    public bool IsNumber => Type is "number" or "money" or "day" or "instant";
}

namespace Rung.Server.Ui.Records;

/// <summary>One thing that can be done with a record as it stands: a button, a key, and a form where it asks for something.</summary>
/// <param name="Word">The verb, in the address and the permission.</param>
/// <param name="Label">The button.</param>
/// <param name="Path">Where it is asked for.</param>
public sealed record Deed(string Word, string Label, string Path)
{
    public string? Key { get; init; }

    /// <summary>Stands in the bar, not in the menu.</summary>
    public bool IsFirst { get; init; }
    public string? Tone { get; init; }
    public IReadOnlyList<FormLine> Lines { get; init; } = [];
    public IReadOnlyList<(string Name, string Value)> Given { get; init; } = [];
    public string Method { get; init; } = "POST";

    /// <summary>Where the page goes afterwards; with a slash at its end, to the record that was made.</summary>
    public string? Then { get; init; }
    public string? Confirm { get; init; }

    /// <summary>What it does, before it is done.</summary>
    public string? Hint { get; init; }

    /// <summary>Leads to a page instead of asking for a change.</summary>
    public bool IsLink { get; init; }

    /// <summary>May have happened earlier than now.</summary>
    public bool IsDated { get; init; }
}

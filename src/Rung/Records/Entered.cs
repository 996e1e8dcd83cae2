namespace Rung.Records;

/// <summary>A field that people, programs and imports fill in. Everything else about a record changes by verbs.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EnteredAttribute : Attribute
{
    /// <summary>The longest text, in characters as a reader counts them.</summary>
    public int Max { get; init; } = 200;

    /// <summary>May hold several lines.</summary>
    public bool Lines { get; init; }

    /// <summary>Holds a JSON object, written as text.</summary>
    public bool Json { get; init; }

    /// <summary>Can be given when entered and not changed afterwards.</summary>
    public bool Once { get; init; }

    /// <summary>The smallest number allowed.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest number allowed.</summary>
    public double Most { get; init; } = double.PositiveInfinity;
}

/// <summary>Every value this field ever had is kept with when it happened and when we learned of it (RX8).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeptAttribute : Attribute;

/// <summary>
/// A private value of a person: the journal keeps it only under that person's key, and erasing the person blanks it. On a
/// kind of record: what the source calls it and the fields an import brought beside the form are private too.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class PrivateAttribute : Attribute;

/// <summary>The record's name in lists and references.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TitleAttribute : Attribute;

/// <summary>
/// Kept for running the house and not about the business: no form on a page, no general address, no export, no merge.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UpkeepAttribute : Attribute;

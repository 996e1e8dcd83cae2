namespace Rung;

/// <summary>
/// A named "no": the rule that said it, with what a reader needs to put it right. Its sentences, in every language, stand
/// beside the feature under <c>refusal.&lt;name&gt;</c>, with the record's properties as placeholders.
/// </summary>
public abstract record Refusal
{
    /// <summary>The stable name in the API and the texts: <c>already-closed</c> for <c>AlreadyClosed</c>.</summary>
    public string Name => Words.Kebab(GetType().Name);

    /// <summary>The field that was refused, where it is one.</summary>
    public virtual string? At => null;

    /// <summary>What kind of no this is; the edge turns it into a status.</summary>
    public virtual RefusalKind Kind => RefusalKind.Rule;
}

public enum RefusalKind
{
    /// <summary>A rule of the business said no.</summary>
    Rule,

    /// <summary>What was sent cannot be read as what was asked for.</summary>
    Malformed,

    /// <summary>The record does not exist, or not for this person.</summary>
    Absent,

    /// <summary>Somebody changed the record first.</summary>
    Changed,

    /// <summary>This person may not do that.</summary>
    Forbidden,
}

/// <summary>No such record, or none that this person may see.</summary>
public sealed record NotFound(string Record, string Id) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Absent;
}

/// <summary>Another change came first; <paramref name="Version"/> is the record's version now.</summary>
public sealed record ChangedMeanwhile(string Record, string Id, long Version) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Changed;
}

/// <summary>The actor lacks <paramref name="Permission"/>.</summary>
public sealed record NotAllowed(string Permission) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>A required field is empty.</summary>
public sealed record Missing(string Field) : Refusal
{
    public override string At => Field;
}

/// <summary>The record has no such field, or not one a person enters.</summary>
public sealed record UnknownField(string Field) : Refusal
{
    public override string At => Field;
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>The value cannot be read as <paramref name="Expected"/>.</summary>
public sealed record Unreadable(string Field, string Expected) : Refusal
{
    public override string At => Field;
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>The text is longer than the field holds; nothing is ever cut silently.</summary>
public sealed record TooLong(string Field, int Length, int Limit) : Refusal
{
    public override string At => Field;
}

/// <summary>The text has control or direction-override characters, which would make it read as something else.</summary>
public sealed record UnprintableText(string Field) : Refusal
{
    public override string At => Field;
}

/// <summary>The number lies outside what the field can mean.</summary>
public sealed record OutOfRange(string Field, string Lowest, string Highest) : Refusal
{
    public override string At => Field;
}

/// <summary>The second of two days or instants lies before the first.</summary>
public sealed record EndsBeforeStart(string Field, string Start) : Refusal
{
    public override string At => Field;
}

/// <summary>Something is said to have happened in the future.</summary>
public sealed record NotYetHappened(string Field) : Refusal
{
    public override string At => Field;
}

/// <summary>Of several fields, one is to be given and the others left empty.</summary>
public sealed record ExactlyOne(string Fields) : Refusal
{
    public static Refusal? Of(params ReadOnlySpan<(string Name, bool IsGiven)> fields)
    {
        var (names, given) = (new List<string>(), 0);
        foreach (var (name, isGiven) in fields)
        {
            names.Add(name);
            if (isGiven) given++;
        }

        return given == 1 ? null : new ExactlyOne(string.Join(", ", names));
    }
}

/// <summary>Two amounts of one record are in different currencies.</summary>
public sealed record CurrenciesDiffer(string Field, string Other) : Refusal
{
    public override string At => Field;
}

/// <summary>The record was removed; restore it first.</summary>
public sealed record Removed(string Record) : Refusal;

/// <summary>Nothing would change.</summary>
public sealed record NothingToChange : Refusal;

/// <summary>A merge needs two records.</summary>
public sealed record CannotMergeWithItself : Refusal;

using Rung.People;
using Rung.Records;

namespace Rung.Notes;

/// <summary>What somebody says about a record.</summary>
public sealed class Comment : Attached<Comment>
{
    [Entered(Max = 20_000, Lines = true), Private] public string Body { get; private set; } = "";
    [Entered(Once = true)] public Id<Person>? AuthorId { get; private set; }

    protected override void Open(Act act)
    {
        if (act.Origin == Origin.Entered) AuthorId ??= act.By;
    }
}

/// <summary>A word the company agreed to mark records with.</summary>
public sealed class Tag : Record<Tag>
{
    [Entered(Max = 60), Title] public string Name { get; private set; } = "";
    [Entered(Max = 500)] public string? Description { get; private set; }

    // Records hold their tags as one line of text, parted by commas.
    public override Refusal? Check() => Name.Contains(',', StringComparison.Ordinal) ? new Unreadable("name", "a word without a comma") : null;
}

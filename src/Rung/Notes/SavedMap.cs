using Rung.Records;

namespace Rung.Notes;

/// <summary>How the files of one source become records of one kind, kept so that the next import of it needs no mapping.</summary>
public sealed class SavedMap : Record<SavedMap>
{
    /// <summary>The source, as people call it.</summary>
    [Entered(Max = 100), Title] public string Name { get; private set; } = "";

    /// <summary>The kind of record it makes: <c>opportunity</c>.</summary>
    [Entered(Once = true, Max = 60)] public string ForKind { get; private set; } = "";

    /// <summary>The map itself, YAML or JSON.</summary>
    [Entered(Max = 200_000, Lines = true)] public string Map { get; private set; } = "";

    public override Refusal? Check() => Kinds.Named(ForKind) is null ? new UnknownKind("forKind", ForKind) : null;
}

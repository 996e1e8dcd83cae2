using Rung.Records;

namespace Rung.Accounts;

/// <summary>A part of the world as the company divides it.</summary>
public sealed class Region : Record<Region>
{
    [Entered, Title] public string Name { get; private set; } = "";
    [Entered] public Id<Region>? ParentId { get; private set; }

    public override Refusal? Check() => ParentId == Id ? new OwnParent() : null;
}

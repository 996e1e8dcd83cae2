using Rung.Records;

namespace Rung.People;

/// <summary>Where records wait for an owner. A queue always has one: somebody is accountable for what lies in it.</summary>
public sealed class Queue : Record<Queue>
{
    [Entered, Title] public string Name { get; private set; } = "";

    [Entered, Kept] public Id<Person> AccountableId { get; private set; }
}

using Rung.People;

namespace Rung.Handoffs;

/// <summary>More of the packet was told; so many things are still missing.</summary>
public sealed record HandoffFilled(int Lacking) : Fact;

public sealed record HandoffAccepted : Fact;

public sealed record HandoffReturned(string Gap) : Fact;

public sealed record HandoffWithdrawn : Fact;

public sealed record HandoffRedirected(Id<Person> To) : Fact;

public sealed record HandoffReminded : Fact;

public sealed record HandoffEscalated(Id<Person> To) : Fact;

public sealed record HandoffActedOn : Fact;

/// <summary>The hand-off was accepted or returned already.</summary>
public sealed record HandoffAnswered(HandoffStatus Status) : Refusal;

/// <summary>Who hands over does not also accept.</summary>
public sealed record OwnHandoff : Refusal;

/// <summary>Somebody else is asked to take it.</summary>
public sealed record ForSomebodyElse : Refusal;

/// <summary>Things that must be told are missing: tell them, or return it.</summary>
public sealed record PacketLacks(IReadOnlyList<string> Items) : Refusal
{
    public bool Equals(PacketLacks? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Count;
}

/// <summary>Nobody has accepted it, so nobody acts on it yet.</summary>
public sealed record NotAcceptedYet : Refusal;

/// <summary>Nobody above is told before the limit is over.</summary>
public sealed record StillInTime : Refusal;

/// <summary>The record is on its way to somebody already.</summary>
public sealed record HandoffOnItsWay : Refusal;

/// <summary>What is won, lost, given up or removed is not handed over.</summary>
public sealed record NothingToHandOver : Refusal;

using Rung.People;
using Rung.Records;

namespace Rung.Server.Desk;

/// <summary>Who acts, with what they may do. Made at sign-in, from a token, or for a named operator or task.</summary>
sealed record Actor(Id<Person> Id, string Name, Permits Permits)
{
    /// <summary>Whose records they see; null sees all.</summary>
    public SignIn.Sight? Sight { get; init; }

    public bool May(string permission) => Permits.Allow(permission);

    /// <summary>Why not, or null: the role does not allow it, or the token does not.</summary>
    public Refusal? Refuse(string permission) => May(permission) ? null : Permits.IsWithin(permission) ? new NotAllowed(permission) : new SignIn.BeyondScope(permission);
}

/// <summary>One request to decide something.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Permission">What the verb needs, as <c>opportunity.win</c>.</param>
sealed record Call(Actor Actor, string Permission)
{
    /// <summary>When it happened; null is now.</summary>
    public DateTimeOffset? HappenedAt { get; init; }

    public Origin Origin { get; init; }

    /// <summary>The version the caller looked at; null takes the newest.</summary>
    public long? IfVersion { get; init; }

    /// <summary>The caller's key for a request that may be repeated, with a fingerprint of what was asked.</summary>
    public (string Key, string Fingerprint)? Repeatable { get; init; }

    /// <summary>What is answered is shown once and kept nowhere: a repeated request is told that, and no more.</summary>
    public bool IsToldOnce { get; init; }

    /// <summary>The import or bulk change this belongs to.</summary>
    public Guid? BatchId { get; init; }
}

/// <summary>What a decision did.</summary>
/// <param name="DecisionId">Names everything done in one stroke; undo takes it.</param>
/// <param name="RecordKind">The kind of the main record.</param>
/// <param name="RecordId">The main record.</param>
/// <param name="Version">Its version now.</param>
/// <param name="Facts">Names of the facts, in order; empty when nothing had to change.</param>
/// <param name="Touched">Every record changed or made.</param>
sealed record Receipt(Guid DecisionId, string RecordKind, Guid RecordId, long Version, IReadOnlyList<string> Facts, IReadOnlyList<(string Kind, Guid Id)> Touched)
{
    /// <summary>The same request had been answered before; nothing was done twice.</summary>
    public bool Replayed { get; init; }

    /// <summary>The main record as the decision left it, where it was decided just now and by itself.</summary>
    public Record? Main { get; init; }
}

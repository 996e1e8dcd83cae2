using Rung.Records;

namespace Rung.People;

/// <summary>How far somebody sees, from the narrowest to all; of several roles the widest counts.</summary>
public enum Reach
{
    /// <summary>What they answer for, or ever answered for.</summary>
    Own,

    /// <summary>Also what those answer for who report to them.</summary>
    Team,

    /// <summary>Also what those answer for who are in the same pod.</summary>
    Pod,
    All,
}

/// <summary>How far a role sees. A role without one sees all; of two for one role the newer counts.</summary>
public sealed class SightRule : Record<SightRule>
{
    [Entered(Once = true)] public Role Role { get; private set; }
    [Entered, Kept] public Reach Reach { get; private set; }

    public override Refusal? Check() => Role == Role.Founder && Reach != Reach.All ? new FounderSeesAll() : null;
}

/// <summary>Somebody has to see everything.</summary>
public sealed record FounderSeesAll : Refusal
{
    public override string At => "reach";
}

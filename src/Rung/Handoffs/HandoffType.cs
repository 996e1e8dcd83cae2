using Rung.People;

namespace Rung.Handoffs;

/// <summary>Between whom work passes: each type has its own rules, and its own figures (X3.5).</summary>
public enum HandoffType
{
    /// <summary>From one to another in the same role; also what nobody has said the type of.</summary>
    Reassignment,

    /// <summary>A lead goes to whoever develops it.</summary>
    LeadToSdr,
    SdrToAe,
    AeToCsm,

    /// <summary>From success to whoever renews and expands.</summary>
    CsmToAm,

    /// <summary>Somebody is away for some days.</summary>
    Leave,

    /// <summary>Somebody leaves for good.</summary>
    Exit,
}

public static class HandoffTypes
{
    /// <summary>What a hand-off between two roles is, where nothing else is said.</summary>
    public static HandoffType Between(Role from, Role to) => (from, to) switch
    {
        _ when from == to => HandoffType.Reassignment,
        (_, Role.Sdr or Role.ClosingSdr) => HandoffType.LeadToSdr,
        (Role.Sdr or Role.ClosingSdr or Role.Founder, Role.Ae) => HandoffType.SdrToAe,
        // Whoever sells or keeps customers beside the founder hands over to the founder in the next role.
        (Role.Sdr or Role.ClosingSdr, Role.Founder) => HandoffType.SdrToAe,
        (Role.Ae, Role.Founder) => HandoffType.AeToCsm,
        (Role.Csm, Role.Am) => HandoffType.CsmToAm,
        (Role.Sdr or Role.ClosingSdr or Role.Founder or Role.Ae, Role.Csm or Role.Am) => HandoffType.AeToCsm,
        _ => HandoffType.Reassignment,
    };

    /// <summary>The roles of a type whose work passes on, where nobody says them.</summary>
    public static (Role From, Role To)? Roles(HandoffType type) => type switch
    {
        HandoffType.LeadToSdr => (Role.Founder, Role.Sdr),
        HandoffType.SdrToAe => (Role.Sdr, Role.Ae),
        HandoffType.AeToCsm => (Role.Ae, Role.Csm),
        HandoffType.CsmToAm => (Role.Csm, Role.Am),
        _ => null,
    };
}

namespace Rung.Accounts;

/// <summary>How sure it is that two records are of the same party.</summary>
public enum Likelihood
{
    /// <summary>Worth a look when somebody looks for duplicates.</summary>
    Possible,

    /// <summary>Shown when a record is saved.</summary>
    Likely,

    /// <summary>May be merged or updated without asking.</summary>
    Certain,
}

/// <summary>What speaks for or against two records being of the same party.</summary>
public enum DuplicateReason
{
    SameEmail,
    SamePhone,
    SameOfficialNumber,
    SameDomain,
    SameName,
    SimilarName,
    SameCompany,
    SimilarCompany,
    SameCity,
    SameAddress,
    SimilarAddress,
    OtherEmail,
    OtherPhone,
    OtherOfficialNumber,
    OtherName,
    OtherCompany,
    OtherPlace,
    OtherAddress,
}

/// <summary>One observation and its weight in bits: how many times likelier, as a power of two, it is among true duplicates.</summary>
public readonly record struct Observation(DuplicateReason Reason, double Bits);

/// <summary>The comparison of two parties.</summary>
public sealed record Likeness(IReadOnlyList<Observation> Observations)
{
    /// <summary>The sum of the observations' bits: log₂ of the likelihood ratio, taking them as independent.</summary>
    public double Bits { get; } = Observations.Sum(o => o.Bits);

    /// <summary>
    /// Null when the records are most likely of two parties. Nothing is certain without a way to reach the party or a number
    /// of its own in common, nor while the names differ: two restaurants of one hotel share address and telephone.
    /// </summary>
    public Likelihood? Level => Bits switch
    {
        >= Duplicates.CertainBits when SharesAnAnchor && SharesAName => Likelihood.Certain,
        >= Duplicates.LikelyBits => Likelihood.Likely,
        >= Duplicates.PossibleBits => Likelihood.Possible,
        _ => null,
    };

    public IEnumerable<DuplicateReason> Reasons => Observations.Select(o => o.Reason);

    bool SharesAnAnchor => Reasons.Any(r => r is DuplicateReason.SameEmail or DuplicateReason.SamePhone or DuplicateReason.SameOfficialNumber or DuplicateReason.SameDomain or DuplicateReason.SameAddress);

    bool SharesAName => Observations.Any(o => o.Reason is DuplicateReason.SameName or DuplicateReason.SameOfficialNumber || o is { Reason: DuplicateReason.SimilarName, Bits: >= 3 });
}

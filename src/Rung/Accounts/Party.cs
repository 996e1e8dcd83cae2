namespace Rung.Accounts;

/// <summary>A person or company as far as it is known; whatever is unknown says nothing for or against.</summary>
public sealed record Party(bool IsPerson, string Name)
{
    public string? Email { get; init; }

    /// <summary>In E.164 (+4930123456), as normalising needs the numbering plans of the world.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];

    /// <summary>Domain or web address; of a person, the company's.</summary>
    public string? Domain { get; init; }

    /// <summary>The company a person works for.</summary>
    public string? Company { get; init; }

    public string? City { get; init; }
    public string? Address { get; init; }

    /// <summary>A number that authorities give: tax, register, social credit code.</summary>
    public string? OfficialNumber { get; init; }
}

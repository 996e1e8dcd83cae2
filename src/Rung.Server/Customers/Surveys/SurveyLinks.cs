using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Rung.Customers;
using Rung.Server.SignIn;

namespace Rung.Server.Customers.Surveys;

/// <summary>
/// Links by which a customer answers without an account: the survey's identity under a seal that only this installation
/// can make. How long a link is good stands in the survey, so that an old one can be told from a forged one.
/// </summary>
sealed class SurveyLinks(IDataProtectionProvider protection, Settings settings)
{
    const int Longest = 500;

    readonly IDataProtector seal = protection.CreateProtector("survey-answer");

    /// <summary>Whether letters can name the address: it comes from the settings and never from a request.</summary>
    public bool HasAddress => settings.PublicBaseUrl is not null;

    public string Path(Id<Survey> id) => "/answer/" + Base64Url.EncodeToString(seal.Protect(id.Value.ToByteArray(true)));

    /// <summary>The whole address, where it is configured.</summary>
    public Uri? Url(Id<Survey> id, string more = "") => settings.PublicBaseUrl is { } at ? new Uri(at, Path(id) + more) : null;

    /// <summary>The survey that a link is for; null where it is not a link of ours.</summary>
    public Id<Survey>? Read(string token)
    {
        if (token.Length > Longest || !Base64Url.IsValid(token)) return null;
        try
        {
            return seal.Unprotect(Base64Url.DecodeFromChars(token)) is { Length: 16 } plain ? new(new Guid(plain, true)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

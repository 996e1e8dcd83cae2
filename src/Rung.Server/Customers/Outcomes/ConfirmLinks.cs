using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Rung.Accounts;
using Rung.Customers;
using Rung.Server.SignIn;

namespace Rung.Server.Customers.Outcomes;

/// <summary>What a link for confirming is about: the measure that was shown, to whom.</summary>
sealed record ConfirmLink(Id<PromisedOutcome> Outcome, Id<Contact> Contact, DateTimeOffset MeasuredAt);

/// <summary>
/// Links by which a customer confirms a measure without an account, under a seal that only this installation can make. A
/// link speaks of one measure: after a later one it confirms nothing.
/// </summary>
sealed class ConfirmLinks(IDataProtectionProvider protection, Settings settings)
{
    const int Longest = 500, Length = 40;

    readonly IDataProtector seal = protection.CreateProtector("outcome-confirmation");

    public bool HasAddress => settings.PublicBaseUrl is not null;

    /// <summary>The path for whoever was asked about the last measure; null where nobody was.</summary>
    public string? Path(PromisedOutcome outcome)
    {
        if (outcome is not { AskedId: { } asked, MeasuredAt: { } at }) return null;

        Span<byte> plain = stackalloc byte[Length];
        outcome.Id.Value.TryWriteBytes(plain, true, out _);
        asked.Value.TryWriteBytes(plain[16..], true, out _);
        BinaryPrimitives.WriteInt64BigEndian(plain[32..], at.UtcTicks);
        return "/confirm/" + Base64Url.EncodeToString(seal.Protect(plain.ToArray()));
    }

    /// <summary>The whole address, where it is configured.</summary>
    public Uri? Url(PromisedOutcome outcome) => Path(outcome) is { } path && settings.PublicBaseUrl is { } at ? new Uri(at, path) : null;

    /// <summary>What a link is about; null where it is not a link of ours.</summary>
    public ConfirmLink? Read(string token)
    {
        if (token.Length > Longest || !Base64Url.IsValid(token)) return null;
        try
        {
            return seal.Unprotect(Base64Url.DecodeFromChars(token)) is { Length: Length } plain
                ? new(new(new Guid(plain.AsSpan(0, 16), true)), new(new Guid(plain.AsSpan(16, 16), true)), new(BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(32)), TimeSpan.Zero))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

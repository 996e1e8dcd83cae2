using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Rung.Server.SignIn;

/// <summary>Passwords and tokens: made, kept as hashes, compared.</summary>
sealed class Secrets : IDisposable
{
    public const int ShortestPassword = 10;
    const int LongestPassword = 256;

    // PBKDF2 with HMAC-SHA512; OWASP's Password Storage Cheat Sheet asks for 210,000 rounds.
    readonly PasswordHasher<Login> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
    readonly SemaphoreSlim gate = new(Math.Max(1, Environment.ProcessorCount / 2));
    readonly Lazy<string> nobody;

    public Secrets() => nobody = new(() => Hash(Random()));

    /// <summary>Why a password will not do, or null.</summary>
    public static Refusal? Refuse(string? password, string email)
    {
        if (password is null || password.Length < ShortestPassword) return new PasswordTooShort(ShortestPassword);
        if (password.Length > LongestPassword) return new TooLong("password", password.Length, LongestPassword);
        var plain = password.ToLowerInvariant();
        var own = Login.Plain(email).Split('@')[0];
        return plain.Distinct().Count() < 5 || (own.Length > 3 && plain.Contains(own, StringComparison.Ordinal)) || IsRow(plain) ? new PasswordTooGuessable() : null;
    }

    public string Hash(string password) => hasher.HashPassword(new(), password);

    /// <summary>
    /// Compares; where there is no such login it does the same work against a password nobody has, so that neither the
    /// answer nor its time tells which addresses exist. Only a few at a time: hashing is dear on purpose.
    /// </summary>
    public async Task<bool> Matches(string? hash, string password, CancellationToken cancel)
    {
        if (password.Length > LongestPassword) password = "";
        await gate.WaitAsync(cancel);
        try
        {
            var nobodys = nobody.Value;
            var verified = await Task.Run(() => hasher.VerifyHashedPassword(new(), hash ?? nobodys, password), cancel);
            return hash is not null && verified != PasswordVerificationResult.Failed;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>256 bits as text that stands in an address.</summary>
    public static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of a token: it is long and random, so one round is enough.</summary>
    public static byte[] Fingerprint(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    // 1234567890, qwertyuiop, abcdefghij.
    static bool IsRow(string plain) => ((string[])["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "password123456789"]).Any(row => row.Contains(plain, StringComparison.Ordinal));

    public void Dispose() => gate.Dispose();
}

/// <summary>A password this short is soon guessed.</summary>
public sealed record PasswordTooShort(int Least) : Refusal
{
    public override string At => "password";
}

/// <summary>The password is a row of keys, a few letters repeated, or the address itself.</summary>
public sealed record PasswordTooGuessable : Refusal
{
    public override string At => "password";
}

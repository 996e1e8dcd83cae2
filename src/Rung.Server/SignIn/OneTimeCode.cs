using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Rung.Server.SignIn;

/// <summary>
/// Codes of an authenticator: RFC 6238 over HMAC-SHA1 (RFC 4226), six digits, thirty seconds. SHA-1 and these numbers are what
/// every authenticator knows.
/// </summary>
static class OneTimeCode
{
    public const int Digits = 6;
    public const int SecretBytes = 20;
    static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>So many steps a clock may be early or late.</summary>
    const int Slack = 1;

    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step of time in which an instant lies: thirty-second steps since 1970.</summary>
    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / (long)Step.TotalSeconds;

    /// <summary>The code of a step, with leading zeros.</summary>
    public static string At(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The algorithm is the standard's; as a keyed hash SHA-1 is not broken.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var value = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0xF)..]) & 0x7FFFFFFF;
        return (value % (long)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step whose code it is, of those around now; null where it is of none.</summary>
    public static long? Matches(ReadOnlySpan<byte> secret, string code, DateTimeOffset at)
    {
        long? found = null;
        for (var step = StepAt(at) - Slack; step <= StepAt(at) + Slack; step++)
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(At(secret, step)), System.Text.Encoding.UTF8.GetBytes(code))) found = step;
        return found;
    }

    /// <summary>Base 32 (RFC 4648) without padding, as authenticators take a secret that is typed.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder((bytes.Length * 8 + 4) / 5);
        var (held, bits) = (0, 0);
        foreach (var one in bytes)
        {
            (held, bits) = (((held << 8) | one) & 0xFFF, bits + 8);
            for (; bits >= 5; bits -= 5) text.Append(Alphabet[(held >> (bits - 5)) & 31]);
        }

        return bits > 0 ? text.Append(Alphabet[(held << (5 - bits)) & 31]).ToString() : text.ToString();
    }
}

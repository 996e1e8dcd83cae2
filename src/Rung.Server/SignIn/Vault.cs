using System.Security.Cryptography;
using System.Text;

namespace Rung.Server.SignIn;

/// <summary>
/// Secrets that must come back in clear, sealed (AES-256-GCM) under a key that is not in the database: whoever has only a copy
/// of the database has none of them. The key lies in a file of its own, one key a line in base64, the one in use first; the
/// ones below it open what was sealed before. See decision 0016.
/// </summary>
sealed class Vault(KeyFile file)
{
    const int KeyBytes = 32;
    const int Nonce = 12;
    const int Tag = 16;

    /// <summary>Whether there is a key, or a place where one can be made.</summary>
    public bool IsThere => file.Path is not null;

    /// <param name="purpose">What it is and whose; a box opens only under the same.</param>
    /// <returns>Four bytes that tell the key, twelve of chance, the secret, sixteen that prove it whole.</returns>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> plain)
    {
        var key = file.Keys(make: true)[0];
        var box = new byte[4 + Nonce + plain.Length + Tag];
        Mark(key).CopyTo(box.AsSpan());
        RandomNumberGenerator.Fill(box.AsSpan(4, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(box.AsSpan(4, Nonce), plain, box.AsSpan(4 + Nonce, plain.Length), box.AsSpan(4 + Nonce + plain.Length), Encoding.UTF8.GetBytes(purpose));
        return box;
    }

    /// <exception cref="CryptographicException">The key is not in the file, or the box is another's or was changed.</exception>
    public byte[] Open(string purpose, ReadOnlySpan<byte> box)
    {
        if (box.Length < 4 + Nonce + Tag) throw new CryptographicException("This was not sealed here.");
        var mark = box[..4].ToArray();
        var key = file.Keys(make: false).FirstOrDefault(k => Mark(k).AsSpan().SequenceEqual(mark))
            ?? throw new CryptographicException($"The key that opens the secrets of this database is not in {file.Path ?? "any key file"}: bring the file back, or name it in RUNG_KEYFILE.");
        var plain = new byte[box.Length - 4 - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(box.Slice(4, Nonce), box[(4 + Nonce)..^Tag], box[^Tag..], plain, Encoding.UTF8.GetBytes(purpose));
        return plain;
    }

    /// <summary>Whether it was sealed with the key in use, and not with one before it.</summary>
    public bool IsPresent(ReadOnlySpan<byte> box) => box.Length >= 4 && file.Keys(make: false) is [var first, ..] && Mark(first).AsSpan().SequenceEqual(box[..4]);

    /// <summary>Tells a key without telling of it.</summary>
    static byte[] Mark(byte[] key) => SHA256.HashData([.. "rung key"u8, .. key])[..4];

    internal static byte[]? Parse(string line)
    {
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(line, key, out var length) && length == KeyBytes ? key : null;
    }

    internal static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
}

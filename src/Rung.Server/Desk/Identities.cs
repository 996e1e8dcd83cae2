using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Rung.Server.Desk;

/// <summary>
/// New identities: version 7, and those that this process makes for one moment are in the order they were made. History rows
/// of one instant are told apart by nothing else, so .NET's own, random within a millisecond, would tell them in any order.
/// </summary>
static class Identities
{
    const int Page = 4096;

    [ThreadStatic]
    static byte[]? drawn;

    [ThreadStatic]
    static int left;

    // Where it begins tells processes apart; 42 bits do not run out.
    static long count = RandomNumberGenerator.GetInt32(int.MaxValue);

    public static Guid Next(DateTimeOffset at)
    {
        var n = Interlocked.Increment(ref count);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds() << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | ((n >> 30) & 0xFFF)));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], (uint)(0x80000000 | (n & 0x3FFFFFFF)));
        Chance(bytes[12..]);
        return new(bytes, bigEndian: true);
    }

    /// <summary>Bytes that nobody can foresee, fetched by the page: asking the system for a few at a time takes longer than sealing with them.</summary>
    public static void Chance(Span<byte> bytes)
    {
        drawn ??= new byte[Page];
        if (left < bytes.Length)
        {
            RandomNumberGenerator.Fill(drawn);
            left = Page;
        }

        var taken = drawn.AsSpan(Page - left, bytes.Length);
        taken.CopyTo(bytes);
        taken.Clear();
        left -= bytes.Length;
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Rung.Metrics;

namespace Rung.Server.Metrics;

/// <summary>
/// What the days of a deal's life came to until one of them: by how many days each new expected date moved the one before,
/// and how many whole days it stayed in each stage it left. Packed, since it lies with every state of every deal and a
/// report reads a million of them.
/// </summary>
static class DealPace
{
    const int Stay = 16 + sizeof(int);

    /// <summary>Of a deal that never had a date and has left no stage.</summary>
    public static readonly byte[] Nothing = new byte[sizeof(int)];

    /// <summary>The number of moves and one more, 0 where there never was a date; the moves; each stage left, with its days.</summary>
    public static byte[] Pack(bool isDated, List<int> moves, List<(Guid Stage, int Days)> left)
    {
        if (!isDated && left.Count == 0) return Nothing;
        var packed = new byte[sizeof(int) * (1 + moves.Count) + Stay * left.Count];
        var rest = packed.AsSpan();
        Put(ref rest, isDated ? 1 + moves.Count : 0);
        foreach (var days in moves) Put(ref rest, days);
        foreach (var (stage, days) in left)
        {
            stage.TryWriteBytes(rest, true, out _);
            rest = rest[16..];
            Put(ref rest, days);
        }

        return packed;
    }

    /// <summary>Adds what one deal came to.</summary>
    public static void Count(ReadOnlySpan<byte> packed, Slippage slippage, Dictionary<(Guid Stage, int Days), long> left)
    {
        var moves = Take(ref packed) - 1;
        if (moves >= 0) slippage.Add(null, 1);
        var slipped = false;
        for (; moves > 0; moves--)
        {
            var days = Take(ref packed);
            slippage.Add(days, 1);
            slipped |= days > 0;
        }

        if (slipped) slippage.Slipped++;
        while (packed.Length > 0)
        {
            var stage = new Guid(packed[..16], true);
            packed = packed[16..];
            CollectionsMarshal.GetValueRefOrAddDefault(left, (stage, Take(ref packed)), out _)++;
        }
    }

    static void Put(ref Span<byte> rest, int n)
    {
        BinaryPrimitives.WriteInt32LittleEndian(rest, n);
        rest = rest[sizeof(int)..];
    }

    static int Take(ref ReadOnlySpan<byte> rest)
    {
        var n = BinaryPrimitives.ReadInt32LittleEndian(rest);
        rest = rest[sizeof(int)..];
        return n;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiscreteEvents;

/// <summary>
/// What is due, in the order (time, turn, counter): a four-way heap of 16-byte entries that hold no references, and beside it
/// a ring of what is due at once, so that handing over a resource costs no heap work.
/// </summary>
/// <remarks>
/// A key packs turn (4 bits), counter (36) and the process's slot (24). The counter makes every key different, so ties are always
/// decided and the shape of the heap can never show. Entries are not taken out when a wait is called off: their key no longer
/// is the one its process waits for, and they are dropped when they come up, or swept once they outnumber the living. Behind the last entry
/// stand some that are never due, so that a parent always has four children, and the least of four is found without a jump to guess at.
/// </remarks>
sealed class Agenda
{
    internal const int SlotBits = 24, CounterBits = 36;
    internal const int MostSlots = 1 << SlotBits;
    internal const long MostEvents = (1L << CounterBits) - 1;
    const int Ways = 4, SmallestSweep = 1024;

    /// <remarks>Times are not negative: their bits, taken as whole numbers, have their order.</remarks>
    struct Entry
    {
        internal long Time;
        internal ulong Key;

        internal readonly double At => BitConverter.Int64BitsToDouble(Time);
    }

    static readonly Entry never = new() { Time = long.MaxValue, Key = ulong.MaxValue };

    Entry[] heap = Nevers(64);
    int count;
    bool topTaken; // the root was handed out and not yet replaced: the next entry often takes its place with one sift

    ulong[] ring = new ulong[32];
    int ringHead, ringCount;

    long counter;
    int calledOff;

    internal long Scheduled => counter;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong NextKey(int slot, Turn turn)
    {
        unchecked
        {
            return ((ulong)turn << (SlotBits + CounterBits)) | ((ulong)++counter << SlotBits) | (uint)slot;
        }
    }

    internal void Add(double at, ulong key)
    {
        var entry = new Entry { Time = BitConverter.DoubleToInt64Bits(at), Key = key };
        if (topTaken)
        {
            topTaken = false;
            Sink(entry, count);
            return;
        }
        if (count == heap.Length - Ways) Grow();
        Rise(entry, count++);
    }

    internal void AddAtOnce(ulong key)
    {
        if (ringCount == ring.Length) GrowRing();
        ring[(ringHead + ringCount) & (ring.Length - 1)] = key;
        ringCount++;
    }

    /// <summary>Takes the next entry due at or before <paramref name="until"/>; <paramref name="now"/> becomes its time.</summary>
    /// <returns>Its key; 0 when nothing is left, <see cref="ulong.MaxValue"/> when what is left is due later.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Take(ref double now, double until)
    {
        if (topTaken) ReplaceTop();
        ref var top = ref MemoryMarshal.GetArrayDataReference(heap);
        if (ringCount > 0 && !(count > 0 && top.At <= now && top.Key < ring[ringHead]))
        {
            var atOnce = ring[ringHead];
            ringHead = (ringHead + 1) & (ring.Length - 1);
            ringCount--;
            return atOnce;
        }
        if (count == 0) return 0;
        if (top.At > until) return ulong.MaxValue;
        now = top.At;
        topTaken = true;
        return top.Key;
    }

    /// <summary>One entry has lost its meaning. True when it is time to <see cref="Sweep"/>.</summary>
    internal bool CallOff() => ++calledOff > SmallestSweep && calledOff > count / 2;

    internal void DroppedCalledOff() => calledOff--;

    /// <summary>Throws out the entries nobody waits for; keeps a heap of the others.</summary>
    internal void Sweep(Func<ulong, bool> awaited)
    {
        if (topTaken) ReplaceTop();
        var kept = 0;
        for (var i = 0; i < count; i++) if (awaited(heap[i].Key)) heap[kept++] = heap[i];
        heap.AsSpan(kept, count - kept).Fill(never);
        count = kept;
        for (var i = 0; i < count; i++) Rise(heap[i], i);
        calledOff = 0;
    }

    void ReplaceTop()
    {
        topTaken = false;
        var last = heap[--count];
        heap[count] = never;
        if (count > 0) Sink(last, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool Before(in Entry a, in Entry b) => a.Time < b.Time | (a.Time == b.Time & a.Key < b.Key);

    /// <summary>1 if the second comes before the first, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Second(in Entry first, in Entry second) => Unsafe.BitCast<bool, byte>(Before(second, first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int LeastOf(ref Entry four)
    {
        unchecked
        {
            var one = Second(four, Unsafe.Add(ref four, 1));
            var other = 2 + Second(Unsafe.Add(ref four, 2), Unsafe.Add(ref four, 3));
            return one + (other - one) * Second(Unsafe.Add(ref four, one), Unsafe.Add(ref four, other));
        }
    }

    void Rise(Entry entry, int at)
    {
        ref var root = ref MemoryMarshal.GetArrayDataReference(heap);
        while (at > 0)
        {
            var parent = (at - 1) / Ways;
            ref var above = ref Unsafe.Add(ref root, parent);
            if (!Before(entry, above)) break;
            Unsafe.Add(ref root, at) = above;
            at = parent;
        }
        Unsafe.Add(ref root, at) = entry;
    }

    /// <summary>Puts <paramref name="entry"/> where the root was, in a heap of <paramref name="size"/>.</summary>
    void Sink(Entry entry, int size)
    {
        ref var root = ref MemoryMarshal.GetArrayDataReference(heap);
        var at = 0;
        unchecked
        {
            while (true)
            {
                var child = at * Ways + 1;
                if (child >= size) break;
                var least = child + 1 == size ? child : child + LeastOf(ref Unsafe.Add(ref root, child));
                ref var below = ref Unsafe.Add(ref root, least);
                if (!Before(below, entry)) break;
                Unsafe.Add(ref root, at) = below;
                at = least;
            }
        }
        Unsafe.Add(ref root, at) = entry;
    }

    void Grow()
    {
        var larger = Nevers(heap.Length * 2);
        heap.AsSpan(0, count).CopyTo(larger);
        heap = larger;
    }

    static Entry[] Nevers(int length)
    {
        var entries = new Entry[length];
        entries.AsSpan().Fill(never);
        return entries;
    }

    void GrowRing()
    {
        var larger = new ulong[ring.Length * 2];
        for (var i = 0; i < ringCount; i++) larger[i] = ring[(ringHead + i) & (ring.Length - 1)];
        (ring, ringHead) = (larger, 0);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiscreteEvents;

/// <summary>
/// A stream of chance. Each cause in a model has one of its own, split off by name, so that changing one thing leaves the luck of all
/// others as it was; replications split off by number. What a stream yields depends on the seed and the names alone: not on the order
/// of splitting, on the platform or on the version.
/// </summary>
/// <remarks>
/// xoshiro256** (Blackman and Vigna 2021), seeded from a 128-bit key through SplitMix64 (Steele, Lea and Flood 2014). Splitting hashes the
/// name into the key. <see cref="Uniform"/> takes one step, and so does every distribution that says it draws by inversion.
/// </remarks>
public sealed class Chance
{
    ulong keyA, keyB;
    ulong s0, s1, s2, s3;

    public Chance(ulong seed) : this(Mix(unchecked(seed + 0x9E3779B97F4A7C15)), Mix(seed ^ 0x6A09E667F3BCC909)) { }

    Chance(ulong keyA, ulong keyB) => Begin(keyA, keyB);

    /// <summary>Begins anew from another seed, as if just made: for models that give each of many customers luck of their own.</summary>
    public void Begin(ulong seed) => Begin(Mix(unchecked(seed + 0x9E3779B97F4A7C15)), Mix(seed ^ 0x6A09E667F3BCC909));

    void Begin(ulong a, ulong b)
    {
        (keyA, keyB) = (a, b);
        unchecked
        {
            s0 = Mix(keyA + 0x9E3779B97F4A7C15);
            s1 = Mix(keyB + 2 * 0x9E3779B97F4A7C15);
            s2 = Mix(keyA + 3 * 0x9E3779B97F4A7C15);
            s3 = Mix(keyB + 4 * 0x9E3779B97F4A7C15) | 1; // all four zero is the one state xoshiro cannot leave
        }
    }

    /// <summary>The bare generator in a given state, to compare it with the published one.</summary>
    internal Chance(ulong s0, ulong s1, ulong s2, ulong s3) => (this.s0, this.s1, this.s2, this.s3) = (s0, s1, s2, s3);

    /// <summary>The stream of this name.</summary>
    public Chance Split(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var (a, b) = (keyA, keyB);
        foreach (var letter in name) (a, b) = Absorb(a, b, letter);
        return new(Mix(a), Mix(b ^ 0xA5A5A5A5A5A5A5A5));
    }

    /// <summary>The stream of this number, different from that of every name.</summary>
    public Chance Split(long number)
    {
        var (a, b) = Absorb(keyA, keyB, unchecked((ulong)number));
        return new(Mix(a), Mix(b ^ 0x5A5A5A5A5A5A5A5A));
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        unchecked
        {
            var (a, b, c, d) = (s0, s1, s2, s3);
            var result = BitOperations.RotateLeft(b * 5, 7) * 9;
            c ^= a;
            d ^= b;
            (s0, s1, s2, s3) = (a ^ d, b ^ c, c ^ (b << 17), BitOperations.RotateLeft(d, 45));
            return result;
        }
    }

    /// <summary>Between 0 and 1, never either: one of 2^52 values in the middle of equal steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Uniform() => Middle(Next());

    /// <summary>
    /// The upper 52 bits n as (n + ½) / 2^52: put behind the point of a number from 1 up to 2, of which 1 − 2^−53 is taken off without
    /// rounding. The same bits turned over give 1 − that, as exactly.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Middle(ulong bits) => BitConverter.UInt64BitsToDouble(bits >> 12 | 0x3FF0000000000000) - (1 - 1.0 / (1L << 53));

    /// <summary>A whole number from 0 up to, not including, <paramref name="below"/>; every one equally likely (Lemire 2019).</summary>
    public int Below(int below)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(below);
        unchecked
        {
            var range = (uint)below;
            var product = (Next() >> 32) * range;
            if ((uint)product < range)
            {
                var unfair = (uint)(-below) % range;
                while ((uint)product < unfair) product = (Next() >> 32) * range;
            }
            return (int)(product >> 32);
        }
    }

    /// <summary>Whether something of this probability happens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Happens(double probability) => Uniform() < probability;

    /// <summary>From the standard exponential distribution, by inversion.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Exponential() => -Elementary.Log(Middle(~Next()));

    /// <summary>From the standard normal distribution, by inversion.</summary>
    public double Normal() => Elementary.NormalQuantile(Uniform());

    /// <summary>In another order, every one equally likely.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var chosen = Below(last + 1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }

    static (ulong, ulong) Absorb(ulong a, ulong b, ulong word) => unchecked((Mix(a ^ word), Mix((b + word) * 0xD1342543DE82EF95 + 1)));

    static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}

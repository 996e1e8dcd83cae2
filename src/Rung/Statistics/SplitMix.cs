namespace Rung.Statistics;

/// <summary>
/// A small stream of chance for resampling, the same from its seed everywhere: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
/// </summary>
sealed class SplitMix(ulong seed)
{
    ulong state = seed;

    internal ulong Next()
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>0 … count − 1, each as likely to one part in 2⁶⁴/count.</summary>
    internal int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);
}

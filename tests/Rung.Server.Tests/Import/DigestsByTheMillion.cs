using Rung.Server.Import;

namespace Rung.Server.Tests.Import;

/// <summary>What is known of digests is what a common dictionary would know.</summary>
public sealed class DigestsByTheMillion
{
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Is_what_a_common_dictionary_knows(int seed)
    {
        var (chance, digests, common) = (new Random(seed), new Digests<Told>(), new Dictionary<UInt128, int>());
        for (var step = 0; step < 60_000; step++)
        {
            // Many with the same low bits, so that they push one another on, around the end of the table too.
            var digest = chance.Next(3) == 0 ? ((UInt128)chance.Next(1, 1 << 11) << 70) + (UInt128)(chance.Next(2) * 0x3FFFFFFFL) : (UInt128)chance.NextInt64(40_000);
            if (chance.Next(5) < 3) Assert.Equal(common.TryAdd(digest, step), digests.TryAdd(new(digest, step)));
            else if (chance.Next(3) == 0 && common.ContainsKey(digest)) digests.Change(new(digest, common[digest] = step));
            else Assert.Equal(common.Remove(digest), digests.Remove(digest));
            Assert.Equal(common.Count, digests.Count);
            if (step % 5_000 == 0) Assert.All(common, k => Assert.Equal(k.Value, digests.TryGetValue(k.Key, out var told) ? told.What : -1));
        }

        for (var i = 0; i < 20_000; i++)
        {
            var digest = (UInt128)chance.NextInt64(80_000);
            Assert.Equal(common.ContainsKey(digest), digests.Contains(digest));
        }
    }

    readonly record struct Told(UInt128 Digest, int What) : IDigested;
}

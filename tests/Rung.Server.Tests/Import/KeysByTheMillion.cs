using Rung.Server.Import;

namespace Rung.Server.Tests.Import;

/// <summary>A set of keys that takes eight bytes for each answers as any set would.</summary>
public sealed class KeysByTheMillion
{
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Are_there_or_not_as_in_a_common_set(int seed)
    {
        var (chance, keys, common) = (new Random(seed), new ManyKeys(), new HashSet<long>());
        for (var step = 0; step < 60_000; step++)
        {
            // Many with the same low bits, so that they push one another on, around the end of the table too.
            var key = chance.Next(3) == 0 ? (chance.NextInt64(1, 1 << 12) << 40) + (chance.Next(2) * 0x3FFFFFFFL) : chance.NextInt64(40_000) + 1;
            if (chance.Next(5) < 3) Assert.Equal(common.Add(key), keys.Add(key));
            else Assert.Equal(common.Remove(key), keys.Remove(key));
            Assert.Equal(common.Count, keys.Count);
            if (step % 5_000 == 0) Assert.All(common, k => Assert.True(keys.Contains(k)));
        }

        for (var i = 0; i < 20_000; i++)
        {
            var key = chance.NextInt64(80_000) + 1;
            Assert.Equal(common.Contains(key), keys.Contains(key));
        }
    }
}

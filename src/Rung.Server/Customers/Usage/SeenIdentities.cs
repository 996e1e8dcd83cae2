namespace Rung.Server.Customers.Usage;

/// <summary>
/// Identities of events that were counted, eight bytes each: open addressing in shards that grow by themselves, so that
/// growing never holds all of it twice.
/// </summary>
sealed class SeenIdentities
{
    const int Shards = 64;
    const int Least = 64;
    const double Full = 0.8;
    const double Growth = 1.4;

    readonly ulong[][] tables = [.. Enumerable.Range(0, Shards).Select(_ => new ulong[Least])];
    readonly int[] counts = new int[Shards];

    public long Count { get; private set; }

    /// <summary>Bytes it takes.</summary>
    public long Room => tables.Sum(t => t.LongLength * sizeof(ulong));

    public bool Contains(ulong identity)
    {
        var table = tables[identity % Shards];
        return table[PlaceOf(table, Filled(identity))] != 0;
    }

    public bool Add(ulong identity)
    {
        var shard = (int)(identity % Shards);
        if (counts[shard] >= tables[shard].Length * Full) Grow(shard);
        var (table, filled) = (tables[shard], Filled(identity));
        var place = PlaceOf(table, filled);
        if (table[place] != 0) return false;

        table[place] = filled;
        counts[shard]++;
        Count++;
        return true;
    }

    void Grow(int shard)
    {
        var larger = new ulong[(int)(tables[shard].Length * Growth) + 1];
        foreach (var identity in tables[shard])
            if (identity != 0) larger[PlaceOf(larger, identity)] = identity;
        tables[shard] = larger;
    }

    /// <summary>Where it is, or where it would be put.</summary>
    static int PlaceOf(ulong[] table, ulong identity)
    {
        var place = (int)Math.BigMul(identity, (ulong)table.Length, out _);
        while (table[place] != 0 && table[place] != identity)
            if (++place == table.Length) place = 0;
        return place;
    }

    /// <summary>Nothing marks an empty place; one identity in 2⁶⁴ shares its mark with another.</summary>
    static ulong Filled(ulong identity) => identity == 0 ? 1 : identity;
}

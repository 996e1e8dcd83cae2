namespace Rung.Server.Import;

/// <summary>
/// Keys that are digests already, millions of them, eight bytes each and room to grow: in a common set they would take three
/// times as much beside an import.
/// </summary>
sealed class ManyKeys
{
    /// <summary>Stands for a free place; a key of 0 is kept as 1, as if both had one digest.</summary>
    const long Free = 0;

    long[] places = new long[1 << 10];

    public int Count { get; private set; }

    public bool Contains(long key) => places[Find(Kept(key))] != Free;

    /// <summary>Whether it was new.</summary>
    public bool Add(long key)
    {
        if (Count >= places.Length / 4 * 3) Grow();
        var at = Find(Kept(key));
        if (places[at] != Free) return false;
        places[at] = Kept(key);
        Count++;
        return true;
    }

    /// <summary>Whether it was there.</summary>
    public bool Remove(long key)
    {
        var free = Find(Kept(key));
        if (places[free] == Free) return false;
        // Those behind it that were pushed on move up, so that nothing is looked for beyond a free place.
        for (var at = Next(free); places[at] != Free; at = Next(at))
        {
            if (Away(Home(places[at]), at) < Away(free, at)) continue;
            (places[free], free) = (places[at], at);
        }

        places[free] = Free;
        Count--;
        return true;
    }

    void Grow()
    {
        var before = places;
        places = new long[before.Length * 2];
        foreach (var key in before)
            if (key != Free) places[Find(key)] = key;
    }

    /// <summary>Where a key is, or the free place it would take.</summary>
    int Find(long key)
    {
        var at = Home(key);
        while (places[at] != Free && places[at] != key) at = Next(at);
        return at;
    }

    int Home(long key) => (int)(key & (places.Length - 1));

    int Next(int at) => (at + 1) & (places.Length - 1);

    int Away(int from, int to) => (to - from) & (places.Length - 1);

    static long Kept(long key) => key == Free ? 1 : key;
}

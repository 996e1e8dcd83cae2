namespace Rung.Server.Import;

/// <summary>Something that is told apart by a digest of it: its lowest bits are as good as chance.</summary>
interface IDigested
{
    UInt128 Digest { get; }
}

/// <summary>
/// What is known of digests, millions of them beside an import. What is put down stays where it is, so that growing copies
/// no more than four bytes of each.
/// </summary>
sealed class Digests<T>
    where T : struct, IDigested
{
    const int InOnePiece = 2048;

    readonly List<T[]> pieces = [];
    readonly Stack<int> free = new();

    /// <summary>By digest the number of what is known of it, from 1; 0 is a free place.</summary>
    int[] places = new int[1 << 10];
    int most;

    public int Count => most - free.Count;

    public bool Contains(UInt128 digest) => places[Find(digest)] != 0;

    public bool TryGetValue(UInt128 digest, out T known)
    {
        var number = places[Find(digest)];
        known = number == 0 ? default : Known(number);
        return number != 0;
    }

    /// <summary>Whether its digest was new; what is known already stays.</summary>
    public bool TryAdd(T known)
    {
        if (Count >= places.Length / 4 * 3) Grow();
        var at = Find(known.Digest);
        if (places[at] != 0) return false;

        if (!free.TryPop(out var number)) number = ++most;
        if ((number - 1) / InOnePiece == pieces.Count) pieces.Add(new T[InOnePiece]);
        Known(number) = known;
        places[at] = number;
        return true;
    }

    /// <summary>Says otherwise of a digest that is known.</summary>
    public void Change(T known) => Known(places[Find(known.Digest)]) = known;

    /// <summary>Whether it was known.</summary>
    public bool Remove(UInt128 digest)
    {
        var gap = Find(digest);
        if (places[gap] == 0) return false;
        free.Push(places[gap]);
        // Those behind it that were pushed on move up, so that nothing is looked for beyond a free place.
        for (var at = Next(gap); places[at] != 0; at = Next(at))
        {
            if (Away(Home(Known(places[at]).Digest), at) < Away(gap, at)) continue;
            (places[gap], gap) = (places[at], at);
        }

        places[gap] = 0;
        return true;
    }

    void Grow()
    {
        var before = places;
        places = new int[before.Length * 2];
        foreach (var number in before)
            if (number != 0) places[Find(Known(number).Digest)] = number;
    }

    ref T Known(int number) => ref pieces[(number - 1) / InOnePiece][(number - 1) % InOnePiece];

    /// <summary>Where a digest is, or the free place it would take.</summary>
    int Find(UInt128 digest)
    {
        var at = Home(digest);
        while (places[at] != 0 && Known(places[at]).Digest != digest) at = Next(at);
        return at;
    }

    int Home(UInt128 digest) => (int)(digest & (UInt128)(places.Length - 1));

    int Next(int at) => (at + 1) & (places.Length - 1);

    int Away(int from, int to) => (to - from) & (places.Length - 1);
}

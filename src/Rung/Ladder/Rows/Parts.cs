using System.Collections;

namespace Rung.Ladder;

/// <summary>
/// Rows in their order, in parts of some hundred. A part never changes: where a row is read again its part is made anew, and
/// what was worked out of all the others stands.
/// </summary>
public sealed class Parts<T> : IReadOnlyList<T>
{
    readonly int[] starts;

    public Parts(IReadOnlyList<T[]> each)
    {
        (Each, starts) = (each, new int[each.Count]);
        for (var i = 0; i < each.Count; i++) (starts[i], Count) = (Count, Count + each[i].Length);
    }

    public IReadOnlyList<T[]> Each { get; }

    public int Count { get; }

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            // Of parts without rows the last one that begins here has the row.
            var part = Array.BinarySearch(starts, index);
            part = part < 0 ? ~part - 1 : part;
            while (Each[part].Length <= index - starts[part]) part++;
            return Each[part][index - starts[part]];
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var part in Each)
            foreach (var row in part) yield return row;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public static class Parts
{
    /// <summary>Rows in a part: few enough to be worked through for one that moved, many enough that the parts are few.</summary>
    public const int Size = 512;

    public static Parts<T> Of<T>(IReadOnlyList<T> rows) => rows as Parts<T> ?? new([.. rows.Chunk(Size)]);

    /// <summary>The rows in their order, those named as they were read again, and what is new after them. Parts without one of them are the same.</summary>
    public static Parts<T> Patched<T>(Parts<T> before, Func<T, Guid> id, IReadOnlySet<Guid> named, IEnumerable<T> again)
    {
        var fresh = again.ToDictionary(id);
        var each = new List<T[]>(before.Each.Count + 1);
        foreach (var part in before.Each) each.Add(Array.Exists(part, row => named.Contains(id(row))) ? Anew(part) : part);
        if (fresh.Count == 0) return new(each);
        // What is new fills the last part first.
        if (each is [.., { Length: < Size } last])
        {
            each.RemoveAt(each.Count - 1);
            each.AddRange(last.Concat(fresh.Values).Chunk(Size));
        }
        else each.AddRange(fresh.Values.Chunk(Size));
        return new(each);

        T[] Anew(T[] part)
        {
            var rows = new List<T>(part.Length);
            foreach (var row in part)
            {
                if (!named.Contains(id(row))) rows.Add(row);
                else if (fresh.Remove(id(row), out var now)) rows.Add(now);
            }

            return [.. rows];
        }
    }

    /// <summary>All of them in one list, in order.</summary>
    public static T[] Joined<T>(IEnumerable<IReadOnlyCollection<T>> each)
    {
        var all = each.ToList();
        var (joined, at) = (new T[all.Sum(one => one.Count)], 0);
        foreach (var one in all)
        {
            if (one is ICollection<T> rows) rows.CopyTo(joined, at);
            else foreach (var (i, row) in one.Index()) joined[at + i] = row;
            at += one.Count;
        }

        return joined;
    }
}

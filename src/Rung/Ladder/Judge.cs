using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>Turns counts into readings with the statistics of 3.0 and 3.1.</summary>
public static class Judge
{
    /// <summary>Rows with a yes or no; those left out keep their reason.</summary>
    public sealed record Rows(IReadOnlyList<Guid> Counted, IReadOnlyList<Guid> Hits, IReadOnlyList<Left> Left)
    {
        public Proportion Seen => new(Hits.Count, Counted.Count);

        public static Rows Sum(IReadOnlyCollection<Rows> each) => new(Parts.Joined(each.Select(r => r.Counted)), Parts.Joined(each.Select(r => r.Hits)),
            [.. each.SelectMany(r => r.Left).GroupBy(l => l.Why).OrderBy(g => g.Key).Select(g => new Left(g.Key, Parts.Joined(g.Select(l => l.Rows))))]);
    }

    /// <summary>Sorts rows into counted, hit and left out.</summary>
    public static Rows Sort<T>(IEnumerable<T> rows, Func<T, Guid> id, Func<T, LeftWhy?> why, Func<T, bool> hit)
    {
        var (counted, hits, left) = (new List<Guid>(rows.TryGetNonEnumeratedCount(out var n) ? n : 0), new List<Guid>(), new SortedDictionary<LeftWhy, List<Guid>>());
        foreach (var row in rows)
        {
            if (why(row) is { } reason)
            {
                if (!left.TryGetValue(reason, out var rest)) left[reason] = rest = [];
                rest.Add(id(row));
                continue;
            }

            counted.Add(id(row));
            if (hit(row)) hits.Add(id(row));
        }

        return new(counted, hits, [.. left.Select(l => new Left(l.Key, l.Value))]);
    }

    /// <summary>A share against its threshold, on a uniform prior.</summary>
    public static Reading Share(string id, Rows rows, double threshold, double certainty, int fewest)
    {
        var (seen, gate) = (rows.Seen, new ShareGate(threshold, certainty, fewest));
        var probability = gate.Probability(seen);
        return Settled(new(id, Verdict.Insufficient)
        {
            N = (int)seen.Trials, Numerator = seen.Successes, Denominator = seen.Trials, Estimate = seen.Share, Interval = seen.Trials == 0 ? null : Binomial.ClopperPearson(seen),
            Probability = seen.Trials == 0 ? null : probability, Threshold = threshold, Certainty = certainty, Fewest = fewest, Counted = rows.Counted, Hits = rows.Hits, Left = rows.Left,
            Settles = () => More(Settling.Share(gate, seen)),
        });
    }

    /// <summary>A count against the count asked for: known exactly, so never undecided once anything is recorded.</summary>
    public static Reading Count(string id, Rows rows, int threshold) => new(id, rows.Counted.Count >= threshold ? Verdict.Pass : Verdict.Fail)
    {
        Kind = FigureKind.Count, N = rows.Counted.Count, Numerator = rows.Counted.Count, Denominator = rows.Counted.Count, Estimate = rows.Counted.Count, Threshold = threshold,
        Counted = rows.Counted, Hits = rows.Counted, Left = rows.Left, NeededMore = More(threshold - rows.Counted.Count),
    };

    /// <summary>Pass, fail or neither, by the probability and the number of rows in the reading.</summary>
    public static Reading Settled(Reading reading)
    {
        if (reading.Lack is not null) return reading;
        if (reading.N < (reading.Fewest ?? 0)) return reading with { Verdict = Verdict.Insufficient, Lack = new(LackKind.TooFew, reading.Fewest, reading.N) };
        if (reading.Probability is not { } p || reading.Certainty is not { } certainty) return reading with { Verdict = Verdict.Insufficient, Lack = new(LackKind.TooFew, 1, 0) };
        if (p >= certainty) return reading with { Verdict = Verdict.Pass, NeededMore = null };
        if (p <= 1 - certainty) return reading with { Verdict = Verdict.Fail, NeededMore = null };
        return reading with { Verdict = Verdict.Insufficient, Lack = new(LackKind.Undecided) };
    }

    /// <summary>
    /// All parts are needed: one that fails, fails it; the part farthest from passing speaks for the whole. Where it counts no
    /// rows of its own, those of the first that does stand behind it.
    /// </summary>
    public static Reading All(string id, params IReadOnlyList<Reading> parts)
    {
        var weakest = parts.OrderBy(p => p.Verdict switch { Verdict.Fail => 0, Verdict.Insufficient => 1, _ => 2 }).ThenBy(p => p.Probability ?? 1).First();
        var behind = weakest.Counted.Count > 0 ? weakest : parts.FirstOrDefault(p => p.Counted.Count > 0) ?? weakest;
        return weakest with { Id = id, Parts = parts, Counted = behind.Counted, Hits = behind.Hits, Left = behind.Left };
    }

    /// <summary>Something that is there or is not.</summary>
    public static Reading Checked(string id, long done, long all, double share = 1)
    {
        var needed = (long)Math.Ceiling(all * share - 1e-9);
        return new(id, done >= needed ? Verdict.Pass : Verdict.Fail)
        {
            Kind = FigureKind.Checklist, N = (int)all, Numerator = done, Denominator = all, Estimate = all == 0 ? null : (double)done / all, Threshold = share, NeededMore = More(needed - done),
        };
    }

    /// <summary>At what was seen so far; where that would never settle it, if all that come succeed.</summary>
    internal static long? More(HowManyMore more) => More(more.AtThisShare ?? more.IfAllSucceed);

    static long? More(long? more) => more is > 0 ? more : null;
}

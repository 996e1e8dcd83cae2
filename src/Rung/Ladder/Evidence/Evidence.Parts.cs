namespace Rung.Ladder;

public sealed partial class Evidence
{
    readonly Dictionary<string, Told> told = [];

    /// <summary>
    /// What is told of each part of some rows. It is told again only of parts that are new since the evidence before, or of all
    /// where something else it hangs on has moved: what it asks the evidence for is noted, and all else it needs is given with it.
    /// </summary>
    /// <param name="what">A name of its own.</param>
    /// <param name="of">The rows.</param>
    /// <param name="with">All that <paramref name="tell"/> needs beside the evidence, compared by value; it may hold on to nothing else.</param>
    /// <param name="tell">Of one part; static.</param>
    internal TTold[] Each<T, TWith, TTold>(string what, Parts<T> of, TWith with, Func<Evidence, TWith, T[], TTold> tell)
    {
        var known = this.told.TryGetValue(what, out var before) && before.With is TWith same && EqualityComparer<TWith>.Default.Equals(same, with) ? before : null;
        var (told, outer) = (new TTold[of.Each.Count], looked);
        looked = known?.From ?? From.Nothing;
        for (var i = 0; i < told.Length; i++) told[i] = known is not null && i < known.Parts.Count && ReferenceEquals(known.Parts[i], of.Each[i]) ? ((TTold[])known.Each)[i] : tell(this, with, of.Each[i]);
        this.told[what] = new(with, of.Each, told, looked);
        looked |= outer;
        return told;
    }

    /// <summary>Other rows out of each part; where they turn out as they were, the part is the same.</summary>
    internal Parts<TOut> Turned<T, TWith, TOut>(string what, Parts<T> of, TWith with, Func<Evidence, TWith, T[], TOut[]> turn)
    {
        var before = told.GetValueOrDefault(what)?.Each as TOut[][] ?? [];
        var each = Each(what, of, with, turn);
        for (var i = 0; i < each.Length && i < before.Length; i++)
            if (each[i] != before[i] && each[i].AsSpan().SequenceEqual(before[i])) each[i] = before[i];
        return new(each);
    }

    /// <summary>Of all parts together; told again where one of them is new.</summary>
    internal TTold Once<T, TTold>(string what, Parts<T> of, Func<Parts<T>, TTold> tell)
    {
        if (told.TryGetValue(what, out var known) && known.Parts.SequenceEqual(of.Each)) return ((TTold[])known.Each)[0];
        var value = tell(of);
        told[what] = new(null, of.Each, new[] { value }, From.Nothing);
        return value;
    }

    /// <summary>Rows with a yes or no, as <see cref="Judge.Sort"/>; the functions are static.</summary>
    internal Judge.Rows Sorted<T, TWith>(string what, Parts<T> of, TWith with, Func<T, Guid> id, Func<Evidence, TWith, T, LeftWhy?> why, Func<Evidence, TWith, T, bool> hit) =>
        Judge.Rows.Sum(Each(what, of, (with, id, why, hit), static (evidence, by, part) => Judge.Sort(part, by.id, row => by.why(evidence, by.with, row), row => by.hit(evidence, by.with, row))));

    internal SalesTally Tally(string what, Parts<SaleThen> of) => SalesTally.Sum(Each("tally of " + what, of, 0, static (_, _, part) => SalesTally.Of(part)));

    /// <summary>Told of each part, of which other rows, and of which rows of the company beside these.</summary>
    sealed record Told(object? With, IReadOnlyList<object?> Parts, Array Each, From From);
}

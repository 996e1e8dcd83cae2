namespace Rung.Statistics;

/// <summary>p's corrected for asking many questions at once (S. Holm, Scand. J. Statist. 6, 1979; X4.2).</summary>
public static class Holm
{
    /// <summary>
    /// The adjusted p's in the order given: the k-th smallest times (m − k + 1), never below a smaller one's, at most 1. A
    /// question stays answered where its adjusted p is at most α.
    /// </summary>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> ps)
    {
        var adjusted = new double[ps.Count];
        var highest = 0.0;
        foreach (var (index, rank) in Enumerable.Range(0, ps.Count).OrderBy(i => Need.Share(ps[i])).Select((index, rank) => (index, rank)))
            adjusted[index] = highest = Math.Max(highest, Math.Min(1, ps[index] * (ps.Count - rank)));
        return adjusted;
    }
}

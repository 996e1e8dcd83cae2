namespace Rung.Planner.ClosedForms;

/// <summary>Shares that go from each place to each place; what is missing from 1 in a row leaves.</summary>
static class Ways
{
    const double Rounding = 1e-12;

    /// <summary>Refuses rows that are not shares, and places from which no way leads out.</summary>
    internal static Refusal? Check(IReadOnlyList<IReadOnlyList<double>> rows)
    {
        foreach (var next in rows)
        {
            if ((Given.Whole(next.Count, rows.Count, rows.Count, nameof(next)) ?? Given.Each(next, 0, int.MaxValue, share => Given.Share(share, nameof(next)))) is { } no) return no;
            if (Given.Between(next.Sum(), 0, 1 + Rounding, nameof(next)) is { } tooMuch) return tooMuch;
        }
        var leads = rows.Select(next => next.Sum() < 1 - Rounding).ToArray();
        for (var found = true; found;)
        {
            found = false;
            for (var i = 0; i < leads.Length; i++)
                if (!leads[i] && rows[i].Where((share, to) => share > 0 && leads[to]).Any()) found = leads[i] = true;
        }
        var trapped = Array.IndexOf(leads, false);
        return trapped < 0 ? null : new NobodyEverLeaves(trapped);
    }
}

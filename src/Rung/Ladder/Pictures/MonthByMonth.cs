using Rung.Statistics;

namespace Rung.Ladder;

/// <summary>What is watched on a control chart.</summary>
public enum Watched
{
    /// <summary>Pitches, demos and other meetings with somebody new that were held.</summary>
    MeetingsHeld,

    /// <summary>Sales accepted.</summary>
    Accepted,
    Won,

    /// <summary>What was won, in the currency most is won in, in its major units.</summary>
    Value,
}

/// <summary>A figure for each whole month, in order, with its control limits (3.1 item 7; V10).</summary>
/// <param name="Months">The first day of each.</param>
/// <param name="Chart">Null with fewer than two months.</param>
public sealed record MonthByMonth(Watched What, IReadOnlyList<DateOnly> Months, IReadOnlyList<double> Values, XmR? Chart, Currency? Currency)
{
    /// <summary>Two years of whole months at most.</summary>
    public const int Most = 24;

    /// <summary>One series for each figure, from the first month in which anything of it happened.</summary>
    public static IReadOnlyList<MonthByMonth> Of(Evidence evidence)
    {
        var wins = evidence.Counted.Where(s => s.IsWon).ToList();
        var currency = wins.Select(s => s.Value?.Currency).OfType<Currency>().GroupBy(c => c).OrderByDescending(g => g.Count()).Select(g => (Currency?)g.Key).FirstOrDefault();
        return
        [
            Series(evidence, Watched.MeetingsHeld, evidence.Held.Where(m => m.IsSelling).Select(m => (m.HeldOn!.Value, 1.0)), null),
            Series(evidence, Watched.Accepted, evidence.Counted.Select(s => (s.AcceptedOn!.Value, 1.0)), null),
            Series(evidence, Watched.Won, wins.Select(s => (s.ClosedOn!.Value, 1.0)), null),
            Series(evidence, Watched.Value, wins.Where(s => s.Value is { } v && v.Currency == currency).Select(s => (s.ClosedOn!.Value, (double)s.Value!.Value.Major)), currency),
        ];
    }

    static MonthByMonth Series(Evidence evidence, Watched what, IEnumerable<(DateOnly On, double Value)> events, Currency? currency)
    {
        var sums = new Dictionary<DateOnly, double>();
        foreach (var (on, value) in events) sums[new(on.Year, on.Month, 1)] = sums.GetValueOrDefault(new(on.Year, on.Month, 1)) + value;
        // A month counts when it is over.
        var end = evidence.Day.AddDays(1) is { Day: 1 } next ? next : new DateOnly(evidence.Day.Year, evidence.Day.Month, 1);
        if (sums.Count == 0 || sums.Keys.Min() >= end) return new(what, [], [], null, currency);

        var first = sums.Keys.Min();
        if (first < end.AddMonths(-Most)) first = end.AddMonths(-Most);
        List<DateOnly> months = [];
        for (var month = first; month < end; month = month.AddMonths(1)) months.Add(month);
        List<double> values = [.. months.Select(m => sums.GetValueOrDefault(m))];
        return new(what, months, values, XmR.Of(values), currency);
    }
}

/// <summary>The sales that began in one quarter, and how far they have come: each step counts those who ever reached it.</summary>
/// <param name="Began">The first day of the quarter.</param>
public sealed record CohortFunnel(DateOnly Began, int Begun, int Accepted, int Demo, int Proposal, int Won, int Open)
{
    /// <summary>Cohorts from the first sale on, at most so many.</summary>
    public const int Most = 12;

    public static IReadOnlyList<CohortFunnel> Of(Evidence evidence) =>
    [
        .. evidence.Sales.Where(s => s.Row.BeganOn is not null && s.Why is null or LeftWhy.NotAccepted).GroupBy(s => Quarter(s.Row.BeganOn!.Value)).OrderBy(g => g.Key).TakeLast(Most).Select(g => new CohortFunnel(
            g.Key, g.Count(), g.Count(s => s.AcceptedOn is not null), g.Count(s => s.DemoOn is not null), g.Count(s => s.ProposalOn is not null), g.Count(s => s.IsWon), g.Count(s => !s.IsResolved))),
    ];

    static DateOnly Quarter(DateOnly day) => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);
}

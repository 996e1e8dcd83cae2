namespace Rung.Ladder;

/// <summary>When a criterion that is undecided would be settled if rows go on to come as they came lately.</summary>
/// <param name="More">How many more rows it wants.</param>
/// <param name="PerMonth">Rows that came in a month, lately; zero where none came.</param>
/// <param name="On">The day by which so many will have come; null where none come, or not within <see cref="Years"/> years.</param>
public sealed record Pace(long More, double PerMonth, DateOnly? On)
{
    /// <summary>Farther than this nobody sees.</summary>
    public const int Years = 3;

    /// <summary>Rows of so many last months tell the pace.</summary>
    public const int Lately = 6;

    const double DaysAMonth = 30.4375;

    /// <summary>From the readings of one criterion, month-end by month-end and the day itself; null where nothing more is wanted.</summary>
    public static Pace? Of(IReadOnlyList<Assessment> months, string id)
    {
        var now = months[^1];
        if (Speaks(Stand(now, id).Reading) is not { NeededMore: { } more } speaking) return null;

        var from = now.AsOf.AddMonths(-Lately);
        var earlier = months.Where(m => m.AsOf < now.AsOf).ToList();
        var then = earlier.LastOrDefault(m => m.AsOf <= from) ?? earlier.FirstOrDefault();
        if (then is null) return new(more, 0, null);

        var came = Seen(speaking) - (Part(Stand(then, id).Reading, speaking.Id) is { } was ? Seen(was) : 0);
        var days = now.AsOf.DayNumber - then.AsOf.DayNumber;
        if (came <= 0 || days <= 0) return new(more, 0, null);
        var wait = Math.Ceiling(more * (double)days / came);
        return new(more, came * DaysAMonth / days, wait > Years * 365 ? null : now.AsOf.AddDays((int)wait));
    }

    /// <summary>Of what is counted the count grows, of what is judged by a share the number judged.</summary>
    static long Seen(Reading reading) => reading.Kind is FigureKind.Count or FigureKind.Checklist ? reading.Numerator : reading.N;

    /// <summary>The part that speaks for the whole, or the whole where there are none.</summary>
    public static Reading Speaks(Reading reading) =>
        (reading.Parts.Count < 2 ? null : reading.Parts.FirstOrDefault(p => p.Verdict == reading.Verdict && p.N == reading.N && p.NeededMore == reading.NeededMore)) ?? reading;

    /// <summary>The part of that number, or the reading itself where it is the one.</summary>
    public static Reading? Part(Reading reading, string id) => reading.Id == id ? reading : reading.Parts.FirstOrDefault(p => p.Id == id);

    static Stood Stand(Assessment told, string id) => told.Criteria.First(c => c.Id == id);
}

namespace Rung.Ladder;

/// <summary>The company's rule of acceptable use, as it holds from a day on: events on days per period, in so many of the last periods (X0.2).</summary>
public sealed record UseLevel(DateOnly FromOn, double Events = 1, int Days = 3, int Period = 7, int Periods = 4, int PeriodsMet = 3)
{
    /// <summary>A day counts only with so many people in it, where this is asked.</summary>
    public int? Users { get; init; }

    /// <summary>A day counts only where so large a share of the seats was in use, where this is asked.</summary>
    public double? SeatShare { get; init; }

    /// <summary>The way of counting core events, of those the company's rules ever had.</summary>
    public int Way { get; init; }

    /// <summary>What holds until the company says otherwise: the defaults of the rule.</summary>
    public static UseLevel Default { get; } = new(DateOnly.MinValue);

    /// <summary>The row in force on a day.</summary>
    public static UseLevel On(DateOnly day, IReadOnlyList<UseLevel> rows) => rows.LastOrDefault(r => r.FromOn <= day) ?? (rows.Count > 0 ? rows[0] : Default);

    /// <summary>All the days that are looked at.</summary>
    public int Window => Period * Periods;

    /// <summary>Whether the use of the periods that end with the day was acceptable.</summary>
    public bool IsMet(IReadOnlyList<UsageRow> usage, DateOnly day)
    {
        Span<int> days = stackalloc int[Periods];
        for (var i = Until(usage, day) - 1; i >= 0; i--)
        {
            var ago = day.DayNumber - usage[i].On.DayNumber;
            if (ago >= Window) break;
            if (IsEnough(usage[i])) days[ago / Period]++;
        }

        var met = 0;
        foreach (var n in days)
            if (n >= Days) met++;
        return met >= PeriodsMet;
    }

    /// <summary>How many rows lie on the day or before: found by halving, as a replay asks at every month-end of years.</summary>
    static int Until(IReadOnlyList<UsageRow> usage, DateOnly day)
    {
        var (low, high) = (0, usage.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (usage[middle].On <= day) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    bool IsEnough(UsageRow day) => day.Events(Way) >= Events && !(Users > (day.Users ?? 0)) && (SeatShare is not { } share || (day is { Users: { } active, Seats: > 0 and var seats } && active >= share * seats));
}

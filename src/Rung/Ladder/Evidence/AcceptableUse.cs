namespace Rung.Ladder;

/// <summary>The company's own rule of use that is good enough: events on days per period, in so many of the last periods (X0.2).</summary>
public sealed record AcceptableUse(double Events, int Days, int Period, int Periods, int PeriodsMet)
{
    public static AcceptableUse Of(Yardsticks y) => new(y[Common.UseEvents], y.Whole(Common.UseDays), y.Whole(Common.UsePeriod), y.Whole(Common.UsePeriods), y.Whole(Common.UsePeriodsMet));

    /// <summary>All the days that are looked at.</summary>
    public int Window => Period * Periods;

    /// <summary>Whether the use of the periods that end with the day was acceptable.</summary>
    public bool IsMet(IReadOnlyList<UsageRow> usage, DateOnly day)
    {
        Span<int> days = stackalloc int[Periods];
        for (var i = usage.Count - 1; i >= 0; i--)
        {
            var ago = day.DayNumber - usage[i].On.DayNumber;
            if (ago >= Window) break;
            if (ago >= 0 && usage[i].CoreEvents >= Events) days[ago / Period]++;
        }

        var met = 0;
        foreach (var n in days)
            if (n >= Days) met++;
        return met >= PeriodsMet;
    }
}

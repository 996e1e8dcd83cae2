namespace Rung.Planner;

/// <summary>
/// Days of eight working hours, one after the other: the clock of the model. Hour 0 is nine o'clock on the first workday; a day's first
/// four hours come before lunch. Nights, weekends and holidays take no time in it, so the model never waits through them.
/// </summary>
public sealed class WorkCalendar
{
    public const double HoursADay = 8, HoursAWeek = 40;
    const int Opens = 9, Lunch = 4;

    readonly DateOnly[] days;
    readonly int[] workdaysBefore; // by calendar day from the start
    readonly TimeZoneInfo zone;

    /// <param name="start">The first day.</param>
    /// <param name="months">The horizon; the calendar itself runs two years longer, for what is due later.</param>
    public WorkCalendar(DateOnly start, int months, IReadOnlySet<DateOnly>? holidays = null, TimeZoneInfo? zone = null)
    {
        (Start, Months, this.zone) = (start, months, zone ?? TimeZoneInfo.Utc);
        var until = start.AddMonths(months + 24);
        workdaysBefore = new int[until.DayNumber - start.DayNumber + 1];
        var open = new List<DateOnly>();
        for (var day = start; day < until; day = day.AddDays(1))
        {
            workdaysBefore[day.DayNumber - start.DayNumber] = open.Count;
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && holidays?.Contains(day) is not true) open.Add(day);
        }
        workdaysBefore[^1] = open.Count;
        days = [.. open];
        MonthEnds = [.. Enumerable.Range(1, months).Select(month => HourOf(start.AddMonths(month)))];
    }

    public DateOnly Start { get; }

    public int Months { get; }

    /// <summary>The working hour at which each month is over, counted from the first day.</summary>
    public IReadOnlyList<double> MonthEnds { get; }

    public double End => MonthEnds[^1];

    /// <summary>Working hours before a day begins.</summary>
    public double HourOf(DateOnly day) => HoursADay * workdaysBefore[Math.Clamp(day.DayNumber - Start.DayNumber, 0, workdaysBefore.Length - 1)];

    /// <summary>The day on which a working hour lies.</summary>
    public DateOnly DayOf(double hour) => days[Math.Clamp((int)(hour / HoursADay), 0, days.Length - 1)];

    /// <summary>The day, or the next on which people work; far days stay as they are.</summary>
    public DateOnly Workday(DateOnly day) => day.DayNumber - Start.DayNumber < workdaysBefore.Length - 31 ? DayOf(HourOf(day)) : day;

    /// <summary>The instant of a working hour, in the company's zone.</summary>
    public DateTimeOffset At(double hour)
    {
        var day = DayOf(hour);
        var within = Math.Clamp(hour - HoursADay * (int)(hour / HoursADay), 0, HoursADay);
        var clock = day.ToDateTime(TimeOnly.MinValue).AddHours(Opens + (within >= Lunch ? within + 1 : within));
        clock = new(clock.Ticks - clock.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Unspecified);
        return new(clock, zone.GetUtcOffset(clock));
    }

    /// <summary>Working hours in so many calendar days, on the average.</summary>
    public static double OfDays(double calendarDays) => calendarDays * HoursAWeek / 7;

    /// <summary>Working hours in so many months, on the average: 365.25 days a year, five of seven.</summary>
    public static double OfMonths(double months) => OfDays(months * 365.25 / 12);
}
